// The calls below /groups/{groupId}/members: items 38 and 39.
#include <algorithm>

#include <boost/json.hpp>

#include "zoom/groups.h"
#include "zoom/members.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace {

constexpr int kMostPerPage = 2'000;

bool isIn(const User& user, const Named& group) {
    return std::find(user.groupIds.begin(), user.groupIds.end(), group.id) != user.groupIds.end();
}

void note(Account& account, const Call& call, const User& user, const Named& group) {
    account.ledger.add(call.origin, "group_member", user.id, group.id, account.clock.nowMs());
}

/// The group and the member that a path names.
struct FoundMember {
    const Named* group;
    const User* user;
    Refusal refusal;
};

FoundMember findMember(const Account& account, const Call& call) {
    auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return {nullptr, nullptr, std::move(refusal)};
    const auto* user = account.users.find(call.parameters[1]);
    if (user != nullptr && isIn(*user, *group)) return {group, user, {}};
    return {nullptr, nullptr, apiError(404, 4131, "Group member does not exist.")};
}

/// Takes the member out of one group and, where he was in the list, into the other.
void move(User& user, const std::string& from, const std::string& to) {
    auto& ids = user.groupIds;
    if (from == to) return;
    std::erase(ids, to);
    std::replace(ids.begin(), ids.end(), from, to);
}

void setPrimary(User& user, const std::string& id) {
    std::erase(user.groupIds, id);
    user.groupIds.insert(user.groupIds.begin(), id);
}

}  // namespace

Response listGroupMembers(const Account& account, const Call& call) {
    const auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return *refusal;
    return listMembers(account, call, account.users.inGroup(group->id), "groups", kMostPerPage,
                       false);
}

Response addGroupMembers(Account& account, const Call& call) {
    const auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return *refusal;
    if (auto no = checkMembers(call.body)) return *no;
    std::vector<std::string> added;
    for (const auto* user : membersIn(account, call.body)) {
        if (isIn(*user, *group)) continue;
        account.users.change(*user, [&](User& held) { held.groupIds.push_back(group->id); });
        note(account, call, *user, *group);
        added.push_back(user->id);
    }
    return membersAdded(added, "added_at", account.clock.nowMs());
}

Response removeGroupMember(Account& account, const Call& call) {
    const auto [group, user, refusal] = findMember(account, call);
    if (refusal) return *refusal;
    const auto& id = group->id;
    account.users.change(*user, [&](User& held) { std::erase(held.groupIds, id); });
    note(account, call, *user, *group);
    return emptyResponse(204);
}

Response changeGroupMember(Account& account, const Call& call) {
    const auto [group, user, refusal] = findMember(account, call);
    if (refusal) return *refusal;
    const auto action = textOf(call.body, "action");
    if (action != "move" && action != "set_primary") return validationFailed({"action"});
    const auto targetId = textOf(call.body, "target_group_id");
    if (targetId.empty()) return apiError(400, 300, "The target_group_id can not be empty.");
    const auto [target, noTarget] = findGroup(account, targetId);
    if (noTarget) return *noTarget;
    const auto& from = group->id;
    const auto& to = target->id;
    const bool moves = action == "move";
    // The path of set_primary holds the target group too (Users API reference).
    if (!moves && from != to) return validationFailed({"target_group_id"});
    account.users.change(*user,
                         [&](User& held) { moves ? move(held, from, to) : setPrimary(held, to); });
    note(account, call, *user, *target);
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
