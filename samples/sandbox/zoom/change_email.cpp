// PUT /users/{userId}/email: item 34.
#include <algorithm>

#include <boost/json.hpp>

#include "zoom/account_rules.h"
#include "zoom/find_user.h"
#include "zoom/user_fields.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;

Refusal checkUser(const User& user) {
    if (user.isPending()) return apiError(400, 1000, "Pending user can not change email.");
    if (user.status == Status::kInactive) {
        return apiError(400, 1000, "This user is locked or inactive.");
    }
    if (user.isOwner()) return apiError(400, 1000, "Can not change email of account owner.");
    if (user.isAdmin()) return apiError(400, 1000, "Admin can not change other admins email.");
    return {};
}

Refusal checkAddress(const Account& account, const User& user, const std::string& mail) {
    const auto& settings = account.settings;
    if (auto no = checkDomainAllowed(settings, mail)) return no;
    if (!onAssociatedDomain(settings, mail)) {
        return apiError(400, 1116,
                        "Domain name doesn't match, please contact Zoom customer support to set "
                        "managed domains for your account");
    }
    // A change of case alone is a change of one's own address.
    if (!equalsIgnoringCase(mail, user.email) && addressInUse(account, mail)) {
        return emailTaken(settings, mail);
    }
    return {};
}

Refusal checkQuota(const Account& account, const User& user) {
    const auto dayAgo = account.clock.nowMs() - kDayMs;
    const auto recent = std::count_if(user.emailChangesMs.begin(), user.emailChangesMs.end(),
                                      [&](std::int64_t changed) { return changed > dayAgo; });
    if (recent < account.settings.emailChangesPerDay) return {};
    return apiError(400, 300,
                    "The email address of a user can be changed at most " +
                        std::to_string(account.settings.emailChangesPerDay) +
                        " times in 24 hours.");
}

}  // namespace

Response changeEmail(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    const std::string mail(textOf(call.body, "email"));
    if (!isMailAddress(mail)) return validationFailed({"email"});
    if (auto no = checkUser(*user)) return *no;
    if (auto no = checkAddress(account, *user, mail)) return *no;
    if (mail == user->email) return emptyResponse(204);
    if (auto no = checkQuota(account, *user)) return *no;
    const auto nowMs = account.clock.nowMs();
    account.users.change(*user, [&](User& held) {
        held.email = mail;
        held.emailChangesMs.push_back(nowMs);
    });
    account.ledger.add(call.origin, "user", user->id, mail, nowMs);
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
