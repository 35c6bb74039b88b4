#include "zoom/api.h"

#include <mutex>
#include <shared_mutex>

#include <boost/json.hpp>

#include "common/text.h"
#include "zoom/endpoints.h"
#include "zoom/find_user.h"
#include "zoom/oauth.h"
#include "zoom/rate_answers.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

/// Nothing when the text is not one JSON object.
std::optional<json::object> parseObject(const std::string& text) {
    json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code error;
    auto value = json::parse(text, error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

/// Whom a call works on, as the write gate names him: his id, or the address while he has none.
std::string gateKey(const Account& account, const Endpoint& endpoint, const Call& call) {
    if (endpoint.work == Work::kCreate) {
        const auto* info = call.body.if_contains("user_info");
        if (info == nullptr || !info->is_object()) return {};
        return lowered(textOf(info->get_object(), "email"));
    }
    const auto* user = lookUp(account, call.user());
    return user == nullptr ? lowered(call.user()) : user->id;
}

/// The refusals that come after the limits and before any endpoint.
Refusal checkCall(const Account& account, const Endpoint& endpoint,
                  const std::optional<Call>& call) {
    if (!call) return apiError(400, 300, "Request Body should be a valid JSON object.");
    if (account.gate.underWay().empty()) return {};
    const auto key = gateKey(account, endpoint, *call);
    if (!account.gate.refuses(key, endpoint.work, account.settings.lockStrict)) return {};
    return tooManyConcurrent();
}

std::string_view correlationOf(const Settings& settings, const Request& request) {
    for (const auto& wanted : settings.correlationHeaders) {
        for (const auto& [name, value] : request.headers) {
            if (equalsIgnoringCase(name, wanted)) return value;
        }
    }
    return {};
}

/// Nothing when the endpoint wants a JSON object and there is none.
std::optional<Call> takeCall(const Endpoint& endpoint, const Request& request,
                             const std::vector<std::string>& segments, const Query& query,
                             const FaultPlan& faults) {
    Call call{.parameters = pathParameters(endpoint, segments), .query = query};
    if (endpoint.body == Body::kObject) {
        auto body = parseObject(request.body);
        if (!body) return std::nullopt;
        call.body = std::move(*body);
    }
    call.origin = {request.method, request.target, {}, faults.name(), request.number};
    if (faults.created) call.lateness = {faults.created->ms, faults.created->reads};
    return call;
}

/// A create that sends an invitation has a daily quota of its own, and its headers tell that one.
bool invites(const Endpoint& endpoint, const std::optional<Call>& call) {
    return endpoint.work == Work::kCreate && call && textOf(call->body, "action") == "create";
}

/// Runs the endpoint behind all that can refuse the call. The caller holds the lock.
template <typename Run>
Response runChecked(const Account& account, const Request& request, const Endpoint& endpoint,
                    const std::optional<Call>& call, Run run) {
    const auto& settings = account.settings;
    const auto nowUs = account.clock.nowUs();
    if (auto no = authorize(account, request.authorization, endpoint)) return *no;
    auto admission = account.limits.admit(settings, labelOf(endpoint, settings), nowUs);
    if (admission.verdict == Verdict::kAdmitted && invites(endpoint, call)) {
        admission = account.limits.admitInvite(settings, nowUs);
    }
    Response response;
    if (admission.verdict != Verdict::kAdmitted) {
        response = tooManyRequests(admission);
    } else if (auto no = checkCall(account, endpoint, call)) {
        response = std::move(*no);
    } else {
        response = run();
    }
    addRateHeaders(response, settings, admission, nowUs / 1000);
    return response;
}

Response runRead(const Account& account, const Request& request, const Endpoint& endpoint,
                 ReadEndpoint run, const std::optional<Call>& call) {
    const std::shared_lock lock(account.lock);
    return runChecked(account, request, endpoint, call, [&] { return run(account, *call); });
}

Response runWrite(Account& account, const Request& request, const Endpoint& endpoint,
                  WriteEndpoint run, std::optional<Call>& call) {
    std::unique_lock lock(account.lock);
    return runChecked(account, request, endpoint, call, [&] {
        if (account.settings.writeMs > 0) {
            account.gate.hold(lock, gateKey(account, endpoint, *call), endpoint.work,
                              account.settings.writeMs);
        }
        call->origin.correlation = correlationOf(account.settings, request);
        return run(account, *call);
    });
}

}  // namespace

Response callApi(Account& account, const Request& request, const std::vector<std::string>& segments,
                 const Query& query, const FaultPlan& faults) {
    const auto* endpoint = findEndpoint(request.method, segments);
    if (endpoint == nullptr) return unknownPath(account);
    auto call = takeCall(*endpoint, request, segments, query, faults);
    if (const auto* run = std::get_if<ReadEndpoint>(&endpoint->run)) {
        return runRead(account, request, *endpoint, *run, call);
    }
    return runWrite(account, request, *endpoint, std::get<WriteEndpoint>(endpoint->run), call);
}

Response unknownPath(const Account& account) {
    const std::shared_lock lock(account.lock);
    return apiError(account.settings.unknownPath == "404" ? 404 : 400, 2300,
                    "This API endpoint is not recognized.");
}

}  // namespace sandbox::zoom
