#pragma once

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

/// What a harness that must be caught does to the journal behind the host's back; see breakage.h.
struct Breakage {
    const char* name = "";
    std::vector<const char*> sql = {};
};

/// Runs a plan on a lane and judges what it left. `breakage` may be null. Never throws: what goes
/// wrong is a finding.
Verdict runRound(Lane& lane, const Plan& plan, const Breakage* breakage);

}  // namespace crash
