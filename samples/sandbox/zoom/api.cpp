#include "zoom/api.h"

#include <mutex>
#include <shared_mutex>

#include <boost/json.hpp>

#include "zoom/endpoints.h"
#include "zoom/find_user.h"
#include "zoom/oauth.h"
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

/// The refusals that come before any endpoint; the caller holds the lock.
Refusal checkCall(const Account& account, const Request& request, const Endpoint& endpoint,
                  const std::optional<Call>& call) {
    if (auto no = authorize(account, request.authorization, endpoint)) return no;
    if (!call) return apiError(400, 300, "Request Body should be a valid JSON object.");
    if (account.gate.underWay().empty()) return {};
    const auto key = gateKey(account, endpoint, *call);
    if (!account.gate.refuses(key, endpoint.work, account.settings.lockStrict)) return {};
    return tooManyConcurrent();
}

/// Nothing when the endpoint wants a JSON object and there is none.
std::optional<Call> readCall(const Endpoint& endpoint, const Request& request,
                             const std::vector<std::string>& segments, const Query& query) {
    Call call{pathParameters(endpoint, segments), query, {}};
    if (endpoint.body == Body::kNone) return call;
    auto body = parseObject(request.body);
    if (!body) return std::nullopt;
    call.body = std::move(*body);
    return call;
}

Response runRead(const Account& account, const Request& request, const Endpoint& endpoint,
                 ReadEndpoint run, const std::optional<Call>& call) {
    const std::shared_lock lock(account.lock);
    if (auto no = checkCall(account, request, endpoint, call)) return *no;
    return run(account, *call);
}

Response runWrite(Account& account, const Request& request, const Endpoint& endpoint,
                  WriteEndpoint run, const std::optional<Call>& call) {
    std::unique_lock lock(account.lock);
    if (auto no = checkCall(account, request, endpoint, call)) return *no;
    if (account.settings.writeMs > 0) {
        account.gate.hold(lock, gateKey(account, endpoint, *call), endpoint.work,
                          account.settings.writeMs);
    }
    return run(account, *call);
}

}  // namespace

Response callApi(Account& account, const Request& request, const std::vector<std::string>& segments,
                 const Query& query) {
    const auto* endpoint = findEndpoint(request.method, segments);
    if (endpoint == nullptr) return unknownPath(account);
    const auto call = readCall(*endpoint, request, segments, query);
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
