#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/types.h>

namespace sandbox::lineworks {

/// The RSA key of the service account: the app keeps the public part, and the client signs with
/// the private one. Copies share it. Thread-safe.
class KeyPair {
public:
    /// A new one of 2048 bits. Throws std::runtime_error when OpenSSL makes none.
    static KeyPair generate();
    /// Only the public part, from PEM text (`BEGIN PUBLIC KEY`). Throws std::runtime_error with a
    /// sentence about `source` when it is something else.
    static KeyPair fromPublicPem(std::string_view pem, const std::string& source);

    /// True when `signature` is RS256 over `text` (RFC 7518, 3.3).
    bool verifies(std::string_view text, std::string_view signature) const;

    /// PKCS#8 PEM (`BEGIN PRIVATE KEY`), "" when there is only a public part.
    std::string privatePem() const;

private:
    KeyPair(EVP_PKEY* key, bool hasPrivatePart);

    std::shared_ptr<EVP_PKEY> key_;
    bool hasPrivatePart_;
};

}  // namespace sandbox::lineworks
