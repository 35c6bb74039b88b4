#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/** Base64 with padding and without line breaks (RFC 4648 section 4). Any thread. */
std::string toBase64(std::string_view octets);
/** The same with "-" and "_" in place of "+" and "/", and without padding (RFC 4648 section 5, as
 * RFC 7515 section 2 wants it). Any thread. */
std::string toBase64Url(std::string_view octets);
/** The inverse of `toBase64`; nothing for a text that is not of that form. Any thread. */
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace muster
