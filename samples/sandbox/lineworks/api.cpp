#include "lineworks/api.h"

#include <charconv>
#include <mutex>
#include <optional>
#include <shared_mutex>

#include "common/json_text.h"
#include "common/text.h"
#include "common/traffic.h"
#include "lineworks/domains.h"
#include "lineworks/endpoints.h"
#include "lineworks/find.h"
#include "lineworks/oauth.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

/// Nothing when the endpoint wants a JSON object and there is none.
std::optional<Call> takeCall(const Endpoint& endpoint, const Request& request,
                             const std::vector<std::string>& segments, const Query& query,
                             const FaultPlan& faults) {
    Call call{.operation = nameOf(endpoint),
              .parameters = pathParameters(endpoint, segments),
              .query = query};
    if (endpoint.body == Body::kObject) {
        auto body = parseJsonObject(request.body);
        if (!body) return std::nullopt;
        call.body = std::move(*body);
    }
    call.origin = {request.method, request.target, {}, faults.name(), request.number};
    if (faults.created) call.lateness = {faults.created->ms, faults.created->reads};
    return call;
}

/// The domain that a call names, else that of the app.
std::int64_t domainOf(const Settings& settings, const Query& query, const json::object* body) {
    std::int32_t id = 0;
    const auto text = query.value("domainId");
    std::from_chars(text.data(), text.data() + text.size(), id);
    const auto* sent = body == nullptr ? nullptr : body->if_contains("domainId");
    if (id == 0 && sent != nullptr && sent->is_int64()) return sent->get_int64();
    return id != 0 ? id : homeDomain(settings);
}

/// Whom a write works on, as the rules of pacing know it.
PacedWrite pacedWrite(const Tenant& tenant, const Endpoint& endpoint, const Request& request,
                      const Call& call) {
    PacedWrite write{.kind = endpoint.paced,
                     .key = {},
                     .request = request.number,
                     .call = request.method + " " + request.target};
    if (endpoint.paced == Paced::kUser) {
        const auto* user = findUser(tenant, call.object());
        const auto name = call.object().empty() ? textOf(call.body, "email") : call.object();
        write.key = user == nullptr ? lowered(name) : user->id;
    } else if (endpoint.paced == Paced::kOrgUnit) {
        const auto* unit = findOrgUnit(tenant.directory, call.object());
        write.key = std::to_string(
            unit == nullptr ? domainOf(tenant.settings, call.query, &call.body) : unit->domainId);
    }
    return write;
}

bool isScreenBlocked(const Settings& settings, const Endpoint& endpoint) {
    return settings.screenRestriction == "blocks-api" && endpoint.method != "GET" &&
           (endpoint.path[0] == "users" || endpoint.path[0] == "orgunits");
}

/// The refusals that come after the limits and before any endpoint.
Refusal checkCall(const Tenant& tenant, const Endpoint& endpoint, const std::optional<Call>& call) {
    if (!call) return badRequest("The body is not a valid JSON object.");
    if (endpoint.path[0] == "users" && call->object() == "me") {
        return forbidden("A service account has no \"me\".");
    }
    if (isScreenBlocked(tenant.settings, endpoint)) {
        return apiError(403, "ACCESS_DENIED", "Access is denied for a restricted screen.");
    }
    return {};
}

/// Runs the endpoint behind all that can refuse the call. The caller holds the lock.
template <typename Run>
Response runChecked(const Tenant& tenant, const Request& request, const Endpoint& endpoint,
                    const std::optional<Call>& call, const Query& query, Run run) {
    const TokenStore::Token* token = nullptr;
    if (auto no = authenticate(tenant, request.authorization, token)) return *no;
    if (auto no = authorize(*token, endpoint.scopes)) return *no;
    const auto& settings = tenant.settings;
    const auto domain = domainOf(settings, query, call ? &call->body : nullptr);
    const auto admission =
        tenant.limits.admit(settings, domain, nameOf(endpoint), tenant.clock.nowUs());
    Response response;
    if (!admission.admitted) {
        response = tooManyRequests();
    } else if (auto no = checkCall(tenant, endpoint, call)) {
        response = std::move(*no);
    } else {
        response = run();
    }
    if (response.status != 302) addRateHeaders(response, settings, admission);
    return response;
}

Response runRead(const Tenant& tenant, const Request& request, const Endpoint& endpoint,
                 ReadEndpoint run, const std::optional<Call>& call, const Query& query) {
    const std::shared_lock lock(tenant.lock);
    return runChecked(tenant, request, endpoint, call, query, [&] { return run(tenant, *call); });
}

Response runWrite(Tenant& tenant, const Request& request, const Endpoint& endpoint,
                  WriteEndpoint run, std::optional<Call>& call, const Query& query) {
    std::unique_lock lock(tenant.lock);
    return runChecked(tenant, request, endpoint, call, query, [&] {
        const auto& settings = tenant.settings;
        const auto write = pacedWrite(tenant, endpoint, request, *call);
        const bool breach = tenant.pacing.begin(settings, write, tenant.clock.nowUs());
        if (breach && settings.pacingBreach == "429") return tooManyRequests();
        call->disorder = breach && settings.pacingBreach == "disorder";
        if (settings.writeMs > 0) {
            tenant.gate.hold(lock, write.key, Work::kWrite, settings.writeMs);
        }
        call->origin.correlation = firstHeader(request, settings.correlationHeaders);
        purgeExpired(tenant);
        return run(tenant, *call);
    });
}

/// Paths that are no operation: prohibited areas answer those who have a token.
Response answerOther(const Tenant& tenant, const Request& request,
                     const std::vector<std::string>& segments, bool otherMethod) {
    if (isProhibited(segments)) {
        const std::shared_lock lock(tenant.lock);
        const TokenStore::Token* token = nullptr;
        if (auto no = authenticate(tenant, request.authorization, token)) return *no;
        return forbidden("Not allowed api");
    }
    if (!otherMethod) return unknownPath();
    return apiError(405, "METHOD_NOT_ALLOWED", "The path does not take " + request.method + ".");
}

}  // namespace

Response callApi(Tenant& tenant, const Request& request, const std::vector<std::string>& segments,
                 const Query& query, const FaultPlan& faults) {
    const auto [endpoint, otherMethod] = findEndpoint(request.method, segments);
    if (endpoint == nullptr) return answerOther(tenant, request, segments, otherMethod);
    auto call = takeCall(*endpoint, request, segments, query, faults);
    if (const auto* run = std::get_if<ReadEndpoint>(&endpoint->run)) {
        return runRead(tenant, request, *endpoint, *run, call, query);
    }
    return runWrite(tenant, request, *endpoint, std::get<WriteEndpoint>(endpoint->run), call,
                    query);
}

Response unknownPath() { return apiError(404, "NOT_FOUND", "There is no such API."); }

}  // namespace sandbox::lineworks
