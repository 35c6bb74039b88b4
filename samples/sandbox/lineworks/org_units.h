#pragma once

#include <vector>

#include <boost/json/object.hpp>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"
#include "lineworks/user_fields.h"

/// The calls under /orgunits; each in a file of its subject.
namespace sandbox::lineworks {

// create_org_unit.cpp, update_org_unit.cpp, move_org_unit.cpp, delete_org_unit.cpp
Response createOrgUnit(Tenant& tenant, const Call& call);
Response replaceOrgUnit(Tenant& tenant, const Call& call);
Response patchOrgUnit(Tenant& tenant, const Call& call);
Response moveOrgUnit(Tenant& tenant, const Call& call);
Response deleteOrgUnit(Tenant& tenant, const Call& call);

// read_org_unit.cpp
Response listOrgUnits(const Tenant& tenant, const Call& call);
Response readOrgUnitCall(const Tenant& tenant, const Call& call);
Response listOrgUnitMembers(const Tenant& tenant, const Call& call);
/// The whole org unit as the API shows it.
boost::json::object toJson(const Tenant& tenant, const OrgUnit& unit);

/// An org unit made from the body of POST /orgunits, in the directory and in no ledger; or the
/// refusal.
struct NewOrgUnit {
    const OrgUnit* unit = nullptr;
    Refusal refusal = {};
};
NewOrgUnit addOrgUnit(Tenant& tenant, const Call& call);

/// An org unit as a body would make it of another, place apart, or the refusal; in
/// org_unit_fields.cpp.
struct OrgUnitDraft {
    OrgUnit unit;
    Refusal refusal;
};
OrgUnitDraft readOrgUnit(const Tenant& tenant, const Call& call, const OrgUnit& base, Mode mode);
/// The answer to an address or a key of `draft` that others have; `self` is "" for a new one.
Refusal checkOrgUnitNames(const Tenant& tenant, const Call& call, const OrgUnit& draft,
                          std::string_view self);

// org_tree.cpp

/// Level of the org unit: 1 at the top. "" is above the top.
int levelOf(const Directory& directory, std::string_view id);
/// Levels of the tree under it, itself included.
int heightOf(const Directory& directory, const OrgUnit& unit);
/// True when `id` is `unit` or below it.
bool isWithin(const Directory& directory, std::string_view id, const OrgUnit& unit);
/// The org unit and all below it, parents first.
std::vector<const OrgUnit*> treeOf(const Directory& directory, const OrgUnit& unit);
/// Those of the same domain under that parent, in their order.
std::vector<const OrgUnit*> childrenOf(const Directory& directory, std::string_view parentId,
                                       std::int64_t domainId);
/// LIMIT_EXCEEDED when a tree of that height would reach below the deepest level.
Refusal checkDepth(const Tenant& tenant, std::string_view parentId, int height);
/// The place at `order` is for `unit`: the siblings from there on move one on.
void makeRoom(Directory& directory, const OrgUnit& unit, std::string_view parentId, int order);
/// What the docs warn of when org units are written too fast: the siblings lose their order.
void disturbOrder(Directory& directory, std::string_view parentId, std::int64_t domainId);

}  // namespace sandbox::lineworks
