#pragma once

#include <chrono>
#include <string>

#include "rest/auth/signing_key.h"

namespace muster::rest {

/** The claims of an assertion (RFC 7523 section 3). */
struct AssertionClaims {
    std::string issuer = {};
    std::string subject = {};
    std::string audience = {};  ///< left out when empty: LINE WORKS knows none
    std::chrono::system_clock::time_point issued = {};
    std::chrono::seconds lifetime{};
};

/** A signed JWT in its compact form (RFC 7515 section 7.1): RS256, `iat` and `exp` as whole seconds
 * since 1970, base64url without padding. `jti` is left out: an assertion is used once, at once.
 *  @return the errors of `SigningKey::signRs256`. */
Result<std::string> makeAssertion(const AssertionClaims& claims, const SigningKey& key);

}  // namespace muster::rest
