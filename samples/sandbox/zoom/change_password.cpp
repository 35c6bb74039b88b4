// PUT /users/{userId}/password: item 33.
#include <algorithm>

#include <boost/json.hpp>

#include "zoom/find_user.h"
#include "zoom/password_rules.h"
#include "zoom/user_fields.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace {

constexpr std::size_t kLongest = 31;  // one less than on create (Users API reference)

Refusal checkUser(const User& user) {
    if (user.isPending()) {
        return apiError(400, 1000, "The password of a pending user cannot be changed.");
    }
    if (!user.hasLogin(login::kWorkEmail)) {
        return apiError(400, 1123, "Can only update password of Zoom work email account");
    }
    if (user.isOwner() || user.isAdmin()) {
        return apiError(400, 1117, "Can not update Admin's password");
    }
    return {};
}

Refusal checkReuse(const User& user, std::string_view password, int history) {
    const auto& old = user.passwords;
    if (!old.empty() && old.back() == password) {
        return apiError(400, 300, "Your new password can not match the old password.");
    }
    const auto reach = std::min<std::size_t>(static_cast<std::size_t>(history), old.size());
    if (std::find(old.end() - static_cast<std::ptrdiff_t>(reach), old.end(), password) !=
        old.end()) {
        return apiError(400, 1129,
                        "The new password can not be one of the last " + std::to_string(history) +
                            " passwords.");
    }
    return {};
}

}  // namespace

Response changePassword(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    const auto* value = call.body.if_contains("password");
    if (value == nullptr || !value->is_string() || codePoints(value->get_string()) > kLongest) {
        return validationFailed({"password"});
    }
    const std::string password(value->get_string());
    if (auto no = checkUser(*user)) return *no;
    if (const auto fault = findPasswordFault(password, user->email, account.settings)) {
        return apiError(400, fault->code, fault->message);
    }
    if (auto no = checkReuse(*user, password, account.settings.passwordHistory)) return *no;
    account.users.change(*user, [&](User& held) { held.passwords.push_back(password); });
    account.ledger.add(call.origin, "user", user->id, user->email, account.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
