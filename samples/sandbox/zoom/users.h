#pragma once

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

/// The operations below /users, each in the file of its name. All follow the Users API reference
/// of 2026; where that is silent, the file says what was chosen and the README lists it.
namespace sandbox::zoom {

Response createUser(Account& account, const Call& call);
Response listUsers(const Account& account, const Call& call);
Response readUser(const Account& account, const Call& call);
Response updateUser(Account& account, const Call& call);
Response deleteUser(Account& account, const Call& call);
Response changeStatus(Account& account, const Call& call);
Response changePassword(Account& account, const Call& call);
Response changeEmail(Account& account, const Call& call);

Response checkEmail(const Account& account, const Call& call);
Response checkVanityName(const Account& account, const Call& call);
Response readPermissions(const Account& account, const Call& call);
Response readSettings(const Account& account, const Call& call);
Response updateSettings(Account& account, const Call& call);
Response endSessions(Account& account, const Call& call);

}  // namespace sandbox::zoom
