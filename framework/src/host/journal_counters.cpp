#include "host/journal_counters.h"

namespace muster::host {

Result<std::optional<rest::DayCount>> JournalCounters::load(const rest::CounterName& name) {
    MUSTER_ASSIGN_OR_RETURN(
        const std::optional<store::CounterRecord> found,
        journal_.counter({.target = target_, .limit = name.limit, .key = name.key}));
    return found ? std::optional(rest::DayCount{found->day, found->used}) : std::nullopt;
}

Result<void> JournalCounters::reserve(const rest::CounterName& name, const rest::DayCount& count) {
    return journal_.reserveCounter({.target = target_,
                                    .limit = name.limit,
                                    .key = name.key,
                                    .day = count.day,
                                    .used = count.used});
}

Result<std::optional<rest::WallTime>> JournalCounters::lastSent() {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<Time> last, journal_.lastStep(target_));
    return last ? std::optional(rest::WallTime(std::chrono::microseconds(last->microseconds)))
                : std::nullopt;
}

}  // namespace muster::host
