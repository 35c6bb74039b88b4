#pragma once

#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Makes one group (step `create`) and puts its members in, as `GroupMembers` does. Errors:
 * kAlreadyExists for a name in use; kQuotaExceeded when the account has no group left;
 * kPermissionDenied on a free account; whatever the requests meet. When the members fail, the group
 * stays, and its Uid is reported. */
Result<WriteReport> createGroup(sdk::Call& call, const sdk::AttributesView& attributes);

}  // namespace muster::zoom
