#include "rest/auth/authenticator.h"

#include "encoding/base64.h"
#include "rest/auth/grants.h"
#include "rest/auth/header_authenticator.h"
#include "rest/auth/oauth_authenticator.h"
#include "rest/auth/token_url.h"

namespace muster::rest {
namespace {

using Made = Result<std::unique_ptr<Authenticator>>;

Secret joined(std::string_view first, const Secret& second) {
    std::string text(first);
    text += second.expose();
    return Secret::take(text);
}

Secret basicCredential(const AuthenticationSettings& settings) {
    std::string pair = settings.user + ":" + std::string(settings.password.expose());
    std::string encoded = toBase64(pair);
    wipe(pair);
    return joined("Basic ", Secret::take(encoded));
}

Made makeOAuth(const AuthenticationSettings& settings, std::unique_ptr<GrantSource> grant,
               HttpClient& client) {
    MUSTER_ASSIGN_OR_RETURN(TokenUrl url, TokenUrl::parse(settings.tokenUrl));
    TokenEndpoint endpoint(
        client, std::move(url),
        {.id = settings.clientId, .secret = settings.clientSecret, .place = settings.clientPlace},
        std::move(grant));
    return std::unique_ptr<Authenticator>(
        std::make_unique<OAuthAuthenticator>(std::move(endpoint)));
}

Made makeJwtBearer(const AuthenticationSettings& settings, HttpClient& client) {
    Result<SigningKey> key = SigningKey::parse(settings.privateKey);
    if (!key) {
        Error error = std::move(key).error();
        error.message = "privateKey: " + error.message;
        return error;
    }
    return makeOAuth(
        settings,
        std::make_unique<JwtBearerGrant>(AssertionClaims{.issuer = settings.clientId,
                                                         .subject = settings.subject,
                                                         .audience = settings.audience,
                                                         .lifetime = settings.assertionLifetime},
                                         *std::move(key), settings.scope),
        client);
}

}  // namespace

Made makeAuthenticator(const AuthenticationSettings& settings, HttpClient& client) {
    if (const auto sentences = validate(settings); !sentences.empty()) {
        return Error{.code = ErrorCode::kConfiguration, .message = sentences.front()};
    }
    using Kind = AuthenticationKind;
    const auto fixed = [](std::string_view name, Secret value) -> Made {
        return std::unique_ptr<Authenticator>(
            std::make_unique<HeaderAuthenticator>(std::string(name), std::move(value)));
    };
    switch (settings.kind) {
        case Kind::kNone:
            return std::unique_ptr<Authenticator>(std::make_unique<NoAuthenticator>());
        case Kind::kBearer:
            return fixed("Authorization", joined("Bearer ", settings.token));
        case Kind::kBasic:
            return fixed("Authorization", basicCredential(settings));
        case Kind::kHeader:
            return fixed(settings.headerName, settings.token);
        case Kind::kAccountCredentials:
            return makeOAuth(settings,
                             std::make_unique<AccountCredentialsGrant>(settings.accountId), client);
        case Kind::kClientCredentials:
            return makeOAuth(settings, std::make_unique<ClientCredentialsGrant>(settings.scope),
                             client);
        case Kind::kJwtBearer:
            return makeJwtBearer(settings, client);
    }
    return Error{.code = ErrorCode::kInternal, .message = "unknown kind of authentication"};
}

}  // namespace muster::rest
