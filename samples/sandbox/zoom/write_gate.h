#pragma once

#include <condition_variable>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::zoom {

/// What a call does to its user.
enum class Work { kRead, kWrite, kCreate, kDelete };

/// The writes under way. Zoom refuses a second DELETE of a user while one runs (docs, "Rate
/// limits"); with `lock-strict` it refuses any second write, and any call on an address that a
/// POST is creating (older wording of that page). Guarded by the account's lock.
class WriteGate {
public:
    struct Entry {
        std::string key;  ///< user id, or the address in lower case while there is none
        Work work;
    };

    /// True when a call of that kind on `key` must be refused now.
    bool refuses(std::string_view key, Work work, bool strict) const;

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

}  // namespace sandbox::zoom
