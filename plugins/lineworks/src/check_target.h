#pragma once

#include "settings.h"
#include <muster/sdk/call.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Looks over all org units and members for what would make provisioning fail or go wrong. Reads
 * one list of each. Any I/O error. */
Result<void> checkTarget(sdk::Call& call, const Settings& settings,
                         const sdk::FindingHandler& handler);

}  // namespace muster::lineworks
