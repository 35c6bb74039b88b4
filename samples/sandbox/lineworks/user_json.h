#pragma once

#include <boost/json/object.hpp>

#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// The whole user as the API shows him: each property, null or an empty list where there is none.
boost::json::object toJson(const Tenant& tenant, const User& user);

/// An activationDate is ahead.
bool isAwaiting(const Tenant& tenant, const User& user);

/// `{"startTime":..,"endTime":..,"isLeaveOfAbsence":..}`.
boost::json::object leaveOf(const Tenant& tenant, const User& user);

}  // namespace sandbox::lineworks
