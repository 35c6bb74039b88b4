#pragma once

#include <memory>
#include <string>

#include "rest/auth/grant_source.h"
#include "rest/auth/token_answer.h"
#include "rest/auth/token_url.h"
#include "rest/connection/http_client.h"

namespace muster::rest {

/** Asks for tokens. Thread-safe. Token requests and answers are logged with their line only: no
 * body of them ever goes to the trace. */
class TokenEndpoint {
public:
    /** Client id and secret travel as Basic credentials (RFC 6749 section 2.3.1). `client` must
     * outlive this. */
    TokenEndpoint(HttpClient& client, TokenUrl url, std::string clientId, Secret clientSecret,
                  std::unique_ptr<GrantSource> grant);

    /** One token request. `correlationId` is that of the call that needs the token.
     *  @return as `readTokenAnswer`, and the errors of `HttpClient::send`, all with outcome not
     *  applied. */
    Result<AccessToken> ask(const CallLimits& limits, const std::string& correlationId) const;

private:
    Result<HttpRequest> makeRequest(const std::string& correlationId) const;

    HttpClient* client_;
    TokenUrl url_;
    std::string clientId_;
    Secret clientSecret_;
    std::unique_ptr<GrantSource> grant_;
};

}  // namespace muster::rest
