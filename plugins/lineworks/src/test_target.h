#pragma once

#include "settings.h"
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Tries the target: reads one org unit and one member of its domain, and tells them in a notice
 * `reachable`. An error begins with what it is about: authentication, scope, domain or plan. */
Result<void> testTarget(sdk::Call& call, const Settings& settings);

}  // namespace muster::lineworks
