#pragma once

#include <string>
#include <vector>

#include "random.h"
#include "workload.h"

namespace crash {

// What is asked for about users of Zoom; see `Target`.
std::vector<std::string> zoomShapeNames();
Workload zoomShape(const std::string& name, const std::string& prefix);
std::vector<Command> randomZoomCommands(Random& random, Workload& workload, const std::string& key);

}  // namespace crash
