#include "zoom/oauth.h"

#include <algorithm>
#include <mutex>

#include <boost/json.hpp>

#include "http/basic_auth.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

Response oauthError(std::string_view reason, std::string_view error) {
    return jsonResponse(400, json::serialize(json::object{{"reason", reason}, {"error", error}}));
}

Refusal checkClient(const Settings& settings, std::string_view authorization) {
    const auto given = parseBasic(authorization);
    if (given && given->user == settings.clientId && given->password == settings.clientSecret) {
        return {};
    }
    return oauthError("Invalid client_id or client_secret", "invalid_client");
}

Refusal checkGrant(const Settings& settings, const Query& parameters) {
    const auto grant = parameters.value("grant_type");
    const auto account = parameters.value("account_id");
    if (grant.empty()) return oauthError("Bad Request", "invalid_request");
    if (grant != "account_credentials") {
        return oauthError("unsupported grant type", "unsupported_grant_type");
    }
    if (account.empty()) return oauthError("Bad Request", "invalid_request");
    if (account != settings.accountId) {
        return oauthError("Account does not exist", "invalid_request");
    }
    return {};
}

/// An app has scopes of one family: that of its own names is the one that errors speak of.
bool isClassic(const TokenStore::Token& token) {
    return std::any_of(token.scopes.begin(), token.scopes.end(), [](const std::string& scope) {
        return std::count(scope.begin(), scope.end(), ':') == 2;
    });
}

Response scopeMissing(const TokenStore::Token& token, const Endpoint& endpoint) {
    std::vector<std::string> names = {std::string(endpoint.granular)};
    if (isClassic(token)) names.assign(endpoint.classic.begin(), endpoint.classic.end());
    return apiError(
        400, 4711,
        "Invalid access token, does not contain scopes:[" + joinList(names, ", ") + "].");
}

}  // namespace

Response issueToken(Account& account, const Request& request, const Query& query,
                    const std::string& baseUrl) {
    const std::unique_lock lock(account.lock);
    const auto& settings = account.settings;
    const auto parameters = query.find("grant_type") ? query : Query::parse(request.body);
    if (auto no = checkClient(settings, request.authorization)) return *no;
    if (auto no = checkGrant(settings, parameters)) return *no;
    if (settings.singleLiveToken) account.tokens.revokeAll();
    const auto scopes = settings.scopes.empty() ? allScopes() : settings.scopes;
    const auto token =
        account.tokens.issue(account.ids, account.clock.nowMs(), settings.tokenSeconds, scopes);
    return jsonResponse(200, json::serialize(json::object{{"access_token", token},
                                                          {"token_type", "bearer"},
                                                          {"expires_in", settings.tokenSeconds},
                                                          {"scope", joinList(scopes, " ")},
                                                          {"api_url", baseUrl}}));
}

Refusal authorize(const Account& account, std::string_view authorization,
                  const Endpoint& endpoint) {
    const auto* token = account.tokens.find(parseBearer(authorization));
    if (token == nullptr) return apiError(401, 124, "Invalid access token.");
    if (token->expired(account.clock.nowMs())) {
        return apiError(401, 124, "Access token is expired.");
    }
    const auto granted = [&](std::string_view scope) { return token->scopes.contains(scope); };
    if (granted(endpoint.granular) ||
        std::any_of(endpoint.classic.begin(), endpoint.classic.end(), granted)) {
        return {};
    }
    return scopeMissing(*token, endpoint);
}

}  // namespace sandbox::zoom
