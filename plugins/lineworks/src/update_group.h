#pragma once

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Changes one group: one read, then the steps `profile` (PATCH; never a PUT, which switches
 * features off that it does not name) and one for each member, org unit, group and administrator
 * that comes or goes. A replace reads the list first; adding and removing read nothing. Errors:
 * kUnknownUid; kInvalidAttributeValue; whatever the requests meet. */
Result<WriteReport> updateGroup(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                                const sdk::DeltasView& deltas);

}  // namespace muster::lineworks
