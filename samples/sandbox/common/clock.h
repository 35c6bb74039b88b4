#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace sandbox {

/// The simulated time: the machine's, plus what the control interface has added. Thread-safe.
class Clock {
public:
    /// Milliseconds since 1970-01-01 UTC.
    std::int64_t nowMs() const;
    void advanceSeconds(std::int64_t seconds) { offsetMs_ += seconds * 1000; }
    void reset() { offsetMs_ = 0; }

private:
    std::atomic<std::int64_t> offsetMs_{0};
};

/// "2026-02-01T09:30:00Z"
std::string isoTime(std::int64_t timeMs);

/// "Sun, 01 Feb 2026 09:30:00 GMT", as the Date header wants it (RFC 9110, 5.6.7).
std::string httpTime(std::int64_t timeMs);

}  // namespace sandbox
