#pragma once

#include "org_unit_finder.h"
#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Makes one member: checks, the org units of its posts, then POST /users (step `create`), and
 * `suspend` for `__ENABLE__` false. A pending member cannot be suspended: that is deferred.
 *
 *  After any 400 or 409 reads by External Key and by login id decide. A member without an External
 * Key is taken over when the settings or the option `adopt` say so, a deleted one brought back when
 * `undelete` does (step `undelete`); both are then updated.
 *  Errors: kInvalidAttributeValue before anything is sent, among them `org unit "..." is not in
 * LINE WORKS: provision organisations first`; kAlreadyExists; kConflict for an External Key that is
 * another member's; whatever the requests meet. */
Result<WriteReport> createUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const sdk::AttributesView& attributes);

}  // namespace muster::lineworks
