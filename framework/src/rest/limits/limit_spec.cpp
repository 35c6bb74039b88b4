#include "rest/limits/limit_spec.h"

#include <algorithm>

namespace muster::rest {
namespace {

bool isAmong(const std::vector<OperationKey>& keys, const std::string& text) {
    const Result<OperationKey> key = OperationKey::parse(text);
    return key && std::any_of(keys.begin(), keys.end(), [&](const OperationKey& each) {
               return each.canonical() == key->canonical();
           });
}

}  // namespace

std::optional<std::string> LimitSpec::keyOf(const RequestFacts& request) const {
    const bool isCounted = (labels.empty() || std::find(labels.begin(), labels.end(),
                                                        request.label) != labels.end()) &&
                           (operations.empty() || isAmong(operations, request.operationKey)) &&
                           (whenName.empty() || request.value(whenName) == whenValue);
    if (!isCounted) {
        return std::nullopt;
    }
    switch (key) {
        case Key::kTarget:
            return std::string();
        case Key::kOperation:
            return request.operationKey;
        case Key::kPlaceholder:
            break;
    }
    std::string value = request.value(placeholder);
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

std::string displayDuration(std::chrono::milliseconds duration) {
    const std::int64_t ms = duration.count();
    if (ms % 60'000 == 0 && ms > 60'000) {
        return std::to_string(ms / 60'000) + " min";
    }
    return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

std::string LimitSpec::toDisplay() const {
    std::vector<std::string> parts;
    if (pace) {
        parts.push_back(std::to_string(pace->count) + " in " + displayDuration(pace->per));
        if (pace->burst > pace->count) {
            parts.push_back("a stock of " + std::to_string(pace->burst));
        }
    }
    if (leastInterval.count() > 0) {
        parts.push_back("one each " + displayDuration(leastInterval));
    }
    if (concurrency > 0) {
        parts.push_back(std::to_string(concurrency) + " at a time");
    }
    if (day) {
        parts.push_back(std::to_string(day->amount) + " a day");
    }
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

}  // namespace muster::rest
