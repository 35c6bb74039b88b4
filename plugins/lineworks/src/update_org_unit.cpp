#include "update_org_unit.h"

#include "answer_check.h"
#include "checks.h"
#include "org_unit_body.h"
#include "org_unit_tree.h"
#include "schema.h"
#include "target_errors.h"
#include "wire.h"
#include <muster/core/ids.h>
#include <muster/sdk/already_so.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/json.h>
#include <muster/sdk/merge.h>
#include <muster/sdk/update_steps.h>

namespace muster::lineworks {
namespace {

/** A new place in the tree. */
struct Move {
    std::string parent = {};  ///< empty for the top
    std::int64_t displayOrder = 1;
};

struct OrgUnitPlan {
    std::vector<Attribute> profile = {};
    std::optional<Move> move = {};
};

std::vector<Value> valuesOf(const ConnectorObject& object, std::string_view attribute) {
    if (attribute == attr::kName) {
        return {Value(object.name)};
    }
    const Attribute* found = object.find(attribute);
    return found == nullptr ? std::vector<Value>() : found->values();
}

/** An attribute after one delta. */
Attribute wantedValues(const AttributeDelta& delta, const std::vector<Value>& current,
                       const AttributeInfo& info) {
    if (!info.multiValued || delta.mode == DeltaMode::kReplace) {
        return delta.attribute;
    }
    const std::vector<Value>& given = delta.attribute.values();
    return Attribute::list(info.name, delta.mode == DeltaMode::kAdd
                                          ? sdk::mergeByKey(current, given, {}, info)
                                          : sdk::mergeByKey(current, {}, given, info));
}

/** Plans one update against an org unit that was read. */
class Planner {
public:
    Planner(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
            const ConnectorObject& orgUnit)
        : call_(call), settings_(settings), finder_(finder), orgUnit_(orgUnit) {
        place_ = {.parent = textOf(orgUnit, name::kParent),
                  .displayOrder = numberOf(orgUnit, name::kDisplayOrder)};
    }

    Result<OrgUnitPlan> run(const std::vector<AttributeDelta>& deltas) {
        for (const AttributeDelta& delta : deltas) {
            MUSTER_RETURN_IF_ERROR(planOne(delta));
        }
        MUSTER_RETURN_IF_ERROR(checkMove());
        MUSTER_RETURN_IF_ERROR(checkTogether());
        return std::move(plan_);
    }

private:
    /** In a dry run the org unit was not read, so that nothing is known to be so. */
    bool isAssumed() const { return call_.isDryRun(); }
    /** Whether what is so already is not sent. */
    bool isLeftOut() const {
        return sdk::alreadySo(call_) == sdk::AlreadySo::kLeftOut && !isAssumed();
    }

    Result<void> planOne(const AttributeDelta& delta) {
        const AttributeInfo* info = orgUnitClass().find(delta.name());
        if (info == nullptr || !info->updateable) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                "\"" + delta.name() + "\" of an org unit cannot be changed",
                                "members are put into org units by their own orgUnits",
                                delta.name());
        }
        if (info->name == name::kParent) {
            return planParent(delta.attribute);
        }
        if (info->name == name::kDisplayOrder) {
            return planOrder(delta.attribute);
        }
        if (delta.mode == DeltaMode::kReplace) {
            MUSTER_RETURN_IF_ERROR(checkClearable(delta.attribute, *info));
        }
        const Attribute* earlier = findAttribute(plan_.profile, info->name);
        const std::vector<Value> current = valuesOf(orgUnit_, info->name);
        Attribute wanted =
            wantedValues(delta, earlier == nullptr ? current : earlier->values(), *info);
        MUSTER_RETURN_IF_ERROR(checkOrgUnitAttribute(wanted));
        std::erase_if(plan_.profile,
                      [&](const Attribute& one) { return one.name() == info->name; });
        if (wanted.values() != current || !isLeftOut()) {
            plan_.profile.push_back(std::move(wanted));
        }
        return {};
    }

