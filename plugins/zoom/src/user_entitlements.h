#pragma once

#include <string>

#include "user.h"
#include <muster/sdk/call.h>
#include <muster/sdk/membership.h>

namespace muster::zoom {

/** Puts a user in groups and out of others, each by a step of its own: `group:<id>:add`,
 * `group:<id>:remove`. A user who was there already, or was not, is done. A pending user joins by a
 * PATCH, since Zoom passes such users over in the groups' own request. `isStarted` becomes true
 * once a step was applied. */
Result<void> changeGroups(sdk::Call& call, const User& user, const sdk::MembershipChange& groups,
                          bool& isStarted);

/** Gives the user another role (step `role:<id>:assign`), which takes the place of the one held;
 * the role of a member by taking the one held away (step `role:<id>:remove`). */
Result<void> changeRole(sdk::Call& call, const User& user, const std::string& roleId);

}  // namespace muster::zoom
