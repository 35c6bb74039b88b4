#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <muster/core/result.h>
#include <muster/core/secret.h>

struct evp_pkey_st;

namespace muster::rest {

/** A private RSA key that signs what muster says of itself. Copies share the key. Thread-safe. */
class SigningKey {
public:
    /** Reads a PEM text: PKCS#8 (`BEGIN PRIVATE KEY`, RFC 5958) or PKCS#1 (`BEGIN RSA PRIVATE KEY`,
     * RFC 8017 appendix A.1.2), of 2048 bits or more (NIST SP 800-131A), without a passphrase.
     *  @return kConfiguration with the form that was found and the form that is expected; no word
     * of the key itself. */
    static Result<SigningKey> parse(const Secret& pem);

    /** The signature of RSASSA-PKCS1-v1_5 with SHA-256 (RS256, RFC 7518 section 3.3).
     *  @return kInternal when the library refuses. */
    Result<std::string> signRs256(std::string_view text) const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace muster::rest