    Result<void> planParent(const Attribute& attribute) {
        const Value* value = attribute.single();
        const auto* reference = value == nullptr ? nullptr : value->as<Reference>();
        Move wanted = plan_.move.value_or(place_);
        wanted.parent.clear();
        if (reference != nullptr) {
            MUSTER_ASSIGN_OR_RETURN(parent_, finder_.look(call_, reference->uid, name::kParent));
            wanted.parent = parent_.id;
        }
        if (wanted.parent != place_.parent || !isLeftOut()) {
            plan_.move = wanted;
        }
        return {};
    }

    Result<void> planOrder(const Attribute& attribute) {
        MUSTER_RETURN_IF_ERROR(checkOrgUnitAttribute(attribute));
        const auto* order =
            attribute.single() == nullptr ? nullptr : attribute.single()->as<std::int64_t>();
        if (order != nullptr && (*order != place_.displayOrder || !isLeftOut())) {
            Move wanted = plan_.move.value_or(place_);
            wanted.displayOrder = *order;
            plan_.move = wanted;
        }
        return {};
    }

    /** Only another parent changes the depth of what is within. */
    Result<void> checkMove() {
        if (!plan_.move) {
            return {};
        }
        if (plan_.move->displayOrder < 1) {
            plan_.move->displayOrder = 1;  // not told by a dry run, or by LINE WORKS
        }
        // What is within need not be known while it gets no deeper.
        const std::int64_t level = numberOf(orgUnit_, name::kDisplayLevel);
        const bool getsDeeper = !plan_.move->parent.empty() && parent_.displayLevel >= level;
        if (plan_.move->parent == place_.parent || settings_.maxOrgDepth == 0 || !getsDeeper ||
            isAssumed()) {
            return {};
        }
        MUSTER_ASSIGN_OR_RETURN(const OrgUnitTree tree, OrgUnitTree::read(call_));
        if (tree.isWithin(parent_.id, orgUnit_.uid)) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                "org unit \"" + orgUnit_.name +
                                    "\" cannot move into itself or into what is within it; nothing "
                                    "was sent",
                                "give it a parent outside", std::string(name::kParent));
        }
        return checkDepth(orgUnit_.name, parent_.displayLevel, tree.height(orgUnit_.uid),
                          settings_);
    }

    Result<void> checkTogether() {
        if (isAssumed()) {
            return {};
        }
        MUSTER_RETURN_IF_ERROR(checkFeatures(plan_.profile, &orgUnit_));
        const Attribute* wanted = findAttribute(plan_.profile, name::kVisible);
        const std::string& parent = plan_.move ? plan_.move->parent : place_.parent;
        const bool isMoved = parent != place_.parent;
        if (parent.empty() || (wanted == nullptr && !isMoved)) {
            return {};
        }
        if (!isMoved) {
            MUSTER_ASSIGN_OR_RETURN(parent_, finder_.look(call_, parent, name::kParent));
        }
        const Attribute* shown = wanted == nullptr ? orgUnit_.find(name::kVisible) : wanted;
        const bool isVisible = shown != nullptr && shown->single() != nullptr &&
                               shown->single()->toDisplay() == "true";
        return checkVisible(parent, parent_.isHidden, isVisible);
    }

    sdk::Call& call_;
    const Settings& settings_;
    OrgUnitFinder& finder_;
    const ConnectorObject& orgUnit_;
    Move place_;
    OrgUnitFinder::Seen parent_;
    OrgUnitPlan plan_;
};

std::string wantedText(const OrgUnitPlan& plan, std::string_view attribute) {
    const Attribute* wanted = findAttribute(plan.profile, attribute);
    return wanted == nullptr || wanted->text() == nullptr ? std::string() : *wanted->text();
}

