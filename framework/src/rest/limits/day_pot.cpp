#include "rest/limits/day_pot.h"

#include <algorithm>

namespace muster::rest {

std::int64_t dayNumber(WallTime wall, std::chrono::minutes zone) {
    return std::chrono::floor<std::chrono::days>(wall + zone).time_since_epoch().count();
}

WallTime dayStart(std::int64_t day, std::chrono::minutes zone) {
    return WallTime(std::chrono::days(day)) - zone;
}

void DayPot::restore(std::int64_t day, std::int64_t used) {
    if (day > day_) {
        used_ = used;
    } else if (day == day_) {
        used_ = std::max(used_, used);
    }
    day_ = std::max(day, day_);
    reserved = used_;
}

void DayPot::roll(WallTime wall) {
    const std::int64_t today = dayNumber(wall, spec_.zone);
    if (today > day_) {
        day_ = today;
        used_ = 0;
        reserved = 0;
        toldUntil_.reset();
    } else if (today < day_ - kMostBack) {
        day_ = today;
        reserved = 0;  // of another day's row
        toldUntil_.reset();
    }
}

std::optional<WallTime> DayPot::blockedUntil(WallTime wall) const {
    if (toldUntil_ && *toldUntil_ > wall) {
        return toldUntil_;
    }
    return used_ >= spec_.amount ? std::optional(nextDay()) : std::nullopt;
}

void DayPot::raiseTo(std::int64_t used) { used_ = std::max(used_, used); }

void DayPot::exhaust(WallTime wall, std::optional<WallTime> until) {
    // What ends within the day is the target's word alone; the rest also is our count.
    if (!until || *until + std::chrono::minutes(1) >= nextDay()) {
        used_ = std::max(used_, spec_.amount);
    }
    if (until && *until > wall) {
        toldUntil_ = until;
    }
}

std::int64_t DayPot::chunk() const { return std::clamp<std::int64_t>(spec_.amount / 100, 1, 100); }

}  // namespace muster::rest
