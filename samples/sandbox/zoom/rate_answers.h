#pragma once

#include "http/message.h"
#include "zoom/rate_limits.h"
#include "zoom/settings.h"

namespace sandbox::zoom {

/// The 429 of a refused call, without headers. `admission.verdict` is not kAdmitted.
Response tooManyRequests(const Admission& admission);

/// Adds the X-RateLimit headers, and Retry-After to a refusal, in the form that the switches
/// `rate-headers`, `rate-header-case` and `retry-after` ask for. Nothing with `limits` off.
void addRateHeaders(Response& response, const Settings& settings, const Admission& admission,
                    std::int64_t nowMs);

/// The value of Retry-After for that instant: "instant" is ISO 8601 as Zoom sends it, "date" and
/// "seconds" are the forms of RFC 9110, 10.2.3.
std::string retryAfter(std::string_view form, std::int64_t whenMs, std::int64_t nowMs);

}  // namespace sandbox::zoom
