#include "lineworks/find.h"

namespace sandbox::lineworks {

namespace {

Found<OrgUnit> orgUnitNamed(const Tenant& tenant, std::string_view asSent) {
    if (const auto* unit = findOrgUnit(tenant.directory, asSent)) return {unit, {}};
    return {nullptr, notFound(tenant.settings, Kind::kOrgUnit, asSent)};
}

template <typename Object>
std::string idOf(const Object* object) {
    return object == nullptr ? std::string() : object->id;
}

/// The id behind a reference, "" when there is no such object.
std::string lookUp(const Tenant& tenant, Kind kind, std::string_view asSent) {
    const auto& directory = tenant.directory;
    switch (kind) {
        case Kind::kUser:
            return idOf(findUser(tenant, asSent));
        case Kind::kOrgUnit:
            return idOf(findObject(directory.orgUnits, asSent));
        case Kind::kGroup:
            return idOf(findObject(directory.groups, asSent));
        case Kind::kLevel:
            return idOf(findObject(directory.levels, asSent));
        case Kind::kPosition:
            return idOf(findObject(directory.positions, asSent));
        case Kind::kUserType:
            return idOf(findObject(directory.userTypes, asSent));
        case Kind::kCustomProperty:
            return idOf(findObject(directory.properties, asSent));
    }
    return {};
}

}  // namespace

const User* findUser(const Tenant& tenant, std::string_view asSent) {
    const auto& users = tenant.directory.users;
    const auto* user = findObject(users, asSent);
    if (user == nullptr && asSent.find('@') != std::string_view::npos &&
        !asSent.starts_with(kKeyPrefix)) {
        user = users.findByMail(asSent);
    }
    return user == nullptr || isPurged(tenant, *user) ? nullptr : user;
}

Found<User> userOfPath(const Tenant& tenant, const Call& call) {
    if (const auto* user = findUser(tenant, call.object())) return {user, {}};
    return {nullptr, notFound(tenant.settings, Kind::kUser, call.object())};
}

Found<User> liveUserOfPath(const Tenant& tenant, const Call& call) {
    auto found = userOfPath(tenant, call);
    if (found.object == nullptr || !found.object->deleted()) return found;
    if (!tenant.settings.deletedShown) {
        return {nullptr, notFound(tenant.settings, Kind::kUser, call.object())};
    }
    return {nullptr, badRequest("The user is deleted.")};
}

Found<User> shownUserOfPath(const Tenant& tenant, const Call& call) {
    auto found = userOfPath(tenant, call);
    if (found.object == nullptr) return found;
    const bool hidden = found.object->deleted() && !tenant.settings.deletedShown;
    if (!hidden && !tenant.late.misses(found.object->id, tenant.clock.nowMs())) return found;
    return {nullptr, notFound(tenant.settings, Kind::kUser, call.object())};
}

Found<OrgUnit> orgUnitOfPath(const Tenant& tenant, const Call& call) {
    return orgUnitNamed(tenant, call.object());
}

Found<OrgUnit> shownOrgUnitOfPath(const Tenant& tenant, const Call& call) {
    auto found = orgUnitNamed(tenant, call.object());
    if (found.object == nullptr || !tenant.late.misses(found.object->id, tenant.clock.nowMs())) {
        return found;
    }
    return {nullptr, notFound(tenant.settings, Kind::kOrgUnit, call.object())};
}

Found<Group> groupOfPath(const Tenant& tenant, const Call& call) {
    if (const auto* group = findObject(tenant.directory.groups, call.object())) return {group, {}};
    return {nullptr, notFound(tenant.settings, Kind::kGroup, call.object())};
}

Reference referTo(const Tenant& tenant, Kind kind, std::string_view asSent) {
    auto id = lookUp(tenant, kind, asSent);
    const bool late = kind == Kind::kOrgUnit && !id.empty() &&
                      tenant.lateToUsers.misses(id, tenant.clock.nowMs());
    if (!id.empty() && !late) return {std::move(id), {}};
    if (auto no = unknownReference(tenant.settings, kind, asSent)) return {{}, std::move(no)};
    return {late ? std::move(id) : std::string(asSent), {}};
}

}  // namespace sandbox::lineworks
