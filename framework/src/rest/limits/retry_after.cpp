#include "rest/limits/retry_after.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include <muster/core/value.h>

namespace muster::rest {
namespace {

using namespace std::chrono;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/** Takes what stands before the first of `ends`, and the end itself. */
std::string_view takeUntil(std::string_view& text, std::string_view ends) {
    const std::size_t at = text.find_first_of(ends);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    return part;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = problem == std::errc() && end == text.data() + text.size();
    return isWhole && !text.empty() && text.front() != '-' ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> monthOf(std::string_view name) {
    constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned index = 0; index < kMonths.size(); ++index) {
        if (kMonths.at(index) == name) {
            return index + 1;
        }
    }
    return std::nullopt;
}

/** The parts of a date as they were written. */
struct Parts {
    std::string_view year;
    std::string_view month;
    std::string_view day;
    std::string_view time;
};

/** RFC 9110: a year of two digits that seems more than 50 years ahead is the past one. */
int fullYear(int year, std::string_view text, WallTime now) {
    if (text.size() != 2) {
        return year;
    }
    const int thisYear = static_cast<int>(year_month_day(floor<days>(now)).year());
    const int near = thisYear / 100 * 100 + year;
    return near > thisYear + 50 ? near - 100 : near;
}

std::optional<WallTime> assemble(const Parts& parts, WallTime now) {
    std::string_view clock = parts.time;
    const auto h = number(takeUntil(clock, ":"));
    const auto m = number(takeUntil(clock, ":"));
    const auto s = number(clock);
    const auto y = number(parts.year);
    const auto mo = monthOf(parts.month);
    const auto d = number(parts.day);
    if (!h || !m || !s || !y || !mo || !d || *h > 23 || *m > 59 || *s > 60) {
        return std::nullopt;
    }
    const year_month_day date{year(fullYear(*y, parts.year, now)), month(*mo),
                              day(static_cast<unsigned>(*d))};
    return date.ok()
               ? std::optional<WallTime>(sys_days(date) + hours(*h) + minutes(*m) + seconds(*s))
               : std::nullopt;
}

std::optional<WallTime> parseHttpDate(std::string_view text, WallTime now) {
    Parts parts;
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {  // asctime: Sun Nov  6 08:49:37 1994
        takeUntil(text, " ");
        parts.month = takeUntil(text, " ");
        parts.day = takeUntil(text, " ");
        parts.time = takeUntil(text, " ");
        parts.year = text;
        return assemble(parts, now);
    }
    takeUntil(text, ",");  // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT
    parts.day = takeUntil(text, " -");
    parts.month = takeUntil(text, " -");
    parts.year = takeUntil(text, " ");
    parts.time = takeUntil(text, " ");
    return text == "GMT" ? assemble(parts, now) : std::nullopt;
}

std::optional<double> parseSeconds(std::string_view text) {
    double value = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    const bool isGood = problem == std::errc() && end == text.data() + text.size() &&
                        text.find_first_not_of("0123456789.") == std::string_view::npos;
    return isGood ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<WallTime> parseMoment(std::string_view text, WallTime now) {
    text = trimmed(text);
    if (const auto iso = Time::parse(text)) {
        return WallTime(microseconds(iso->microseconds));
    }
    return parseHttpDate(text, now);
}

std::optional<milliseconds> parseRetryAfter(std::string_view text, WallTime now) {
    constexpr auto kMost = days(366);
    text = trimmed(text);
    if (const auto moment = parseMoment(text, now)) {
        if (*moment - now > kMost) {
            return std::nullopt;
        }
        return std::max(ceil<milliseconds>(*moment - now), milliseconds(0));
    }
    const auto count = parseSeconds(text);
    if (!count || *count > static_cast<double>(seconds(kMost).count())) {
        return std::nullopt;
    }
    return milliseconds(static_cast<std::int64_t>(std::ceil(*count * 1000)));
}

}  // namespace muster::rest
