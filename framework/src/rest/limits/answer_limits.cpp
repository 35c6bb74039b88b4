#include "rest/limits/answer_limits.h"

#include <charconv>

#include "rest/limits/retry_after.h"

namespace muster::rest {
namespace {

using namespace std::chrono;

std::optional<std::int64_t> number(const std::string* text) {
    if (text == nullptr) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), value);
    const bool isGood = problem == std::errc() && end == text->data() + text->size() && value >= 0;
    return isGood ? std::optional(value) : std::nullopt;
}

/** Targets write the reset as seconds since 1970 or from now; nothing else is as large. */
std::optional<milliseconds> resetAfter(const std::string* text, WallTime now) {
    constexpr std::int64_t kFirstEpoch = 1'000'000'000;
    if (const auto value = number(text); value && *value >= kFirstEpoch) {
        return ceil<milliseconds>(WallTime(seconds(*value)) - now);
    }
    return text == nullptr ? std::nullopt : parseRetryAfter(*text, now);
}

}  // namespace

AnswerLimits readAnswerLimits(const AnswerHeaders& headers, const HeaderLookup& find,
                              WallTime now) {
    const auto value = [&](const std::string& name) { return name.empty() ? nullptr : find(name); };
    AnswerLimits answer{.sent = now};
    if (const std::string* date = find("Date")) {
        answer.sent = parseMoment(*date, now).value_or(now);
    }
    if (const std::string* category = value(headers.category)) {
        answer.category = *category;
    }
    answer.part = headers.untyped;
    if (const std::string* type = value(headers.type)) {
        const auto known = headers.types.find(*type);
        answer.isTyped = known != headers.types.end();
        answer.part = answer.isTyped ? known->second : headers.untyped;
    }
    answer.limit = number(value(headers.limit));
    answer.remaining = number(value(headers.remaining));
    // A reset within the second is told by our own clock: a Date has no fractions.
    answer.resetAfter = resetAfter(value(headers.reset), now);
    if (const std::string* retryAfter = value(headers.retryAfter)) {
        answer.retryAfter = parseRetryAfter(*retryAfter, answer.sent);
    }
    return answer;
}

std::optional<LimitPart> limitPartFromString(std::string_view word) {
    if (word == "rate") return LimitPart::kRate;
    if (word == "day") return LimitPart::kDay;
    if (word == "concurrency") return LimitPart::kConcurrency;
    return std::nullopt;
}

}  // namespace muster::rest
