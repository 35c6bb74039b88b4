#pragma once

#include <string>

#include "settings.h"
#include "user.h"
#include <muster/sdk/call.h>

namespace muster::zoom {

/** Gives sign-in back (step `status:activate`). The licence does not come back: unless
 * `bringsLicence`, a notice `licence-not-restored` says so (Zoom Users API reference, update a
 * user's status). */
Result<void> activate(sdk::Call& call, const User& user, bool bringsLicence);

/** Takes sign-in and licences (the step named); which licence it was is kept before. A notice
 * `licence-released` tells of the licence.
 */
Result<void> deactivate(sdk::Call& call, const User& user, const std::string& step);

/** Ends the sessions of a user who was deactivated just now (step `logout`), if the settings say
 * so. The error says that the user is deactivated already. */
Result<void> endSessions(sdk::Call& call, const Settings& settings, const User& user);

}  // namespace muster::zoom
