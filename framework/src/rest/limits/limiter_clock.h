#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace muster::rest {

using SteadyTime = std::chrono::steady_clock::time_point;
using SteadyDuration = std::chrono::steady_clock::duration;
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;

/** Time as the limiter sees it. Waits go by the steady clock, which never jumps; the day begins by
 * the wall clock. Thread-safe. */
class LimiterClock {
public:
    virtual ~LimiterClock() = default;
    virtual SteadyTime now() const = 0;
    virtual WallTime wall() const = 0;
    /** Waits with `lock` given up until `isReady` holds (asked with the lock held, again after each
     * notification of `changed`; it must not ask the clock), the time has come, or the stop was
     * asked for. */
    virtual void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
                      const std::stop_token& stop, SteadyTime until,
                      const std::function<bool()>& isReady) = 0;

    /** The machine's clocks. */
    static LimiterClock& real();
};

/** Waits until that time. False when the stop was asked for before. */
bool waitUntil(LimiterClock& clock, SteadyTime until, const std::stop_token& stop);

}  // namespace muster::rest
