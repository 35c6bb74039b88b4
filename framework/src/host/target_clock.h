#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace muster::host {

/** How far a target's clock is ahead of ours, by the Date header of its answers (RFC 9110 section
 * 6.6.1), which has whole seconds. Thread-safe. */
class TargetClock {
public:
    /** Takes a Date header that has just come; null or rubbish changes nothing. */
    void note(const std::string* date);
    /** Nothing before the first answer. */
    std::optional<std::chrono::microseconds> ahead() const;

private:
    static constexpr std::int64_t kUnset = std::numeric_limits<std::int64_t>::min();
    std::atomic<std::int64_t> microseconds_{kUnset};
};

}  // namespace muster::host
