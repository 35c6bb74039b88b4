#include "actions.h"

#include <array>

#include "adopt.h"
#include "checks.h"
#include "schema.h"
#include "schema_parts.h"
#include "target_errors.h"
#include "text_rules.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include "wire.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

using Parameters = std::vector<Attribute>;

const Value* given(const Parameters& parameters, std::string_view name) {
    const Attribute* found = findAttribute(parameters, name);
    return found == nullptr ? nullptr : found->single();
}

void tell(sdk::Call& call, const User& user, const std::string& state) {
    call.reportEarly({.uid = user.id, .name = user.email, .state = state});
}

/** Both times or none: LINE WORKS takes one alone for a mistake (user-set-leave-of-absence). */
Result<void> setLeave(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                      const Parameters& parameters) {
    const Value* start = given(parameters, "startTime");
    const Value* end = given(parameters, "endTime");
    const auto* from = start == nullptr ? nullptr : start->as<Time>();
    const auto* until = end == nullptr ? nullptr : end->as<Time>();
    if ((from == nullptr) != (until == nullptr)) {
        return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                            "a leave of absence has startTime and endTime, or neither",
                            "give both, or none for a leave from now on without an end",
                            from == nullptr ? "startTime" : "endTime");
    }
    if (from != nullptr && *until <= *from) {
        return sdk::refusal(
            ErrorCode::kInvalidAttributeValue,
            "endTime " + until->toString() + " is not after startTime " + from->toString(),
            "give a later endTime", "endTime");
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    std::vector<Attribute> body;
    if (from != nullptr) {
        const AttributeInfo time{.name = "startTime", .type = ValueKind::kTime};
        const AttributeInfo endTime{.name = "endTime", .type = ValueKind::kTime};
        body = {toWire(Attribute("startTime", *start), time),
                toWire(Attribute("endTime", *end), endTime)};
    }
    return UserWriter(call).act(key::kSetLeave, "leave:set", user.id, ObjectValue(std::move(body)));
}

Result<void> clearLeave(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                        const Parameters&) {
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    return UserWriter(call).act(key::kClearLeave, "leave:clear", user.id);
}

/** A deleted member may be shown or not (no page says): the request itself tells. */
Result<void> undeleteMember(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                            const Parameters&) {
    UserReader reader(call, settings);
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> found, reader.findAny(ref.text()));
    if (found && !found->isDeleted()) {
        call.notice("already-so", "member \"" + found->email + "\" is " + found->status +
                                      ", so there is nothing to bring back");
        tell(call, *found, found->status);
        return {};
    }
    const std::string id = found             ? found->id
                           : call.isDryRun() ? reader.assume(ref.text()).id
                                             : ref.text();
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> now, undelete(call, settings, id));
    call.notice("undeleted",
                "the member is back, perhaps without posts and groups: read it, and "
                "give back what is missing");
    if (now) {
        tell(call, *now, now->status);
    }
    return {};
}

Result<void> forceLogout(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                         const Parameters&) {
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    return UserWriter(call).act(key::kLogout, "logout", user.id);
}

Result<void> sendInvitation(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                            const Parameters&) {
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    if (!user.isPending() && !user.isAssumed) {
        return sdk::refusal(ErrorCode::kInvalidState,
                            "member \"" + user.email + "\" is " + user.status +
                                ", so there is no invitation to send again",
                            "only pending members have one");
    }
    return UserWriter(call).act(key::kInvite, "invite", user.id);
}

/** Developers, user-move: organizations, External Key, whether groups are kept. */
Result<void> moveDomain(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                        const Parameters& parameters) {
    std::vector<Attribute> organization = {
        Attribute(std::string(name::kDomainId), *given(parameters, name::kDomainId)),
        Attribute(std::string(name::kPrimary), Value(true))};
    if (const Value* email = given(parameters, "email")) {
        if (const Fault fault = faultOfLoginId(email->toDisplay())) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                "email \"" + email->toDisplay() + "\" " + *fault,
                                "give a login id of the new domain", "email");
        }
        organization.emplace_back("email", *email);
    }
    if (const Value* orgUnit = given(parameters, name::kOrgUnitId)) {
        const Value post(ObjectValue({Attribute(std::string(name::kOrgUnitId), *orgUnit),
                                      Attribute(std::string(name::kPrimary), Value(true))}));
        organization.push_back(Attribute::list("orgUnits", {post}));
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    if (user.valuesOf(name::kDomainId) == std::vector<Value>{*given(parameters, name::kDomainId)}) {
        call.notice("already-so", "domain " + user.textOf(name::kDomainId) +
                                      " is the main one of member \"" + user.email + "\" already");
        return {};
    }
    std::vector<Attribute> body;
    if (!user.externalKey.empty()) {
        body.emplace_back("userExternalKey", Value(user.externalKey));
        organization.push_back(body.back());
    }
    body.push_back(Attribute::list(std::string(name::kOrganizations),
                                   {Value(ObjectValue(std::move(organization)))}));
    const Value* keepsGroups = given(parameters, "preserveGroup");
    body.emplace_back("preserveGroup", keepsGroups == nullptr ? Value(false) : *keepsGroups);
    return UserWriter(call).act(key::kMoveDomain, "move", user.id, ObjectValue(std::move(body)));
}

