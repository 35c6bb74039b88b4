// POST /orgunits: item 23.
#include <boost/json.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/org_units.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr int kMostPaid = 10'000;
constexpr int kMostFree = 100;

int mostOrgUnits(const Settings& settings) {
    if (settings.mostOrgUnits >= 0) return settings.mostOrgUnits;
    return settings.plan == "free" ? kMostFree : kMostPaid;
}

/// Where the body puts the org unit.
struct Place {
    std::string parentId;
    int order = 1;
    Refusal refusal = {};
};

Refusal checkParent(const OrgUnit* parent, const OrgUnit& unit) {
    if (parent == nullptr) return {};
    if (parent->domainId != unit.domainId) {
        return invalidParameter("parentOrgUnitId must be an org unit of the domain.");
    }
    if (unit.visible && !parent->visible) {
        return invalidParameter("visible must be false under a hidden parent.");
    }
    return {};
}

Place readPlace(const Tenant& tenant, const Call& call, const OrgUnit& unit) {
    BodyReader in(call.body);
    Place place;
    in.require("displayOrder");
    place.order = static_cast<int>(in.number("displayOrder", 1, 1, kMostInt32));
    const auto asSent = in.text("parentOrgUnitId", [](auto) { return true; });
    const auto* parent = findOrgUnit(tenant.directory, asSent);
    if (!asSent.empty() && parent == nullptr) {
        in.refuse(notFound(tenant.settings, Kind::kOrgUnit, asSent));
    }
    if (parent != nullptr) place.parentId = parent->id;
    in.refuse(checkParent(parent, unit));
    in.refuse(checkDepth(tenant, place.parentId, 1));
    place.refusal = in.refusal();
    return place;
}

/// An address that nobody has: the real ones are made up of the name and figures.
std::string newMail(Tenant& tenant, std::int64_t domainId) {
    std::string mailDomain;
    for (const auto& each : domainsOf(tenant.settings)) {
        if (each.id == domainId) mailDomain = each.mailDomain;
    }
    std::string mail;
    do {
        mail = "org-" + tenant.directory.ids.hexId().substr(0, 8) + "@" + mailDomain;
    } while (mailInUse(tenant, mail, {}));
    return mail;
}

void hideAtFirst(Tenant& tenant, const Call& call, const OrgUnit& unit) {
    const auto& settings = tenant.settings;
    const bool byFault = call.lateness.ms > 0 || call.lateness.reads > 0;
    const auto lateness =
        byFault ? call.lateness : Lateness{settings.visibleAfterMs, settings.visibleAfterReads};
    tenant.late.hide(unit.id, lateness, tenant.clock.nowMs());
    tenant.lateToUsers.hide(unit.id, {settings.orgUnitLateMs, 0}, tenant.clock.nowMs());
}

}  // namespace

NewOrgUnit addOrgUnit(Tenant& tenant, const Call& call) {
    auto draft = readOrgUnit(tenant, call, {}, Mode::kCreate);
    if (draft.refusal) return {nullptr, std::move(draft.refusal)};
    auto& unit = draft.unit;
    auto place = readPlace(tenant, call, unit);
    if (place.refusal) return {nullptr, std::move(place.refusal)};
    if (auto no = checkOrgUnitNames(tenant, call, unit, {})) return {nullptr, std::move(no)};
    auto& directory = tenant.directory;
    if (static_cast<int>(directory.orgUnits.size()) >= mostOrgUnits(tenant.settings)) {
        return {nullptr, apiError(403, "LIMIT_EXCEEDED", "There are too many org units.")};
    }
    unit.id = call.newId.empty() ? directory.ids.hexId() : call.newId;
    unit.parentId = place.parentId;
    unit.displayOrder = place.order;
    if (unit.email.empty()) unit.email = newMail(tenant, unit.domainId);
    makeRoom(directory, unit, unit.parentId, unit.displayOrder);
    return {&directory.orgUnits.add(std::move(unit)), {}};
}

Response createOrgUnit(Tenant& tenant, const Call& call) {
    const auto [unit, refusal] = addOrgUnit(tenant, call);
    if (refusal) return *refusal;
    hideAtFirst(tenant, call, *unit);
    if (call.disorder) disturbOrder(tenant.directory, unit->parentId, unit->domainId);
    tenant.ledger.add(call.origin, "orgunit", unit->id, unit->name, tenant.clock.nowMs());
    return jsonResponse(201, json::serialize(toJson(tenant, *unit)));
}

}  // namespace sandbox::lineworks
