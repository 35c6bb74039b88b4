#include "create_user.h"

#include "checks.h"
#include "defer.h"
#include "schema.h"
#include "target_errors.h"
#include "user_body.h"
#include "user_entitlements.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include <muster/core/ids.h>
#include <muster/sdk/membership.h>

namespace muster::zoom {
namespace {

/** What is to be sent, in the order of sending. */
struct CreatePlan {
    std::string email = {};
    std::string createType = {};
    std::vector<Attribute> userInfo = {};
    std::vector<Attribute> profile = {};
    /** What Zoom takes only of a user who is not pending, as it was asked for. */
    std::vector<AttributeDelta> later = {};
    std::vector<std::string> groups = {};
    std::string role = {};  ///< empty for that of a member, which each new user has
    bool isToBeDisabled = false;

    bool hasLaterSteps() const {
        return !profile.empty() || !groups.empty() || !role.empty() || isToBeDisabled;
    }
};

std::string textOr(const std::vector<Attribute>& attributes, std::string_view attributeName,
                   const std::string& fallback) {
    const Attribute* found = findAttribute(attributes, attributeName);
    return found == nullptr || found->single() == nullptr ? fallback : found->single()->toDisplay();
}

/** Sorts one attribute of the profile into the body of POST or that of the PATCH after it. */
Result<void> planAttribute(CreatePlan& plan, const Attribute& attribute,
                           const AttributeInfo& info) {
    if (attribute.values().empty()) {
        return {};  // nothing to set on a new user
    }
    MUSTER_RETURN_IF_ERROR(checkChineseCharacters(attribute));
    MUSTER_ASSIGN_OR_RETURN(Attribute wire, toWire(attribute, info));
    if (isInCreateBody(info)) {
        plan.userInfo.push_back(std::move(wire));
    } else {
        plan.profile.push_back(std::move(wire));
        plan.later.push_back({DeltaMode::kReplace, attribute});
    }
    return {};
}

Result<void> planPassword(CreatePlan& plan, const Attribute& attribute) {
    const Secret* password =
        attribute.single() == nullptr ? nullptr : attribute.single()->as<Secret>();
    if (password == nullptr) {
        return {};
    }
    MUSTER_RETURN_IF_ERROR(checkPasswordForCreate(*password, plan.createType));
    plan.userInfo.emplace_back("password", Value(*password));
    return {};
}

Result<void> planOne(CreatePlan& plan, const Attribute& attribute) {
    const AttributeInfo* info = accountClass().find(attribute.name());
    if (info == nullptr || info->name == attr::kName || info->name == name::kCreateType ||
        info->name == name::kType) {
        return {};  // read by makePlan
    }
    if (info->name == attr::kPassword) {
        return planPassword(plan, attribute);
    }
    if (info->name == attr::kEnable) {
        const bool* isEnabled =
            attribute.single() == nullptr ? nullptr : attribute.single()->as<bool>();
        plan.isToBeDisabled = isEnabled != nullptr && !*isEnabled;
        if (plan.isToBeDisabled) {
            plan.later.push_back({DeltaMode::kReplace, attribute});
        }
        return {};
    }
    if (info->name == name::kGroupIds) {
        plan.groups = sdk::referencesOf(attribute.values());
        if (plan.groups.size() > 1) {  // a pending user joins the first
            plan.later.push_back({DeltaMode::kAdd, attribute});
        }
        return {};
    }
    if (info->name == name::kRoleId) {
        const std::string asked = attribute.single() == nullptr ? std::string(role::kMember)
                                                                : attribute.single()->toDisplay();
        plan.role = asked == role::kMember ? "" : asked;
        if (!plan.role.empty()) {
            plan.later.push_back({DeltaMode::kReplace, attribute});
        }
        return checkRole(asked);
    }
    return planAttribute(plan, attribute, *info);
}

Result<CreatePlan> makePlan(const Settings& settings, const sdk::AttributesView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
    CreatePlan plan{.email = textOr(attributes, attr::kName, ""),
                    .createType = textOr(attributes, name::kCreateType, settings.createType)};
    const std::string type = textOr(attributes, name::kType, settings.defaultType);
    MUSTER_RETURN_IF_ERROR(checkTypeForCreate(type, plan.createType, settings));
    plan.userInfo.emplace_back("email", Value(plan.email));
    MUSTER_ASSIGN_OR_RETURN(Attribute wireType,
                            toWire(Attribute(std::string(name::kType), Value(type)),
                                   *accountClass().find(name::kType)));
    plan.userInfo.push_back(std::move(wireType));
    for (const Attribute& attribute : attributes) {
        MUSTER_RETURN_IF_ERROR(planOne(plan, attribute));
    }
    return plan;
}

/** Zoom refused since the address is in use: a read tells whether by a user of this account. */
Error whoHasTheAddress(UserReader& reader, const std::string& email, Error error) {
    error.code = ErrorCode::kAlreadyExists;
    error.attributes = {std::string(attr::kName)};
    const Result<std::optional<User>> holder = reader.find(email);
    if (!holder) {
        error.code = endsTheCall(holder.error()) ? holder.error().code : error.code;
        error.message = "the address \"" + email + "\" is in use at Zoom (" + error.message +
                        "), and asking by whom failed: " + holder.error().message;
        return error;
    }
    if (const std::optional<User>& found = *holder) {
        const User& user = *found;
        error.uid = user.uid();
        error.message = "a user with the address \"" + email +
                        "\" is in this account already: Uid \"" + user.uid() + "\", status " +
                        (user.status.empty() ? "not told" : user.status);
        error.hint = user.isPending()
                         ? "the invitation is waiting; the action resend-invitation sends another"
                         : "update that user instead";
        return error;
    }
    error.message = "the address \"" + email + "\" is held by a Zoom account outside this account";
    error.hint = "its owner has to give the address up, or to join this account at sign-in";
    return error;
}

/** What is known of the user after POST. */
Result<User> readCreated(sdk::Call& call, UserReader& reader, const CreatePlan& plan,
                         const sdk::Response& response) {
    if (call.isDryRun()) {
        // The read is shown too; only then the assumption follows.
        MUSTER_RETURN_IF_ERROR(reader.find(response.uid.empty() ? plan.email : response.uid));
        User assumed =
            reader.assume(plan.email, plan.createType == "create" ? "pending" : "active");
        assumed.id = response.uid;  // of a resumed create whose user is there
        return assumed;
    }
    MUSTER_ASSIGN_OR_RETURN(std::optional<User> found,
                            reader.find(response.uid.empty() ? plan.email : response.uid));
    if (found) {
        return *std::move(found);
    }
    User unseen{.id = response.uid, .email = plan.email};
    if (response.uid.empty()) {
        unseen.status = "pending";
        call.notice("invitation-not-visible",
                    "Zoom has taken the invitation of \"" + plan.email +
                        "\" without giving an id and does not list the user yet: the address "
                        "belongs to a person with a Zoom account elsewhere, who must accept");
    }
    return unseen;
}

void sayPending(sdk::Call& call, const CreatePlan& plan) {
    if (plan.createType != "create") {
        call.notice("pending-unexpected",
                    "Zoom made \"" + plan.email + "\" by " + plan.createType +
                        " but left the user pending, as it does when the domain of the address is "
                        "not associated with the account; delete the pending user and let the "
                        "person join at sign-in, or associate the domain",
                    name::kCreateType);
    }
    sayDeferred(call, plan.email, plan.later);
}

/** Writes what POST did not take, and keeps `report` up to date. */
Result<void> runLaterSteps(sdk::Call& call, const Settings& settings, const CreatePlan& plan,
                           const User& user, WriteReport& report) {
    if (!plan.profile.empty()) {
        MUSTER_RETURN_IF_ERROR(UserWriter(call).profile(user.uid(), plan.profile));
    }
    bool isStarted = false;
    MUSTER_RETURN_IF_ERROR(changeGroups(call, user, {.added = plan.groups}, isStarted));
    if (!plan.role.empty()) {
        MUSTER_RETURN_IF_ERROR(changeRole(call, user, plan.role));
    }
    if (plan.isToBeDisabled) {
        MUSTER_RETURN_IF_ERROR(deactivate(call, user, "status:deactivate"));
        report.state = "inactive";
        return endSessions(call, settings, user);
    }
    return {};
}

/** The user is made, but its status is not known: what depends on it must not be written blindly.
 */
Result<WriteReport> finishUnread(sdk::Call& call, const CreatePlan& plan, WriteReport report,
                                 Error why) {
    call.reportEarly(report);
    if (plan.hasLaterSteps() || endsTheCall(why)) {
        why.message =
            "the user was made, but reading its status failed" +
            std::string(plan.hasLaterSteps() ? ", so that the rest was not written" : "") + ": " +
            why.message;
        why.outcome = Outcome::kNotApplied;
        why.hint = plan.hasLaterSteps()
                       ? "read the user, then update it with the attributes that are missing"
                       : "read the user to see its status";
        return why;
    }
    call.notice("status-not-read", "the user was made; reading its status failed: " + why.message);
    return report;
}

/** Zoom puts a pending user in one group, by a PATCH (Zoom Users API reference, update a user). */
Result<WriteReport> joinFirstGroup(sdk::Call& call, const CreatePlan& plan, const User& user,
                                   const WriteReport& report) {
    call.reportEarly(report);
    MUSTER_RETURN_IF_ERROR(UserWriter(call).joinGroupPending(user.uid(), plan.groups.front()));
    return report;
}

Result<WriteReport> finishCreate(sdk::Call& call, const Settings& settings, const CreatePlan& plan,
                                 const User& user) {
    WriteReport report{
        .uid = user.uid(), .name = plan.email, .state = user.status, .accepted = user.isPending()};
    if (user.isPending()) {
        report.deferred = plan.later;
        sayPending(call, plan);
        return plan.groups.empty() ? Result<WriteReport>(report)
                                   : joinFirstGroup(call, plan, user, report);
    }
    if (user.status.empty()) {
        return finishUnread(
            call, plan, std::move(report),
            Error{.code = ErrorCode::kProtocol,
                  .message = "Zoom does not tell the status of user \"" + user.uid() + "\" yet"});
    }
    if (Result<void> done = runLaterSteps(call, settings, plan, user, report); !done) {
        call.reportEarly(report);
        return std::move(done).error();
    }
    return report;
}

}  // namespace

Result<WriteReport> createUser(sdk::Call& call, const Settings& settings,
                               const sdk::AttributesView& attributes) {
    MUSTER_ASSIGN_OR_RETURN(const CreatePlan plan, makePlan(settings, attributes));
    UserReader reader(call);
    Result<sdk::Response> response = UserWriter(call).create(plan.createType, plan.userInfo);
    if (!response) {
        return isAddressTaken(response.error())
                   ? whoHasTheAddress(reader, plan.email, std::move(response).error())
                   : std::move(response).error();
    }
    Result<User> user = readCreated(call, reader, plan, *response);
    if (!user) {
        WriteReport report{.uid = response->uid.empty() ? plan.email : response->uid,
                           .name = plan.email};
        return finishUnread(call, plan, std::move(report), std::move(user).error());
    }
    return finishCreate(call, settings, plan, *user);
}

}  // namespace muster::zoom
