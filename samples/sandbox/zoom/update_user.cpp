// PATCH /users/{userId}: items 24 to 26.
#include <boost/json.hpp>

#include "zoom/account_rules.h"
#include "zoom/find_user.h"
#include "zoom/user_fields.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

Refusal validate(const Account& account, const json::object& body) {
    const auto bad = badUserFields(body, "", account.settings);
    if (!bad.empty()) return validationFailed(bad);
    const int licences =
        body.contains("type") + body.contains("plan_united_type") + body.contains("zoom_one_type");
    if (licences > 1) {
        return apiError(400, 300,
                        "The type, plan_united_type and zoom_one_type fields cannot be changed "
                        "in one request.");
    }
    return {};
}

Refusal checkType(const Account& account, const User& user, const json::object& body) {
    const auto* value = body.if_contains("type");
    if (value == nullptr || value->get_int64() == user.type) return {};
    const auto wanted = static_cast<int>(value->get_int64());
    if (auto no = checkTypeAllowed(account.settings, wanted, user.hasLogin(login::kSso))) return no;
    return checkSeat(account, wanted);
}

Refusal checkRules(const Account& account, const User& user, const json::object& body) {
    if (auto no = checkType(account, user, body)) return no;
    const auto vanityName = textOf(body, "vanity_name");
    if (vanityName != user.vanityName && account.users.vanityNameTaken(vanityName)) {
        return apiError(400, 4100, "This personal link name is already in use.");
    }
    return {};
}

void apply(User& user, const json::object& body) {
    mergeNames(user, body);
    mergeProfile(user, body);
    if (const auto* value = body.if_contains("type")) {
        user.type = static_cast<int>(value->get_int64());
    }
    if (const auto* value = body.if_contains("pmi")) user.pmi = value->get_int64();
    if (body.contains("vanity_name")) user.vanityName = textOf(body, "vanity_name");
}

}  // namespace

Response updateUser(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    const auto& body = call.body;
    if (auto no = validate(account, body)) return *no;
    if (user->isPending()) {
        // All but the group is taken and forgotten, as SailPoint's connector pages warn.
        const auto group = textOf(body, "group_id");
        if (!group.empty()) {
            if (account.groups.find(group) == nullptr) {
                return apiError(404, 4130, "Group does not exist: " + std::string(group) + ".");
            }
            account.users.change(*user, [&](User& held) { held.groupIds = {std::string(group)}; });
            account.ledger.add(call.origin, "user", user->id, user->email, account.clock.nowMs());
        }
        return emptyResponse(204);
    }
    if (user->status == Status::kInactive) {
        if (!account.settings.inactivePatchStrict) return emptyResponse(204);
        return apiError(400, 1000, "An inactive user cannot be updated.");
    }
    if (auto no = checkRules(account, *user, body)) return *no;
    account.users.change(*user, [&](User& held) { apply(held, body); });
    account.ledger.add(call.origin, "user", user->id, user->email, account.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
