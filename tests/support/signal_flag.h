#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace muster::test {

/** Something that happens once and that a thread can wait for. Thread-safe. */
class SignalFlag {
public:
    void raise() {
        // Notified under the lock: the waiting thread may destroy this as soon as it has it.
        const std::lock_guard lock(mutex_);
        raised_ = true;
        changed_.notify_all();
    }
    /** False after 30 s, which only a hang takes. */
    bool wait() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(30), [this] { return raised_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool raised_ = false;
};

}  // namespace muster::test
