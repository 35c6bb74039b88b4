#include "common/clock.h"

#include <chrono>
#include <ctime>

namespace sandbox {

namespace {

/// The program sets no locale, so day and month names are English.
std::string format(const char* form, std::int64_t timeMs) {
    const std::time_t seconds = timeMs / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    const auto length = std::strftime(text, sizeof text, form, &parts);
    return {text, length};
}

std::int64_t machineUs() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

std::int64_t Clock::nowUs() const {
    const std::int64_t stoppedUs = stoppedUs_;
    return (stoppedUs == kRuns ? machineUs() : stoppedUs) + offsetMs_ * 1000;
}

std::int64_t Clock::machineMs() { return machineUs() / 1000; }

void Clock::stop() {
    auto running = kRuns;
    stoppedUs_.compare_exchange_strong(running, machineUs());
}

void Clock::reset() {
    offsetMs_ = 0;
    start();
}

std::string isoTime(std::int64_t timeMs) { return format("%Y-%m-%dT%H:%M:%SZ", timeMs); }

std::string isoTimeMs(std::int64_t timeMs) {
    const auto fraction = std::to_string(1000 + timeMs % 1000).replace(0, 1, ".");
    return format("%Y-%m-%dT%H:%M:%S", timeMs) + fraction + "Z";
}

std::string httpTime(std::int64_t timeMs) { return format("%a, %d %b %Y %H:%M:%S GMT", timeMs); }

}  // namespace sandbox
