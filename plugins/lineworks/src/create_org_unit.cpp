#include "create_org_unit.h"

#include "checks.h"
#include "org_unit_body.h"
#include "org_unit_tree.h"
#include "schema.h"
#include "target_errors.h"
#include "update_org_unit.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

/** What is to be sent. */
struct CreatePlan {
    std::string name = {};
    std::string externalKey = {};
    OrgUnitFinder::Seen parent = {};  ///< without an id at the top
    std::vector<Attribute> wanted = {};
};

std::string textIn(const std::vector<Attribute>& attributes, std::string_view attribute) {
    const Attribute* found = findAttribute(attributes, attribute);
    if (found == nullptr || found->single() == nullptr) {
        return {};
    }
    const auto* reference = found->single()->as<Reference>();
    return reference == nullptr ? found->single()->toDisplay() : reference->uid;
}

Result<CreatePlan> makePlan(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                            const sdk::AttributesView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    CreatePlan plan{.name = textIn(attributes, attr::kName),
                    .externalKey = textIn(attributes, name::kExternalKey)};
    for (const Attribute& attribute : attributes) {
        MUSTER_RETURN_IF_ERROR(checkOrgUnitAttribute(attribute));
        if (!attribute.values().empty()) {
            plan.wanted.push_back(attribute);
        }
    }
    if (const std::string parent = textIn(attributes, name::kParent); !parent.empty()) {
        MUSTER_ASSIGN_OR_RETURN(plan.parent, finder.look(call, parent, name::kParent));
    }
    MUSTER_RETURN_IF_ERROR(checkDepth(plan.name, plan.parent.displayLevel, 0, settings));
    MUSTER_RETURN_IF_ERROR(checkFeatures(plan.wanted, nullptr));
    MUSTER_RETURN_IF_ERROR(checkVisible(textIn(attributes, name::kParent), plan.parent.isHidden,
                                        textIn(attributes, name::kVisible) != "false"));
    return plan;
}

std::vector<Attribute> createBody(const CreatePlan& plan, const Settings& settings) {
    std::vector<Attribute> body = {
        Attribute(std::string(name::kDomainId), Value(settings.domainId)),
        *findAttribute(plan.wanted, name::kDisplayOrder)};
    if (!plan.parent.id.empty()) {
        body.emplace_back(std::string(name::kParent), Value(plan.parent.id));
    }
    const std::vector<Attribute> rest = orgUnitBody(plan.wanted);
    body.insert(body.end(), rest.begin(), rest.end());
    return body;
}

bool isAdopting(const sdk::Call& call, const Settings& settings, const CreatePlan& plan) {
    const std::optional<std::string> said = call.option("adopt");
    return !plan.externalKey.empty() && (said ? *said == "true" : settings.adoptsExisting);
}

/** An org unit of that name in that place without an External Key. kConflict when there are
 * several: which one is meant only a person knows. */
Result<std::optional<OrgUnitTree::Node>> findKeyless(sdk::Call& call, OrgUnitFinder& finder,
                                                     const CreatePlan& plan) {
    MUSTER_ASSIGN_OR_RETURN(std::vector<OrgUnitTree::Node> found,
                            finder.keylessWithin(call, plan.parent.id, plan.name));
    if (found.size() > 1) {
        return sdk::refusal(ErrorCode::kConflict,
                            "several org units are called \"" + plan.name +
                                "\" in that place and have no External Key",
                            "give the right one its key by its id (update externalKey=...), or "
                            "say adopt=false to make another",
                            std::string(attr::kName));
    }
    return found.empty() ? std::optional<OrgUnitTree::Node>() : std::optional(found.front());
}

Result<WriteReport> takeOver(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                             const CreatePlan& plan, const std::string& id,
                             const std::string& how) {
    std::vector<AttributeDelta> deltas;
    for (const Attribute& attribute : plan.wanted) {
        deltas.push_back({DeltaMode::kReplace, attribute});
    }
    MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(id));
    MUSTER_ASSIGN_OR_RETURN(WriteReport report,
                            changeOrgUnit(call, settings, finder, ObjectRef(uid), deltas));
    finder.forgetTree();
    call.notice("adopted", "org unit \"" + plan.name + "\" (id \"" + id + "\") " + how);
    return report;
}

/** LINE WORKS refused the new org unit. A create that goes on after it was cut off meets the one
 * that it took over before, with its key. */
Result<WriteReport> afterRefusal(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                 const CreatePlan& plan, Error error) {
    Error refused = finder.whyNotWithin(call, std::move(error), plan.parent.id);
    if (call.isResumed() && isRefusedData(refused) && isAdopting(call, settings, plan)) {
        MUSTER_ASSIGN_OR_RETURN(const Uid key,
                                Uid::parse(std::string(kKeyPrefix) + plan.externalKey));
        MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> ours,
                                sdk::NamedReader(call, orgUnits()).find(key));
        if (ours) {
            return takeOver(
                call, settings, finder, plan, ours->uid,
                "was taken over by this operation before it was cut off, and it goes on");
        }
    }
    return whyOrgUnitRefused(call, std::move(refused), plan.externalKey, "", plan.parent.id);
}

}  // namespace

Result<WriteReport> createOrgUnit(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const sdk::AttributesView& attributes) {
    MUSTER_ASSIGN_OR_RETURN(const CreatePlan plan, makePlan(call, settings, finder, attributes));
    if (isAdopting(call, settings, plan)) {
        MUSTER_ASSIGN_OR_RETURN(const std::optional<OrgUnitTree::Node> keyless,
                                findKeyless(call, finder, plan));
        if (keyless) {
            return takeOver(
                call, settings, finder, plan, keyless->id,
                "was there without an External Key, and has \"" + plan.externalKey + "\" now");
        }
    }
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kCreateOrgUnit),
                          .step = "create",
                          .body = ObjectValue(createBody(plan, settings))});
    if (!response) {
        return afterRefusal(call, settings, finder, plan,
                            explained(std::move(response).error(), orgUnitClass()));
    }
    const WriteReport report{.uid = response->isDryRun ? "(the new id)" : response->uid,
                             .name = plan.name};
    if (report.uid.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "LINE WORKS made org unit \"" + plan.name + "\" and told no id",
                     .hint = "compare the template's response rules with the answer in a trace",
                     .outcome = Outcome::kUnknown};
    }
    if (!response->isDryRun) {
        if (const Result<void> kept = rememberMade(call, report.uid); !kept) {
            call.reportEarly(report);
            return kept.error();
        }
    }
    return report;
}

}  // namespace muster::lineworks
