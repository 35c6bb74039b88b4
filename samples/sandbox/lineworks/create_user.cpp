// POST /users: items 10 to 14 of what the simulator reproduces (README).
#include <boost/json.hpp>

#include "lineworks/duplicates.h"
#include "lineworks/names_in_use.h"
#include "lineworks/user_fields.h"
#include "lineworks/user_json.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

/// A fault goes before the switches.
Lateness latenessOf(const Settings& settings, const Call& call) {
    if (call.lateness.ms > 0 || call.lateness.reads > 0) return call.lateness;
    return {settings.visibleAfterMs, settings.visibleAfterReads};
}

void unseatOthers(Directory& directory, const std::string& orgUnitId, const std::string& manager) {
    const auto members = directory.users.linkedTo(orgUnitId);  // a copy: changes move the original
    for (const auto number : members) {
        const auto& other = directory.users.at(number);
        const auto* post = postIn(other, orgUnitId);
        if (other.id == manager || post == nullptr || !post->isManager) continue;
        directory.users.change(other, [&](User& held) {
            for (auto& organization : held.organizations) {
                for (auto& each : organization.orgUnits) {
                    if (each.orgUnitId == orgUnitId) each.isManager = false;
                }
            }
        });
    }
}

}  // namespace

Refusal checkUserNames(const Tenant& tenant, const Call& call, const User& draft,
                       const User* self) {
    const auto& settings = tenant.settings;
    const std::string_view id = self == nullptr ? std::string_view() : std::string_view(self->id);
    for (const auto& mail : mailsOf(draft)) {
        if (mailInUse(tenant, mail, id)) {
            return duplicate(settings, call, Kind::kUser, Duplicate::kEmail, mail);
        }
    }
    if (userKeyInUse(tenant, draft.externalKey, id)) {
        return duplicate(settings, call, Kind::kUser, Duplicate::kKey, draft.externalKey);
    }
    return {};
}

void unseatManagers(Directory& directory, const User& user) {
    for (const auto& organization : user.organizations) {
        for (const auto& post : organization.orgUnits) {
            if (post.isManager) unseatOthers(directory, post.orgUnitId, user.id);
        }
    }
}

NewUser addUser(Tenant& tenant, const Call& call) {
    User fresh;
    fresh.profile = emptyProfile();
    auto draft = readUser(tenant, call, fresh, Mode::kCreate);
    if (draft.refusal) return {nullptr, std::move(draft.refusal)};
    if (auto no = checkUserNames(tenant, call, draft.user, nullptr))
        return {nullptr, std::move(no)};
    auto& directory = tenant.directory;
    draft.user.id = call.newId.empty() ? directory.ids.hexId() : call.newId;
    draft.user.createdAtMs = tenant.clock.nowMs();
    draft.user.pending = !tenant.settings.sso && tenant.settings.pendingAfterCreate;
    draft.user.invitations = draft.user.pending ? 1 : 0;
    const auto& user = directory.users.add(std::move(draft.user));
    unseatManagers(directory, user);
    return {&user, {}};
}

Response createUser(Tenant& tenant, const Call& call) {
    const auto [user, refusal] = addUser(tenant, call);
    if (refusal) return *refusal;
    const auto nowMs = tenant.clock.nowMs();
    tenant.late.hide(user->id, latenessOf(tenant.settings, call), nowMs);
    tenant.ledger.add(call.origin, "user", user->id, user->email, nowMs);
    return jsonResponse(201, json::serialize(toJson(tenant, *user)));
}

}  // namespace sandbox::lineworks
