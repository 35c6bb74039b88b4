#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "rest/auth/grant_source.h"
#include "rest/auth/jwt_assertion.h"

namespace muster::rest {

/** Zoom's `account_credentials`: one application, one account
 * (developers.zoom.us/docs/internal-apps/s2s-oauth). */
class AccountCredentialsGrant : public GrantSource {
public:
    explicit AccountCredentialsGrant(std::string accountId) : accountId_(std::move(accountId)) {}
    Result<std::vector<FormField>> fields() const override;

private:
    const std::string accountId_;
};

/** `urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523 section 2.1): a fresh assertion for each
 * token request. */
class JwtBearerGrant : public GrantSource {
public:
    using Clock = std::function<std::chrono::system_clock::time_point()>;
    /** Of `claims`, `issued` is set anew each time; `now` is for tests. `scope` may be empty. */
    JwtBearerGrant(AssertionClaims claims, SigningKey key, std::string scope,
                   Clock now = std::chrono::system_clock::now);
    Result<std::vector<FormField>> fields() const override;

private:
    const AssertionClaims claims_;
    const SigningKey key_;
    const std::string scope_;
    const Clock now_;
};

/** `client_credentials` (RFC 6749 section 4.4.2). */
class ClientCredentialsGrant : public GrantSource {
public:
    explicit ClientCredentialsGrant(std::string scope) : scope_(std::move(scope)) {}
    Result<std::vector<FormField>> fields() const override;

private:
    const std::string scope_;
};

}  // namespace muster::rest
