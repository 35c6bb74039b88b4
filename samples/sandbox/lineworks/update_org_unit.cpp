// PUT, PATCH and move of /orgunits/{orgUnitId}: items 24 and 25.
#include <boost/json.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/find.h"
#include "lineworks/org_units.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::string_view kMoveParts[] = {"parentOrgUnitId", "displayOrder"};

/// What every write of an org unit ends with.
Response done(Tenant& tenant, const Call& call, const OrgUnit& unit) {
    if (call.disorder) disturbOrder(tenant.directory, unit.parentId, unit.domainId);
    tenant.ledger.add(call.origin, "orgunit", unit.id, unit.name, tenant.clock.nowMs());
    return jsonResponse(200, json::serialize(toJson(tenant, unit)));
}

Response updateOrgUnit(Tenant& tenant, const Call& call, Mode mode) {
    const auto [unit, gone] = orgUnitOfPath(tenant, call);
    if (gone) return *gone;
    const auto draft = readOrgUnit(tenant, call, *unit, mode);
    if (draft.refusal) return *draft.refusal;
    const auto* parent = tenant.directory.orgUnits.find(unit->parentId);
    if (draft.unit.visible && parent != nullptr && !parent->visible) {
        return invalidParameter("visible must be false under a hidden parent.");
    }
    if (auto no = checkOrgUnitNames(tenant, call, draft.unit, unit->id)) return *no;
    tenant.directory.orgUnits.change(*unit, [&](OrgUnit& held) { held = draft.unit; });
    return done(tenant, call, *unit);
}

/// The parent to which a move leads: its id, "" for the top level.
struct Parent {
    std::string id;
    Refusal refusal = {};
};

Parent readParent(const Tenant& tenant, BodyReader& in, const OrgUnit& unit) {
    const auto asSent = in.text("parentOrgUnitId", [](auto) { return true; });
    if (asSent.empty()) {
        return {tenant.settings.moveWithoutParent == "stay" ? unit.parentId : std::string(), {}};
    }
    const auto& directory = tenant.directory;
    const auto* parent = findOrgUnit(directory, asSent);
    if (parent == nullptr) return {{}, notFound(tenant.settings, Kind::kOrgUnit, asSent)};
    if (isWithin(directory, parent->id, unit)) {
        return {{}, invalidParameter("An org unit cannot be moved under itself.")};
    }
    if (parent->domainId != unit.domainId) {
        return {{}, invalidParameter("parentOrgUnitId must be an org unit of the domain.")};
    }
    if (unit.visible && !parent->visible) {
        return {{}, invalidParameter("A visible org unit cannot be under a hidden parent.")};
    }
    return {parent->id, {}};
}

}  // namespace

Response replaceOrgUnit(Tenant& tenant, const Call& call) {
    return updateOrgUnit(tenant, call, Mode::kReplace);
}

Response patchOrgUnit(Tenant& tenant, const Call& call) {
    return updateOrgUnit(tenant, call, Mode::kPatch);
}

Response moveOrgUnit(Tenant& tenant, const Call& call) {
    const auto [unit, gone] = orgUnitOfPath(tenant, call);
    if (gone) return *gone;
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kMoveParts);
    in.require("displayOrder");
    const auto order = static_cast<int>(in.number("displayOrder", 1, 1, kMostInt32));
    auto parent = readParent(tenant, in, *unit);
    in.refuse(std::move(parent.refusal));
    if (in.good()) {
        in.refuse(checkDepth(tenant, parent.id, heightOf(tenant.directory, *unit)));
    }
    if (auto no = in.refusal()) return *no;
    makeRoom(tenant.directory, *unit, parent.id, order);
    tenant.directory.orgUnits.change(*unit, [&](OrgUnit& held) {
        held.parentId = parent.id;
        held.displayOrder = order;
    });
    return done(tenant, call, *unit);
}

}  // namespace sandbox::lineworks
