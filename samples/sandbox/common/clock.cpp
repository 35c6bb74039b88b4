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

}  // namespace

std::int64_t Clock::nowMs() const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + offsetMs_;
}

std::string isoTime(std::int64_t timeMs) { return format("%Y-%m-%dT%H:%M:%SZ", timeMs); }

std::string httpTime(std::int64_t timeMs) { return format("%a, %d %b %Y %H:%M:%S GMT", timeMs); }

}  // namespace sandbox
