#include "truth.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace crash {

std::string Truth::objectOf(const std::string& nameOrUid) const {
    const auto found = keys.find(nameOrUid);
    return found == keys.end() ? "" : found->second;
}

bool Truth::isThere(const std::string& uid) const {
    return std::any_of(objects.begin(), objects.end(),
                       [&](const Object& object) { return object.uid == uid; });
}

std::int64_t millisecondsOf(const std::string& moment) {
    namespace chrono = std::chrono;
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
    const int read = std::sscanf(moment.c_str(), "%d-%d-%dT%d:%d:%d.%dZ", &year, &month, &day,
                                 &hour, &minute, &second, &milli);
    if (read < 6) return 0;
    const chrono::sys_days date =
        chrono::year_month_day(chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                               chrono::day(static_cast<unsigned>(day)));
    const auto since = date.time_since_epoch() + chrono::hours(hour) + chrono::minutes(minute) +
                       chrono::seconds(second) + chrono::milliseconds(milli);
    return chrono::duration_cast<chrono::milliseconds>(since).count();
}

}  // namespace crash
