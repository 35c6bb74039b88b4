#pragma once

#include <algorithm>
#include <list>
#include <optional>
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
                                               std::chrono::hours(12),
                         rest::SteadyTime start = rest::SteadyTime(std::chrono::hours(1)))
        : now_(start), wall_(wall) {}

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
        const auto entry = enter({lock.mutex(), &changed, until, &isReady});
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

    /** A thread that lives by this clock begins or ends its work. */
    void beginWork() { countWorkers(+1); }
    void endWork() { countWorkers(-1); }
    /** Returns once every worker waits and none of them has a reason to go on: how long it is until
     * the first of them has. Nothing when no worker is left. */
    std::optional<rest::SteadyDuration> awaitIdle() const {
        std::unique_lock lock(mutex_);
        while (true) {
            entered_.wait(lock, [&] { return waiters_.size() >= workers_; });
            if (workers_ == 0) {
                return std::nullopt;
            }
            if (const auto until = firstWakening()) {
                return *until - now_;
            }
            lock.unlock();
            std::this_thread::yield();  // somebody is about to go on
            lock.lock();
        }
    }

private:
    struct Waiter {
        std::mutex* mutex;
        std::condition_variable_any* changed;
        rest::SteadyTime until;
        const std::function<bool()>* isReady;
        int told = 0;
    };
    void countWorkers(int by) {
        const std::lock_guard lock(mutex_);
        workers_ += static_cast<std::size_t>(by);
        entered_.notify_all();
    }
    /** When the first of those who wait has to go on; nothing while one of them can already. */
    std::optional<rest::SteadyTime> firstWakening() const {
        rest::SteadyTime first = rest::SteadyTime::max();
        for (const Waiter& waiter : waiters_) {
            const std::unique_lock own(*waiter.mutex, std::try_to_lock);
            if (!own.owns_lock() || waiter.until <= now_ || (*waiter.isReady)()) {
                return std::nullopt;
            }
            first = std::min(first, waiter.until);
        }
        return first;
    }
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
    std::list<Waiter>::iterator enter(Waiter waiter) {
        const std::lock_guard lock(mutex_);
        entered_.notify_all();
        waiter.told = round_;
        return waiters_.insert(waiters_.end(), waiter);
    }

    mutable std::mutex mutex_;
    mutable std::condition_variable entered_;
    rest::SteadyTime now_;
    rest::WallTime wall_;
    std::list<Waiter> waiters_;
    std::size_t workers_ = 0;
    int round_ = 0;
};

}  // namespace muster::testing
