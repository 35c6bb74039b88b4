#include "host/target_clock.h"

#include <ctime>

#include <muster/core/value.h>

namespace muster::host {

void TargetClock::note(const std::string* date) {
    std::tm parts{};
    // IMF-fixdate; the obsolete forms of RFC 9110 section 5.6.7 are passed over.
    if (date == nullptr ||
        ::strptime(date->c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts) == nullptr) {
        return;
    }
    const std::int64_t theirs = std::int64_t{::timegm(&parts)} * 1'000'000;
    microseconds_ = theirs - Time::now().microseconds;
}

std::optional<std::chrono::microseconds> TargetClock::ahead() const {
    const std::int64_t value = microseconds_;
    return value == kUnset ? std::nullopt : std::optional(std::chrono::microseconds(value));
}

}  // namespace muster::host
