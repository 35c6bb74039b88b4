#include "encoding/base64.h"

#include <algorithm>

#include <openssl/evp.h>

namespace muster {

std::string toBase64(std::string_view octets) {
    std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL adds a NUL
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(octets.data()),
                                       static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string toBase64Url(std::string_view octets) {
    std::string text = toBase64(octets);
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string octets(text.size() / 4 * 3, '\0');
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(octets.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
    if (length != static_cast<int>(octets.size())) {  // it skips blanks around the text
        return std::nullopt;
    }
    // OpenSSL decodes the padding to zeros.
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    octets.resize(static_cast<std::size_t>(length) - padding);
    return octets;
}

}  // namespace muster
