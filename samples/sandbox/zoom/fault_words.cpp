#include "zoom/fault_words.h"

#include "zoom/errors.h"
#include "zoom/rate_answers.h"

namespace sandbox::zoom {

namespace {

Response plainError(int status, std::string_view reason) {
    return apiError(status, status, reason);
}

/// A 429 that no limit explains.
Response throttled(const Fault& fault, std::int64_t nowMs) {
    const auto whenMs = nowMs + fault.waitSeconds * 1000;
    const bool daily = fault.type == "Daily-limit";
    auto response = tooManyRequests({daily ? Verdict::kPerDay : Verdict::kPerSecond});
    if (fault.type != "none") response.headers.emplace_back("X-RateLimit-Type", fault.type);
    if (fault.type == "QPS") {
        response.headers.emplace_back("X-RateLimit-Reset", std::to_string((whenMs + 999) / 1000));
    }
    if (fault.retryAfter != "none") {
        response.headers.emplace_back("Retry-After", retryAfter(fault.retryAfter, whenMs, nowMs));
    }
    return response;
}

/// A scope error whose quotes nobody escaped, as another product of Zoom has sent (ZoomNet).
Response brokenJson() {
    return jsonResponse(400, R"({"code":104,"message":"Invalid access token, does not contain )"
                             R"(scopes:["user:read:user:admin"]."})");
}

}  // namespace

const FaultWords kFaultWords = {&plainError, &throttled, &brokenJson};

}  // namespace sandbox::zoom
