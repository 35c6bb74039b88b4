#pragma once

#include <string>
#include <string_view>

namespace muster::sdk {

/** The code points of a text, for limits and patterns that count characters. The text is valid
 * UTF-8, as every text that the host passes is; of any other the result has no meaning. Any
 * thread. */
std::u32string codePoints(std::string_view text);

}  // namespace muster::sdk
