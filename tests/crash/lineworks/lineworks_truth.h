#pragma once

#include <vector>

#include "lineworks_sandbox.h"
#include "truth.h"

namespace crash {

/// Asks the simulator's control interface. Members are known by their login ids, org units by their
/// names.
Truth readLineworksTruth(support::LineworksSandbox& works, const std::vector<Command>& commands);

}  // namespace crash
