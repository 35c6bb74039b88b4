#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/object.hpp>

#include "common/call_counts.h"
#include "common/rate_window.h"
#include "http/message.h"
#include "lineworks/settings.h"

namespace sandbox::lineworks {

/// What a call meets at the rate limit, and what the headers of its answer say about it.
struct Admission {
    bool admitted = true;
    int limit = 0;
    int used = 0;
    std::int64_t resetSeconds = 0;  ///< until the window has room again
};

/// Calls of one operation a minute: 240, on the Free plan 60 (docs, "Rate limits").
int perMinute(const Settings& settings);

/// Counts calls by domain and operation and refuses those above the limit. A refused call uses up
/// nothing. Thread-safe.
class RateLimits {
public:
    /// Lets one call in or refuses it; with `limits` off it only counts. `operation` is like
    /// "GET:/users/{}". With `limit-scope` tenant the domain does not matter.
    Admission admit(const Settings& settings, std::int64_t domainId, std::string_view operation,
                    std::int64_t nowUs);

    /// Calls, refusals and rates by operation, as GET /_control/limits shows them; the rate of the
    /// last `seconds` beside that of all.
    boost::json::object describe(const Settings& settings, std::int64_t nowUs, int seconds) const;

    /// Forgets counts and times; what the minute has used stays used.
    void clearCounts();
    /// Forgets everything.
    void reset();

private:
    struct Book {
        RateWindow window;
        CallCounts admitted;
        std::uint64_t refused = 0;
    };

    mutable std::mutex mutex_;
    std::map<std::pair<std::int64_t, std::string>, Book> books_;  ///< domain 0: the tenant
};

/// Adds the rateLimit headers; nothing with `limits` off.
void addRateHeaders(Response& response, const Settings& settings, const Admission& admission);

}  // namespace sandbox::lineworks
