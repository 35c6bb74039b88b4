#pragma once

#include <string>
#include <vector>

#include "user.h"
#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** What LINE WORKS takes only later goes into the report as deferred, and a notice says why. */

/** A pending member is suspended after the first sign-in. */
void deferSuspension(sdk::Call& call, const User& user, WriteReport& report);

/** Posts that LINE WORKS passed over, since it does not know their org unit yet. `missing` are the
 * org units, `posts` all that are wanted. */
void deferPosts(sdk::Call& call, const User& user, const std::vector<Value>& posts,
                const std::vector<std::string>& missing, WriteReport& report);

}  // namespace muster::lineworks
