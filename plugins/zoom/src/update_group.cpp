#include "update_group.h"

#include <algorithm>

#include "group_members.h"
#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/already_so.h>

namespace muster::zoom {
namespace {

/** What an update of a group asks for. */
struct GroupPlan {
    std::optional<std::string> name = {};
    std::vector<AttributeDelta> members = {};

    bool replacesMembers() const {
        return std::any_of(members.begin(), members.end(), [](const AttributeDelta& delta) {
            return delta.mode == DeltaMode::kReplace;
        });
    }
};

Result<GroupPlan> planGroup(const std::vector<AttributeDelta>& deltas) {
    GroupPlan plan;
    for (const AttributeDelta& delta : deltas) {
        const AttributeInfo* info = groupClass().find(delta.name());
        if (info != nullptr && info->name == attr::kName && delta.attribute.text() != nullptr) {
            plan.name = *delta.attribute.text();
        } else if (info != nullptr && info->name == name::kMembers) {
            plan.members.push_back(delta);
        } else {
            return refusal(ErrorCode::kInvalidAttributeValue,
                           "\"" + delta.name() + "\" of a group cannot be changed so at Zoom",
                           "the name and the members of a group can be changed", delta.name());
        }
    }
    return plan;
}

Result<void> rename(sdk::Call& call, const ConnectorObject& group, const std::string& newName) {
    const Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kUpdateGroup),
                          .step = "name",
                          .placeholders = {Attribute(std::string(attr::kUid), Value(group.uid))},
                          .body = ObjectValue({Attribute("name", Value(newName))})});
    return response ? Result<void>() : explained(response.error(), groupClass());
}

/** Ids in the place of addresses, in each delta. */
Result<std::vector<AttributeDelta>> withIds(GroupMembers& members,
                                            const std::vector<AttributeDelta>& deltas) {
    std::vector<AttributeDelta> resolved;
    for (const AttributeDelta& delta : deltas) {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                                members.toIds(sdk::referencesOf(delta.attribute.values())));
        resolved.push_back({delta.mode, Attribute::list(delta.name(), {ids.begin(), ids.end()})});
    }
    return resolved;
}

/** What is to be sent. Without a replace nothing is read: then everything that is to go counts as
 * there, and everything that is to come as not there. */
Result<sdk::MembershipChange> planMembers(sdk::Call& call, GroupMembers& members,
                                          const GroupPlan& plan) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas,
                            withIds(members, plan.members));
    if (plan.replacesMembers()) {
        return sdk::membershipChange(call, name::kMembers, deltas, [&] { return members.read(); });
    }
    std::vector<std::string> current;
    for (const AttributeDelta& delta : deltas) {
        if (delta.mode == DeltaMode::kRemove) {
            current = sdk::referencesOf(delta.attribute.values());
        }
    }
    return sdk::membershipChange(current, deltas);
}

}  // namespace

Result<WriteReport> updateGroup(sdk::Call& call, const ObjectRef& ref,
                                const sdk::DeltasView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> asked, view.copy());
    MUSTER_ASSIGN_OR_RETURN(const GroupPlan plan, planGroup(asked));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject group,
                            sdk::NamedReader(call, groups()).require(ref));
    WriteReport report{.uid = group.uid, .name = group.name};
    bool isStarted = false;
    const bool isPlanned = sdk::alreadySo(call) == sdk::AlreadySo::kPlanned;
    if (plan.name && (*plan.name != group.name || isPlanned)) {
        MUSTER_RETURN_IF_ERROR(rename(call, group, *plan.name));
        report.name = *plan.name;
        isStarted = true;
    }
    GroupMembers members(call, group.uid);
    const Result<sdk::MembershipChange> change =
        plan.members.empty() ? sdk::MembershipChange() : planMembers(call, members, plan);
    const Result<void> done =
        change ? members.apply(*change, isStarted) : Result<void>(change.error());
    if (!done) {
        if (isStarted) {
            call.reportEarly(report);
        }
        return done.error();
    }
    return report;
}

}  // namespace muster::zoom
