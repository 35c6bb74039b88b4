#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/limits/limiter_clock.h"

namespace muster::rest {

/** Which part of a limit an answer speaks of. */
enum class LimitPart { kNone, kRate, kDay, kConcurrency };

/** Which headers of an answer tell of limits, and what their words mean. */
struct AnswerHeaders {
    // Names of headers; an empty one is not looked for.
    std::string category = {};
    std::string type = {};
    std::string limit = {};
    std::string remaining = {};
    std::string reset = {};  ///< seconds since 1970, or a moment, or seconds from now
    std::string retryAfter = "Retry-After";
    /** The words of the type header. */
    std::map<std::string, LimitPart, std::less<>> types = {};
    /** What the numbers speak of when no type is given. */
    LimitPart untyped = LimitPart::kNone;
};

/** What one answer said about limits. */
struct AnswerLimits {
    /** The target refused because of a limit. */
    bool isRefused = false;
    /** The name of a limit, when the error table knows which one refused. */
    std::string limitName = {};
    std::string category = {};
    LimitPart part = LimitPart::kNone;
    bool isTyped = false;  ///< `part` comes from a header or the error table, not from a default
    std::optional<std::int64_t> limit = {};
    std::optional<std::int64_t> remaining = {};
    /** From now on, by the sender's clock. */
    std::optional<std::chrono::milliseconds> resetAfter = {};
    std::optional<std::chrono::milliseconds> retryAfter = {};
    /** The sender's time; ours when it sent none. */
    WallTime sent = {};
};

/** Looks a header up, whatever the case of its name; null when it is not there. */
using HeaderLookup = std::function<const std::string*(std::string_view name)>;

/** Reads the headers of an answer. What cannot be read counts as not there. */
AnswerLimits readAnswerLimits(const AnswerHeaders& headers, const HeaderLookup& find, WallTime now);

/** The inverse of `rate`, `day` and `concurrency`; nothing for other words. */
std::optional<LimitPart> limitPartFromString(std::string_view word);

}  // namespace muster::rest
