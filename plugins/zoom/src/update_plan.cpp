#include "update_plan.h"

#include <algorithm>

#include "checks.h"
#include "schema.h"
#include "target_errors.h"
#include "user_body.h"
#include <muster/core/ids.h>
#include <muster/sdk/merge.h>

namespace muster::zoom {
namespace {

Error refusedValue(const AttributeInfo& info, const std::string& message, const std::string& hint) {
    return refusal(ErrorCode::kInvalidAttributeValue, info.name + " " + message, hint, info.name);
}

Result<void> planName(UpdatePlan& plan, const Attribute& attribute, const AttributeInfo& info) {
    if (attribute.text() == nullptr || attribute.text()->empty()) {
        return refusedValue(info, "cannot be cleared: each user has an e-mail address",
                            "give the new address");
    }
    plan.email = *attribute.text();
    return {};
}

Result<void> planPassword(UpdatePlan& plan, const Attribute& attribute, const AttributeInfo& info) {
    const Secret* password =
        attribute.single() == nullptr ? nullptr : attribute.single()->as<Secret>();
    if (password == nullptr) {
        return refusedValue(info, "cannot be cleared", "give the new password");
    }
    plan.password = *password;
    return {};
}

Result<void> planEnable(UpdatePlan& plan, const Attribute& attribute, const AttributeInfo& info) {
    const bool* isEnabled =
        attribute.single() == nullptr ? nullptr : attribute.single()->as<bool>();
    if (isEnabled == nullptr) {
        return refusedValue(info, "cannot be cleared", "say true or false");
    }
    plan.enable = *isEnabled;
    return {};
}

Result<void> planReplace(UpdatePlan& plan, const Attribute& attribute, const AttributeInfo& info) {
    if (info.name == attr::kName) {
        return planName(plan, attribute, info);
    }
    if (info.name == attr::kPassword) {
        return planPassword(plan, attribute, info);
    }
    if (info.name == attr::kEnable) {
        return planEnable(plan, attribute, info);
    }
    MUSTER_RETURN_IF_ERROR(checkChineseCharacters(attribute));
    MUSTER_ASSIGN_OR_RETURN(Attribute wire, toWire(attribute, info));
    plan.profile.push_back(std::move(wire));
    if (info.name == name::kType) {
        plan.type = attribute.single()->toDisplay();
    }
    return {};
}

void planListChange(UpdatePlan& plan, const AttributeDelta& delta, const AttributeInfo& info) {
    auto found = std::find_if(plan.lists.begin(), plan.lists.end(),
                              [&](const ListChange& change) { return change.info == &info; });
    if (found == plan.lists.end()) {
        found = plan.lists.insert(found, ListChange{.info = &info});
    }
    std::vector<Value>& values = delta.mode == DeltaMode::kAdd ? found->added : found->removed;
    values.insert(values.end(), delta.attribute.values().begin(), delta.attribute.values().end());
}

/** Each user has one role: none means that of a member. */
Result<void> planRole(UpdatePlan& plan, const Attribute& attribute) {
    plan.role = attribute.single() == nullptr || attribute.single()->isNull()
                    ? std::string(role::kMember)
                    : attribute.single()->toDisplay();
    return checkRole(*plan.role);
}

Result<void> planDelta(UpdatePlan& plan, const AttributeDelta& delta) {
    const AttributeInfo* info = accountClass().find(delta.name());
    if (info == nullptr || !info->updateable) {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       "the attribute \"" + delta.name() + "\" cannot be changed at Zoom",
                       "target schema lists what can be", delta.name());
    }
    if (info->name == name::kCreateType) {
        plan.hasCreateType = true;
        return {};
    }
    if (info->name == name::kGroupIds) {
        plan.groupDeltas.push_back(delta);
        return {};
    }
    if (info->name == name::kRoleId && delta.mode == DeltaMode::kReplace) {
        return planRole(plan, delta.attribute);
    }
    if (delta.mode == DeltaMode::kReplace) {
        return planReplace(plan, delta.attribute, *info);
    }
    if (!info->multiValued) {
        return refusedValue(
            *info,
            "has one value: nothing can be " +
                std::string(delta.mode == DeltaMode::kAdd ? "added to" : "removed from") + " it",
            "replace it: " + info->name + "=VALUE");
    }
    planListChange(plan, delta, *info);
    return {};
}

Error pendingError(const User& user) {
    return refusal(ErrorCode::kInvalidState,
                   "user \"" + user.email +
                       "\" is pending: the invitation has not been accepted, and address, password "
                       "and status of such a user cannot be changed; nothing was sent",
                   "wait until the person accepts; to change the invitation, delete the user and "
                   "create it anew; to cancel it, disassociate the user");
}

/** The groups that the user of a dry run is taken to be in: those that are to be left. */
std::vector<std::string> assumedGroups(const std::vector<AttributeDelta>& deltas) {
    for (const AttributeDelta& delta : deltas) {
        if (delta.mode == DeltaMode::kRemove) {
            return sdk::referencesOf(delta.attribute.values());
        }
    }
    return {};
}

void fitEntitlements(UpdatePlan& plan, const User& user) {
    plan.groups = sdk::membershipChange(
        user.isAssumed ? assumedGroups(plan.groupDeltas) : user.groupIds, plan.groupDeltas);
    plan.groupDeltas.clear();
    const bool hasRole =
        plan.role == user.roleId || (plan.role == role::kMember && user.roleId.empty());
    if (plan.role && hasRole && !user.isAssumed) {
        plan.role.reset();
    }
}

}  // namespace

