// DELETE /users/{userId}, forcedelete and undelete: items 17 to 19.
#include <boost/json.hpp>

#include "common/text.h"
#include "lineworks/duplicates.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/user_json.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

void releaseNames(Tenant& tenant, const User& user) {
    for (const auto& mail : mailsOf(user)) tenant.directory.mails.release(lowered(mail));
    tenant.directory.keys.release(user.externalKey);
}

/// Takes the user out of every group; gives the ids of those in which he was a member.
std::vector<std::string> leaveGroups(Directory& directory, const std::string& userId) {
    std::vector<std::string> left;
    const auto numbers = directory.groups.linkedTo(userId);  // a copy: changes move the original
    for (const auto number : numbers) {
        directory.groups.change(directory.groups.at(number), [&](Group& held) {
            const auto isUser = [&](const GroupMember& each) { return each.id == userId; };
            if (std::erase_if(held.members, isUser) > 0) left.push_back(held.id);
            std::erase(held.administrators, userId);
        });
    }
    return left;
}

Response secondDelete(const Settings& settings, const Call& call) {
    if (settings.secondDelete == "410") return apiError(410, "DELETED", "The user is deleted.");
    if (settings.secondDelete == "204") return emptyResponse(204);
    return notFound(settings, Kind::kUser, call.object());
}

void addToLedger(Tenant& tenant, const Call& call, const User& user) {
    tenant.ledger.add(call.origin, "user", user.id, user.email, tenant.clock.nowMs());
}

/// The posts that undelete restores: meanwhile org units, positions and levels may have gone.
std::vector<Organization> stillThere(const Directory& directory, std::vector<Organization> held) {
    for (auto& organization : held) {
        auto& posts = organization.orgUnits;
        std::erase_if(posts, [&](const Post& each) {
            return directory.orgUnits.find(each.orgUnitId) == nullptr;
        });
        bool hasPrimary = false;
        for (auto& post : posts) {
            hasPrimary = hasPrimary || post.primary;
            if (directory.positions.find(post.positionId) == nullptr) post.positionId.clear();
        }
        if (!hasPrimary && !posts.empty()) posts.front().primary = true;
        if (directory.levels.find(organization.levelId) == nullptr) organization.levelId.clear();
    }
    return held;
}

void restore(Tenant& tenant, const User& user) {
    const bool restores = tenant.settings.undeletePosts == "restored";
    auto& directory = tenant.directory;
    const auto groups = user.groupsBeforeDelete;
    directory.users.change(user, [&](User& held) {
        held.deletedAtMs.reset();
        if (restores) held.organizations = stillThere(directory, std::move(held.beforeDelete));
        held.beforeDelete.clear();
        held.groupsBeforeDelete.clear();
    });
    releaseNames(tenant, user);
    if (!restores) return;
    unseatManagers(directory, user);
    for (const auto& id : groups) {
        if (const auto* group = directory.groups.find(id)) {
            directory.groups.change(*group, [&](Group& held) {
                held.members.push_back({user.id, "USER"});
            });
        }
    }
}

}  // namespace

Response deleteUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = userOfPath(tenant, call);
    if (gone) return *gone;
    if (user->deleted()) return secondDelete(tenant.settings, call);
    if (user->role != Role::kMember) {
        constexpr std::string_view kText = "An administrator cannot be deleted.";
        return tenant.settings.adminDelete == "403" ? forbidden(kText) : badRequest(kText);
    }
    reserveNames(tenant, *user, tenant.settings.reuseDays);
    auto groups = leaveGroups(tenant.directory, user->id);
    tenant.directory.users.change(*user, [&](User& held) {
        held.deletedAtMs = tenant.clock.nowMs();
        held.beforeDelete = held.organizations;
        held.groupsBeforeDelete = std::move(groups);
        for (auto& each : held.organizations) each.orgUnits.clear();
    });
    addToLedger(tenant, call, *user);
    return emptyResponse(204);
}

Response forceDeleteUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = userOfPath(tenant, call);
    if (gone) return *gone;
    const auto& settings = tenant.settings;
    if (user->role == Role::kSuperAdmin) return badRequest("The super admin cannot be deleted.");
    if (user->role == Role::kAdministrator && settings.forcedeleteAdmin == "400") {
        return badRequest("An administrator cannot be deleted.");
    }
    if (user->deleted() && settings.forcedeleteDeleted == "404") {
        return notFound(settings, Kind::kUser, call.object());
    }
    releaseNames(tenant, *user);
    reserveNames(tenant, *user, settings.forcedReuseDays);
    leaveGroups(tenant.directory, user->id);
    addToLedger(tenant, call, *user);
    tenant.directory.users.remove(*user);
    return emptyResponse(204);
}

Response undeleteUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = userOfPath(tenant, call);
    if (gone) return *gone;
    if (!user->deleted()) return badRequest("The user is not deleted.");
    // With a short reservation somebody else may have his names by now.
    for (const auto& mail : mailsOf(*user)) {
        if (mailHeld(tenant.directory, mail, user->id)) {
            return duplicate(tenant.settings, call, Kind::kUser, Duplicate::kEmail, mail);
        }
    }
    if (keyInUse(tenant.directory.users, user->externalKey, user->id)) {
        return duplicate(tenant.settings, call, Kind::kUser, Duplicate::kKey, user->externalKey);
    }
    restore(tenant, *user);
    addToLedger(tenant, call, *user);
    return jsonResponse(200, json::serialize(toJson(tenant, *user)));
}

}  // namespace sandbox::lineworks
