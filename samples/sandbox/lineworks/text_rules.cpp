#include "lineworks/text_rules.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "common/text.h"
#include "lineworks/domains.h"

namespace sandbox::lineworks {

namespace {

using Text = std::string_view;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isLetter(char c) { return isLower(c) || (c >= 'A' && c <= 'Z'); }
bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool holds(Text set, char c) { return set.find(c) != Text::npos; }

/// Calls `test` with each code point of valid UTF-8; true when all pass.
template <typename Test>
bool allOf(Text text, Test test) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t more = 1; more < length && at + more < text.size(); ++more) {
            point = point << 6 | (static_cast<unsigned char>(text[at + more]) & 0x3FU);
        }
        if (!test(point)) return false;
        at += length;
    }
    return true;
}

/// Symbols that are no letters: dingbats, emoji, their joiners and selectors.
bool isSymbol(char32_t point) {
    return (point >= 0x2600 && point <= 0x27BF) || point == 0x200D || point == 0xFE0F ||
           (point >= 0x1F000 && point <= 0x1FFFF);
}

bool isName(Text text, Text specials) {
    return allOf(text, [&](char32_t point) {
        if (point >= 0x80) return !isSymbol(point);
        const auto c = static_cast<char>(point);
        return isLetter(c) || isDigit(c) || c == ' ' || holds(specials, c);
    });
}

bool isLocalPart(Text local, std::size_t most, Text specials) {
    const auto first = [&](char c) { return isLower(c) || isDigit(c) || holds("!#", c); };
    if (local.size() < 2 || local.size() > most || local.back() == '.') return false;
    if (!first(local.front()) || (holds("!#", local.front()) && !holds(specials, '!'))) {
        return false;
    }
    if (local.find("..") != Text::npos) return false;
    return std::all_of(local.begin(), local.end(),
                       [&](char c) { return isLower(c) || isDigit(c) || holds(specials, c); });
}

bool isOurMail(Text mail, const Settings& settings, std::size_t mostLocal, Text specials) {
    const auto at = mail.rfind('@');
    return at != Text::npos && mail.size() <= 90 &&
           isLocalPart(mail.substr(0, at), mostLocal, specials) &&
           ownsMailDomain(settings, mail.substr(at + 1));
}

/// The number in `text` at that place; -1 when a character is no digit.
int number(Text text, std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t place = at; place < at + length; ++place) {
        if (place >= text.size() || !isDigit(text[place])) return -1;
        value = value * 10 + (text[place] - '0');
    }
    return value;
}

/// Minutes east of Greenwich; nothing when it is neither "Z" nor "+hh:mm".
std::optional<int> parseZone(Text zone) {
    if (zone == "Z") return 0;
    const bool shaped = zone.size() == 6 && holds("+-", zone[0]) && zone[3] == ':';
    const int hours = number(zone, 1, 2);
    const int minutes = number(zone, 4, 2);
    if (!shaped || hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

bool isShort(Text text, std::size_t most) { return codePoints(text) <= most; }

bool isExternalKey(Text text) {
    return !text.empty() && isShort(text, 100) && text.find_first_of("%\\#/?") == Text::npos;
}

bool isPersonName(Text text) { return isName(text, "!@&()-_+[]{},./#'`^~"); }
bool isUnitName(Text text) { return isName(text, "!@&()-_+[]{},./"); }

bool isKatakana(Text text) {
    return allOf(text, [](char32_t point) {
        return point == ' ' || point == 0x3000 || (point >= 0x30A1 && point <= 0x30FF);
    });
}

bool isMemberMail(Text mail, const Settings& settings) {
    return isOurMail(mail, settings, 40, "._-");
}

bool isUnitMail(Text mail, const Settings& settings) {
    return isOurMail(mail, settings, 64, "._-!#");
}

bool isAnyMail(Text mail) {
    const auto at = mail.rfind('@');
    return at != Text::npos && at > 0 && at <= 64 && mail.size() <= 256 &&
           mail.size() - at - 1 >= 1 && mail.size() - at - 1 <= 253 && mail.find(' ') == Text::npos;
}

bool isPhone(Text text) {
    const bool hasDigit = std::any_of(text.begin(), text.end(), isDigit);
    return hasDigit && isShort(text, 100) && allOf(text, [](char32_t point) {
               return point == 0x3000 ||
                      (point < 0x80 && (isDigit(static_cast<char>(point)) ||
                                        holds("+-*#PTpt()", static_cast<char>(point))));
           });
}

bool isDate(Text text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    std::tm parts{};
    parts.tm_year = number(text, 0, 4) - 1900;
    parts.tm_mon = number(text, 5, 2) - 1;
    parts.tm_mday = number(text, 8, 2);
    const auto asked = parts;
    timegm(&parts);  // moves what is no day of the calendar
    return asked.tm_year >= -1900 && asked.tm_mon == parts.tm_mon && asked.tm_mday == parts.tm_mday;
}

std::optional<std::int64_t> parseInstant(Text text) {
    if (text.size() < 20 || text.size() > 25 || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || !isDate(text.substr(0, 10))) {
        return std::nullopt;
    }
    std::tm parts{};
    parts.tm_year = number(text, 0, 4) - 1900;
    parts.tm_mon = number(text, 5, 2) - 1;
    parts.tm_mday = number(text, 8, 2);
    parts.tm_hour = number(text, 11, 2);
    parts.tm_min = number(text, 14, 2);
    parts.tm_sec = number(text, 17, 2);
    const auto zone = parseZone(text.substr(19));
    const bool inRange = parts.tm_hour >= 0 && parts.tm_hour < 24 && parts.tm_min >= 0 &&
                         parts.tm_min < 60 && parts.tm_sec >= 0 && parts.tm_sec < 60;
    if (!zone || !inRange) return std::nullopt;
    return (std::int64_t{timegm(&parts)} - std::int64_t{*zone} * 60) * 1000;
}

bool isTimeZone(Text text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return isLetter(c) || isDigit(c) || holds("/_+-", c);
    });
}

bool isLanguage(Text text) {
    constexpr std::array<Text, 5> kLanguages = {"ja_JP", "ko_KR", "en_US", "zh_CN", "zh_TW"};
    return std::find(kLanguages.begin(), kLanguages.end(), text) != kLanguages.end();
}

bool isPassword(Text text, const Settings& settings) {
    if (settings.passwordRules == "off") return true;
    const auto any = [&](auto test) { return std::any_of(text.begin(), text.end(), test); };
    const auto special = [](char c) {
        return isAscii(c) && c > ' ' && c != 0x7F && !isLetter(c) && !isDigit(c);
    };
    const auto least = static_cast<std::size_t>(settings.passwordMinLength);
    if (text.size() < least || text.size() > 20 || !any(isLetter) || !any(isDigit)) return false;
    return settings.passwordRules != "letters-digits-special" || any(special);
}

}  // namespace sandbox::lineworks
