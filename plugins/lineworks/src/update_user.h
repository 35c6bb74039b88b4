#pragma once

#include "org_unit_finder.h"
#include "settings.h"
#include "user.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Changes one member: one read, then the steps `unsuspend`, `profile` (one PATCH for everything
 * that a PATCH takes; never a PUT), `alias:<address>:add` and `:remove`, `suspend`, as far as asked
 * for. Org units of new posts must be in LINE WORKS. Errors: kUnknownUid; kInvalidAttributeValue;
 * kInvalidState for suspending a pending member; kConflict for an External Key or login id that is
 * another member's; whatever the requests meet. */
Result<WriteReport> updateUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const ObjectRef& ref, const sdk::DeltasView& deltas);

/** The same for a member that was read and deltas that are `checkedDeltas`. */
Result<WriteReport> changeUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const User& user, const std::vector<AttributeDelta>& deltas);

}  // namespace muster::lineworks
