#pragma once

#include <boost/json/object.hpp>

#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// What GET /_control/state shows: everything but passwords and tokens.
boost::json::object stateOf(const Tenant& tenant);

/// A user as the API shows him, with what it does not: role, sessions_ended, invitations.
boost::json::object stateOfUser(const Tenant& tenant, const User& user);

}  // namespace sandbox::lineworks
