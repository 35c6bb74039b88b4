#pragma once

#include <cstdint>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>

#include "zoom/account.h"
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
boost::json::object fullUser(const Account& account, const User& user,
                             boost::json::storage_ptr memory);

/// The answer of POST /users: five fields, no status.
boost::json::object createdUser(const User& user, bool withId);

/// What the control interface shows: everything but passwords.
boost::json::object stateOfUser(const User& user);

}  // namespace sandbox::zoom
