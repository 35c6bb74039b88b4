#pragma once

#include <condition_variable>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// What a call does to its object.
enum class Work { kRead, kWrite, kCreate, kDelete };

/// The writes under way, so that a test can let two of them meet. Guarded by the lock of the state
/// that they write.
class WriteGate {
public:
    struct Entry {
        std::string key;  ///< id of the object, or its name in lower case while there is none
        Work work;
    };

    /// Lets a write be under way for `writeMs` real milliseconds: gives up `lock` meanwhile, so
    /// that other calls run. `writeMs` is read again at each `wake`. Takes the lock back.
    void hold(std::unique_lock<std::shared_mutex>& lock, std::string key, Work work,
              const int& writeMs);
    /// Call after a change of `writeMs`.
    void wake() { changed_.notify_all(); }
    /// Ends every hold, now and in future.
    void stop();

    const std::vector<Entry>& underWay() const { return underWay_; }

private:
    std::vector<Entry> underWay_;
    std::condition_variable_any changed_;
    bool stopping_ = false;
};

}  // namespace sandbox
