#pragma once

#include <string>
#include <vector>

#include "facts.h"

namespace crash {

/// One thing that must not be.
struct Finding {
    std::string rule;         ///< "unrecorded", "twice", "outcome" and so on = {}; see the README
    std::string object = {};  ///< key of the user, "" for the round as a whole
    std::string sentence = {};
};

/// Holds what the journal says against what the simulator knows. Uses nothing of the host. Pure.
std::vector<Finding> judge(const Facts& facts);

}  // namespace crash
