#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "judge.h"
#include "lane.h"
#include "plan.h"

namespace crash {

/// What came of one round.
struct Verdict {
    Plan plan = {};
    std::vector<Run> runs = {};
    Facts facts = {};
    std::vector<Finding> findings = {};
    std::map<std::string, int> decisions = {};  ///< of the person

    /// How many runs were killed, by the way.
    int kills() const;
    /// Whether the kill that the plan begins with came to pass.
    bool wasReached() const { return !runs.empty() && runs.front().wasKilled; }
};

/// Runs a plan on a lane and judges what it left. `doctor` is called once the first run is over and
/// may change journal and simulator behind the host's back, to see whether that is found. Never
/// throws: what goes wrong is a finding.
Verdict runRound(Lane& lane, const Plan& plan, const std::function<void(Lane&)>& doctor = {});

}  // namespace crash
