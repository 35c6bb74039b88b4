#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rest/auth/authentication_settings.h"
#include "rest/connection/http_client.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Puts the target's credential on requests. Thread-safe. */
class Authenticator {
public:
    virtual ~Authenticator() = default;

    /** Adds the credential to `request`, replacing an earlier one. May ask for a token, or wait
     * while another thread asks, within `limits`.
     *  @return kConnectionFailed when no token is given, kTimeout, kCancelled, kProtocol; always
     * with outcome not applied, since the request itself was not sent. */
    virtual Result<void> authorize(HttpRequest& request, const CallLimits& limits) = 0;

    /** Tells that the target did not accept the credential on `request`.
     *  @return true when another one can be had, so that authorizing and sending once more may
     * help; false for a credential that stays as it is. */
    virtual bool rejected(const HttpRequest& request) = 0;

    /** The scopes of the newest token; nothing for a credential without any, before the first
     * token, and when the endpoint does not tell. */
    virtual std::optional<std::vector<std::string>> scopes() { return std::nullopt; }
};

/** The authenticator for `settings`. `client` sends the token requests and must outlive it.
 *  @return kConfiguration with the first sentence of `validate`. */
Result<std::unique_ptr<Authenticator>> makeAuthenticator(const AuthenticationSettings& settings,
                                                         HttpClient& client);

}  // namespace muster::rest
