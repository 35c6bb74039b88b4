// Members and administrators of a group: item 27.
#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/body_reader.h"
#include "lineworks/find.h"
#include "lineworks/groups.h"
#include "lineworks/paging.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::string_view kMemberParts[] = {"id", "type"};
constexpr std::string_view kAdministratorParts[] = {"userId"};

const User* liveUser(const Tenant& tenant, std::string_view asSent) {
    const auto* user = findUser(tenant, asSent);
    return user == nullptr || user->deleted() ? nullptr : user;
}

/// The id of a member, "" when there is none.
std::string memberId(const Tenant& tenant, std::string_view type, std::string_view asSent) {
    const auto idOf = [](const auto* object) {
        return object == nullptr ? std::string() : object->id;
    };
    if (type == "USER") return idOf(liveUser(tenant, asSent));
    if (type == "ORGUNIT") return idOf(findOrgUnit(tenant.directory, asSent));
    return idOf(findObject(tenant.directory.groups, asSent));
}

Kind kindOf(std::string_view type) {
    if (type == "USER") return Kind::kUser;
    return type == "ORGUNIT" ? Kind::kOrgUnit : Kind::kGroup;
}

/// Rows of a list without numbers: the cursor counts those shown.
Response listPlain(const Tenant& tenant, const Page& page, std::string_view plural,
                   const json::array& all) {
    json::array rows;
    auto at = std::min<std::size_t>(page.after, all.size());
    for (; at < all.size() && rows.size() < page.count; ++at) rows.push_back(all[at]);
    const bool ends = at >= all.size();
    return listAnswer(tenant, page, plural, std::move(rows),
                      ends ? std::nullopt : std::optional<std::uint64_t>(at));
}

Response listPart(const Tenant& tenant, const Call& call, std::string_view plural) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    return listPlain(tenant, page, plural, toJson(*group).at(plural).get_array());
}

}  // namespace

MemberRead readMember(const Tenant& tenant, const json::object& sent) {
    BodyReader in(sent, "members[].");
    in.onlyKnows(tenant.settings, kMemberParts);
    in.require("id");
    in.require("type");
    const auto type = in.text(
        "type", [](auto text) { return text == "USER" || text == "ORGUNIT" || text == "GROUP"; });
    const auto asSent = in.text("id", [](auto text) { return !text.empty(); });
    if (!in.good()) return {{}, in.refusal()};
    auto id = memberId(tenant, type, asSent);
    if (id.empty()) return {{}, notFound(tenant.settings, kindOf(type), asSent)};
    return {{std::move(id), type}, {}};
}

AdministratorRead readAdministrator(const Tenant& tenant, const json::object& sent) {
    BodyReader in(sent, "administrators[].");
    in.onlyKnows(tenant.settings, kAdministratorParts);
    in.require("userId");
    const auto asSent = in.text("userId", [](auto text) { return !text.empty(); });
    if (!in.good()) return {{}, in.refusal()};
    const auto* user = liveUser(tenant, asSent);
    if (user == nullptr) return {{}, notFound(tenant.settings, Kind::kUser, asSent)};
    return {user->id, {}};
}

Response listGroupMembers(const Tenant& tenant, const Call& call) {
    return listPart(tenant, call, "members");
}

Response listAdministrators(const Tenant& tenant, const Call& call) {
    return listPart(tenant, call, "administrators");
}

Response addGroupMember(Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    const auto read = readMember(tenant, call.body);
    if (read.refusal) return *read.refusal;
    const auto& member = read.member;
    if (member.id == group->id) return invalidParameter("A group cannot be its own member.");
    const bool there = std::any_of(group->members.begin(), group->members.end(),
                                   [&](auto& each) { return each.id == member.id; });
    if (there) return apiError(409, "CONFLICT", "The member is in the group.");
    tenant.directory.groups.change(*group, [&](Group& held) { held.members.push_back(member); });
    tenant.ledger.add(call.origin, "group_member", member.id, group->name, tenant.clock.nowMs());
    return jsonResponse(201,
                        json::serialize(json::object{{"id", member.id}, {"type", member.type}}));
}

Response deleteGroupMember(Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    // The path has no type: whichever of the three it names.
    const auto isMember = [&](const GroupMember& each) {
        return each.id == memberId(tenant, each.type, call.item());
    };
    const auto found = std::find_if(group->members.begin(), group->members.end(), isMember);
    if (found == group->members.end()) {
        return apiError(404, "NOT_FOUND", "The group has no such member.");
    }
    const auto id = found->id;
    tenant.directory.groups.change(*group, [&](Group& held) {
        std::erase_if(held.members, [&](auto& each) { return each.id == id; });
    });
    tenant.ledger.add(call.origin, "group_member", id, group->name, tenant.clock.nowMs());
    return emptyResponse(204);
}

Response addAdministrator(Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    const auto read = readAdministrator(tenant, call.body);
    if (read.refusal) return *read.refusal;
    const auto& all = group->administrators;
    if (std::find(all.begin(), all.end(), read.id) != all.end()) {
        return apiError(409, "CONFLICT", "The user is an administrator of the group.");
    }
    tenant.directory.groups.change(*group,
                                   [&](Group& held) { held.administrators.push_back(read.id); });
    tenant.ledger.add(call.origin, "group_administrator", read.id, group->name,
                      tenant.clock.nowMs());
    return jsonResponse(201, json::serialize(json::object{{"userId", read.id}}));
}

Response deleteAdministrator(Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    const auto* user = findUser(tenant, call.item());
    const auto& all = group->administrators;
    if (user == nullptr || std::find(all.begin(), all.end(), user->id) == all.end()) {
        return apiError(404, "NOT_FOUND", "The group has no such administrator.");
    }
    if (all.size() == 1) return badRequest("A group needs an administrator.");
    tenant.directory.groups.change(*group,
                                   [&](Group& held) { std::erase(held.administrators, user->id); });
    tenant.ledger.add(call.origin, "group_administrator", user->id, group->name,
                      tenant.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::lineworks
