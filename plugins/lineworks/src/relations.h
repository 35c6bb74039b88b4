#pragma once

#include <vector>

#include "settings.h"
#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Deltas of `relations` with ids in the place of External Keys and login ids, so that they can be
 * compared with what LINE WORKS shows. kInvalidAttributeValue for somebody who is not there and
 * should be related; whom nobody can be any more stays as it was given. A dry run reads nothing. */
Result<std::vector<AttributeDelta>> relationsById(sdk::Call& call, const Settings& settings,
                                                  const std::vector<AttributeDelta>& deltas);

}  // namespace muster::lineworks
