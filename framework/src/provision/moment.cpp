#include "provision/moment.h"

#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace muster::provision {
namespace {

/** `90s`, `30m`, `2h`, `7d` as microseconds; nothing for another form. */
std::optional<std::int64_t> parseAge(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    constexpr std::int64_t kMost = 1'000'000;
    if (fault != std::errc() || stop + 1 != end || number < 0 || number > kMost) {
        return std::nullopt;
    }
    constexpr std::int64_t kSecond = 1'000'000;
    switch (*stop) {
        case 's':
            return number * kSecond;
        case 'm':
            return number * 60 * kSecond;
        case 'h':
            return number * 3'600 * kSecond;
        case 'd':
            return number * 86'400 * kSecond;
        default:
            return std::nullopt;
    }
}

}  // namespace

Result<Time> parseMoment(std::string_view text, Time now) {
    if (const auto age = parseAge(text)) {
        return Time{now.microseconds - *age};
    }
    if (auto day = Time::parse(std::string(text) + "T00:00:00Z")) {
        return day;
    }
    auto moment = Time::parse(text);
    if (!moment) {
        return Error{
            .code = ErrorCode::kConfiguration,
            .message = fmt::format("\"{}\" is no time; expected {}", text, kMomentExpected)};
    }
    return moment;
}

}  // namespace muster::provision
