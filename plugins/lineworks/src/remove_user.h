#pragma once

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Deletes by the policy of the call's option `policy`, else of the target: `delete` (step
 * `delete`; can be taken back for 7 days), `forcedelete` (at once and for good, deleted members
 * too), or `suspend`.
 *  Errors: kUnknownUid when the member is not there or deleted already; kInvalidState for what LINE
 * WORKS does not allow: deleting an administrator, suspending a pending member. */
Result<void> deleteUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref);

/** Ends the hold on a member without destroying it, by the option `policy`, else the target's
 * setting: `suspend`, or `unlink`, which takes the External Key away (step `unlink`) and leaves all
 * else. Repeating it is done. Errors as `deleteUser`. */
Result<void> disassociateUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref);

}  // namespace muster::lineworks
