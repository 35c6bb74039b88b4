#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rest/limits/limiter_clock.h"

namespace muster::rest {

/** How a limit stands, for people. */
struct LimitStatus {
    std::string name = {};
    std::string labels = {};   ///< joined by blanks; empty for any
    std::string key = {};      ///< the value of its key; empty for the target as a whole
    std::string permits = {};  ///< `80 in 1 s`
    std::optional<std::int64_t> usedToday = {};  ///< with what is reserved ahead after a restart
    std::optional<std::int64_t> perDay = {};
    int waiting = 0;
    std::int64_t underWay = 0;
    std::optional<WallTime> lastRefused = {};
    std::optional<std::chrono::milliseconds> pausedFor = {};
};

}  // namespace muster::rest
