#pragma once

#include <optional>
#include <string>
#include <string_view>

/** LINE WORKS' rules on texts, by which a value is refused before anything is sent. Each function
 * gives nothing for a legal text, and else what is wrong, as the rest of a sentence that begins
 * with the text: `holds "😀" (U+1F600)`. Lengths that the schema knows are checked by the host.
 * Sources: Developers, user-create, user-alias-email-create, orgunit-create, Directory API. */
namespace muster::lineworks {

using Fault = std::optional<std::string>;

/** Names and nicknames: letters, digits, blanks and ``! @ & ( ) - _ + [ ] { } , . / # ' ` ^ ~``.
 * The page says "letters" and names no more; what other scripts write in names (々, ・, ー) is
 * taken for letters, symbols and emoji are not. */
Fault faultOfName(std::string_view text);
/** Names of org units: as names, without ``# ' ` ^ ~``. */
Fault faultOfOrgUnitName(std::string_view text);
/** Katakana, full width or half, and blanks. */
Fault faultOfPhonetic(std::string_view text);
/** No `% \ # / ?`, not empty. */
Fault faultOfExternalKey(std::string_view text);
/** Digits and `+ - * # P T p t ( )` and the ideographic blank, with at least one digit. */
Fault faultOfPhone(std::string_view text);
/** A day that exists, `YYYY-MM-DD`. */
Fault faultOfDate(std::string_view text);
/** `Area/City`, or one word. */
Fault faultOfTimeZone(std::string_view text);
/** A login id or alias: the part before `@` has 2 to 40 of `a-z 0-9 . _ -`, begins with a letter or
 * digit, and has no dot at an end or beside another. */
Fault faultOfLoginId(std::string_view text);
/** An org unit's address: the part before `@` has 2 to 64 of `a-z 0-9 . _ - ! #`. */
Fault faultOfOrgUnitEmail(std::string_view text);
/** A private address: at most 64 characters before `@`, 253 behind it. */
Fault faultOfPrivateEmail(std::string_view text);

/** ASCII letters in lower case; nothing else changes. */
std::string lowerCase(std::string_view text);
/** What stands behind the last `@`; empty without one. */
std::string_view domainOf(std::string_view email);

}  // namespace muster::lineworks
