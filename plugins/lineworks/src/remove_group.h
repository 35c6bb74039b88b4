#pragma once

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Deletes one group (step `delete`); its members stay. Errors: kUnknownUid; whatever the request
 * meets. */
Result<void> deleteGroup(sdk::Call& call, const Settings& settings, const ObjectRef& ref);

}  // namespace muster::lineworks
