#include "rest/connection/watchdog.h"

#include <sys/socket.h>

namespace muster::rest {

Watchdog::Watchdog() : thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

std::shared_ptr<Watchdog> Watchdog::shared() {
    static std::mutex mutex;
    static std::weak_ptr<Watchdog> current;
    const std::lock_guard lock(mutex);
    std::shared_ptr<Watchdog> watchdog = current.lock();
    if (watchdog == nullptr) {
        watchdog = std::make_shared<Watchdog>();
        current = watchdog;
    }
    return watchdog;
}

Watchdog::Id Watchdog::add(Clock::time_point deadline) {
    const std::lock_guard lock(mutex_);
    entries_.emplace(++lastId_, Entry{.deadline = deadline});
    // Waking the thread costs more than the rest of a call's bookkeeping, so only when it would
    // sleep too long.
    if (deadline < nextWake_) {
        wake_.notify_one();
    }
    return lastId_;
}

void Watchdog::end(Entry& entry, Verdict verdict) {
    if (entry.verdict == Verdict::kRunning) {
        entry.verdict = verdict;
    }
    if (entry.descriptor >= 0) {
        ::shutdown(entry.descriptor, SHUT_RDWR);
    }
}

void Watchdog::watch(Id id, int descriptor) {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_.at(id);
    entry.descriptor = descriptor;
    if (entry.verdict != Verdict::kRunning) {
        end(entry, entry.verdict);
    }
}

void Watchdog::cancel(Id id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(id); found != entries_.end()) {
        end(found->second, Verdict::kCancelled);
    }
}

Watchdog::Verdict Watchdog::verdict(Id id) const {
    const std::lock_guard lock(mutex_);
    return entries_.at(id).verdict;
}

void Watchdog::remove(Id id) {
    const std::lock_guard lock(mutex_);
    entries_.erase(id);
}

void Watchdog::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const Clock::time_point now = Clock::now();
        nextWake_ = Clock::time_point::max();
        for (auto& [id, entry] : entries_) {
            if (entry.verdict != Verdict::kRunning) {
                continue;
            }
            if (entry.deadline <= now) {
                end(entry, Verdict::kTimedOut);
            } else {
                nextWake_ = std::min(nextWake_, entry.deadline);
            }
        }
        if (nextWake_ == Clock::time_point::max()) {
            wake_.wait(lock);
        } else {
            wake_.wait_until(lock, nextWake_);
        }
    }
}

}  // namespace muster::rest
