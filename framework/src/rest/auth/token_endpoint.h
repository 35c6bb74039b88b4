#pragma once

#include <memory>
#include <string>

#include "rest/auth/authentication_settings.h"
#include "rest/auth/grant_source.h"
#include "rest/auth/token_answer.h"
#include "rest/auth/token_url.h"
#include "rest/connection/http_client.h"

namespace muster::rest {

/** Who asks for tokens. */
struct TokenClient {
    std::string id = {};
    Secret secret = {};  ///< may be empty where the grant proves enough
    ClientPlace place = ClientPlace::kBasic;
};

/** Asks for tokens. Thread-safe. Token requests and answers are logged with their line only: no
 * body of them ever goes to the trace. */
class TokenEndpoint {
public:
    /** `http` must outlive this. */
    TokenEndpoint(HttpClient& http, TokenUrl url, TokenClient client,
                  std::unique_ptr<GrantSource> grant);

    /** One token request. `correlationId` is that of the call that needs the token.
     *  @return as `readTokenAnswer`, and the errors of `HttpClient::send`, all with outcome not
     *  applied. */
    Result<AccessToken> ask(const CallLimits& limits, const std::string& correlationId) const;

private:
    Result<HttpRequest> makeRequest(const std::string& correlationId) const;
    void showAsBasic(HttpRequest& request) const;

    HttpClient* http_;
    TokenUrl url_;
    TokenClient client_;
    std::unique_ptr<GrantSource> grant_;
};

}  // namespace muster::rest
