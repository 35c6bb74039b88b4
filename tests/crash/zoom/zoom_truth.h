#pragma once

#include <vector>

#include "truth.h"
#include "zoom_sandbox.h"

namespace crash {

/// Asks the simulator's control interface. Users are known by the addresses that commands name.
Truth readZoomTruth(support::ZoomSandbox& zoom, const std::vector<Command>& commands);

}  // namespace crash