Result<UpdatePlan> planUpdate(const std::vector<AttributeDelta>& deltas) {
    UpdatePlan plan;
    for (const AttributeDelta& delta : deltas) {
        MUSTER_RETURN_IF_ERROR(planDelta(plan, delta));
    }
    return plan;
}

Result<UpdatePlan> fitToUser(UpdatePlan plan, const User& user, sdk::AlreadySo alreadySo) {
    const bool isLeftOut = alreadySo == sdk::AlreadySo::kLeftOut && !user.isAssumed;
    for (const ListChange& change : plan.lists) {
        const Attribute* have = findAttribute(user.attributes, change.info->name);
        const std::vector<Value> current = have == nullptr ? std::vector<Value>() : have->values();
        std::vector<Value> merged =
            sdk::mergeByKey(current, change.added, change.removed, *change.info);
        if (merged == current && isLeftOut) {
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(
            Attribute wire,
            toWire(Attribute::list(change.info->name, std::move(merged)), *change.info));
        plan.profile.push_back(std::move(wire));
    }
    plan.lists.clear();
    fitEntitlements(plan, user);
    if (plan.email && *plan.email == user.email && isLeftOut) {
        plan.email.reset();
    }
    const bool isEnabled = !user.isInactive();
    if (plan.enable && *plan.enable == isEnabled && !user.isPending() && isLeftOut) {
        plan.enable.reset();
    }
    return plan;
}

Result<void> checkUpdate(const UpdatePlan& plan, const User& user, const Settings& settings,
                         sdk::AlreadySo alreadySo) {
    if (user.isPending() && (plan.email || plan.password || plan.enable)) {
        return pendingError(user);
    }
    // The user is deactivated last, so that the steps before were done if this update did it.
    const bool mayBeOurs = alreadySo == sdk::AlreadySo::kPlanned && plan.enable == false;
    if (user.isInactive() && plan.changesUser() && plan.enable != true && !mayBeOurs) {
        return refusal(ErrorCode::kInvalidState,
                       "user \"" + user.email +
                           "\" is deactivated, and Zoom does not store changes of such a user; "
                           "nothing was sent",
                       "enable the user first, or in the same update: __ENABLE__=true");
    }
    if (plan.type) {
        MUSTER_RETURN_IF_ERROR(checkTypeForUpdate(*plan.type, user, settings));
    }
    if (plan.role) {
        MUSTER_RETURN_IF_ERROR(checkRoleChange(user));
    }
    // An administrator who loses the role in this update loses it before the other steps.
    User then = user;
    then.roleId = plan.role.value_or(user.roleId);
    if (plan.password) {
        MUSTER_RETURN_IF_ERROR(
            checkPasswordForUpdate(*plan.password, user.isProtected() ? then : user));
    }
    if (plan.enable == false) {
        MUSTER_RETURN_IF_ERROR(checkNotProtected(then, "disabled"));
    }
    return {};
}

}  // namespace muster::zoom
