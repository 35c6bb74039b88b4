#pragma once

#include <cstdint>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>

#include "zoom/settings.h"
#include "zoom/user.h"

namespace sandbox::zoom {

/// Fields that GET /users shows only when `include_fields` names them.
struct Included {
    bool customAttributes = false;
    bool hostKey = false;
};

/// A row of GET /users. A pending one has no id.
boost::json::object listRow(const User& user, Included included, boost::json::storage_ptr memory);

/// The answer of GET /users/{userId}. That of a pending user is thin, and says that he was
/// created now (Users API reference).
boost::json::object fullUser(const User& user, const Settings& settings, std::int64_t nowMs,
                             boost::json::storage_ptr memory);

/// The answer of POST /users: five fields, no status.
boost::json::object createdUser(const User& user, bool withId);

/// What the control interface shows: everything but passwords.
boost::json::object stateOfUser(const User& user);

/// "Owner", "Admin", "Member", or the id of a role of one's own.
std::string_view roleName(std::string_view roleId);

}  // namespace sandbox::zoom
