#include "update_group.h"

#include <algorithm>

#include "checks.h"
#include "group_members.h"
#include "schema.h"
#include "target_errors.h"
#include "wire.h"
#include <muster/core/ids.h>
#include <muster/sdk/already_so.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {
namespace {

/** What an update of a group asks for. */
struct GroupPlan {
    std::vector<Attribute> profile = {};
    std::vector<std::pair<const GroupList*, std::vector<AttributeDelta>>> lists = {};
};

std::vector<AttributeDelta>& deltasOf(GroupPlan& plan, const GroupList* list) {
    for (auto& [known, deltas] : plan.lists) {
        if (known == list) {
            return deltas;
        }
    }
    plan.lists.emplace_back(list, std::vector<AttributeDelta>());
    return plan.lists.back().second;
}

Result<GroupPlan> planGroup(const std::vector<AttributeDelta>& deltas, const ConnectorObject& group,
                            bool isLeftOut) {
    GroupPlan plan;
    for (const AttributeDelta& delta : deltas) {
        const AttributeInfo* info = groupClass().find(delta.name());
        if (info == nullptr || !info->updateable) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                "\"" + delta.name() + "\" of a group cannot be changed",
                                "target schema lists what can be", delta.name());
        }
        if (const GroupList* list = findGroupList(info->name)) {
            deltasOf(plan, list).push_back(delta);
            continue;
        }
        MUSTER_RETURN_IF_ERROR(checkGroupAttributes({delta.attribute}));
        MUSTER_RETURN_IF_ERROR(checkClearable(delta.attribute, *info));
        const Attribute* now = group.find(info->name);
        const std::vector<Value> current = now == nullptr ? std::vector<Value>() : now->values();
        if (delta.attribute.values() != current || !isLeftOut) {
            plan.profile.push_back(delta.attribute);
        }
    }
    return plan;
}

/** What is to be sent. Without a replace nothing is read: then everything that is to go counts as
 * there, and everything that is to come as not there. */
Result<sdk::MembershipChange> planList(sdk::Call& call, const Settings& settings,
                                       const std::string& groupId, const GroupList& list,
                                       const std::vector<AttributeDelta>& asked) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas,
                            withIds(call, settings, list, asked));
    const bool isReplaced =
        std::any_of(deltas.begin(), deltas.end(),
                    [](const AttributeDelta& delta) { return delta.mode == DeltaMode::kReplace; });
    std::vector<std::string> current;
    if (isReplaced) {
        MUSTER_ASSIGN_OR_RETURN(current, readIds(call, list.list, groupId));
    } else {
        for (const AttributeDelta& delta : deltas) {
            if (delta.mode == DeltaMode::kRemove) {
                current = sdk::referencesOf(delta.attribute.values());
            }
        }
    }
    return sdk::membershipChange(current, deltas);
}

Result<void> patch(sdk::Call& call, const ConnectorObject& group, const GroupPlan& plan) {
    std::vector<Attribute> body;
    for (const Attribute& attribute : plan.profile) {
        body.push_back(toWire(attribute, *groupClass().find(attribute.name())));
    }
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kUpdateGroup),
                          .step = "profile",
                          .placeholders = {Attribute("__UID__", Value(group.uid))},
                          .body = ObjectValue(std::move(body))});
    return response ? Result<void>() : explained(std::move(response).error(), groupClass());
}

}  // namespace

Result<WriteReport> updateGroup(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                                const sdk::DeltasView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> asked, view.copy());
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject group,
                            sdk::NamedReader(call, groups()).require(ref));
    const bool isLeftOut = sdk::alreadySo(call) == sdk::AlreadySo::kLeftOut && !call.isDryRun();
    MUSTER_ASSIGN_OR_RETURN(const GroupPlan plan, planGroup(asked, group, isLeftOut));
    if (!call.isDryRun()) {
        MUSTER_RETURN_IF_ERROR(checkFeatures(plan.profile, &group));
    }
    sdk::UpdateSteps steps(call, {.uid = group.uid, .name = group.name});
    if (!plan.profile.empty()) {
        steps.add("profile", [&](sdk::UpdateSteps& all) -> Result<void> {
            MUSTER_RETURN_IF_ERROR(patch(call, group, plan));
            const Attribute* renamed = findAttribute(plan.profile, attr::kName);
            all.report().name = renamed == nullptr ? group.name : *renamed->text();
            return {};
        });
    }
    for (const auto& [list, deltas] : plan.lists) {
        MUSTER_ASSIGN_OR_RETURN(const sdk::MembershipChange change,
                                planList(call, settings, group.uid, *list, deltas));
        addMembershipSteps(call, steps, group.uid, *list, change);
    }
    return steps.run();
}

}  // namespace muster::lineworks
