// PUT and PATCH /users/{userId}: item 15.
#include <boost/json.hpp>

#include "lineworks/find.h"
#include "lineworks/user_fields.h"
#include "lineworks/user_json.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

Response updateUser(Tenant& tenant, const Call& call, Mode mode) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    const auto draft = readUser(tenant, call, *user, mode);
    if (draft.refusal) return *draft.refusal;
    if (auto no = checkUserNames(tenant, call, draft.user, user)) return *no;
    storeUser(tenant, *user, draft.user);
    tenant.ledger.add(call.origin, "user", user->id, user->email, tenant.clock.nowMs());
    return jsonResponse(200, json::serialize(toJson(tenant, *user)));
}

}  // namespace

void storeUser(Tenant& tenant, const User& user, const User& draft) {
    tenant.directory.users.change(user, [&](User& held) { held = draft; });
    unseatManagers(tenant.directory, user);
}

Response replaceUser(Tenant& tenant, const Call& call) {
    return updateUser(tenant, call, Mode::kReplace);
}

Response patchUser(Tenant& tenant, const Call& call) {
    return updateUser(tenant, call, Mode::kPatch);
}

}  // namespace sandbox::lineworks
