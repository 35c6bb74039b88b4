// DELETE /orgunits/{orgUnitId}: item 26.
#include <algorithm>

#include "lineworks/find.h"
#include "lineworks/org_units.h"

namespace sandbox::lineworks {

namespace {

Refusal checkEmpty(const Tenant& tenant, const std::vector<const OrgUnit*>& tree) {
    const auto& settings = tenant.settings;
    const bool hasMembers = std::any_of(tree.begin(), tree.end(), [&](const OrgUnit* each) {
        return !tenant.directory.users.linkedTo(each->id).empty();
    });
    if (hasMembers) {
        constexpr std::string_view kText = "The org unit, or one below it, has members.";
        if (settings.orgDeleteMembers == "409") return apiError(409, "CONFLICT", kText);
        if (settings.orgDeleteMembers == "403") return forbidden(kText);
        return badRequest(kText);
    }
    if (tree.size() > 1 && settings.orgDeleteChildren == "refuse") {
        return badRequest("The org unit has org units below it.");
    }
    return {};
}

void leaveGroups(Directory& directory, const std::string& orgUnitId) {
    const auto numbers = directory.groups.linkedTo(orgUnitId);  // a copy: changes move the original
    for (const auto number : numbers) {
        directory.groups.change(directory.groups.at(number), [&](Group& held) {
            std::erase_if(held.members, [&](auto& each) { return each.id == orgUnitId; });
        });
    }
}

}  // namespace

Response deleteOrgUnit(Tenant& tenant, const Call& call) {
    const auto [unit, gone] = orgUnitOfPath(tenant, call);
    if (gone) return *gone;
    auto& directory = tenant.directory;
    auto tree = treeOf(directory, *unit);
    if (auto no = checkEmpty(tenant, tree)) return *no;
    const auto parentId = unit->parentId;
    const auto domainId = unit->domainId;
    std::reverse(tree.begin(), tree.end());
    for (const auto* each : tree) {
        leaveGroups(directory, each->id);
        tenant.ledger.add(call.origin, "orgunit", each->id, each->name, tenant.clock.nowMs());
        directory.orgUnits.remove(*each);
    }
    if (call.disorder) disturbOrder(directory, parentId, domainId);
    return emptyResponse(204);
}

}  // namespace sandbox::lineworks
