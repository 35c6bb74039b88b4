// GET of org units and of their members: item 27.
#include <boost/json.hpp>

#include "lineworks/find.h"
#include "lineworks/org_units.h"
#include "lineworks/paging.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

json::value orNull(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object memberRow(const User& user, std::string_view orgUnitId) {
    const auto* post = postIn(user, orgUnitId);
    return {{"userId", user.id},
            {"userExternalKey", orNull(user.externalKey)},
            {"isManager", post->isManager},
            {"visible", post->visible},
            {"useTeamFeature", post->useTeamFeature}};
}

}  // namespace

json::object toJson(const Tenant& tenant, const OrgUnit& unit) {
    const auto* parent = tenant.directory.orgUnits.find(unit.parentId);
    json::object row{{"domainId", unit.domainId},
                     {"orgUnitId", unit.id},
                     {"orgUnitExternalKey", orNull(unit.externalKey)},
                     {"orgUnitName", unit.name},
                     {"email", unit.email},
                     {"visible", unit.visible},
                     {"parentOrgUnitId", orNull(unit.parentId)},
                     {"parentExternalKey",
                      parent == nullptr ? json::value(nullptr) : orNull(parent->externalKey)},
                     {"displayOrder", unit.displayOrder},
                     {"displayLevel", levelOf(tenant.directory, unit.id)},
                     {"aliasEmails", json::value_from(unit.aliasEmails)}};
    for (const auto& [name, value] : unit.more) row[name] = value;
    return row;
}

Response listOrgUnits(const Tenant& tenant, const Call& call) {
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    return listRow(
        tenant, page, "orgUnits", tenant.directory.orgUnits.all(),
        [&](const OrgUnit& unit) {
            return unit.domainId == page.domainId &&
                   !tenant.late.misses(unit.id, tenant.clock.nowMs());
        },
        [&](const OrgUnit& unit) { return toJson(tenant, unit); });
}

Response readOrgUnitCall(const Tenant& tenant, const Call& call) {
    const auto [unit, gone] = shownOrgUnitOfPath(tenant, call);
    if (gone) return *gone;
    return jsonResponse(200, json::serialize(toJson(tenant, *unit)));
}

Response listOrgUnitMembers(const Tenant& tenant, const Call& call) {
    const auto [unit, gone] = shownOrgUnitOfPath(tenant, call);
    if (gone) return *gone;
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    const auto& members = tenant.directory.users.linkedTo(unit->id);
    json::array rows;
    auto last = page.after;
    for (auto place = members.upper_bound(page.after); place != members.end(); ++place) {
        if (rows.size() == page.count)
            return listAnswer(tenant, page, "members", std::move(rows), last);
        rows.push_back(memberRow(tenant.directory.users.at(*place), unit->id));
        last = *place;
    }
    return listAnswer(tenant, page, "members", std::move(rows), {});
}

}  // namespace sandbox::lineworks
