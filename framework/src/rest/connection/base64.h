#pragma once

#include <string>
#include <string_view>

namespace muster::rest {

/** `bytes` in Base64 with padding and without line breaks (RFC 4648 section 4), as Basic
 * credentials need it (RFC 7617 section 2). */
std::string base64(std::string_view bytes);

}  // namespace muster::rest