Result<void> patch(sdk::Call& call, const ConnectorObject& orgUnit, const OrgUnitPlan& plan) {
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kUpdateOrgUnit),
                          .step = "profile",
                          .placeholders = {Attribute("__UID__", Value(orgUnit.uid))},
                          .body = ObjectValue(orgUnitBody(plan.profile))});
    if (response) {
        const Result<ConnectorObject> now = orgUnits().parse(orgUnits(), response->body);
        return now && !response->isReplayed
                   ? checkListsReplaced("org unit \"" + orgUnit.name + "\"", orgUnitClass(),
                                        plan.profile, now->attributes)
                   : Result<void>();
    }
    return whyOrgUnitRefused(call, explained(std::move(response).error(), orgUnitClass()),
                             wantedText(plan, name::kExternalKey), orgUnit.uid, "");
}

/** The answer shows the new parent. Some tenants may leave an org unit under its parent when none
 * is given (no page says what null means): then it is not at the top, and nobody would notice. */
Result<void> checkMoved(const ConnectorObject& orgUnit, const Move& move,
                        const sdk::Response& response) {
    const auto json = sdk::parseJsonObject(response.body);
    if (response.isDryRun || response.isReplayed || !json ||
        sdk::jsonText(*json, name::kParent) == move.parent) {
        return {};
    }
    return Error{.code = ErrorCode::kProtocol,
                 .message = "LINE WORKS took the move of org unit \"" + orgUnit.name +
                            "\", but shows it within org unit \"" +
                            sdk::jsonText(*json, name::kParent) + "\"",
                 .hint = "move it in the admin page",
                 .outcome = Outcome::kUnknown};
}

/** Parent and place always go together: what an absent parent means no page says. */
Result<void> move(sdk::Call& call, OrgUnitFinder& finder, const ConnectorObject& orgUnit,
                  const Move& to) {
    Result<sdk::Response> response = call.host().call(
        {.key = std::string(key::kMoveOrgUnit),
         .step = "move",
         .placeholders = {Attribute("__UID__", Value(orgUnit.uid))},
         .body = ObjectValue(
             {to.parent.empty() ? nothing(name::kParent)
                                : Attribute(std::string(name::kParent), Value(to.parent)),
              Attribute(std::string(name::kDisplayOrder), Value(to.displayOrder))})});
    if (!response) {
        return finder.whyNotWithin(call, explained(std::move(response).error(), orgUnitClass()),
                                   to.parent);
    }
    return checkMoved(orgUnit, to, *response);
}

}  // namespace

Result<WriteReport> changeOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const ObjectRef& ref, const std::vector<AttributeDelta>& deltas) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject orgUnit,
                            sdk::NamedReader(call, orgUnits()).require(ref));
    MUSTER_ASSIGN_OR_RETURN(const OrgUnitPlan plan,
                            Planner(call, settings, finder, orgUnit).run(deltas));
    sdk::UpdateSteps steps(call, {.uid = orgUnit.uid, .name = orgUnit.name});
    if (!plan.profile.empty()) {
        steps.add("profile", [&](sdk::UpdateSteps& all) -> Result<void> {
            MUSTER_RETURN_IF_ERROR(patch(call, orgUnit, plan));
            const std::string renamed = wantedText(plan, attr::kName);
            all.report().name = renamed.empty() ? orgUnit.name : renamed;
            if (!renamed.empty()) {
                finder.forgetTree();
            }
            return {};
        });
    }
    if (plan.move) {
        steps.add("move", [&](sdk::UpdateSteps&) {
            if (plan.move->parent != textOf(orgUnit, name::kParent)) {
                finder.forgetAll();
                finder.forgetTree();
            }
            return move(call, finder, orgUnit, *plan.move);
        });
    }
    return steps.run();
}

Result<WriteReport> updateOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const ObjectRef& ref, const sdk::DeltasView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas, view.copy());
    return changeOrgUnit(call, settings, finder, ref, deltas);
}

}  // namespace muster::lineworks
