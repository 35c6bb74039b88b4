#include "common/fault_answers.h"

#include <boost/json.hpp>

namespace sandbox {

namespace json = boost::json;

namespace {

std::string_view reasonOf(int status) {
    if (status == 408) return "Request Timeout";
    if (status == 502) return "Bad Gateway";
    if (status == 503) return "Service Unavailable";
    if (status == 504) return "Gateway Timeout";
    return status >= 500 ? "Internal Server Error" : "Error";
}

Ending endingOf(const Fault& fault) { return fault.reset ? Ending::kReset : Ending::kOrderly; }

Response plainStatus(const FaultWords& words, const Fault& fault) {
    if (fault.body.empty()) return words.error(fault.status, reasonOf(fault.status));
    return jsonResponse(fault.status, fault.body);
}

/// Code 0 means success (ZoomNet); it may stand in a body that has other members too.
void addCodeZero(Response& response) {
    if (response.status < 200 || response.status > 299) return;
    if (response.status == 204) response.status = 200;
    json::object body{{"code", 0}, {"message", "Success"}};
    boost::system::error_code error;
    auto old = json::parse(response.body, error);
    if (!error && old.is_object()) {
        for (auto& [name, value] : old.get_object()) body[name] = std::move(value);
    }
    response.body = json::serialize(body);
    response.contentType = kJsonContent;
}

}  // namespace

Response answerInstead(const FaultWords& words, const Fault& fault, std::int64_t nowMs) {
    if (fault.kind == FaultKind::kDropBefore) {
        return {.delivery = Delivery::kNone, .ending = endingOf(fault)};
    }
    if (fault.kind == FaultKind::kThrottle) return words.throttled(fault, nowMs);
    if (fault.kind == FaultKind::kBrokenJson) return words.broken();
    return plainStatus(words, fault);
}

void spoil(const FaultWords& words, Response& response, const Fault& fault) {
    if (fault.kind == FaultKind::kStatusAfter) {
        response = plainStatus(words, fault);
    } else if (fault.kind == FaultKind::kTruncateJson) {
        response.body.resize(response.body.size() / 2);
    } else if (fault.kind == FaultKind::kCodeZero) {
        addCodeZero(response);
    } else {
        const bool drops = fault.kind == FaultKind::kDropAfter;
        if (!drops && response.body.empty()) return;
        response.delivery = drops ? Delivery::kNone : Delivery::kCut;
        response.ending = endingOf(fault);
    }
}

}  // namespace sandbox
