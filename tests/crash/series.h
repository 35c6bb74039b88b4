#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plan.h"

namespace crash {

/// Rounds that differ in the write point at which the host is killed, run until that point does not
/// come any more.
struct Series {
    std::string name = {};
    int from = 1;  ///< the first write point
    /// The plan for a write point; `prefix` makes its objects unique.
    std::function<Plan(int write, const std::string& prefix)> plan = {};
    /// Which run of the round is the one that is killed there: 0 for the first.
    std::size_t run = 0;
    bool needsNewHome = false;  ///< for each round
};

/// Every write point of every shape of command, before and after; of the opening of a new home; and
/// of going on after a crash. `opening` is how many write points the opening of a home has.
std::vector<Series> allSeries(const Target& target, int opening);

}  // namespace crash
