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

json::array namedOf(const NamedStore& store) {
    json::array rows;
    for (const auto& [number, item] : store.all()) {
        rows.push_back(json::object{{"id", item.id}, {"name", item.name}});
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
    Response (Control::*run)(const Order& order);
};

const std::vector<Control::Action>& Control::actions() {
    static const std::vector<Action> kActions = {
        {"GET", "state", "Users, groups, roles, outside addresses, transfers, settings, time",
         &Control::state},
        {"GET", "requests", "API requests seen, oldest first", &Control::requests},
        {"DELETE", "requests", "Forget them", &Control::clearRequests},
        {"POST", "seed", "{users, groups, roles, outside, settings, generate}: add them",
         &Control::seed},
        {"POST", "settings", "{switch: value, ...}: change switches", &Control::changeSettings},
        {"POST", "activate", "{email}: the invited person accepts", &Control::activate},
        {"POST", "lapse-invitation", "{email}: the invitation runs out", &Control::lapse},
        {"POST", "clock", "{advance_seconds, stopped}: let time pass, or stand still",
         &Control::changeClock},
        {"POST", "revoke-tokens", "No token issued so far is valid any more",
         &Control::revokeTokens},
        {"GET", "limits", "?seconds=N: calls, refusals and rates by label", &Control::limits},
        {"DELETE", "limits", "Forget these counts; what the day has used stays",
         &Control::clearLimits},
        {"GET", "faults", "Faults ordered, and what they have met", &Control::faults},
        {"POST", "faults", "{fault, method, path, count, ...}: order one", &Control::orderFault},
        {"DELETE", "faults", "?n=N: withdraw one; without n all", &Control::clearFaults},
        {"GET", "ledger", "?after=N&limit=M: writes that took effect", &Control::ledger},
        {"DELETE", "ledger", "Forget them", &Control::clearLedger},
        {"POST", "reset", "As it was at the start", &Control::reset},
    };
    return kActions;
}

Response Control::handle(const Request& request) {
    const auto target = Target::parse(request.target).value_or(Target{});
    const auto name = target.segments.size() == 2 ? target.segments[1] : std::string();
    const auto& all = actions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Action& each) {
        return each.name == name && each.method == request.method;
    });
    if (found == all.end()) {
        json::array known;
        for (const auto& each : all) {
            known.push_back(json::object{
                {"call", std::string(each.method) + " /_control/" + std::string(each.name)},
                {"summary", each.summary}});
        }
        const int status = target.segments.size() == 1 && request.method == "GET" ? 200 : 404;
        return jsonResponse(status, json::serialize(json::object{{"calls", std::move(known)}}));
    }
    Order order{{}, target.query};
    if (!request.body.empty()) {
        boost::system::error_code error;
        order.body = json::parse(request.body, error);
        if (error) return controlRefusal(400, "the body is not JSON: " + error.message());
    }
    return (this->*found->run)(order);
}

Response Control::seed(const Order& order) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySeed(account_, order.body)) return controlRefusal(400, *problem);
    return controlAnswer({{"users", account_.users.size()}});
}

Response Control::state(const Order&) {
    const std::shared_lock lock(account_.lock);
    return controlAnswer({{"now", isoTime(parts_.clock.nowMs())},
                          {"users", usersOf(account_)},
                          {"outside", outsideOf(account_)},
                          {"groups", namedOf(account_.groups)},
                          {"roles", namedOf(account_.roles)},
                          {"transfers", transfersOf(account_)},
                          {"under_way", underWayOf(account_)},
                          {"tokens", account_.tokens.size()},
                          {"settings", toJson(account_.settings)}});
}

Response Control::requests(const Order&) { return controlAnswer(parts_.log.read()); }

Response Control::clearRequests(const Order&) {
    parts_.log.clear();
    return emptyResponse(204);
}

Response Control::activate(const Order& order) {
    const std::unique_lock lock(account_.lock);
    const auto [user, problem] = findPending(account_, order.body);
    if (user == nullptr) return controlRefusal(400, problem);
    if (user->lapsed)
        return controlRefusal(400, "the invitation of \"" + user->email + "\" has run out");
    account_.outside.erase(lowered(user->email));  // his own account is joined to ours
    account_.users.change(*user, [](User& held) {
        held.status = Status::kActive;
        held.loginTypes = {held.loginOnceActive};
    });
    return controlAnswer(stateOfUser(*user));
}

Response Control::lapse(const Order& order) {
    const std::unique_lock lock(account_.lock);
    const auto [user, problem] = findPending(account_, order.body);
    if (user == nullptr) return controlRefusal(400, problem);
    account_.users.change(*user, [](User& held) { held.lapsed = true; });
    return controlAnswer(stateOfUser(*user));
}

Response Control::changeClock(const Order& order) {
    const auto* object = order.body.if_object();
    const auto* seconds = object == nullptr ? nullptr : object->if_contains("advance_seconds");
    const auto* stopped = object == nullptr ? nullptr : object->if_contains("stopped");
    const bool rightSeconds =
        seconds == nullptr ||
        (seconds->is_int64() && seconds->get_int64() >= 0 && seconds->get_int64() <= kMostSeconds);
    const bool rightStopped = stopped == nullptr || stopped->is_bool();
    if ((seconds == nullptr && stopped == nullptr) || !rightSeconds || !rightStopped) {
        return controlRefusal(400,
                              "expected {\"advance_seconds\":N}, N from 0 to 100 years, or "
                              "{\"stopped\":true or false}, or both");
    }
    auto& clock = parts_.clock;
    if (stopped != nullptr) stopped->get_bool() ? clock.stop() : clock.start();
    if (seconds != nullptr) clock.advanceSeconds(seconds->get_int64());
    return controlAnswer({{"now", isoTime(clock.nowMs())}, {"stopped", clock.stopped()}});
}

Response Control::changeSettings(const Order& order) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySettings(account_.settings, order.body))
        return controlRefusal(400, *problem);
    account_.gate.wake();
    return controlAnswer(toJson(account_.settings));
}

Response Control::reset(const Order&) {
    const std::unique_lock lock(account_.lock);
    parts_.clock.reset();
    parts_.log.clear();
    parts_.faults.clear();
    parts_.answers.clear();
    account_.reset(parts_.start.settings);
    if (const auto problem = fill()) return controlRefusal(500, *problem);
    return controlAnswer({{"users", account_.users.size()}});
}

std::optional<std::string> Control::fill() {
    const auto& start = parts_.start;
    if (!start.seed.is_null()) {
        if (const auto problem = applySeed(account_, start.seed)) {
            return "the seed cannot be used: " + *problem;
        }
    }
    if (start.users > 0) {
        const json::object generate{{"generate", json::object{{"count", start.users}}}};
        if (const auto problem = applySeed(account_, generate)) {
            return "--users cannot be used: " + *problem;
        }
    }
    for (const auto& fault : start.faults) parts_.faults.add(fault);
    return {};
}

Response Control::revokeTokens(const Order&) {
    const std::unique_lock lock(account_.lock);
    const auto revoked = account_.tokens.size();
    account_.tokens.revokeAll();
    return controlAnswer({{"revoked", revoked}});
}

Response controlAnswer(const json::value& value) {
    return jsonResponse(200, json::serialize(value));
}

Response controlRefusal(int status, const std::string& sentence) {
    return jsonResponse(status, json::serialize(json::object{{"error", sentence}}));
}

}  // namespace sandbox::zoom
