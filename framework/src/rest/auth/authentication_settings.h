#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/secret.h>

namespace muster::rest {

/** The ways to show a target who we are. */
enum class AuthenticationKind {
    kNone,                ///< nothing is added
    kBearer,              ///< a token that an administrator made (RFC 6750 section 2.1)
    kBasic,               ///< user and password (RFC 7617)
    kHeader,              ///< any header field, such as "X-ChatWorkToken"
    kAccountCredentials,  ///< Zoom's Server-to-Server OAuth
    kClientCredentials,   ///< OAuth 2.0 client credentials (RFC 6749 section 4.4)
    kJwtBearer,           ///< a signed assertion for a token (RFC 7523), as service accounts do
};

/** Where a token request shows client id and secret (RFC 6749 section 2.3.1). */
enum class ClientPlace {
    kBasic,  ///< as Basic credentials
    kForm    ///< as client_id and client_secret among the form's fields
};

/** "none", "bearer", "basic", "header", "account_credentials", "client_credentials",
 * "jwt_bearer". */
std::string_view toString(AuthenticationKind kind);
/** The inverse; nothing for any other word. */
std::optional<AuthenticationKind> authenticationKindFromString(std::string_view word);

/** The credentials of one target. Which members count depends on `kind`; the others stay empty. */
struct AuthenticationSettings {
    AuthenticationKind kind = AuthenticationKind::kNone;
    /** account_credentials and client_credentials: where tokens are asked for, with scheme, host
     * and path: "https://zoom.us/oauth/token". A query is kept as it is; where it names grant_type,
     * as in Oracle's default for Zoom, the parameters are taken from it and the body stays empty.
     */
    std::string tokenUrl = {};
    /** account_credentials: the account; not needed when the query of `tokenUrl` names it. */
    std::string accountId = {};
    std::string clientId = {};
    /** Of jwt_bearer it may be empty: the assertion proves enough where the target says so. */
    Secret clientSecret = {};
    ClientPlace clientPlace = ClientPlace::kBasic;
    /** jwt_bearer: whom the assertion speaks for (a service account), who it is for (empty for no
     * such claim), how long it counts, and the RSA key that signs it, in PEM form. The issuer is
     * `clientId`. */
    std::string subject = {};
    std::string audience = {};
    std::chrono::seconds assertionLifetime{1800};
    Secret privateKey = {};
    /** client_credentials and jwt_bearer: scopes with a blank between (RFC 6749 section 3.3); may
     * be empty. */
    std::string scope = {};
    /** bearer: the token. header: the value. */
    Secret token = {};
    /** header: the field's name. */
    std::string headerName = {};
    /** basic: a user name without a colon (RFC 7617 section 2). */
    std::string user = {};
    Secret password = {};
};

/** What is wrong with the settings, a sentence each that names the member; empty when nothing is.
 * No sentence holds a secret. */
std::vector<std::string> validate(const AuthenticationSettings& settings);

}  // namespace muster::rest
