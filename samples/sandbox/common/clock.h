#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace sandbox {

/// The simulated time: the machine's, plus what the control interface has added. Thread-safe.
class Clock {
public:
    /// Microseconds since 1970-01-01 UTC.
    std::int64_t nowUs() const;
    /// Milliseconds since then.
    std::int64_t nowMs() const { return nowUs() / 1000; }
    /// The machine's own time in milliseconds since then.
    static std::int64_t machineMs();
    void advanceMs(std::int64_t milliseconds) { offsetMs_ += milliseconds; }
    /// Time stands still, but for `advanceMs`, until `start`; then it is again the machine's
    /// and what was added.
    void stop();
    void start() { stoppedUs_ = kRuns; }
    bool stopped() const { return stoppedUs_ != kRuns; }
    void reset();

private:
    static constexpr std::int64_t kRuns = -1;

    std::atomic<std::int64_t> offsetMs_{0};
    std::atomic<std::int64_t> stoppedUs_{kRuns};  ///< the machine's time when it was stopped
};

/// "2026-02-01T09:30:00Z"
std::string isoTime(std::int64_t timeMs);

/// "2026-02-01T09:30:00.123Z"
std::string isoTimeMs(std::int64_t timeMs);

/// "Sun, 01 Feb 2026 09:30:00 GMT", as the Date header wants it (RFC 9110, 5.6.7).
std::string httpTime(std::int64_t timeMs);

}  // namespace sandbox
