#include "zoom/user_store.h"

#include <algorithm>
#include <utility>

namespace sandbox::zoom {

const User& UserStore::add(User user) {
    user.number = ++lastNumber_;
    auto held = std::make_unique<User>(std::move(user));
    auto& added = *held;
    byId_.emplace(added.id, std::move(held));
    index(added);
    return added;
}

void UserStore::remove(const User& user) {
    unindex(user);
    byId_.erase(byId_.find(user.id));
}

void UserStore::clear() {
    rows_ = {};
    roleRows_ = {};
    groupMembers_.clear();
    roleMembers_.clear();
    seats_.clear();
    byMail_.clear();
    vanityNames_.clear();
    byId_.clear();
    owner_ = nullptr;
    lastNumber_ = 0;
}

const User* UserStore::find(std::string_view idOrMail) const {
    const auto found = byId_.find(idOrMail);
    if (found != byId_.end()) return found->second.get();
    return idOrMail.find('@') == std::string_view::npos ? nullptr : findByMail(idOrMail);
}

const User* UserStore::findByMail(std::string_view mail) const {
    const auto found = byMail_.find(lowered(mail));
    return found == byMail_.end() ? nullptr : found->second;
}

void UserStore::change(const User& user, const std::function<void(User&)>& edit) {
    auto& held = *byId_.find(user.id)->second;
    unindex(held);
    edit(held);
    index(held);
}

const UserStore::Row& UserStore::withRole(Status status, std::string_view roleId) const {
    return rowIn(roleRows_[static_cast<std::size_t>(status)], roleId);
}

const UserStore::Row& UserStore::rowIn(const TextMap<Row>& rows, std::string_view key) {
    static const Row kNobody;
    const auto found = rows.find(key);
    return found == rows.end() ? kNobody : found->second;
}

void UserStore::dissolveGroup(std::string_view groupId) {
    for (const auto& [id, user] : byId_) {
        const auto& ids = user->groupIds;
        if (std::find(ids.begin(), ids.end(), groupId) == ids.end()) continue;
        change(*user, [&](User& held) { std::erase(held.groupIds, groupId); });
    }
}

void UserStore::dissolveRole(std::string_view roleId) {
    for (const auto& [id, user] : byId_) {
        if (user->roleId != roleId) continue;
        change(*user, [](User& held) { held.roleId = role::kMember; });
    }
}

int UserStore::seatsTaken(int userType) const {
    const auto found = seats_.find(userType);
    return found == seats_.end() ? 0 : found->second;
}

void UserStore::index(User& user) {
    byMail_.emplace(lowered(user.email), &user);
    if (!user.vanityName.empty()) vanityNames_.emplace(user.vanityName, &user);
    const auto status = static_cast<std::size_t>(user.status);
    rows_[status].emplace(user.number, &user);
    roleRows_[status][user.roleId].emplace(user.number, &user);
    if (!user.isPending()) {
        roleMembers_[user.roleId].emplace(user.number, &user);
        for (const auto& group : user.groupIds) groupMembers_[group].emplace(user.number, &user);
    }
    if (user.status != Status::kInactive) ++seats_[user.type];
    if (user.isOwner()) owner_ = &user;
}

void UserStore::unindex(const User& user) {
    byMail_.erase(lowered(user.email));
    if (!user.vanityName.empty()) vanityNames_.erase(user.vanityName);
    const auto status = static_cast<std::size_t>(user.status);
    rows_[status].erase(user.number);
    roleRows_[status][user.roleId].erase(user.number);
    if (!user.isPending()) {
        roleMembers_[user.roleId].erase(user.number);
        for (const auto& group : user.groupIds) groupMembers_[group].erase(user.number);
    }
    if (user.status != Status::kInactive) --seats_[user.type];
    if (owner_ == &user) owner_ = nullptr;
}

}  // namespace sandbox::zoom
