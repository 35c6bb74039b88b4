// DELETE /users/{userId}: items 27 to 31, and DELETE /users/{userId}/token.
#include <algorithm>

#include "zoom/account_rules.h"
#include "zoom/find_user.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace {

constexpr std::string_view kTransferPrefix = "transfer_";

bool isTransfer(std::string_view name) { return name.starts_with(kTransferPrefix); }

/// A pending user goes without action or with disassociate; other forms do not see him.
bool formSeesPending(const Query& query, bool strict) {
    if (strict) return query.empty();
    return query.value("action") != "delete" &&
           std::none_of(query.pairs().begin(), query.pairs().end(),
                        [](auto& pair) { return isTransfer(pair.first); });
}

Refusal validate(const Query& query) {
    std::vector<std::string> bad;
    const auto action = query.find("action");
    if (action && *action != "delete" && *action != "disassociate") bad.emplace_back("action");
    for (const auto& [name, value] : query.pairs()) {
        const bool isFlag = isTransfer(name) && name != "transfer_email";
        if (isFlag && value != "true" && value != "false") bad.push_back(name);
    }
    if (bad.empty()) return {};
    return validationFailed(bad);
}

Refusal checkTransfer(const Account& account, const User& user, const Query& query) {
    const auto mail = query.value("transfer_email");
    if (mail.empty()) return {};
    if (equalsIgnoringCase(mail, user.email)) {
        return apiError(400, 300,
                        "The transfer-to email address cannot be the same as the unlinked or "
                        "deleted user's email address.");
    }
    const auto* heir = account.users.findByMail(mail);
    if (heir == nullptr) {
        return apiError(400, 1001, "User does not exist: " + std::string(mail) + ".");
    }
    if (heir->zoomRoom) return apiError(400, 200, "Can not transfer to a Zoom Rooms user.");
    return {};
}

Refusal checkDisassociate(const Account& account, const User& user) {
    if (user.isOwner() || user.isAdmin()) {
        return apiError(400, 1117, "You can not disassociate an Admin user.");
    }
    if (user.hasLogin(login::kApiUser)) {
        return apiError(400, 300, "Unable to unlink API user(s).");
    }
    if (account.settings.manageUsers && onAssociatedDomain(account.settings, user.email)) {
        return apiError(400, 1107, "You can not disassociate a user with managed domain.");
    }
    return {};
}

Refusal checkDelete(const User& user) {
    if (user.isOwner()) return apiError(400, 200, "Cannot delete the owner of the account.");
    return {};
}

void logTransfer(Account& account, const User& user, const Query& query) {
    const auto mail = query.value("transfer_email");
    if (mail.empty()) return;
    Transfer transfer{user.email, std::string(mail), {}, account.clock.nowMs()};
    for (const auto& [name, value] : query.pairs()) {
        if (isTransfer(name) && value == "true") {
            transfer.kinds.push_back(name.substr(kTransferPrefix.size()));
        }
    }
    account.transfers.push_back(std::move(transfer));
}

Response removeUser(Account& account, const Call& call, const User& user) {
    account.ledger.add(call.origin, "user", user.id, user.email, account.clock.nowMs());
    account.users.remove(user);
    return emptyResponse(204);
}

}  // namespace

Response deleteUser(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    const auto& query = call.query;
    if (user->isPending()) {
        if (!formSeesPending(query, account.settings.pendingDeleteStrict)) {
            return userNotFound(account.settings, call.user());
        }
        return removeUser(account, call, *user);
    }
    if (auto no = validate(query)) return *no;
    if (user->zoomRoom) return apiError(400, 200, "Cannot delete a Zoom Rooms user.");
    const bool destroys = query.value("action") == "delete";
    if (auto no = destroys ? checkDelete(*user) : checkDisassociate(account, *user)) return *no;
    if (auto no = checkTransfer(account, *user, query)) return *no;
    logTransfer(account, *user, query);
    // Unlinked, the person keeps a free account of their own under the same address.
    if (!destroys) account.outside[lowered(user->email)] = OutsidePlan::kFree;
    return removeUser(account, call, *user);
}

Response endSessions(Account& account, const Call& call) {
    const auto [user, refusal] = findUser(account, call.user());
    if (refusal) return *refusal;
    account.ledger.add(call.origin, "user_sessions", user->id, user->email, account.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
