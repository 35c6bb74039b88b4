#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include <muster/core/value.h>

namespace muster {
namespace {

using std::chrono::microseconds;
using Moment = std::chrono::sys_time<microseconds>;

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

/** Takes digits from the front of `text`; -1 when they are not all digits. */
int takeNumber(std::string_view& text, std::size_t digits) {
    int number = -1;
    if (text.size() < digits) {
        return -1;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
    if (error != std::errc() || end != text.data() + digits || text.front() == '-') {
        return -1;
    }
    text.remove_prefix(digits);
    return number;
}

bool takeChar(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/** Up to six digits after the dot; more are read and dropped. -1 when there is none. */
std::int64_t takeFraction(std::string_view& text) {
    std::int64_t micros = 0;
    std::int64_t scale = kMicrosPerSecond / 10;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        micros += (text.front() - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
        ++digits;
    }
    return digits == 0 ? -1 : micros;
}

/** Seconds east of UTC from "Z", "+09:00" or "+0900"; nothing when malformed. */
std::optional<int> takeOffset(std::string_view& text) {
    if (takeChar(text, 'Z')) {
        return 0;
    }
    const int sign = takeChar(text, '+') ? 1 : takeChar(text, '-') ? -1 : 0;
    const int hours = takeNumber(text, 2);
    takeChar(text, ':');
    const int minutes = takeNumber(text, 2);
    if (sign == 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return std::nullopt;
    }
    return sign * (hours * 3600 + minutes * 60);
}

std::optional<Time> parseIso(std::string_view text) {
    using namespace std::chrono;
    const int y = takeNumber(text, 4);
    const bool dash1 = takeChar(text, '-');
    const int mo = takeNumber(text, 2);
    const bool dash2 = takeChar(text, '-');
    const int d = takeNumber(text, 2);
    const year_month_day date{year(y), month(static_cast<unsigned>(mo)),
                              day(static_cast<unsigned>(d))};
    if (y < 0 || mo < 0 || d < 0 || !dash1 || !dash2 || !date.ok() || !takeChar(text, 'T')) {
        return std::nullopt;
    }
    const int h = takeNumber(text, 2);
    const bool colon1 = takeChar(text, ':');
    const int mi = takeNumber(text, 2);
    const bool colon2 = takeChar(text, ':');
    const int s = takeNumber(text, 2);
    const std::int64_t fraction = takeChar(text, '.') ? takeFraction(text) : 0;
    const std::optional<int> offset = takeOffset(text);
    if (!colon1 || !colon2 || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60 ||
        fraction < 0 || !offset || !text.empty()) {
        return std::nullopt;
    }
    const Moment moment = sys_days(date) + hours(h) + minutes(mi) + seconds(s) - seconds(*offset);
    return Time{moment.time_since_epoch().count() + fraction};
}

}  // namespace

std::string Time::toString() const {
    using namespace std::chrono;
    const Moment moment{std::chrono::microseconds(this->microseconds)};
    const auto dayStart = floor<days>(moment);
    const year_month_day date{dayStart};
    const hh_mm_ss<std::chrono::microseconds> clock{moment - dayStart};
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    std::string text = buffer.data();
    if (const auto micros = clock.subseconds().count(); micros != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%06d", static_cast<int>(micros));
        text += buffer.data();
    }
    return text + "Z";
}

Result<Time> Time::parse(std::string_view text) {
    if (const auto time = parseIso(text)) {
        return *time;
    }
    return Error{.code = ErrorCode::kInvalidAttributeValue,
                 .message = "\"" + std::string(text.substr(0, 64)) +
                            "\" is not a time; expected ISO 8601 such as 2026-01-31T08:05:00Z"};
}

Time Time::now() {
    return Time{std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::system_clock::now().time_since_epoch())
                    .count()};
}

}  // namespace muster
