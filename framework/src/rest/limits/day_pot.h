#pragma once

#include <cstdint>
#include <optional>

#include "rest/limits/limiter_clock.h"

namespace muster::rest {

/** So many requests a day, the day beginning at 00:00 of a zone. */
struct DaySpec {
    std::int64_t amount = 1;
    /** The zone's offset from UTC: +9 h for Japan. Zones with summer time are not known. */
    std::chrono::minutes zone{0};
    friend bool operator==(const DaySpec&, const DaySpec&) = default;
};

/** The number of the day in that zone, from 1970-01-01 on. */
std::int64_t dayNumber(WallTime wall, std::chrono::minutes zone);
/** When that day begins. */
WallTime dayStart(std::int64_t day, std::chrono::minutes zone);

/** What is left of a day's requests. Arithmetic on the times that it is given; not thread-safe.
 *
 *  A day that has begun stays begun: when the clock goes back over midnight the count of the later
 *  day goes on, so that no pot is handed out twice. A clock that was more than `kMostBack` ahead
 * has been plainly wrong: the count moves to the day that it really is, and is not set to 0. */
class DayPot {
public:
    static constexpr std::int64_t kMostBack = 2;  ///< days

    explicit DayPot(const DaySpec& spec) : spec_(spec) {}

    /** Takes over a count of an earlier run. One of a day that is over is dropped with the next
     * `roll`. */
    void restore(std::int64_t day, std::int64_t used);
    /** Goes on to the day that it is. */
    void roll(WallTime wall);
    /** What is left may be taken now; else the time of the next day, or of what the target said. */
    std::optional<WallTime> blockedUntil(WallTime wall) const;
    void take() { ++used_; }
    /** The target counts so many of today, others' requests among them. Never lowers the count. */
    void raiseTo(std::int64_t used);
    /** The target says that the day's requests are used up: until then, or until tomorrow. */
    void exhaust(WallTime wall, std::optional<WallTime> until);

    const DaySpec& spec() const { return spec_; }
    std::int64_t day() const { return day_; }
    std::int64_t used() const { return used_; }
    WallTime nextDay() const { return dayStart(day_ + 1, spec_.zone); }

    /** How many are reserved in the store ahead of their use: a crash then counts too many, never
     * too few. A hundredth of the amount, 1 at least and 100 at most. */
    std::int64_t chunk() const;
    std::int64_t reserved = 0;  ///< durable so far, of `day()`
    bool isReserving = false;   ///< somebody is writing the next chunk
    bool isLoaded = false;      ///< the store has been asked

private:
    DaySpec spec_;
    std::int64_t day_ = 0;
    std::int64_t used_ = 0;
    std::optional<WallTime> toldUntil_;
};

}  // namespace muster::rest
