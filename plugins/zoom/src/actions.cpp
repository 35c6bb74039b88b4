#include "actions.h"

#include <algorithm>
#include <array>

#include "resend_invitation.h"
#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include "user_writer.h"

namespace muster::zoom {
namespace {

AttributeInfo group(std::string name, std::string description) {
    return {.name = std::move(name),
            .type = ValueKind::kReference,
            .required = true,
            .description = std::move(description),
            .referenceClass = groupClass().name};
}

/** The value of a required parameter. */
std::string parameter(const sdk::AttributesView& parameters, std::string_view name) {
    const auto found = parameters.find(name);
    const Result<Attribute> copy = found ? found->copy() : Attribute();
    return copy && copy->single() != nullptr ? copy->single()->as<Reference>()->uid : std::string();
}

/** Zoom passes pending users over in groups without an error. */
Result<User> requireMember(sdk::Call& call, const ObjectRef& ref) {
    MUSTER_ASSIGN_OR_RETURN(User user, UserReader(call).require(ref.text()));
    if (user.isPending()) {
        return refusal(ErrorCode::kInvalidState,
                       "user \"" + user.email +
                           "\" is pending, and Zoom has no primary group of pending users",
                       "wait until the invitation is accepted");
    }
    return user;
}

bool isMember(const User& user, const std::string& groupId) {
    return std::find(user.groupIds.begin(), user.groupIds.end(), groupId) != user.groupIds.end();
}

Result<void> logout(sdk::Call& call, const ObjectRef& ref, const sdk::AttributesView&) {
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call).require(ref.text()));
    return UserWriter(call).logout(user.uid());
}

Result<void> resend(sdk::Call& call, const ObjectRef& ref, const sdk::AttributesView&) {
    return resendInvitation(call, ref);
}

Result<void> setPrimaryGroup(sdk::Call& call, const ObjectRef& ref,
                             const sdk::AttributesView& parameters) {
    const std::string groupId = parameter(parameters, "group");
    MUSTER_ASSIGN_OR_RETURN(const User user, requireMember(call, ref));
    return UserWriter(call).changeMembership(user.uid(), groupId, "set_primary", groupId,
                                             "group:" + groupId + ":primary");
}

Result<void> moveGroup(sdk::Call& call, const ObjectRef& ref,
                       const sdk::AttributesView& parameters) {
    const std::string from = parameter(parameters, "from");
    const std::string to = parameter(parameters, "to");
    if (from == to) {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       "a user cannot move from group " + from + " to the same group",
                       "name another group in `to`", "to");
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, requireMember(call, ref));
    if (isMember(user, to) && !isMember(user, from)) {
        call.notice("already-so", "user \"" + user.email + "\" is in group " + to +
                                      " and not in group " + from + " already; nothing was sent");
        return {};
    }
    return UserWriter(call).changeMembership(user.uid(), from, "move", to,
                                             "group:" + from + ":move:" + to);
}

struct Action {
    std::string_view name;
    Result<void> (*run)(sdk::Call&, const ObjectRef&, const sdk::AttributesView&);
};

constexpr std::array<Action, 4> kActions = {{{"resend-invitation", &resend},
                                             {"logout", &logout},
                                             {"set-primary-group", &setPrimaryGroup},
                                             {"move-group", &moveGroup}}};

}  // namespace

std::vector<ActionInfo> describeActions() {
    return {
        {.name = "resend-invitation",
         .description = "Cancels the invitation of a pending user and sends a new one; counts "
                        "towards the invitations of the day",
         .resumable = true},
        {.name = "logout",
         .description = "Ends the user's sessions of single sign-on",
         .resumable = true},
        {.name = "set-primary-group",
         .description = "Makes a group that the user is in the one whose settings count first",
         .parameters = {group("group", "Group that the user is in")},
         .resumable = true},
        {.name = "move-group",
         .description = "Takes the user out of one group and into another in one request",
         .parameters = {group("from", "Group that the user is in"),
                        group("to", "Group to move to")},
         .resumable = true},
    };
}

Result<void> runAction(sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
                       std::string_view action, const sdk::AttributesView& parameters) {
    for (const Action& known : kActions) {
        if (equalNames(objectClass, object_class::kAccount) && equalNames(known.name, action)) {
            return known.run(call, ref, parameters);
        }
    }
    return refusal(
        ErrorCode::kNotSupported,
        "class " + std::string(objectClass) + " has no action \"" + std::string(action) + "\"",
        "action list shows what there is");
}

}  // namespace muster::zoom
