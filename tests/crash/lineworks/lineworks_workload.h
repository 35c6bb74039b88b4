#pragma once

#include <string>
#include <vector>

#include "random.h"
#include "workload.h"

namespace crash {

// What is asked for about members and org units of LINE WORKS; see `Target`.
std::vector<std::string> lineworksShapeNames();
Workload lineworksShape(const std::string& name, const std::string& prefix);
std::vector<Command> randomLineworksCommands(Random& random, Workload& workload,
                                             const std::string& key);

}  // namespace crash
