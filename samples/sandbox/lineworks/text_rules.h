#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lineworks/settings.h"

/// What a text may be, by the docs' pages of users and orgunits. True means that it is right.
namespace sandbox::lineworks {

/// At most `most` code points.
bool isShort(std::string_view text, std::size_t most);

/// 1 to 100 characters without `% \ # / ?`.
bool isExternalKey(std::string_view text);

/// Letters and the listed ASCII specials; other symbols, emoji and control characters are not.
bool isPersonName(std::string_view text);
/// Likewise with the shorter list of org units, positions, levels and user types.
bool isUnitName(std::string_view text);
/// Full-width katakana and blanks; half-width ones are refused (ours: the page says "katakana").
bool isKatakana(std::string_view text);

/// A login or alias address: 2 to 40 of `[a-z0-9._-]` before "@", and a mail domain of the tenant
/// behind it; 90 characters at most.
bool isMemberMail(std::string_view mail, const Settings& settings);
/// An address of an org unit or a group: 2 to 64 of `[a-z0-9._\-!#]`, likewise.
bool isUnitMail(std::string_view mail, const Settings& settings);
/// Any other address: 256 characters at most, 64 before "@" and 253 behind.
bool isAnyMail(std::string_view mail);

/// Digits and `+ - * # P T p t ( )` and the ideographic space, with a digit; 100 at most.
bool isPhone(std::string_view text);
/// YYYY-MM-DD, a day of the calendar.
bool isDate(std::string_view text);
/// YYYY-MM-DDThh:mm:ssTZD with Z or +hh:mm; milliseconds since 1970, nothing when it is none.
std::optional<std::int64_t> parseInstant(std::string_view text);
/// Of a zone in the form of IANA names, like Asia/Tokyo; the list of zones is not known here.
bool isTimeZone(std::string_view text);
/// ja_JP, ko_KR, en_US, zh_CN or zh_TW.
bool isLanguage(std::string_view text);

/// A password against the tenant's policy: switches `password-rules` and `password-min-length`.
bool isPassword(std::string_view text, const Settings& settings);

}  // namespace sandbox::lineworks
