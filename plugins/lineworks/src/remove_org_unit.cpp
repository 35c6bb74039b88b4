#include "remove_org_unit.h"

#include "checks.h"
#include "org_unit_tree.h"
#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

Result<void> checkNothingWithin(sdk::Call& call, const ConnectorObject& orgUnit) {
    MUSTER_ASSIGN_OR_RETURN(const OrgUnitTree tree, OrgUnitTree::read(call));
    const std::vector<OrgUnitTree::Node> within = tree.within(orgUnit.uid);
    if (within.empty()) {
        return {};
    }
    return sdk::refusal(ErrorCode::kConflict,
                        std::to_string(within.size()) + " org units are within \"" + orgUnit.name +
                            "\", the first \"" + within.front().name +
                            "\": LINE WORKS would delete those without members along with it; "
                            "nothing was sent",
                        "delete them first; or say withEmptyOrgUnits=true");
}

/** Whether somebody has a post in it; nothing when it cannot be told. */
bool hasMembers(sdk::Call& call, const std::string& id) {
    const Result<sdk::Response> response = call.host().call(
        {.key = std::string(key::kOrgUnitMembers),
         .placeholders = {Attribute("__UID__", Value(id)), Attribute("PAGE_SIZE", Value(1))}});
    return response && !response->records.empty();
}

/** A refusal for members comes under several statuses; a look tells. */
Error whyKept(sdk::Call& call, const ConnectorObject& orgUnit, Error error) {
    const bool mayBeMembers =
        error.code == ErrorCode::kConflict || error.code == ErrorCode::kPermissionDenied;
    if (!mayBeMembers || !hasMembers(call, orgUnit.uid)) {
        return error;
    }
    error.code = ErrorCode::kConflict;
    error.message = "members are in org unit \"" + orgUnit.name + "\": " + error.message;
    error.hint = "move the members out of it, and of the org units within it, first";
    return error;
}

}  // namespace

Result<void> deleteOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                           const ObjectRef& ref) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject orgUnit,
                            sdk::NamedReader(call, orgUnits()).require(ref));
    if (call.option("withEmptyOrgUnits") != "true") {
        MUSTER_RETURN_IF_ERROR(checkNothingWithin(call, orgUnit));
    }
    finder.forgetAll();
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kDeleteOrgUnit),
                          .step = "delete",
                          .placeholders = {Attribute("__UID__", Value(orgUnit.uid))}});
    if (!response) {
        return whyKept(call, orgUnit, explained(std::move(response).error(), orgUnitClass()));
    }
    return {};
}

}  // namespace muster::lineworks
