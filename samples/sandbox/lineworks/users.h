#pragma once

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

/// The calls under /users; each in a file of its subject.
namespace sandbox::lineworks {

// create_user.cpp, update_user.cpp, read_user.cpp
Response createUser(Tenant& tenant, const Call& call);
Response replaceUser(Tenant& tenant, const Call& call);
Response patchUser(Tenant& tenant, const Call& call);
Response listUsers(const Tenant& tenant, const Call& call);
Response readUserCall(const Tenant& tenant, const Call& call);

// delete_user.cpp
Response deleteUser(Tenant& tenant, const Call& call);
Response forceDeleteUser(Tenant& tenant, const Call& call);
Response undeleteUser(Tenant& tenant, const Call& call);

// change_status.cpp
Response suspendUser(Tenant& tenant, const Call& call);
Response unsuspendUser(Tenant& tenant, const Call& call);
Response setLeave(Tenant& tenant, const Call& call);
Response clearLeave(Tenant& tenant, const Call& call);
Response forceLogout(Tenant& tenant, const Call& call);
Response inviteUser(Tenant& tenant, const Call& call);
Response inviteAll(Tenant& tenant, const Call& call);

// move_user.cpp, aliases.cpp, photo.cpp
Response moveUser(Tenant& tenant, const Call& call);
Response addAlias(Tenant& tenant, const Call& call);
Response deleteAlias(Tenant& tenant, const Call& call);
Response startPhoto(Tenant& tenant, const Call& call);
Response readPhoto(const Tenant& tenant, const Call& call);
Response deletePhoto(Tenant& tenant, const Call& call);

/// A user made from the body of POST /users, in the directory and in no ledger; or the refusal.
struct NewUser {
    const User* user = nullptr;
    Refusal refusal = {};
};
NewUser addUser(Tenant& tenant, const Call& call);

/// The answer to an address or a key of `draft` that others have or that is reserved, the address
/// first. `self` is whom the draft is of; null for a new user.
Refusal checkUserNames(const Tenant& tenant, const Call& call, const User& draft, const User* self);

/// Puts the draft in the place of that user, and takes his org units' former managers away.
void storeUser(Tenant& tenant, const User& user, const User& draft);
/// An org unit has one manager: whom else these posts unseat.
void unseatManagers(Directory& directory, const User& user);

}  // namespace sandbox::lineworks
