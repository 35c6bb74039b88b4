#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kill_order.h"
#include "target.h"

namespace crash {

/// How a run of the host is ended.
struct Kill {
    enum class Way {
        kNone,        ///< it ends by itself
        kWrite,       ///< at a write point of the journal
        kHeldBefore,  ///< while the simulator has a request and has not done it
        kHeldAfter,   ///< while it has done it and has not answered
        kMoment       ///< some time after it was started
    };
    Way way = Way::kNone;
    KillOrder order = {};  ///< of kWrite
    int skip = 0;          ///< of the held ways: how many requests go through before
    int microseconds = 0;  ///< of kMoment

    std::string toText() const;
};

/// One round: what is asked for, what befalls it, and how a person goes on afterwards.
struct Plan {
    int number = 0;  ///< of the round, from 1
    Workload workload = {};
    std::vector<std::string> faults = {};  ///< orders for the simulator while the commands run
    int settleSeconds = 0;                 ///< of the target
    Kill first = {};
    /// Runs of the recovery that are killed too, one after the other, and the faults they meet.
    std::vector<Kill> later = {};
    std::vector<std::string> laterFaults = {};
    bool isTogether = false;  ///< each worker on a thread of its own
    bool retries = false;     ///< the person tries again what was not applied
    bool usesScript = false;  ///< goes on at a prompt, where recovery works in the background
    int abandonsOneIn = 0;    ///< the person gives up each n-th that is not over; 0 for none
};

/// Everything by chance.
Plan randomPlan(const Target& target, std::uint64_t seed, int number, const std::string& prefix);

}  // namespace crash
