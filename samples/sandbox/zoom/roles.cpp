#include "zoom/roles.h"

#include <boost/json.hpp>

#include "zoom/members.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr int kMostPerPage = 300;
constexpr std::size_t kIdLength = 23;

struct FoundRole {
    const Named* role;
    Refusal refusal;
};

FoundRole findRole(const Account& account, const Call& call) {
    const auto* role = account.roles.find(call.parameters[0]);
    if (role != nullptr) return {role, {}};
    return {nullptr, apiError(400, 1034, "Provided `role_id` does not exist.")};
}

bool isBuiltIn(const Named& role) {
    return role.id == role::kOwner || role.id == role::kAdmin || role.id == role::kMember;
}

/// Nobody is put into the roles of owner and member, or out of them.
Refusal checkAssignable(const Named& role) {
    if (role.id != role::kOwner && role.id != role::kMember) return {};
    return apiError(400, 300, "Can't delete or add members for Normal/Owner roles.");
}

Refusal checkOwn(const Named& role) {
    if (!isBuiltIn(role)) return {};
    return apiError(400, 300, "System roles can not be changed or deleted.");
}

/// `own` is the role that may keep its name; null for a new one.
Refusal checkBody(const Account& account, const json::object& body, const Named* own) {
    std::vector<std::string> bad;
    const auto* name = body.if_contains("name");
    if (own == nullptr ? textOf(body, "name").empty() : name != nullptr && !name->is_string()) {
        bad.emplace_back("name");
    }
    const auto* privileges = body.if_contains("privileges");
    if (privileges != nullptr && !privileges->is_array()) bad.emplace_back("privileges");
    if (!bad.empty()) return validationFailed(bad);
    const auto* other = account.roles.findByName(textOf(body, "name"));
    if (other == nullptr || other == own) return {};
    return apiError(400, 1224, "This role name is already in use.");
}

/// What the body says of description, type and privileges, over what there was.
json::object moreOf(json::object more, const json::object& body) {
    for (const std::string_view name : {"description", "type", "privileges"}) {
        if (const auto* value = body.if_contains(name)) more[name] = *value;
    }
    return more;
}

json::object roleRow(const Account& account, const Named& role) {
    json::object row{{"id", role.id},
                     {"name", role.name},
                     {"description", textOf(role.more, "description")},
                     {"type", "common"},
                     {"total_members", account.users.inRole(role.id).size()}};
    return row;
}

json::object fullRole(const Account& account, const Named& role) {
    auto row = roleRow(account, role);
    const auto* privileges = role.more.if_contains("privileges");
    row["privileges"] = privileges == nullptr ? json::value(json::array()) : *privileges;
    return row;
}

void assign(Account& account, const Call& call, const User& user, std::string_view roleId) {
    account.users.change(user, [&](User& held) { held.roleId = roleId; });
    account.ledger.add(call.origin, "role_member", user.id, call.parameters[0],
                       account.clock.nowMs());
}

}  // namespace

void addBuiltInRoles(NamedStore& roles) {
    const json::array all = {"User:Read",  "User:Edit", "Group:Read",
                             "Group:Edit", "Role:Read", "Role:Edit"};
    const auto add = [&](std::string_view id, std::string_view name, const json::array& may) {
        roles.add({.id = std::string(id),
                   .name = std::string(name),
                   .more = {{"description", name}, {"privileges", may}}});
    };
    add(role::kOwner, "Owner", all);
    add(role::kAdmin, "Admin", all);
    add(role::kMember, "Member", {});
}

Response listRoles(const Account& account, const Call&) {
    json::array roles;
    for (const auto& [number, role] : account.roles.all()) roles.push_back(roleRow(account, role));
    const auto count = roles.size();
    return jsonResponse(
        200, json::serialize(json::object{{"total_records", count}, {"roles", std::move(roles)}}));
}

Response createRole(Account& account, const Call& call) {
    if (auto no = checkBody(account, call.body, nullptr)) return *no;
    const auto& role = account.roles.add({.id = account.ids.base64Url(kIdLength),
                                          .name = std::string(textOf(call.body, "name")),
                                          .more = moreOf({}, call.body)});
    account.ledger.add(call.origin, "role", role.id, role.name, account.clock.nowMs());
    return jsonResponse(201, json::serialize(fullRole(account, role)));
}

Response readRole(const Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    return refusal ? *refusal : jsonResponse(200, json::serialize(fullRole(account, *role)));
}

Response updateRole(Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    if (refusal) return *refusal;
    if (auto no = checkOwn(*role)) return *no;
    if (auto no = checkBody(account, call.body, role)) return *no;
    const auto name = textOf(call.body, "name");
    if (!name.empty()) account.roles.rename(*role, std::string(name));
    account.roles.setMore(*role, moreOf(role->more, call.body));
    account.ledger.add(call.origin, "role", role->id, role->name, account.clock.nowMs());
    return emptyResponse(204);
}

Response deleteRole(Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    if (refusal) return *refusal;
    if (auto no = checkOwn(*role)) return *no;
    account.ledger.add(call.origin, "role", role->id, role->name, account.clock.nowMs());
    account.users.dissolveRole(role->id);
    account.roles.remove(*role);
    return emptyResponse(204);
}

Response listRoleMembers(const Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    if (refusal) return *refusal;
    return listMembers(account, call, account.users.inRole(role->id), "roles", kMostPerPage, true);
}

Response addRoleMembers(Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    if (refusal) return *refusal;
    if (auto no = checkAssignable(*role)) return *no;
    if (auto no = checkMembers(call.body)) return *no;
    std::vector<std::string> added;
    for (const auto* user : membersIn(account, call.body)) {
        if (user->isOwner() || user->roleId == role->id) continue;
        assign(account, call, *user, role->id);
        added.push_back(user->id);
    }
    return membersAdded(added, "add_at", account.clock.nowMs());
}

Response removeRoleMember(Account& account, const Call& call) {
    const auto [role, refusal] = findRole(account, call);
    if (refusal) return *refusal;
    if (auto no = checkAssignable(*role)) return *no;
    const auto* user = account.users.find(call.parameters[1]);
    if (user == nullptr || user->roleId != role->id) {
        // The reference lists a 404 without a code here.
        return jsonResponse(404, R"({"message":"The user does not have this role."})");
    }
    assign(account, call, *user, role::kMember);
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
