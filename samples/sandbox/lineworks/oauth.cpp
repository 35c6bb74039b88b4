#include "lineworks/oauth.h"

#include <algorithm>
#include <charconv>
#include <mutex>

#include <boost/json.hpp>

#include "http/basic_auth.h"
#include "lineworks/assertion.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::string_view kJwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

/// `{"error":..,"error_description":..}` (RFC 6749, 5.2).
Response oauthError(int status, std::string_view error, std::string_view description) {
    return jsonResponse(status, json::serialize(json::object{{"error", error},
                                                             {"error_description", description}}));
}

Response invalidRequest(std::string_view description) {
    return oauthError(400, "invalid_request", description);
}

/// "400-invalid_grant", as the switches name an answer.
Response answerOf(std::string_view form, std::string_view description) {
    return oauthError(form.substr(0, 3) == "401" ? 401 : 400, form.substr(4), description);
}

/// The form, and the query behind it.
class Parameters {
public:
    Parameters(const Request& request, const Query& query)
        : form_(Query::parse(request.body)), query_(query) {}

    std::string value(std::string_view name) const {
        const auto sent = form_.find(name);
        return std::string(sent ? *sent : query_.value(name));
    }

private:
    Query form_;
    const Query& query_;
};

/// Some clients encode it twice, the vendor's own samples among them.
std::string grantOf(const Parameters& parameters) {
    const auto grant = parameters.value("grant_type");
    return percentDecode(grant, Plus::kIsItself).value_or(grant);
}

Refusal checkClient(const Settings& settings, const Parameters& parameters) {
    const auto id = parameters.value("client_id");
    const auto secret = parameters.value("client_secret");
    if (id.empty() || secret.empty()) {
        return invalidRequest("client_id and client_secret are required.");
    }
    if (id == settings.clientId && secret == settings.clientSecret) return {};
    return answerOf(settings.badClientAnswer, "Invalid client_id or client_secret.");
}

Refusal checkJwt(const Tenant& tenant, const KeyPair& key, const Parameters& parameters) {
    const auto assertion = parameters.value("assertion");
    if (assertion.empty()) return invalidRequest("assertion is required.");
    const auto& settings = tenant.settings;
    const auto nowMs =
        settings.assertionClock == "machine" ? Clock::machineMs() : tenant.clock.nowMs();
    const auto verdict = checkAssertion(assertion, settings, key, nowMs);
    switch (verdict.fault) {
        case AssertionFault::kNone:
            return {};
        case AssertionFault::kMalformed:
            return invalidRequest(verdict.reason);
        case AssertionFault::kSignature:
            return answerOf(settings.badSignatureAnswer, verdict.reason);
        case AssertionFault::kClaims:
            return answerOf(settings.badClaimsAnswer, verdict.reason);
    }
    return {};
}

/// The scopes asked for must be ticked on the app, and be of the plan.
Refusal checkScopes(const Settings& settings, const std::vector<std::string>& asked) {
    if (asked.empty()) return invalidRequest("scope is required.");
    const auto has = [](const std::vector<std::string>& list, const std::string& scope) {
        return std::find(list.begin(), list.end(), scope) != list.end();
    };
    const auto ofPlan = allScopes(settings.plan);
    const bool free = settings.plan == "free";
    for (const auto& scope : asked) {
        const bool ticked = has(settings.scopes.empty() ? ofPlan : settings.scopes, scope);
        if (!ticked || (free && !has(ofPlan, scope))) {
            return oauthError(400, "invalid_scope", "Request scope is not valid.");
        }
    }
    return {};
}

TokenStore::Token accessFor(const Tenant& tenant, std::vector<std::string> scopes) {
    return {tenant.clock.nowMs() + std::int64_t{tenant.settings.tokenSeconds} * 1000,
            std::move(scopes)};
}

TokenStore::Token refreshFor(const Tenant& tenant, std::vector<std::string> scopes) {
    return {tenant.clock.nowMs() + tenant.settings.refreshDays * kDayMs, std::move(scopes)};
}

