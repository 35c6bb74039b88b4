#pragma once

#include "org_unit_finder.h"
#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Makes one org unit: its parent must be there, and it must not be deeper than the settings allow;
 * then POST /orgunits (step `create`).
 *
 *  LINE WORKS lets several org units have one name, so that a create would never meet one that is
 * there: with `adopt` (option, else setting) one walk looks for an org unit of that name in that
 * place without an External Key, which is taken over and updated.
 *  Errors: kInvalidAttributeValue, among them `org unit "..." is not in LINE WORKS: provision
 * organisations first` for the parent; kConflict for an External Key that is another org unit's;
 * kQuotaExceeded for a tree too deep or too large; whatever the requests meet. */
Result<WriteReport> createOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const sdk::AttributesView& attributes);

}  // namespace muster::lineworks
