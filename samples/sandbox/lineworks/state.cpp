#include "lineworks/state.h"

#include <boost/json.hpp>

#include "lineworks/definitions.h"
#include "lineworks/groups.h"
#include "lineworks/org_units.h"
#include "lineworks/user_json.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

std::string_view nameOf(Role role) {
    switch (role) {
        case Role::kMember:
            return "member";
        case Role::kAdministrator:
            return "administrator";
        case Role::kSuperAdmin:
            return "super admin";
    }
    return {};
}

template <typename Store, typename Render>
json::array rowsOf(const Store& store, Render render) {
    json::array rows;
    for (const auto& [number, object] : store.all()) rows.push_back(render(object));
    return rows;
}

json::array definitionsOf(const Tenant& tenant, const DefinitionKind& kind) {
    return rowsOf(tenant.directory.*kind.store,
                  [&](const Definition& each) { return toJson(each, kind); });
}

json::array usersOf(const Tenant& tenant) {
    json::array rows;
    for (const auto& [number, user] : tenant.directory.users.all()) {
        if (!isPurged(tenant, user)) rows.push_back(stateOfUser(tenant, user));
    }
    return rows;
}

json::array underWayOf(const Tenant& tenant) {
    json::array rows;
    for (const auto& each : tenant.gate.underWay()) rows.push_back(json::string(each.key));
    return rows;
}

}  // namespace

json::object stateOfUser(const Tenant& tenant, const User& user) {
    auto row = toJson(tenant, user);
    row["role"] = nameOf(user.role);
    row["sessions_ended"] = user.sessionsEnded;
    row["invitations"] = user.invitations;
    return row;
}

json::object stateOf(const Tenant& tenant) {
    const auto& directory = tenant.directory;
    return {{"now", isoTime(tenant.clock.nowMs())},
            {"users", usersOf(tenant)},
            {"orgUnits",
             rowsOf(directory.orgUnits, [&](const OrgUnit& each) { return toJson(tenant, each); })},
            {"groups", rowsOf(directory.groups, [](const Group& each) { return toJson(each); })},
            {"levels", definitionsOf(tenant, kLevelKind)},
            {"positions", definitionsOf(tenant, kPositionKind)},
            {"userTypes", definitionsOf(tenant, kUserTypeKind)},
            {"under_way", underWayOf(tenant)},
            {"tokens", tenant.tokens.size()},
            {"settings", toJson(tenant.settings)}};
}

}  // namespace sandbox::lineworks
