#pragma once

#include <string>
#include <vector>

#include "update_plan.h"
#include "user.h"
#include <muster/sdk/call.h>

namespace muster::zoom {

/** Zoom answers writes to a pending user and stores nothing of them (seen by clients of the API;
 * Zoom documents the one exception, a group to join). So what is asked for is reported as deferred:
 * the host keeps it, and sends it as an update when it is told to go on. */

/** Says in a notice `profile-deferred` which attributes wait for the invitation to be accepted. */
void sayDeferred(sdk::Call& call, const std::string& email,
                 const std::vector<AttributeDelta>& deferred);

/** An update of a pending user: joins the first group (step `group:<id>:add`) of one who is in
 * none, and defers the rest. */
Result<WriteReport> deferUpdate(sdk::Call& call, const User& user, const UpdatePlan& plan,
                                const std::vector<AttributeDelta>& asked);

}  // namespace muster::zoom
