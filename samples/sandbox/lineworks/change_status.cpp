// suspend, unsuspend, leave of absence, sessions and invitations: items 20 and 21.
#include <vector>

#include <boost/json.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/find.h"
#include "lineworks/text_rules.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::string_view kByAdmin = "MASTER";
constexpr std::string_view kLeaveParts[] = {"startTime", "endTime"};

/// Changes the user, enters that in the ledger, and answers 204.
template <typename Edit>
Response changed(Tenant& tenant, const Call& call, const User& user, std::string_view object,
                 Edit edit) {
    tenant.directory.users.change(user, edit);
    tenant.ledger.add(call.origin, object, user.id, user.email, tenant.clock.nowMs());
    return emptyResponse(204);
}

/// Why a user cannot be suspended, nothing when he can.
Refusal checkSuspend(const Settings& settings, const User& user) {
    if (user.role == Role::kSuperAdmin) return badRequest("The super admin cannot be suspended.");
    if (user.pending && settings.suspendPending == "400") return badRequest("The user is pending.");
    if (user.suspended() && settings.suspendSuspended == "400") {
        return badRequest("The user is suspended.");
    }
    return {};
}

}  // namespace

Response suspendUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (auto no = checkSuspend(tenant.settings, *user)) return *no;
    if (user->suspended()) return emptyResponse(204);
    return changed(tenant, call, *user, "user",
                   [](User& held) { held.suspendedReason = kByAdmin; });
}

Response unsuspendUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (!user->suspended()) return badRequest("The user is not suspended.");
    return changed(tenant, call, *user, "user", [](User& held) { held.suspendedReason.clear(); });
}

Response setLeave(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kLeaveParts);
    const auto isInstant = [](auto text) { return parseInstant(text).has_value(); };
    const auto start = in.text("startTime", isInstant);
    const auto end = in.text("endTime", isInstant);
    if (start.empty() != end.empty()) in.complain("startTime", "together with endTime, or neither");
    if (auto no = in.refusal()) return *no;
    Leave leave{parseInstant(start).value_or(0), parseInstant(end).value_or(0)};
    if (leave.endMs < leave.startMs) return invalidParameter("endTime is before startTime.");
    return changed(tenant, call, *user, "user", [&](User& held) { held.leave = leave; });
}

Response clearLeave(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    return changed(tenant, call, *user, "user", [](User& held) { held.leave = {}; });
}

Response forceLogout(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    return changed(tenant, call, *user, "user_session", [](User& held) { ++held.sessionsEnded; });
}

Response inviteUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (!user->pending) return badRequest("The user is not pending.");
    return changed(tenant, call, *user, "user_invitation", [](User& held) { ++held.invitations; });
}

Response inviteAll(Tenant& tenant, const Call& call) {
    std::vector<const User*> pending;
    for (const auto& [number, user] : tenant.directory.users.all()) {
        if (user.pending && !user.deleted()) pending.push_back(&user);
    }
    for (const auto* user : pending) {
        changed(tenant, call, *user, "user_invitation", [](User& held) { ++held.invitations; });
    }
    return emptyResponse(202);
}

}  // namespace sandbox::lineworks
