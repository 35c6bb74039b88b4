#include "read_org_units.h"

#include "belonging.h"
#include "schema.h"
#include <muster/sdk/filter_values.h>
#include <muster/sdk/named_objects.h>
#include <muster/sdk/wanted.h>

namespace muster::lineworks {
namespace {

constexpr BelongingList kMembersList = {
    .key = key::kOrgUnitMembers, .idMember = "userId", .what = "the members of org unit"};

Result<void> addMembers(sdk::Call& call, ConnectorObject& orgUnit) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                            readIds(call, kMembersList, orgUnit.uid));
    orgUnit.attributes.push_back(asReferences(name::kMembers, ids));
    return {};
}

}  // namespace

Result<std::optional<ConnectorObject>> readOrgUnit(sdk::Call& call, const ObjectRef& ref,
                                                   const std::vector<std::string>& attributes) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> orgUnit,
                            sdk::NamedReader(call, orgUnits()).find(ref));
    if (!orgUnit) {
        return orgUnit;
    }
    if (sdk::isAsked(attributes, orgUnitClass(), name::kMembers)) {
        MUSTER_RETURN_IF_ERROR(addMembers(call, *orgUnit));
    }
    return std::optional(sdk::withWanted(*std::move(orgUnit), orgUnitClass(), attributes));
}

Result<sdk::SearchReport> searchOrgUnits(sdk::Call& call, const Filter& filter,
                                         const sdk::SearchOptions& options,
                                         const sdk::ObjectHandler& handler) {
    sdk::CompleteObject complete;
    if (sdk::isAsked(options.attributes, orgUnitClass(), name::kMembers) ||
        sdk::asksAbout(filter, orgUnitClass(), name::kMembers)) {
        call.notice("search-reads-each-org-unit",
                    "LINE WORKS lists org units without their members, so the members of each are "
                    "read by themselves");
        complete = [&call](ConnectorObject& orgUnit) { return addMembers(call, orgUnit); };
    }
    return sdk::searchNamed(call, orgUnits(), filter, options, handler, complete);
}

}  // namespace muster::lineworks
