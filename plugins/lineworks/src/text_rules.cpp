#include "text_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <muster/sdk/code_points.h>

namespace muster::lineworks {
namespace {

constexpr std::string_view kNameSigns = "!@&()-_+[]{},./#'`^~ ";
constexpr std::string_view kOrgUnitNameSigns = "!@&()-_+[]{},./ ";
constexpr char32_t kIdeographicBlank = 0x3000;

bool isLetterOrDigit(char32_t point) {
    return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') ||
           (point >= 'A' && point <= 'Z');
}

struct Range {
    char32_t first;
    char32_t last;
};

/** Blocks of the Unicode standard that hold no letters: controls, invisible marks, arrows, signs,
 * pictographs, private use, tags. Selectors that choose a variant of an ideograph (FE00 to FE02,
 * E0100 to E01EF) are written in names. */
constexpr std::array<Range, 15> kNoLetters = {{{0x0080, 0x009F},
                                               {0x200B, 0x200F},
                                               {0x2028, 0x202E},
                                               {0x2060, 0x206F},
                                               {0x20D0, 0x20FF},
                                               {0x2190, 0x2BFF},
                                               {0xD800, 0xF8FF},
                                               {0xFE03, 0xFE0F},
                                               {0xFEFF, 0xFEFF},
                                               {0xFFF0, 0xFFFF},
                                               {0x1F000, 0x1FAFF},
                                               {0xE0000, 0xE00FF},
                                               {0xE01F0, 0xE0FFF},
                                               {0xF0000, 0xFFFFF},
                                               {0x100000, 0x10FFFF}}};

/** Chooses a form of the ideograph before it, and cannot be seen by itself (UTS 37). */
bool isSelector(char32_t point) {
    return (point >= 0xFE00 && point <= 0xFE02) || (point >= 0xE0100 && point <= 0xE01EF);
}

bool isIdeograph(char32_t point) {
    return (point >= 0x3005 && point <= 0x3007) || (point >= 0x3400 && point <= 0x9FFF) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x20000 && point <= 0x3FFFF);
}

bool isOneOf(char32_t point, std::string_view signs) {
    return point < 0x80 && signs.find(static_cast<char>(point)) != std::string_view::npos;
}

bool isWrittenInNames(char32_t point, std::string_view signs) {
    if (point < 0x80) {
        return isLetterOrDigit(point) || isOneOf(point, signs);
    }
    return std::none_of(kNoLetters.begin(), kNoLetters.end(), [&](const Range& range) {
        return point >= range.first && point <= range.last;
    });
}

std::string utf8(char32_t point) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    if (point < 0x80) {
        return {byte(point)};
    }
    if (point < 0x800) {
        return {byte(0xC0U | (point >> 6U)), byte(0x80U | (point & 0x3FU))};
    }
    if (point < 0x10000) {
        return {byte(0xE0U | (point >> 12U)), byte(0x80U | ((point >> 6U) & 0x3FU)),
                byte(0x80U | (point & 0x3FU))};
    }
    return {byte(0xF0U | (point >> 18U)), byte(0x80U | ((point >> 12U) & 0x3FU)),
            byte(0x80U | ((point >> 6U) & 0x3FU)), byte(0x80U | (point & 0x3FU))};
}

/** `holds "x" (U+0078)`; of what cannot be seen the number alone. */
std::string holds(char32_t point) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                   static_cast<unsigned>(point), 16)
                         .ptr;
    std::string number(digits.data(), end);
    std::transform(number.begin(), number.end(), number.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    const bool isSeen = point > 0x20 && (point < 0x7F || point > 0x9F) && point != 0xFEFF &&
                        !isSelector(point) && !(point >= 0x200B && point <= 0x206F);
    return "holds " + (isSeen ? "\"" + utf8(point) + "\" " : std::string()) + "(U+" + number + ")";
}

template <typename IsLegal>
Fault firstIllegal(std::string_view text, const IsLegal& isLegal) {
    for (const char32_t point : sdk::codePoints(text)) {
        if (!isLegal(point)) {
            return holds(point);
        }
    }
    return std::nullopt;
}

/** The first sign that is written in no name, or selects a form of nothing. */
Fault faultOfWriting(std::string_view text, std::string_view signs) {
    char32_t before = 0;
    return firstIllegal(text, [&](char32_t point) {
        const bool isLegal =
            isSelector(point) ? isIdeograph(before) : isWrittenInNames(point, signs);
        before = point;
        return isLegal;
    });
}

bool isKatakana(char32_t point) {
    return (point >= 0x30A0 && point <= 0x30FF) || (point >= 0x31F0 && point <= 0x31FF) ||
           (point >= 0xFF65 && point <= 0xFF9F);
}

struct LocalPart {
    std::size_t most;
    std::string_view first;
    std::string_view signs;
};

bool isSmallLetterOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

