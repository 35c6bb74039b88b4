#include "common/clock.h"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace sandbox {

std::int64_t Clock::nowMs() const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + offsetMs_;
}

std::string isoTime(std::int64_t timeMs) {
    const std::time_t seconds = timeMs / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, length};
}

}  // namespace sandbox