struct Action {
    std::string_view objectClass;
    std::string_view name;
    Result<void> (*run)(sdk::Call&, const Settings&, const ObjectRef&, const Parameters&);
};

constexpr std::array<Action, 8> kActions = {
    {{object_class::kAccount, "set-leave-of-absence", &setLeave},
     {object_class::kAccount, "clear-leave-of-absence", &clearLeave},
     {object_class::kAccount, "undelete", &undeleteMember},
     {object_class::kAccount, "force-logout", &forceLogout},
     {object_class::kAccount, "send-invitation", &sendInvitation},
     {object_class::kAccount, "move-domain", &moveDomain},
     {class_name::kOrgUnit, "adopt-members", &adoptMembers},
     {class_name::kOrgUnit, "adopt-org-units", &adoptOrgUnits}}};

AttributeInfo required(AttributeInfo info) {
    info.required = true;
    return info;
}

AttributeInfo moment(std::string name, std::string description) {
    return {
        .name = std::move(name), .type = ValueKind::kTime, .description = std::move(description)};
}

std::vector<ActionInfo> memberActions() {
    return {
        {.name = "set-leave-of-absence",
         .description = "Puts the member on leave; takes the place of a leave that is set",
         .parameters = {moment("startTime", "First moment; with endTime, or neither"),
                        moment("endTime", "Last moment")},
         .resumable = true},
        {.name = "clear-leave-of-absence",
         .description = "Ends the leave of absence",
         .resumable = true},
        {.name = "undelete",
         .description = "Brings a deleted member back, for 7 days",
         .resumable = true},
        {.name = "force-logout", .description = "Ends the member's sessions", .resumable = true},
        {.name = "send-invitation", .description = "Sends a pending member the invitation again"},
        {.name = "move-domain",
         .description = "Makes another domain of the tenant the member's main one",
         .parameters = {required({.name = std::string(name::kDomainId),
                                  .type = ValueKind::kInteger,
                                  .description = "The new main domain"}),
                        text("email", 90, "Login id there"),
                        reference(std::string(name::kOrgUnitId), class_name::kOrgUnit,
                                  "Main post there"),
                        flag("preserveGroup", "Whether groups are kept; false when not said")},
         .resumable = true}};
}

std::vector<ActionInfo> orgUnitActions() {
    const std::string orgUnit(class_name::kOrgUnit);
    return {{.name = "adopt-members",
             .objectClass = orgUnit,
             .description = "Gives members of the org unit who have no External Key one each, 50 "
                            "a request",
             .parameters = {required(
                 multiValued(object("pairs", "Who gets which key",
                                    {keyed(text("member", 90, "Login id or id")),
                                     text("externalKey", 100, "The External Key")})))},
             .resumable = true},
            {.name = "adopt-org-units",
             .objectClass = orgUnit,
             .description = "Gives org units directly within it that have no External Key one "
                            "each, 50 a request",
             .parameters = {required(
                 multiValued(object("pairs", "Which one gets which key",
                                    {keyed(text("orgUnit", 100, "Name or id")),
                                     text("externalKey", 100, "The External Key")})))},
             .resumable = true}};
}

}  // namespace

std::vector<ActionInfo> describeActions() {
    std::vector<ActionInfo> all = memberActions();
    const std::vector<ActionInfo> others = orgUnitActions();
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

Result<void> runAction(sdk::Call& call, const Settings& settings, std::string_view objectClass,
                       const ObjectRef& ref, std::string_view action,
                       const sdk::AttributesView& parameters) {
    MUSTER_ASSIGN_OR_RETURN(const Parameters said, parameters.copy());
    for (const Action& known : kActions) {
        if (equalNames(objectClass, known.objectClass) && equalNames(known.name, action)) {
            MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
            return known.run(call, settings, ref, said);
        }
    }
    return sdk::refusal(
        ErrorCode::kNotSupported,
        "class " + std::string(objectClass) + " has no action \"" + std::string(action) + "\"",
        "action list shows what there is");
}

}  // namespace muster::lineworks
