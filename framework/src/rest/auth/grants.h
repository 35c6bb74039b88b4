#pragma once

#include <string>

#include "rest/auth/grant_source.h"

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

/** `client_credentials` (RFC 6749 section 4.4.2). */
class ClientCredentialsGrant : public GrantSource {
public:
    explicit ClientCredentialsGrant(std::string scope) : scope_(std::move(scope)) {}
    Result<std::vector<FormField>> fields() const override;

private:
    const std::string scope_;
};

}  // namespace muster::rest
