#pragma once

#include "org_unit_finder.h"
#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Deletes one org unit (step `delete`). LINE WORKS deletes org units within it that have no
 * members along with it, so that it is refused with kConflict while there are any, unless the
 * option `withEmptyOrgUnits` says so. Errors: kUnknownUid; kConflict, also while it or one within
 * it has members; whatever the requests meet. */
Result<void> deleteOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                           const ObjectRef& ref);

}  // namespace muster::lineworks
