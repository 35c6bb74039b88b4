#pragma once

#include <algorithm>
#include <list>
#include <thread>
#include <utility>

#include "rest/limits/limiter_clock.h"

namespace muster::testing {

/** A clock that stands still until it is told to go on. Waits end when its time has come, and take
 * no time of ours. Thread-safe. */
class ManualClock : public rest::LimiterClock {
public:
    explicit ManualClock(rest::WallTime wall = std::chrono::sys_days(std::chrono::year(2026) /
                                                                     std::chrono::November / 22) +
                                               std::chrono::hours(12))
        : wall_(wall) {}

    rest::SteadyTime now() const override {
        const std::lock_guard lock(mutex_);
        return now_;
    }
    rest::WallTime wall() const override {
        const std::lock_guard lock(mutex_);
        return wall_;
    }
    void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
              const std::stop_token& stop, rest::SteadyTime until,
              const std::function<bool()>& isReady) override {
        const auto entry = enter(lock.mutex(), &changed);
        changed.wait(lock, stop, [&] { return isReady() || now() >= until; });
        const std::lock_guard own(mutex_);
        waiters_.erase(entry);
    }

    /** Both clocks go on, and everybody who waits looks again. */
    void advance(rest::SteadyDuration by) {
        {
            const std::lock_guard lock(mutex_);
            now_ += by;
            wall_ += std::chrono::duration_cast<std::chrono::microseconds>(by);
            ++round_;
        }
        while (!tellOne()) {
            std::this_thread::yield();
        }
    }
    /** The wall clock is set. */
    void setWall(rest::WallTime wall) {
        const std::lock_guard lock(mutex_);
        wall_ = wall;
    }
    /** How many wait now. */
    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return waiters_.size();
    }
    /** Returns once so many wait. */
    void awaitWaiting(std::size_t count) const {
        std::unique_lock lock(mutex_);
        entered_.wait(lock, [&] { return waiters_.size() >= count; });
    }

private:
    struct Waiter {
        std::mutex* mutex;
        std::condition_variable_any* changed;
        int told;
    };
    /** Tells one who does not know of this round; true when all do. Whoever waits stays in the list
     * while `mutex_` is held, and so does what it waits on. */
    bool tellOne() {
        const std::lock_guard lock(mutex_);
        const auto each = std::find_if(waiters_.begin(), waiters_.end(),
                                       [&](const Waiter& waiter) { return waiter.told != round_; });
        if (each == waiters_.end()) {
            return true;
        }
        if (each->mutex->try_lock()) {  // the other order of locks would be the wrong one
            each->told = round_;
            each->changed->notify_all();
            each->mutex->unlock();
        }
        return false;
    }
    std::list<Waiter>::iterator enter(std::mutex* mutex, std::condition_variable_any* changed) {
        const std::lock_guard lock(mutex_);
        entered_.notify_all();
        return waiters_.insert(waiters_.end(), {mutex, changed, round_});
    }

    mutable std::mutex mutex_;
    mutable std::condition_variable entered_;
    rest::SteadyTime now_ = rest::SteadyTime(std::chrono::hours(1));
    rest::WallTime wall_;
    std::list<Waiter> waiters_;
    int round_ = 0;
};

}  // namespace muster::testing
