#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace sandbox::zoom {

enum class Status { kActive, kInactive, kPending };

/// "active", "inactive" or "pending", as on the wire.
std::string_view statusName(Status status);
std::optional<Status> parseStatus(std::string_view name);

/// Licence types (Users API reference, field `type`). An int on the wire and in the model.
namespace type {
inline constexpr int kBasic = 1;
inline constexpr int kLicensed = 2;
inline constexpr int kOnPrem = 3;
inline constexpr int kUnassigned = 4;
inline constexpr int kNone = 99;
/// True for the five above.
bool isKnown(std::int64_t value);
}  // namespace type

/// Login types (query parameter `login_type`); only those that the API itself can cause.
namespace login {
inline constexpr int kApiUser = 99;
inline constexpr int kWorkEmail = 100;
inline constexpr int kSso = 101;
}  // namespace login

/// Built-in roles; others are free texts.
namespace role {
inline constexpr std::string_view kOwner = "0";
inline constexpr std::string_view kAdmin = "1";
inline constexpr std::string_view kMember = "2";
}  // namespace role

/// One user of the account. `UserStore` gives these out const: see `UserStore::change`.
struct User {
    std::uint64_t number = 0;  ///< order of creation, given by the store
    std::string id;            ///< a pending user has one too, though the list hides it
    std::string email;
    std::string firstName;
    std::string lastName;
    std::string displayName;
    int type = type::kBasic;
    Status status = Status::kActive;
    std::vector<int> loginTypes;
    int loginOnceActive = login::kWorkEmail;  ///< what a pending user gets when he accepts
    std::string roleId{role::kMember};
    bool zoomRoom = false;
    bool lapsed = false;  ///< the invitation ran out
    std::string vanityName;
    std::int64_t pmi = 0;
    std::int64_t createdAtMs = 0;
    std::vector<std::string> groupIds;
    std::vector<std::string> passwords;  ///< newest last; empty when never set
    std::vector<std::int64_t> emailChangesMs;
    boost::json::object profile;   ///< the patchable fields that have no rule of their own
    boost::json::object settings;  ///< what PATCH settings has set

    bool isOwner() const { return roleId == role::kOwner; }
    bool isAdmin() const { return roleId == role::kAdmin; }
    bool isPending() const { return status == Status::kPending; }
    bool hasLogin(int loginType) const;
};

/// The display name that Zoom builds when none is given: first and last name with a blank.
std::string builtDisplayName(std::string_view firstName, std::string_view lastName);

}  // namespace sandbox::zoom
