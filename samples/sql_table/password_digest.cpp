#include "password_digest.h"

#include <array>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace muster::sql_table {
namespace {

template <std::size_t N>
std::string hex(const std::array<unsigned char, N>& octets) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char octet : octets) {
        text += kDigits[octet >> 4U];
        text += kDigits[octet & 0xFU];
    }
    return text;
}

}  // namespace

Result<std::string> passwordDigest(const Secret& password, const Secret& pepper, int iterations) {
    std::array<unsigned char, 16> salt{};
    std::array<unsigned char, 32> digest{};
    std::string peppered(pepper.expose());
    peppered += password.expose();
    const bool isMade =
        RAND_bytes(salt.data(), static_cast<int>(salt.size())) == 1 &&
        PKCS5_PBKDF2_HMAC(peppered.data(), static_cast<int>(peppered.size()), salt.data(),
                          static_cast<int>(salt.size()), iterations, EVP_sha512(),
                          static_cast<int>(digest.size()), digest.data()) == 1;
    OPENSSL_cleanse(peppered.data(), peppered.size());
    if (!isMade) {
        return Error{.code = ErrorCode::kInternal,
                     .message = "no digest of the password could be made",
                     .hint = "try again; if it stays so, look at OpenSSL's installation",
                     .outcome = Outcome::kNotApplied};
    }
    return "pbkdf2-sha512$" + std::to_string(iterations) + "$" + hex(salt) + "$" + hex(digest);
}

}  // namespace muster::sql_table
