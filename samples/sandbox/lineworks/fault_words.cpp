#include "lineworks/fault_words.h"

#include <string>

#include "common/clock.h"
#include "lineworks/errors.h"

namespace sandbox::lineworks {

namespace {

/// The code that the general table has for a status (docs, "Error codes").
std::string_view codeOf(int status) {
    switch (status) {
        case 401:
            return "UNAUTHORIZED";
        case 403:
            return "FORBIDDEN";
        case 404:
            return "NOT_FOUND";
        case 409:
            return "CONFLICT";
        case 410:
            return "DELETED";
        case 429:
            return "TOO_MANY_REQUESTS";
        case 503:
            return "SERVICE_UNAVAILABLE";
        default:
            return status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
    }
}

Response plainError(int status, std::string_view reason) {
    return apiError(status, codeOf(status), reason);
}

/// LINE WORKS sends no Retry-After; a fault may ask for one, as a proxy would add it.
Response throttled(const Fault& fault, std::int64_t nowMs) {
    auto response = tooManyRequests();
    const auto seconds = std::to_string(fault.waitSeconds);
    if (fault.type != "none") response.headers.emplace_back("rateLimit-reset", seconds);
    const auto whenMs = nowMs + fault.waitSeconds * 1000;
    if (fault.retryAfter == "seconds") {
        response.headers.emplace_back("Retry-After", seconds);
    } else if (fault.retryAfter != "none") {
        response.headers.emplace_back(
            "Retry-After", fault.retryAfter == "date" ? httpTime(whenMs) : isoTime(whenMs));
    }
    return response;
}

/// What a gateway in front of the API says.
Response broken() {
    return {.status = 400,
            .body = "<html><body><h1>400 Bad Request</h1></body></html>",
            .contentType = "text/html"};
}

}  // namespace

const FaultWords kFaultWords = {&plainError, &throttled, &broken};

}  // namespace sandbox::lineworks
