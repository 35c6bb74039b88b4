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

constexpr std::uint64_t kDefaultSeconds = 10;
constexpr std::uint64_t kMostSeconds = 3600;

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

Control::Control(const Parts& parts) : parts_(parts), account_(parts.account), table_(actions()) {
    table_.add(trafficActions(parts.traffic, account_.ledger));
}

std::vector<ControlAction> Control::actions() {
    const auto call = [this](Response (Control::*run)(const ControlOrder&)) {
        return [this, run](const ControlOrder& order) { return (this->*run)(order); };
    };
    return {
        {"GET", "state", "Users, groups, roles, outside addresses, transfers, settings, time",
         call(&Control::state)},
        {"POST", "seed", "{users, groups, roles, outside, settings, generate}: add them",
         call(&Control::seed)},
        {"POST", "settings", "{switch: value, ...}: change switches",
         call(&Control::changeSettings)},
        {"POST", "activate", "{email}: the invited person accepts", call(&Control::activate)},
        {"POST", "lapse-invitation", "{email}: the invitation runs out", call(&Control::lapse)},
        {"POST", "revoke-tokens", "No token issued so far is valid any more",
         call(&Control::revokeTokens)},
        {"GET", "limits", "?seconds=N: calls, refusals and rates by label", call(&Control::limits)},
        {"DELETE", "limits", "Forget these counts; what the day has used stays",
         call(&Control::clearLimits)},
        {"POST", "reset", "As it was at the start", call(&Control::reset)},
    };
}

Response Control::seed(const ControlOrder& order) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySeed(account_, order.body)) return controlRefusal(400, *problem);
    return controlAnswer({{"users", account_.users.size()}});
}

Response Control::state(const ControlOrder&) {
    const std::shared_lock lock(account_.lock);
    return controlAnswer({{"now", isoTime(parts_.traffic.clock.nowMs())},
                          {"users", usersOf(account_)},
                          {"outside", outsideOf(account_)},
                          {"groups", namedOf(account_.groups)},
                          {"roles", namedOf(account_.roles)},
                          {"transfers", transfersOf(account_)},
                          {"under_way", underWayOf(account_)},
                          {"tokens", account_.tokens.size()},
                          {"settings", toJson(account_.settings)}});
}

Response Control::activate(const ControlOrder& order) {
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

Response Control::lapse(const ControlOrder& order) {
    const std::unique_lock lock(account_.lock);
    const auto [user, problem] = findPending(account_, order.body);
    if (user == nullptr) return controlRefusal(400, problem);
    account_.users.change(*user, [](User& held) { held.lapsed = true; });
    return controlAnswer(stateOfUser(*user));
}

Response Control::changeSettings(const ControlOrder& order) {
    const std::unique_lock lock(account_.lock);
    if (const auto problem = applySwitches(account_.settings, switches(), order.body))
        return controlRefusal(400, *problem);
    account_.gate.wake();
    return controlAnswer(toJson(account_.settings));
}

Response Control::reset(const ControlOrder&) {
    const std::unique_lock lock(account_.lock);
    parts_.traffic.reset();
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
    std::uint64_t number = 0;
    for (const auto& fault : start.faults) {
        if (auto problem = parts_.traffic.order(fault, number)) return problem;
    }
    return {};
}

Response Control::revokeTokens(const ControlOrder&) {
    const std::unique_lock lock(account_.lock);
    const auto revoked = account_.tokens.size();
    account_.tokens.revokeAll();
    return controlAnswer({{"revoked", revoked}});
}

Response Control::limits(const ControlOrder& order) {
    const auto seconds = numberOf(order.query, "seconds", kDefaultSeconds, 1, kMostSeconds);
    if (!seconds) return controlRefusal(400, "\"seconds\" must be a number from 1 to 3600");
    const std::shared_lock lock(account_.lock);
    auto row = account_.limits.describe(account_.settings, parts_.traffic.clock.nowUs(),
                                        static_cast<int>(*seconds));
    row["answers"] = answersOf(parts_.traffic.answers);
    return controlAnswer(row);
}

Response Control::clearLimits(const ControlOrder&) {
    account_.limits.clearCounts();
    parts_.traffic.answers.clear();
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
