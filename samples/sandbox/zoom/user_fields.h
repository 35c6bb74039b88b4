#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "common/json_text.h"
#include "zoom/settings.h"
#include "zoom/user.h"

namespace sandbox::zoom {

/// What a field of a user's profile may hold.
enum class FieldKind { kText, kDigits, kBool, kInt, kArray, kObject };

/// In which answers a field is shown (GET /users, GET /users/{userId}).
enum class Shown { kListAndUser, kUserOnly, kListOnRequest, kListOnRequestAndUser, kNever };

/// A patchable field without a rule of its own. Limits are of the Users API reference, PATCH.
struct ProfileField {
    std::string_view name;
    FieldKind kind;
    std::size_t least;  ///< characters or items
    std::size_t most;
    Shown shown;
};

const std::vector<ProfileField>& profileFields();

/// Names of the fields of `body` that PATCH knows and that are ill-typed, too long or out of
/// range, names of the user and `type` included; `prefix` comes before each ("user_info.").
std::vector<std::string> badUserFields(const boost::json::object& body, std::string_view prefix,
                                       const Settings& settings);

/// Copies the profile fields in `body` to the user; absent ones stay.
void mergeProfile(User& user, const boost::json::object& body);

/// Likewise first_name, last_name and display_name; an empty display name is built anew.
void mergeNames(User& user, const boost::json::object& body);

}  // namespace sandbox::zoom
