#pragma once

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

/// The operations below /roles (Accounts API reference, 2026): items 40 and 41. A user has one
/// role, in `User::roleId`; assigning another replaces it, and removing it leaves a member.
namespace sandbox::zoom {

/// Owner, Admin and Member, with the ids "0", "1" and "2".
void addBuiltInRoles(NamedStore& roles);

Response listRoles(const Account& account, const Call& call);
Response createRole(Account& account, const Call& call);
Response readRole(const Account& account, const Call& call);
Response updateRole(Account& account, const Call& call);
Response deleteRole(Account& account, const Call& call);

Response listRoleMembers(const Account& account, const Call& call);
Response addRoleMembers(Account& account, const Call& call);
Response removeRoleMember(Account& account, const Call& call);

}  // namespace sandbox::zoom
