#include "shell/command.h"

#include <charconv>

#include <fmt/format.h>

namespace muster::shell {

const OptionSpec* Command::option(std::string_view optionName) const {
    for (const OptionSpec& spec : options) {
        if (spec.name == optionName) {
            return &spec;
        }
    }
    return nullptr;
}

std::optional<std::string> Invocation::option(std::string_view name) const {
    const auto found = options.find(name);
    return found == options.end() || found->second.empty() ? std::nullopt
                                                           : std::optional(found->second.back());
}

std::optional<std::int64_t> Invocation::count(std::string_view name) const {
    const auto given = option(name);
    if (!given) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    std::from_chars(given->data(), given->data() + given->size(), number);
    return number;
}

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
        return Error{.code = ErrorCode::kConfiguration,
                     .message = fmt::format("\"{}\" is no time, expected one such as "
                                            "2026-01-31T08:05:00Z, 2026-01-31, 90s, 30m, 2h or 7d",
                                            text)};
    }
    return moment;
}

}  // namespace muster::shell
