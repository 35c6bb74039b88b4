#pragma once

#include <optional>
#include <string>

#include "settings.h"
#include "user.h"
#include <muster/sdk/call.h>

namespace muster::lineworks {

// Changes of a member's state, each one step. LINE WORKS refuses some of them with 400 when the
// member is so already, and other states with the same words (the vendor's page user-suspend; of a
// second suspend no page says it): so a refused member is read again, and one who is found to be as
// asked for counts as done, with a notice `already-so`. Otherwise the refusal stands. Errors: those
// of the writer, and any of the read.

/** Step `suspend`. */
Result<void> suspend(sdk::Call& call, const Settings& settings, const User& user);
/** Step `unsuspend`; a pending member counts as not suspended. */
Result<void> unsuspend(sdk::Call& call, const Settings& settings, const User& user);
/** Step `delete`. kUnknownUid for a member who turns out to be deleted already. */
Result<void> deleteSoftly(sdk::Call& call, const Settings& settings, const User& user);
/** Step `undelete`; the member as it is then, or nothing when the answer does not show it. */
Result<std::optional<User>> undelete(sdk::Call& call, const Settings& settings,
                                     const std::string& uid);

}  // namespace muster::lineworks
