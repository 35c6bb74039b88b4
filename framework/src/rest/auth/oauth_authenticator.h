#pragma once

#include "rest/auth/authenticator.h"
#include "rest/auth/token_cache.h"
#include "rest/auth/token_endpoint.h"

namespace muster::rest {

/** Adds `Authorization: Bearer` (RFC 6750 section 2.1) with the token of the target. */
class OAuthAuthenticator : public Authenticator {
public:
    explicit OAuthAuthenticator(TokenEndpoint endpoint) : endpoint_(std::move(endpoint)) {}

    Result<void> authorize(HttpRequest& request, const CallLimits& limits) override;
    /** Forgets the token if `request` carries the one that is kept. Always true. */
    bool rejected(const HttpRequest& request) override;
    std::optional<std::vector<std::string>> scopes() override { return cache_.scopes(); }

private:
    const TokenEndpoint endpoint_;
    TokenCache cache_;
};

}  // namespace muster::rest
