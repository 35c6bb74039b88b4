#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rest/limits/limiter_clock.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Whose requests of a day are counted: a limit, and the value of its key ("" for the target as a
 * whole). */
struct CounterName {
    std::string limit = {};
    std::string key = {};
    friend auto operator<=>(const CounterName&, const CounterName&) = default;
};

struct DayCount {
    std::int64_t day = 0;
    std::int64_t used = 0;
};

/** What must outlive the process of what was sent to one target. Thread-safe. */
class CounterStore {
public:
    virtual ~CounterStore() = default;
    /** The newest day that was reserved, or nothing. */
    virtual Result<std::optional<DayCount>> load(const CounterName& name) = 0;
    /** Durable when it returns: of that day `used` are spoken for. Never lowers a count. */
    virtual Result<void> reserve(const CounterName& name, const DayCount& count) = 0;
    /** Not before what was last sent to change the target, by this run or an earlier one, had left;
     * nothing when that is long ago. */
    virtual Result<std::optional<WallTime>> lastSent() = 0;
};

}  // namespace muster::rest
