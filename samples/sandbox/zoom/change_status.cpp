// PUT /users/{userId}/status: item 32.
#include <boost/json.hpp>

#include "zoom/account_rules.h"
#include "zoom/find_user.h"
#include "zoom/user_fields.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace {

/// Three sources give three answers; `status-answer` picks one.
Response done(const Settings& settings) {
    if (settings.statusAnswer == "200") return emptyResponse(200);
    if (settings.statusAnswer == "200-json") return jsonResponse(200, "{}");
    return emptyResponse(204);
}

Refusal checkRules(const User& user, std::string_view action) {
    if (action != "activate" && action != "deactivate") {
        return apiError(400, 300, "Invalid parameter: action");
    }
    if (user.isPending()) {
        return apiError(400, 1000, "The status of a pending user cannot be changed.");
    }
    if (user.isOwner() || user.isAdmin() || user.zoomRoom) {
        return apiError(400, 200,
                        "Zoom Room and Admin users' status cannot be activated or deactivated.");
    }
    return {};
}

}  // namespace

Response changeStatus(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    const auto action = textOf(call.body, "action");
    if (auto no = checkRules(*user, action)) return *no;
    const auto wanted = action == "activate" ? Status::kActive : Status::kInactive;
    if (user->status == wanted) return done(account.settings);
    if (wanted == Status::kActive) {
        if (auto no = checkSeat(account, user->type)) return *no;
    }
    account.users.change(*user, [&](User& held) {
        held.status = wanted;
        // Deactivation strips the licence; activation does not give it back.
        if (wanted == Status::kInactive) held.type = type::kBasic;
    });
    account.ledger.add(call.origin, "user", user->id, user->email, account.clock.nowMs());
    return done(account.settings);
}

}  // namespace sandbox::zoom
