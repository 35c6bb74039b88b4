#include "rest/connection/base64.h"

#include <openssl/evp.h>

namespace muster::rest {

std::string base64(std::string_view bytes) {
    constexpr std::size_t kIn = 3;
    constexpr std::size_t kOut = 4;
    // One more for the NUL that EVP_EncodeBlock writes.
    std::string text((bytes.size() + kIn - 1) / kIn * kOut + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

}  // namespace muster::rest
