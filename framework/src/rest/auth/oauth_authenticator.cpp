#include "rest/auth/oauth_authenticator.h"

namespace muster::rest {
namespace {

constexpr std::string_view kScheme = "Bearer ";

}  // namespace

Result<void> OAuthAuthenticator::authorize(HttpRequest& request, const CallLimits& limits) {
    MUSTER_ASSIGN_OR_RETURN(const Secret token, cache_.token(limits, [&](const CallLimits& own) {
        return endpoint_.ask(own, request.correlationId);
    }));
    std::string value = std::string(kScheme) + std::string(token.expose());
    request.headers.setSecret("Authorization", value);
    wipe(value);
    return {};
}

bool OAuthAuthenticator::rejected(const HttpRequest& request) {
    const std::string* value = request.headers.find("Authorization");
    if (value != nullptr && value->starts_with(kScheme)) {
        cache_.drop(Secret(std::string_view(*value).substr(kScheme.size())));
    }
    return true;
}

}  // namespace muster::rest
