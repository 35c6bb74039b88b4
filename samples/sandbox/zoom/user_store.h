#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/text.h"
#include "zoom/user.h"

namespace sandbox::zoom {

/// The users of the account, found by id and by mail address in constant time and walked by
/// status in the order of creation. Not thread-safe: the account's lock guards it.
class UserStore {
public:
    /// Users of one status by `User::number`.
    using Row = std::map<std::uint64_t, const User*>;

    /// Takes a user with a new id and a free address, and numbers it.
    const User& add(User user);
    void remove(const User& user);
    void clear();

    /// By id, else by mail address whatever its case; null when there is none.
    const User* find(std::string_view idOrMail) const;
    const User* findByMail(std::string_view mail) const;
    const User* owner() const { return owner_; }
    bool vanityNameTaken(std::string_view name) const { return vanityNames_.contains(name); }

    /// The only way to change a user: keeps every index right whatever `edit` touches, but for
    /// `id` and `number`, which it must leave alone.
    void change(const User& user, const std::function<void(User&)>& edit);

    const Row& withStatus(Status status) const { return rows_[static_cast<std::size_t>(status)]; }
    /// Those of one role among them.
    const Row& withRole(Status status, std::string_view roleId) const;
    /// Members of a group or a role: active and inactive users, but no pending ones.
    const Row& inGroup(std::string_view groupId) const { return rowIn(groupMembers_, groupId); }
    const Row& inRole(std::string_view roleId) const { return rowIn(roleMembers_, roleId); }
    /// Takes everyone out of a group, pending users too.
    void dissolveGroup(std::string_view groupId);
    /// Makes everyone of a role a member, pending users too.
    void dissolveRole(std::string_view roleId);
    /// Seats taken by users of that type, pending ones included, inactive ones not.
    int seatsTaken(int userType) const;
    std::size_t size() const { return byId_.size(); }

private:
    void index(User& user);
    void unindex(const User& user);

    template <typename Value>
    using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

    static const Row& rowIn(const TextMap<Row>& rows, std::string_view key);

    TextMap<std::unique_ptr<User>> byId_;
    TextMap<User*> byMail_;  ///< keys in lower case
    TextMap<User*> vanityNames_;
    std::array<Row, 3> rows_;
    std::array<TextMap<Row>, 3> roleRows_;  ///< by role id
    TextMap<Row> groupMembers_;             ///< by group id
    TextMap<Row> roleMembers_;              ///< by role id
    std::map<int, int> seats_;
    const User* owner_ = nullptr;
    std::uint64_t lastNumber_ = 0;
};

}  // namespace sandbox::zoom
