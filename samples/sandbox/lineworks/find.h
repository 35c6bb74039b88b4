#pragma once

#include <string_view>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// What stands before an external key in a path or a body.
inline constexpr std::string_view kKeyPrefix = "externalKey:";

/// The object that a path or body names, or the answer that says why there is none.
template <typename Object>
struct Found {
    const Object* object = nullptr;
    Refusal refusal = {};
};

/// By id or `externalKey:..`; null when there is none.
template <typename Object>
const Object* findObject(const ObjectStore<Object>& store, std::string_view asSent) {
    if (asSent.starts_with(kKeyPrefix)) return store.findByKey(asSent.substr(kKeyPrefix.size()));
    return store.find(asSent);
}

/// By id, login address (also an alias; case does not matter) or `externalKey:..`; deleted users
/// too, unless they are purged.
const User* findUser(const Tenant& tenant, std::string_view asSent);
inline const OrgUnit* findOrgUnit(const Directory& directory, std::string_view asSent) {
    return findObject(directory.orgUnits, asSent);
}

/// The user that the path names, deleted or not: 404.
Found<User> userOfPath(const Tenant& tenant, const Call& call);
/// Likewise one that is not deleted, for changes: 404, and 400 for a deleted one.
Found<User> liveUserOfPath(const Tenant& tenant, const Call& call);
/// Likewise for a read, which misses a user that does not show yet; deleted ones as the switch
/// `deleted-shown` says.
Found<User> shownUserOfPath(const Tenant& tenant, const Call& call);

Found<OrgUnit> orgUnitOfPath(const Tenant& tenant, const Call& call);
/// For a read, which misses an org unit that does not show yet.
Found<OrgUnit> shownOrgUnitOfPath(const Tenant& tenant, const Call& call);
Found<Group> groupOfPath(const Tenant& tenant, const Call& call);

/// The id of the org unit, level, position or user type that a body names, for a write of a user.
/// Empty with a refusal when there is none, unless the switch accepts it: then as sent.
struct Reference {
    std::string id;
    Refusal refusal = {};
};
Reference referTo(const Tenant& tenant, Kind kind, std::string_view asSent);

}  // namespace sandbox::lineworks