Response tokenAnswer(Tenant& tenant, const std::vector<std::string>& scopes,
                     const std::string& refreshToken) {
    const auto& settings = tenant.settings;
    json::object body{
        {"access_token", tenant.tokens.issueAccess(tenant.tokenIds, accessFor(tenant, scopes))}};
    if (!refreshToken.empty()) body["refresh_token"] = refreshToken;
    body["scope"] = joinList(scopes, " ");
    body["token_type"] = "Bearer";
    if (settings.expiresIn == "string") {
        body["expires_in"] = std::to_string(settings.tokenSeconds);
    } else {
        body["expires_in"] = settings.tokenSeconds;
    }
    return jsonResponse(200, json::serialize(body));
}

Response issueForJwt(Tenant& tenant, const KeyPair& key, const Parameters& parameters) {
    if (auto no = checkJwt(tenant, key, parameters)) return *no;
    const auto scopes = splitList(parameters.value("scope"));
    if (auto no = checkScopes(tenant.settings, scopes)) return *no;
    const auto refresh = tenant.tokens.issueRefresh(tenant.tokenIds, refreshFor(tenant, scopes));
    return tokenAnswer(tenant, scopes, refresh);
}

Response issueForRefresh(Tenant& tenant, const Parameters& parameters) {
    const auto old = parameters.value("refresh_token");
    if (old.empty()) return invalidRequest("refresh_token is required.");
    const auto* token = tenant.tokens.findRefresh(old);
    if (token == nullptr || token->expired(tenant.clock.nowMs())) {
        return oauthError(400, "invalid_grant", "Invalid refresh_token.");
    }
    const auto scopes = token->scopes;
    const auto& settings = tenant.settings;
    if (settings.refreshRotation) tenant.tokens.revoke(old);
    std::string next;
    if (settings.refreshRotation || settings.refreshAnswer == "with-token") {
        next = tenant.tokens.issueRefresh(tenant.tokenIds, refreshFor(tenant, scopes));
    }
    return tokenAnswer(tenant, scopes, next);
}

/// Adds the challenge of RFC 6750, 3.
Response challenged(Response response, std::string_view error, std::string_view description) {
    auto value = std::string("Bearer error=\"").append(error).append("\"");
    if (!description.empty()) value.append(", error_description=\"").append(description) += '"';
    response.headers.emplace_back("WWW-Authenticate", std::move(value));
    return response;
}

}  // namespace

Response issueToken(Tenant& tenant, const KeyPair& key, const Request& request,
                    const Query& query) {
    const Parameters parameters(request, query);
    const auto grant = grantOf(parameters);
    if (grant.empty()) return invalidRequest("grant_type is required.");
    if (grant != kJwtBearer && grant != "refresh_token") {
        return oauthError(400, "unsupported_grant_type", "Unsupported grant_type.");
    }
    const std::unique_lock lock(tenant.lock);
    if (auto no = checkClient(tenant.settings, parameters)) return *no;
    return grant == kJwtBearer ? issueForJwt(tenant, key, parameters)
                               : issueForRefresh(tenant, parameters);
}

Response revokeToken(Tenant& tenant, const Request& request, const Query& query) {
    const Parameters parameters(request, query);
    const std::unique_lock lock(tenant.lock);
    if (auto no = checkClient(tenant.settings, parameters)) return *no;
    tenant.tokens.revoke(parameters.value("token"));
    return jsonResponse(200, "{}");
}

std::vector<std::string> allScopes(std::string_view plan) {
    std::vector<std::string> scopes = {"user.read", "user.email.read", "user.profile.read",
                                       "orgunit.read", "group.read"};
    if (plan == "free") return scopes;
    for (const auto* more : {"user", "orgunit", "group", "directory", "directory.read"}) {
        scopes.emplace_back(more);
    }
    return scopes;
}

Refusal authenticate(const Tenant& tenant, std::string_view authorization,
                     const TokenStore::Token*& found) {
    found = tenant.tokens.findAccess(parseBearer(authorization));
    if (found != nullptr && !found->expired(tenant.clock.nowMs())) return {};
    constexpr std::string_view kText = "Authentication failed";
    return challenged(apiError(401, "UNAUTHORIZED", kText), "invalid_token", kText);
}

Refusal authorize(const TokenStore::Token& token, const std::vector<std::string_view>& scopes) {
    if (token.hasAny(scopes)) return {};
    return challenged(forbidden("The token has none of the scopes that this API needs."),
                      "insufficient_scope", {});
}

}  // namespace sandbox::lineworks
