#include "create_group.h"

#include "group_members.h"
#include "schema.h"
#include "target_errors.h"
#include <muster/core/ids.h>

namespace muster::zoom {

Result<WriteReport> createGroup(sdk::Call& call, const sdk::AttributesView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
    const std::string groupName = *findAttribute(attributes, attr::kName)->text();
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kCreateGroup),
                          .step = "create",
                          .body = ObjectValue({Attribute("name", Value(groupName))})});
    if (!response) {
        return explained(std::move(response).error(), groupClass());
    }
    const WriteReport report{.uid = response->isDryRun ? "(the new id)" : response->uid,
                             .name = groupName};
    if (report.uid.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "Zoom made the group \"" + groupName + "\" and told no id",
                     .hint = "compare the template's response rules with Zoom's answer in a trace",
                     .outcome = Outcome::kUnknown};
    }
    const Attribute* wanted = findAttribute(attributes, name::kMembers);
    if (wanted != nullptr && !wanted->values().empty()) {
        call.reportEarly(report);
        GroupMembers members(call, report.uid);
        MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                                members.toIds(sdk::referencesOf(wanted->values())));
        bool isStarted = false;
        MUSTER_RETURN_IF_ERROR(members.apply(
            sdk::membershipChange(
                {}, {{DeltaMode::kAdd, Attribute::list("", {ids.begin(), ids.end()})}}),
            isStarted));
    }
    return report;
}

}  // namespace muster::zoom
