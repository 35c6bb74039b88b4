#include "zoom/control.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include <boost/json.hpp>

#include "zoom/seed.h"
#include "zoom/user_fields.h"
#include "zoom/user_json.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostSeconds = 100LL * 365 * 24 * 3600;

Response answer(const json::value& value) { return jsonResponse(200, json::serialize(value)); }

Response refuse(int status, const std::string& sentence) {
    return jsonResponse(status, json::serialize(json::object{{"error", sentence}}));
}

json::array usersOf(const Account& account) {
    std::vector<const User*> all;
    for (const auto status : {Status::kActive, Status::kInactive, Status::kPending}) {
        for (const auto& [number, user] : account.users.withStatus(status)) all.push_back(user);
    }
    std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->number < b->number; });
    json::array users;
    for (const auto* user : all) users.push_back(stateOfUser(*user));
    return users;
}

json::array outsideOf(const Account& account) {
    json::array rows;
    for (const auto& [mail, plan] : account.outside) {
        rows.push_back(
            json::object{{"email", mail}, {"plan", plan == OutsidePlan::kFree ? "free" : "paid"}});
    }
    return rows;
}

json::array transfersOf(const Account& account) {
    json::array rows;
    for (const auto& each : account.transfers) {
        rows.push_back(json::object{{"from", each.from},
                                    {"to", each.to},
                                    {"kinds", json::value_from(each.kinds)},
                                    {"at", isoTime(each.atMs)}});
    }
    return rows;
}

json::array underWayOf(const Account& account) {
    json::array rows;
    for (const auto& each : account.gate.underWay()) rows.push_back(json::string(each.key));
    return rows;
}

/// The pending user whom `{"email":..}` names, or the refusal.
struct PendingUser {
    const User* user;
    std::string problem;
};

PendingUser findPending(const Account& account, const json::value& body) {
    const auto* object = body.if_object();
    const auto mail = object == nullptr ? std::string_view{} : textOf(*object, "email");
    if (mail.empty()) return {nullptr, "expected {\"email\":\"...\"}"};
    const auto* user = account.users.findByMail(mail);
    if (user == nullptr) return {nullptr, "no user has the address \"" + std::string(mail) + "\""};
    if (!user->isPending()) {
        return {nullptr, "the user \"" + std::string(mail) + "\" is " +
                             std::string(statusName(user->status)) + ", expected pending"};
    }
    return {user, {}};
}

}  // namespace

struct Control::Action {
    std::string_view method;
    std::string_view name;
    std::string_view summary;
    Response (Control::*run)(const json::value& body);
};

const std::vector<Control::Action>& Control::actions() {
    static const std::vector<Action> kActions = {
        {"GET", "state", "Users, outside addresses, transfers, settings, time", &Control::state},
        {"GET", "requests", "API requests seen, oldest first", &Control::requests},
        {"DELETE", "requests", "Forget them", &Control::clearRequests},
        {"POST", "seed", "{users, outside, settings, generate}: add them", &Control::seed},
        {"POST", "settings", "{switch: value, ...}: change switches", &Control::changeSettings},
        {"POST", "activate", "{email}: the invited person accepts", &Control::activate},
        {"POST", "lapse-invitation", "{email}: the invitation runs out", &Control::lapse},
        {"POST", "clock", "{advance_seconds}: let time pass", &Control::advanceClock},
        {"POST", "revoke-tokens", "No token issued so far is valid any more",
         &Control::revokeTokens},
        {"POST", "reset", "As it was at the start", &Control::reset},
    };
    return kActions;
}

Response Control::handle(const Request& request, const std::vector<std::string>& segments) {
    const auto& all = actions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Action& each) {
        return segments.size() == 1 && each.name == segments[0] && each.method == request.method;
    });
    if (found == all.end()) {
        json::array known;
        for (const auto& each : all) {
            known.push_back(json::object{
                {"call", std::string(each.method) + " /_control/" + std::string(each.name)},
                {"summary", each.summary}});
        }
        const int status = segments.empty() && request.method == "GET" ? 200 : 404;
        return jsonResponse(status, json::serialize(json::object{{"calls", std::move(known)}}));
    }
    json::value body;
    if (!request.body.empty()) {
        boost::system::error_code error;
        body = json::parse(request.body, error);
        if (error) return refuse(400, "the body is not JSON: " + error.message());
    }
    return (this->*found->run)(body);
}

Response Control::seed(const json::value& body) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySeed(account_, body)) return refuse(400, *problem);
    return answer({{"users", account_.users.size()}});
}

Response Control::state(const json::value&) {
    const std::shared_lock lock(account_.lock);
    return answer({{"now", isoTime(clock_.nowMs())},
                   {"users", usersOf(account_)},
                   {"outside", outsideOf(account_)},
                   {"transfers", transfersOf(account_)},
                   {"under_way", underWayOf(account_)},
                   {"tokens", account_.tokens.size()},
                   {"settings", toJson(account_.settings)}});
}

Response Control::requests(const json::value&) { return answer(log_.read()); }

Response Control::clearRequests(const json::value&) {
    log_.clear();
    return emptyResponse(204);
}

Response Control::activate(const json::value& body) {
    const std::unique_lock lock(account_.lock);
    const auto [user, problem] = findPending(account_, body);
    if (user == nullptr) return refuse(400, problem);
    if (user->lapsed) return refuse(400, "the invitation of \"" + user->email + "\" has run out");
    account_.outside.erase(lowered(user->email));  // his own account is joined to ours
    account_.users.change(*user, [](User& held) {
        held.status = Status::kActive;
        held.loginTypes = {held.loginOnceActive};
    });
    return answer(stateOfUser(*user));
}

Response Control::lapse(const json::value& body) {
    const std::unique_lock lock(account_.lock);
    const auto [user, problem] = findPending(account_, body);
    if (user == nullptr) return refuse(400, problem);
    account_.users.change(*user, [](User& held) { held.lapsed = true; });
    return answer(stateOfUser(*user));
}

Response Control::advanceClock(const json::value& body) {
    const auto* object = body.if_object();
    const auto* seconds = object == nullptr ? nullptr : object->if_contains("advance_seconds");
    if (seconds == nullptr || !seconds->is_int64() || seconds->get_int64() < 0 ||
        seconds->get_int64() > kMostSeconds) {
        return refuse(400, "expected {\"advance_seconds\":N}, N from 0 to 100 years");
    }
    clock_.advanceSeconds(seconds->get_int64());
    return answer({{"now", isoTime(clock_.nowMs())}});
}

Response Control::changeSettings(const json::value& body) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySettings(account_.settings, body)) return refuse(400, *problem);
    account_.gate.wake();
    return answer(toJson(account_.settings));
}

Response Control::reset(const json::value&) {
    const std::unique_lock lock(account_.lock);
    clock_.reset();
    log_.clear();
    account_.reset(start_.settings);
    if (!start_.seed.is_null()) {
        if (const auto problem = applySeed(account_, start_.seed)) return refuse(500, *problem);
    }
    return answer({{"users", account_.users.size()}});
}

Response Control::revokeTokens(const json::value&) {
    const std::unique_lock lock(account_.lock);
    const auto revoked = account_.tokens.size();
    account_.tokens.revokeAll();
    return answer({{"revoked", revoked}});
}

}  // namespace sandbox::zoom
