#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "rest/connection/http_message.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Where the lines about requests go. Called by many threads at once. */
class TrafficLog {
public:
    enum class Level {
        kDebug,  ///< one line per request
        kTrace,  ///< header fields and redacted bodies
    };

    virtual ~TrafficLog() = default;
    /** Asked before a line is made. */
    virtual bool wants(Level level) const = 0;
    virtual void write(Level level, std::string_view line) = 0;
};

/** True for the fields whose value is never shown: Authorization, Proxy-Authorization, Cookie,
 * Set-Cookie (RFC 9110 sections 11.6 and 11.7, RFC 6265 section 4), and the usual names of keys. */
bool isCredentialField(std::string_view name);

/** Writes of one exchange what the log wants: the line
 * `method=GET url=https://... status=200 ms=12 attempt=1 corr=7f3a` (or `error=Timeout
 * outcome=unknown` in place of the status), and the fields and bodies with every credential masked.
 * Bodies are shown only in the form that the request gives. */
void logExchange(TrafficLog& log, const HttpRequest& request, const Result<HttpResponse>& result,
                 std::chrono::milliseconds duration);

}  // namespace muster::rest
