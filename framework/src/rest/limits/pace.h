#pragma once

#include <cstdint>
#include <deque>

#include "rest/limits/limiter_clock.h"

namespace muster::rest {

/** So many requests in so long a time. */
struct PaceSpec {
    std::int64_t count = 1;
    std::chrono::milliseconds per{1000};
    /** How many may follow each other at once after a pause. 1 where nobody knows how the target
     * cuts its windows: evenly spaced requests keep any window. More than `count` is a stock: a run
     * may be faster than the pace, as other limits let it, until the stock is used. */
    std::int64_t burst = 1;
    /** How much longer than `per` a window is taken to be. Requests arrive less evenly than they
     * leave; without a margin every stumble of the network costs a refusal. */
    int marginPercent = 2;
    friend bool operator==(const PaceSpec&, const PaceSpec&) = default;
};

/** When the next request of a pace may leave. Arithmetic on the times that it is given; not
 * thread-safe.
 *
 *  Two rules hold at once. Turns are evenly spaced (the generic cell rate algorithm, ITU-T I.371
 *  annex A). And in no window of `per` and half the margin do more than `count` requests (or
 *  `burst`, if that is more) really leave: a turn that was taken and whose request is still on its
 * way counts as leaving now. So a disk that stalls between turn and request does not pile requests
 * up into one window. */
class Pace {
public:
    explicit Pace(const PaceSpec& spec);

    /** Not before that time; `SteadyTime::max()` while only a request that was granted and not sent
     * stands in the way. */
    SteadyTime readyAt() const;
    /** Takes a turn. `arrived` is when its request began to wait: one that waited longer than its
     * turn does not push the later ones back, up to `kLateness`. */
    void take(SteadyTime now, SteadyTime arrived);
    /** The request of a turn leaves now. */
    void sent(SteadyTime now);
    /** The request of a turn never left. */
    void unsent() { --onTheWay_; }
    /** A further request left without a turn of its own. */
    void sentOutOfTurn(SteadyTime now);

    SteadyDuration interval() const { return interval_; }
    const PaceSpec& spec() const { return spec_; }
    bool isIdle(SteadyTime now) const;

    /** How late a turn may be taken without costing rate: machines under load wake threads tens of
     * milliseconds late. What is caught up with still keeps the window. */
    static constexpr std::chrono::milliseconds kLateness{100};

private:
    void remember(SteadyTime now);

    PaceSpec spec_;
    SteadyDuration interval_;
    SteadyDuration window_;
    std::int64_t most_;  ///< that leave in a window
    SteadyTime next_ = {};
    std::deque<SteadyTime> sent_;  ///< the last `most_` at most
    std::int64_t onTheWay_ = 0;
};

}  // namespace muster::rest
