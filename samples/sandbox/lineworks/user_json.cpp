#include "lineworks/user_json.h"

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

/// How long a pending member may go without a login (guide, "expired members").
constexpr std::int64_t kPendingLifeMs = 30LL * 24 * 3600 * 1000;

json::value orNull(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

/// Null without an object.
template <typename Object, typename Field>
json::value fieldOf(const Object* object, Field field) {
    return object == nullptr ? json::value(nullptr) : orNull(object->*field);
}

json::object postRow(const Directory& directory, const Post& post) {
    const auto* unit = directory.orgUnits.find(post.orgUnitId);
    const auto* position = directory.positions.find(post.positionId);
    return {{"orgUnitId", post.orgUnitId},
            {"orgUnitExternalKey", fieldOf(unit, &OrgUnit::externalKey)},
            {"orgUnitName", fieldOf(unit, &OrgUnit::name)},
            {"orgUnitEmail", fieldOf(unit, &OrgUnit::email)},
            {"primary", post.primary},
            {"positionId", orNull(post.positionId)},
            {"positionExternalKey", fieldOf(position, &Definition::externalKey)},
            {"positionName", fieldOf(position, &Definition::name)},
            {"isManager", post.isManager},
            {"visible", post.visible},
            {"useTeamFeature", post.useTeamFeature}};
}

json::object organizationRow(const Tenant& tenant, const User& user, const Organization& from) {
    const auto* level = tenant.directory.levels.find(from.levelId);
    json::array posts;
    for (const auto& post : from.orgUnits) posts.push_back(postRow(tenant.directory, post));
    return {{"domainId", from.domainId},
            {"primary", from.primary},
            // The root's key counts; this one is never set.
            {"userExternalKey", nullptr},
            {"email", from.email.empty() ? user.email : from.email},
            {"levelId", orNull(from.levelId)},
            {"levelExternalKey", fieldOf(level, &Definition::externalKey)},
            {"levelName", fieldOf(level, &Definition::name)},
            {"executive", level != nullptr && flagOf(level->more, "executive")},
            {"organizationName", tenant.settings.company},
            {"orgUnits", std::move(posts)}};
}

json::array organizationRows(const Tenant& tenant, const User& user) {
    json::array rows;
    for (const auto& each : user.organizations) {
        rows.push_back(organizationRow(tenant, user, each));
    }
    return rows;
}

json::array relationRows(const Tenant& tenant, const User& user) {
    json::array rows;
    for (const auto& each : user.profile.at("relations").get_array()) {
        auto row = each.get_object();
        const auto* other = tenant.directory.users.find(textOf(row, "relationUserId"));
        row["externalKey"] = fieldOf(other, &User::externalKey);
        rows.push_back(std::move(row));
    }
    return rows;
}

void addUserType(const Tenant& tenant, const User& user, json::object& row) {
    const auto* type = tenant.directory.userTypes.find(user.userTypeId);
    row["userTypeId"] = orNull(user.userTypeId);
    row["userTypeExternalKey"] = fieldOf(type, &Definition::externalKey);
    row["userTypeName"] = fieldOf(type, &Definition::name);
    row["userTypeCode"] =
        type == nullptr ? json::value(nullptr) : orNull(textOf(type->more, "userTypeCode"));
    row["employmentTypeId"] = row["userTypeId"];
    row["employmentTypeExternalKey"] = row["userTypeExternalKey"];
    row["employmentTypeName"] = row["userTypeName"];
}

bool isPending(const Tenant& tenant, const User& user) {
    const bool expired = tenant.clock.nowMs() - user.createdAtMs >= kPendingLifeMs;
    return user.pending && (!expired || tenant.settings.pendingAfterExpiry);
}

void addState(const Tenant& tenant, const User& user, json::object& row) {
    const bool awaiting = isAwaiting(tenant, user);
    row["isAdministrator"] = user.role != Role::kMember;
    row["isPending"] = isPending(tenant, user);
    row["isSuspended"] = user.suspended();
    row["isDeleted"] = user.deleted();
    row["isAwaiting"] = tenant.settings.awaitingFlag == "inverted" ? !awaiting : awaiting;
    row["suspendedReason"] = orNull(user.suspendedReason);
    row["leaveOfAbsence"] = leaveOf(tenant, user);
}

}  // namespace

json::object toJson(const Tenant& tenant, const User& user) {
    json::object row;
    row.reserve(48);
    row["domainId"] = user.domainId;
    row["userId"] = user.id;
    row["userExternalKey"] = orNull(user.externalKey);
    row["email"] = user.email;
    row["userName"] = json::object{{"lastName", user.name.lastName},
                                   {"firstName", user.name.firstName},
                                   {"phoneticLastName", orNull(user.name.phoneticLastName)},
                                   {"phoneticFirstName", orNull(user.name.phoneticFirstName)}};
    row["aliasEmails"] = json::value_from(user.aliasEmails);
    addUserType(tenant, user, row);
    row["organizations"] = organizationRows(tenant, user);
    for (const auto& [name, value] : user.profile) row[name] = value;
    row["relations"] = relationRows(tenant, user);
    addState(tenant, user, row);
    return row;
}

bool isAwaiting(const Tenant& tenant, const User& user) {
    const auto start = parseInstant(textOf(user.profile, "activationDate"));
    return start && *start > tenant.clock.nowMs();
}

json::object leaveOf(const Tenant& tenant, const User& user) {
    const auto [start, end] = user.leave;
    const auto now = tenant.clock.nowMs();
    const auto instant = [](std::int64_t timeMs) {
        return timeMs == 0 ? json::value(nullptr) : json::value(isoTime(timeMs));
    };
    return {{"startTime", instant(start)},
            {"endTime", instant(end)},
            {"isLeaveOfAbsence", end != 0 && now >= start && now < end}};
}

}  // namespace sandbox::lineworks
