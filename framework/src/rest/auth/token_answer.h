#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/connection/http_message.h"
#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::rest {

/** A token and how long it lasts from when it was asked for. */
struct AccessToken {
    Secret value;
    std::chrono::seconds lifetime{};
    /** What it permits, when the answer says it (RFC 6749 section 3.3). */
    std::optional<std::vector<std::string>> scopes = {};
};

/** Reads the answer of a token endpoint (RFC 6749 sections 5.1 and 5.2). `expires_in` may be a
 * number or a string of one; when it is missing the token is taken to last 5 minutes, the shortest
 * life that is worth keeping. `secret` is the client secret, so that an endpoint that repeats it is
 * not quoted.
 *
 *  @return kConnectionFailed for a refusal, with the endpoint's `error` as target code and its
 *  `error_description` or `reason` (Zoom's word) in the sentence; kRetryable for 429 and 503;
 *  kProtocol for a redirect and for an answer that is no JSON or holds no bearer token. The outcome
 *  is always not applied: asking for a token changes nothing. */
Result<AccessToken> readTokenAnswer(const HttpResponse& answer, std::string_view endpoint,
                                    const Secret& secret);

}  // namespace muster::rest
