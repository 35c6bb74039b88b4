#pragma once

#include <vector>

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Gives External Keys to members of an org unit, or to the org units directly within it, that were
 * there before muster came: parameter `pairs`, up to 50 in one request (steps `keys:<digest>`). Who
 * has the key already is done. Who has another one keeps it, and a key that belongs to somebody
 * else stays there: both are told in notices `not-adopted`, the rest is adopted, and the action
 * ends with kConflict. When LINE WORKS refuses a request of several, each is tried by itself (step
 * `key:<id>`), so that one clash does not stop the others. */
Result<void> adoptMembers(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                          const std::vector<Attribute>& parameters);
Result<void> adoptOrgUnits(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                           const std::vector<Attribute>& parameters);

}  // namespace muster::lineworks
