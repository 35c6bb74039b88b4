#pragma once

#include <vector>

#include "org_unit_finder.h"
#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Changes one org unit: one read, then the steps `profile` (PATCH; never a PUT, which switches
 * features off that it does not name) and `move`, the only way to another parent or place, as far
 * as asked for. Errors: kUnknownUid; kInvalidAttributeValue; kConflict for an External Key that is
 * another org unit's; kQuotaExceeded for a tree too deep; whatever the requests meet. */
Result<WriteReport> updateOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const ObjectRef& ref, const sdk::DeltasView& deltas);

/** The same for deltas that are owned. */
Result<WriteReport> changeOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const ObjectRef& ref, const std::vector<AttributeDelta>& deltas);

}  // namespace muster::lineworks
