#pragma once

#include <string>

#include "user.h"
#include <muster/sdk/call.h>

namespace muster::zoom {

/** Keeps the licence that a user holds before a deactivation takes it away, so that
 * `restoreLicence` finds it; of a Basic user it ends what was kept. Zoom tells no former licence
 * (Zoom Users API reference, update a user's status). Does nothing when the licence is not known.
 */
Result<void> keepLicence(sdk::Call& call, const User& user);

/** Assigns the licence kept (step `licence`); a notice `licence-restored` or `licence-not-restored`
 * tells. Errors: kQuotaExceeded when no seat is left, whatever the request meets; the message says
 * that the user is active as Basic. */
Result<void> restoreLicence(sdk::Call& call, const User& user);

}  // namespace muster::zoom
