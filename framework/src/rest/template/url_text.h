#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::rest {

/** Percent-encodes everything but the unreserved characters of RFC 3986 section 2.3 (letters,
 * digits,
 * `-._~`), so that the result fits a path segment and a query value alike. Upper-case hexadecimal.
 */
std::string percentEncode(std::string_view text);

/** What is wrong with a path as written in a template or a configuration value, or nothing: only
 * characters of RFC 3986 `pchar` and "/" , percent triplets complete, no `.` or `..` segment
 * (encoded dots included), no "//", no scheme or host. */
std::optional<std::string> pathProblem(std::string_view path);

/** The same for a piece of a query: `pchar`, "/" and "?", no "#". */
std::optional<std::string> queryProblem(std::string_view query);

/** What is wrong with a value that is about to stand in one path segment, or nothing: a `.` or `..`
 * between slashes or backslashes, and "//", are refused although they would be encoded, because
 * servers and proxies decode. Control characters and bad UTF-8 are refused too. */
std::optional<std::string> segmentValueProblem(std::string_view value);

/** Control characters (CR, LF and NUL above all) and bad UTF-8. */
std::optional<std::string> controlProblem(std::string_view value);

/** Whether it is a token of RFC 9110 section 5.6.2, as header names must be. */
bool isHeaderToken(std::string_view text);
/** Whether the host itself sets the header of that name. */
bool isHostHeader(std::string_view name);

}  // namespace muster::rest
