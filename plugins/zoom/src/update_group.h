#pragma once

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Changes one group: step `name`, then the members as `GroupMembers` does. A replace of the
 * members reads them first and sends the difference; adding and removing read nothing, since Zoom
 * passes over who is there already. When a step fails, those before it stay. Errors: kUnknownUid;
 * kAlreadyExists for a name in use; whatever the requests meet. */
Result<WriteReport> updateGroup(sdk::Call& call, const ObjectRef& ref,
                                const sdk::DeltasView& deltas);

}  // namespace muster::zoom
