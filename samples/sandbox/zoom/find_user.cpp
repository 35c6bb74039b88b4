#include "zoom/find_user.h"

namespace sandbox::zoom {

const User* lookUp(const Account& account, std::string_view asSent) {
    return asSent == "me" ? account.users.owner() : account.users.find(asSent);
}

FoundUser findUser(const Account& account, std::string_view asSent) {
    const auto* user = lookUp(account, asSent);
    if (user == nullptr) {
        if (account.settings.outsider1010 && account.outside.contains(lowered(asSent))) {
            return {nullptr, apiError(400, 1010, "User not belong to this account")};
        }
        return {nullptr, userNotFound(account.settings, asSent)};
    }
    if (user->isPending() && user->lapsed) return {nullptr, invitationLapsed()};
    return {user, {}};
}

FoundUser findShown(const Account& account, std::string_view asSent) {
    const auto* user = lookUp(account, asSent);
    if (user != nullptr && account.late.misses(user->id, account.clock.nowMs())) {
        return {nullptr, userNotFound(account.settings, asSent)};
    }
    return findUser(account, asSent);
}

}  // namespace sandbox::zoom
