#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/text.h"

namespace sandbox {

/// How long a new object stays out of sight; both 0: not at all. With both set, the first to pass
/// ends it.
struct Lateness {
    std::int64_t ms = 0;  ///< of simulated time
    int reads = 0;        ///< reads that must have missed it
};

/// Objects that have been created and do not show yet, as behind a cache or a replica. Writes see
/// them: the name is taken, and a PATCH by id works. Thread-safe, since reads count.
class LateObjects {
public:
    void hide(const std::string& id, const Lateness& lateness, std::int64_t nowMs);

    /// True when a read that would show the object must miss it; counts the read.
    bool misses(std::string_view id, std::int64_t nowMs) const;
    /// Ids that are hidden now.
    std::vector<std::string> hidden(std::int64_t nowMs) const;
    void clear();

private:
    struct Entry {
        std::int64_t untilMs;  ///< 0: no such limit
        int readsLeft;         ///< likewise
    };
    static bool shows(const Entry& entry, std::int64_t nowMs);

    mutable std::mutex mutex_;
    mutable std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> entries_;
    mutable std::atomic<bool> any_{false};  ///< so that reads cost nothing without entries
};

}  // namespace sandbox