Fault faultOfLocalPart(std::string_view local, const LocalPart& rule) {
    constexpr std::size_t kLeast = 2;
    if (local.size() < kLeast || local.size() > rule.most) {
        return "has " + std::to_string(local.size()) + " characters before \"@\"; expected " +
               std::to_string(kLeast) + " to " + std::to_string(rule.most);
    }
    for (const char c : local) {
        if (!isSmallLetterOrDigit(c) && rule.signs.find(c) == std::string_view::npos) {
            return "has other signs before \"@\" than small letters, digits and " +
                   std::string(rule.signs);
        }
    }
    if (!isSmallLetterOrDigit(local.front()) &&
        rule.first.find(local.front()) == std::string_view::npos) {
        return "begins with \"" + std::string(1, local.front()) + "\"";
    }
    if (local.back() == '.' || local.find("..") != std::string_view::npos) {
        return "has a dot before \"@\", or two in a row";
    }
    return std::nullopt;
}

/** Labels of letters, digits and hyphens (RFC 1123, 2.1). */
Fault faultOfDomain(std::string_view domain) {
    bool wasDot = true;
    char last = '-';
    for (const char c : domain) {
        const bool isSign = c == '-' || c == '.';
        const bool isLetter = isLetterOrDigit(static_cast<unsigned char>(c));
        if ((!isSign && !isLetter) || (isSign && (wasDot || (c == '.' && last == '-')))) {
            return "has no domain behind \"@\"; expected one such as example.com";
        }
        wasDot = c == '.';
        last = c;
    }
    return wasDot || last == '-' ? Fault(
                                       "has no domain behind \"@\"; expected one such as "
                                       "example.com")
                                 : std::nullopt;
}

Fault faultOfAddress(std::string_view text, const LocalPart& rule) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos ||
        at + 1 == text.size()) {
        return "is no address; expected one \"@\" with text on both sides";
    }
    const Fault fault = faultOfLocalPart(text.substr(0, at), rule);
    return fault ? fault : faultOfDomain(text.substr(at + 1));
}

std::optional<int> numberIn(std::string_view text, std::size_t from, std::size_t count) {
    int number = 0;
    const char* first = text.data() + from;
    const auto [end, failure] = std::from_chars(first, first + count, number);
    return failure == std::errc() && end == first + count && *first != '-' ? std::optional(number)
                                                                           : std::nullopt;
}

int daysIn(int year, int month) {
    static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && isLeap ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

}  // namespace

Fault faultOfName(std::string_view text) { return faultOfWriting(text, kNameSigns); }

Fault faultOfOrgUnitName(std::string_view text) { return faultOfWriting(text, kOrgUnitNameSigns); }

Fault faultOfPhonetic(std::string_view text) {
    return firstIllegal(text, [](char32_t point) {
        return isKatakana(point) || point == ' ' || point == kIdeographicBlank;
    });
}

Fault faultOfExternalKey(std::string_view text) {
    if (text.empty()) {
        return "is empty";
    }
    return firstIllegal(text,
                        [](char32_t point) { return point >= 0x20 && !isOneOf(point, "%\\#/?"); });
}

Fault faultOfPhone(std::string_view text) {
    Fault fault = firstIllegal(text, [](char32_t point) {
        return (point >= '0' && point <= '9') || isOneOf(point, "+-*#PTpt()") ||
               point == kIdeographicBlank;
    });
    const bool hasDigit =
        std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return fault || hasDigit ? fault : Fault("has no digit");
}

Fault faultOfDate(std::string_view text) {
    const Fault fault("is no day; expected YYYY-MM-DD");
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return fault;
    }
    const auto year = numberIn(text, 0, 4);
    const auto month = numberIn(text, 5, 2);
    const auto day = numberIn(text, 8, 2);
    const bool isDay = year && month && day && *month >= 1 && *month <= 12 && *day >= 1 &&
                       *day <= daysIn(*year, *month);
    return isDay ? std::nullopt : fault;
}

Fault faultOfTimeZone(std::string_view text) {
    const bool isZone = !text.empty() && text.front() != '/' && text.back() != '/' &&
                        !firstIllegal(text, [](char32_t point) {
                            return isLetterOrDigit(point) || isOneOf(point, "/_+-");
                        });
    return isZone ? std::nullopt : Fault("is no time zone; expected one such as Asia/Tokyo");
}

Fault faultOfLoginId(std::string_view text) {
    return faultOfAddress(text, {.most = 40, .first = "", .signs = "._-"});
}

Fault faultOfOrgUnitEmail(std::string_view text) {
    return faultOfAddress(text, {.most = 64, .first = "!#", .signs = "._-!#"});
}

Fault faultOfPrivateEmail(std::string_view text) {
    constexpr std::size_t kMostBefore = 64;
    constexpr std::size_t kMostBehind = 253;
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) {
        return "is no address; expected text on both sides of \"@\"";
    }
    const bool hasBlank = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    });
    if (hasBlank) {
        return "holds a blank or a control";
    }
    if (at > kMostBefore || text.size() - at - 1 > kMostBehind) {
        return "is too long; expected at most 64 characters before \"@\" and 253 behind it";
    }
    return std::nullopt;
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::string_view domainOf(std::string_view email) {
    const std::size_t at = email.rfind('@');
    return at == std::string_view::npos ? std::string_view() : email.substr(at + 1);
}

}  // namespace muster::lineworks
