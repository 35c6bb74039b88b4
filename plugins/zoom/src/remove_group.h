#pragma once

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Deletes one group (step `delete`); its members stay users of the account. Errors: kUnknownUid;
 * kConflict when an Information Barrier uses the group; whatever the request meets. */
Result<void> deleteGroup(sdk::Call& call, const ObjectRef& ref);

}  // namespace muster::zoom
