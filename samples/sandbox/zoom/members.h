#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

/// What the member calls of groups and roles have in common.
namespace sandbox::zoom {

/// A page of the members in `row`; the rows of a role have the department too.
Response listMembers(const Account& account, const Call& call, const UserStore::Row& row,
                     std::string_view list, int mostPerPage, bool withDepartment);

/// 400/300 unless the body is `{"members":[{"id":..} or {"email":..}]}` with 1 to 30 of them.
Refusal checkMembers(const boost::json::object& body);

/// The users whom the body names, id before mail; unknown and pending ones are left out, as the
/// reference says nothing of them and connectors saw no error.
std::vector<const User*> membersIn(const Account& account, const boost::json::object& body);

/// 201 with the ids as one text, and the time under `timeName`: the two APIs differ there.
Response membersAdded(const std::vector<std::string>& ids, std::string_view timeName,
                      std::int64_t nowMs);

}  // namespace sandbox::zoom
