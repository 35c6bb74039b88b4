#include "zoom/rate_answers.h"

#include <algorithm>

#include "common/clock.h"
#include "common/text.h"
#include "zoom/errors.h"

namespace sandbox::zoom {

Response tooManyRequests(const Admission& admission) {
    switch (admission.verdict) {
        case Verdict::kPerDay:
            return apiError(429, 429,
                            "You have reached the maximum daily rate limit for this API. Refer to "
                            "the response header for details on when you can make another "
                            "request.");
        case Verdict::kInvites:
            return apiError(429, 429,
                            "You have exceeded the daily rate limit (" +
                                std::to_string(admission.limit) +
                                ") of user invite requests permitted for this account. You may "
                                "resume these requests at GMT 00:00:00.");
        case Verdict::kAdmitted:
        case Verdict::kPerSecond:
            break;
    }
    return apiError(429, 429,
                    "You have reached the maximum per-second rate limit for this API. Try again "
                    "later.");
}

void addRateHeaders(Response& response, const Settings& settings, const Admission& admission,
                    std::int64_t nowMs) {
    if (!settings.limits) return;
    const auto add = [&](std::string_view name, std::string value) {
        response.headers.emplace_back(
            settings.rateHeaderCase == "lower" ? lowered(name) : std::string(name),
            std::move(value));
    };
    const bool refused = admission.verdict != Verdict::kAdmitted;
    const bool ofSecond = !refused || admission.verdict == Verdict::kPerSecond;
    add("X-RateLimit-Category", std::string(labelName(admission.label)));
    add("X-RateLimit-Limit", std::to_string(admission.limit));
    add("X-RateLimit-Remaining", std::to_string(admission.remaining));
    if (settings.rateHeaders == "typed" || (refused && settings.rateHeaders == "plain")) {
        add("X-RateLimit-Type", ofSecond ? "QPS" : "Daily-limit");
    }
    if (!refused || settings.rateHeaders == "bare") return;
    if (ofSecond) {
        add("X-RateLimit-Reset", std::to_string(admission.resetMs / 1000));
    } else {
        add("Retry-After", retryAfter(settings.retryAfter, admission.resetMs, nowMs));
    }
}

std::string retryAfter(std::string_view form, std::int64_t whenMs, std::int64_t nowMs) {
    if (form == "seconds") {
        return std::to_string(std::max<std::int64_t>(0, (whenMs - nowMs + 999) / 1000));
    }
    return form == "date" ? httpTime(whenMs) : isoTime(whenMs);
}

}  // namespace sandbox::zoom
