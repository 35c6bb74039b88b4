#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace sandbox {

/// How the time in which calls are counted lies. A sliding window refuses whatever a fixed one
/// does not see: twice the limit across its turn.
enum class WindowKind { kSliding, kFixed };

/// The calls let in within one window of time. Not thread-safe.
class RateWindow {
public:
    /// Calls in the window of `lengthUs` that holds `nowUs`; older ones are forgotten.
    std::size_t used(WindowKind kind, std::int64_t lengthUs, std::int64_t nowUs);
    /// Counts a call; ask `used` first.
    void take(std::int64_t nowUs);
    /// When the window has room again: a fixed one at its end, a sliding one when the oldest call
    /// leaves it.
    std::int64_t resetUs(WindowKind kind, std::int64_t lengthUs, std::int64_t nowUs) const;

    /// The most calls that were in the window at once.
    std::size_t most() const { return most_; }
    void clearMost() { most_ = 0; }

private:
    std::deque<std::int64_t> callsUs_;
    std::size_t most_ = 0;
};

}  // namespace sandbox
