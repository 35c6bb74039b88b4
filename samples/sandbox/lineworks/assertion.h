#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lineworks/key_pair.h"
#include "lineworks/settings.h"

namespace sandbox::lineworks {

/// What is wrong with an assertion, by how the token endpoint answers.
enum class AssertionFault { kNone, kMalformed, kSignature, kClaims };

struct AssertionVerdict {
    AssertionFault fault = AssertionFault::kNone;
    std::string reason = {};
};

/// Checks a JWT of the service account (docs, "Authentication with Service Account (JWT)"): three
/// parts of base64url without padding, RS256, `iss` and `sub`, and numeric `iat` and `exp`, which
/// may have fractions: now within [iat - 60 s, exp], and exp - iat at most 3600 s with a second of
/// slack.
AssertionVerdict checkAssertion(std::string_view jwt, const Settings& settings, const KeyPair& key,
                                std::int64_t nowMs);

}  // namespace sandbox::lineworks
