#include "lineworks/groups.h"

#include <algorithm>

#include <boost/json.hpp>

#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/paging.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

/// Names are unique in a domain, keys in the tenant, addresses everywhere.
Refusal checkNames(const Tenant& tenant, const Group& draft, std::string_view self) {
    const auto& groups = tenant.directory.groups;
    const bool nameTaken =
        std::any_of(groups.all().begin(), groups.all().end(), [&](const auto& each) {
            const Group& other = each.second;
            return other.id != self && other.domainId == draft.domainId && other.name == draft.name;
        });
    if (nameTaken) return apiError(409, "ALREADY_EXIST", "groupName is already in use.");
    for (const auto& mail : mailsOf(draft)) {
        if (mailInUse(tenant, mail, self)) {
            return apiError(409, "ALREADY_EXIST", "email is already in use.");
        }
    }
    if (keyInUse(groups, draft.externalKey, self)) {
        return apiError(409, "CONFLICT", "groupExternalKey is already in use.");
    }
    return {};
}

void addToLedger(Tenant& tenant, const Call& call, const Group& group) {
    tenant.ledger.add(call.origin, "group", group.id, group.name, tenant.clock.nowMs());
}

Response updateGroup(Tenant& tenant, const Call& call, Mode mode) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    const auto draft = readGroup(tenant, call, *group, mode);
    if (draft.refusal) return *draft.refusal;
    if (auto no = checkNames(tenant, draft.group, group->id)) return *no;
    tenant.directory.groups.change(*group, [&](Group& held) { held = draft.group; });
    addToLedger(tenant, call, *group);
    return jsonResponse(200, json::serialize(toJson(*group)));
}

}  // namespace

json::object toJson(const Group& group) {
    json::object row{
        {"domainId", group.domainId},
        {"groupId", group.id},
        {"groupExternalKey",
         group.externalKey.empty() ? json::value(nullptr) : json::value(group.externalKey)},
        {"groupName", group.name}};
    for (const auto& [name, value] : group.more) row[name] = value;
    json::array administrators;
    for (const auto& id : group.administrators) {
        administrators.push_back(json::object{{"userId", id}});
    }
    json::array members;
    for (const auto& each : group.members) {
        members.push_back(json::object{{"id", each.id}, {"type", each.type}});
    }
    row["administrators"] = std::move(administrators);
    row["members"] = std::move(members);
    return row;
}

NewGroup addGroup(Tenant& tenant, const Call& call) {
    auto draft = readGroup(tenant, call, {}, Mode::kCreate);
    if (draft.refusal) return {nullptr, std::move(draft.refusal)};
    if (auto no = checkNames(tenant, draft.group, {})) return {nullptr, std::move(no)};
    draft.group.id = call.newId.empty() ? tenant.directory.ids.hexId() : call.newId;
    return {&tenant.directory.groups.add(std::move(draft.group)), {}};
}

Response createGroup(Tenant& tenant, const Call& call) {
    const auto [group, refusal] = addGroup(tenant, call);
    if (refusal) return *refusal;
    addToLedger(tenant, call, *group);
    return jsonResponse(201, json::serialize(toJson(*group)));
}

Response replaceGroup(Tenant& tenant, const Call& call) {
    return updateGroup(tenant, call, Mode::kReplace);
}

Response patchGroup(Tenant& tenant, const Call& call) {
    return updateGroup(tenant, call, Mode::kPatch);
}

Response deleteGroup(Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    auto& groups = tenant.directory.groups;
    const auto parents = groups.linkedTo(group->id);  // a copy: changes move the original
    for (const auto number : parents) {
        groups.change(groups.at(number), [id = group->id](Group& held) {
            std::erase_if(held.members, [&](auto& each) { return each.id == id; });
        });
    }
    addToLedger(tenant, call, *group);
    groups.remove(*group);
    return emptyResponse(204);
}

Response listGroups(const Tenant& tenant, const Call& call) {
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    return listRow(
        tenant, page, "groups", tenant.directory.groups.all(),
        [&](const Group& group) { return group.domainId == page.domainId; },
        [](const Group& group) { return toJson(group); });
}

Response readGroupCall(const Tenant& tenant, const Call& call) {
    const auto [group, gone] = groupOfPath(tenant, call);
    if (gone) return *gone;
    return jsonResponse(200, json::serialize(toJson(*group)));
}

}  // namespace sandbox::lineworks
