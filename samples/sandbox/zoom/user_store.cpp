#include "zoom/user_store.h"

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
    static const Row kNobody;
    const auto& rows = roleRows_[static_cast<std::size_t>(status)];
    const auto found = rows.find(roleId);
    return found == rows.end() ? kNobody : found->second;
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
    if (user.status != Status::kInactive) ++seats_[user.type];
    if (user.isOwner()) owner_ = &user;
}

void UserStore::unindex(const User& user) {
    byMail_.erase(lowered(user.email));
    if (!user.vanityName.empty()) vanityNames_.erase(user.vanityName);
    const auto status = static_cast<std::size_t>(user.status);
    rows_[status].erase(user.number);
    roleRows_[status][user.roleId].erase(user.number);
    if (user.status != Status::kInactive) --seats_[user.type];
    if (owner_ == &user) owner_ = nullptr;
}

}  // namespace sandbox::zoom
