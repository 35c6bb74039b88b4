// POST /users: items 8 to 16 of what the simulator reproduces (README).
#include <boost/json.hpp>

#include "zoom/account_rules.h"
#include "zoom/password_rules.h"
#include "zoom/user_fields.h"
#include "zoom/user_json.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

enum class Action { kCreate, kAutoCreate, kCustCreate, kSsoCreate };

/// Exact spelling only: no source shows another one accepted.
std::optional<Action> parseAction(std::string_view name) {
    if (name == "create") return Action::kCreate;
    if (name == "autoCreate") return Action::kAutoCreate;
    if (name == "custCreate") return Action::kCustCreate;
    if (name == "ssoCreate") return Action::kSsoCreate;
    return std::nullopt;
}

/// A create that has passed validation.
struct Order {
    Action action;
    std::string mail;
    int userType;
    const json::object& info;
};

Refusal validate(const Account& account, const json::object& body) {
    std::vector<std::string> bad;
    if (!parseAction(textOf(body, "action"))) bad.emplace_back("action");
    const auto* value = body.if_contains("user_info");
    const auto* info = value == nullptr ? nullptr : value->if_object();
    if (info == nullptr) {
        bad.emplace_back("user_info");
    } else {
        if (!isMailAddress(textOf(*info, "email"))) bad.emplace_back("user_info.email");
        if (!info->contains("type")) bad.emplace_back("user_info.type");
        const auto* password = info->if_contains("password");
        if (password != nullptr && !password->is_string()) bad.emplace_back("user_info.password");
        const auto fields = badUserFields(*info, "user_info.", account.settings);
        bad.insert(bad.end(), fields.begin(), fields.end());
    }
    if (bad.empty()) return {};
    return validationFailed(bad);
}

Refusal checkEnabled(const Settings& settings, Action action) {
    const auto notEnabled = [] {
        return apiError(400, 2016, "No permission. Please contact Zoom Customer Support.");
    };
    switch (action) {
        case Action::kCreate:
            return {};
        case Action::kAutoCreate:
            return settings.autoCreate ? Refusal{} : notEnabled();
        case Action::kCustCreate:
            return settings.custCreate ? Refusal{} : notEnabled();
        case Action::kSsoCreate:
            if (!settings.sso) {
                return apiError(400, 2002,
                                "SSO has not been enabled for this account. Contact the Zoom "
                                "support team to enable this option.");
            }
            if (!settings.ssoPreprovision) {
                return apiError(400, 2032, "Pre-provisioning SSO users has not been enabled.");
            }
            return {};
    }
    return {};
}

/// The address is with an account elsewhere: only an invitation of a free one, or an SSO user
/// whose person must consolidate later, gets through.
Refusal checkOutside(const Account& account, const Order& order) {
    const auto held = account.outside.find(lowered(order.mail));
    if (held == account.outside.end()) return {};
    const bool invites = order.action == Action::kCreate || order.action == Action::kSsoCreate;
    if (held->second == OutsidePlan::kPaid || !invites) {
        return apiError(400, 1009, "The user " + order.mail + " already holds an active account.");
    }
    if (account.settings.outsideHidden && order.action == Action::kCreate) {
        return emailTaken(account.settings, order.mail);
    }
    return {};
}

Refusal checkPassword(const Settings& settings, const Order& order) {
    if (order.action != Action::kAutoCreate) return {};
    const auto password = textOf(order.info, "password");
    if (codePoints(password) <= 32 && !findPasswordFault(password, order.mail, settings)) return {};
    return apiError(400, 300, "Invalid parameter: password");
}

/// Business rules in the order of the fact sheet: who may, what kind, which address, which seat.
Refusal checkRules(const Account& account, const Order& order) {
    const auto& settings = account.settings;
    if (auto no = checkEnabled(settings, order.action)) return no;
    if (auto no = checkTypeAllowed(settings, order.userType, order.action == Action::kSsoCreate)) {
        return no;
    }
    if (auto no = checkDomainAllowed(settings, order.mail)) return no;
    if (account.users.findByMail(order.mail) != nullptr) {
        return emailTaken(settings, order.mail);
    }
    if (auto no = checkOutside(account, order)) return no;
    if (auto no = checkPassword(settings, order)) return no;
    return checkSeat(account, order.userType);
}

/// Status and login types by action.
void enrol(User& user, const Account& account, const Order& order) {
    const auto activeWith = [&](int loginType) {
        user.status = Status::kActive;
        user.loginTypes = {loginType};
    };
    user.status = Status::kPending;
    switch (order.action) {
        case Action::kCreate:
            if (account.settings.createActive) activeWith(login::kWorkEmail);
            return;
        case Action::kAutoCreate:
            activeWith(login::kWorkEmail);
            user.passwords = {std::string(textOf(order.info, "password"))};
            return;
        case Action::kCustCreate:
            return activeWith(login::kApiUser);
        case Action::kSsoCreate:
            user.loginOnceActive = login::kSso;
            if (onAssociatedDomain(account.settings, order.mail) &&
                !account.outside.contains(lowered(order.mail))) {
                activeWith(login::kSso);
            }
            return;
    }
}

/// SSO users above Basic get a personal link from the local part, a random one if that is taken.
std::string ssoVanityName(Account& account, const Order& order) {
    const auto local = lowered(order.mail.substr(0, order.mail.find('@')));
    return account.users.vanityNameTaken(local) ? lowered(account.ids.base64Url(12)) : local;
}

User makeUser(Account& account, const Order& order) {
    User user;
    user.id = account.ids.base64Url(22);
    user.email = order.mail;
    user.type = order.userType;
    user.pmi = account.ids.tenDigits();
    user.createdAtMs = account.clock.nowMs();
    mergeNames(user, order.info);
    if (user.displayName.empty()) {
        user.displayName = builtDisplayName(user.firstName, user.lastName);
    }
    for (const std::string_view name : {"division_ids", "feature", "plan_united_type"}) {
        if (const auto* value = order.info.if_contains(name)) user.profile[name] = *value;
    }
    if (order.action == Action::kSsoCreate && user.type != type::kBasic) {
        user.vanityName = ssoVanityName(account, order);
    }
    enrol(user, account, order);
    return user;
}

/// A fault goes before the switches.
Lateness latenessOf(const Settings& settings, const Call& call) {
    if (call.lateness.ms > 0 || call.lateness.reads > 0) return call.lateness;
    return {settings.visibleAfterMs, settings.visibleAfterReads};
}

}  // namespace

Response createUser(Account& account, const Call& call) {
    if (auto no = validate(account, call.body)) return *no;
    const auto& info = call.body.at("user_info").get_object();
    const auto action = parseAction(textOf(call.body, "action"));
    if (!action) return validationFailed({"action"});  // validate has looked already
    const Order order{*action, std::string(textOf(info, "email")),
                      static_cast<int>(info.at("type").get_int64()), info};
    if (auto no = checkRules(account, order)) return *no;
    const auto& user = account.users.add(makeUser(account, order));
    account.late.hide(user.id, latenessOf(account.settings, call), account.clock.nowMs());
    account.ledger.add(call.origin, "user", user.id, user.email, account.clock.nowMs());
    const bool invitedFromOutside =
        order.action == Action::kCreate && account.outside.contains(lowered(order.mail));
    const int status = account.settings.createStatus == "201" ? 201 : 200;
    return jsonResponse(status, json::serialize(createdUser(user, !invitedFromOutside)));
}

}  // namespace sandbox::zoom
