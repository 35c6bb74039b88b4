#include "update_user.h"

#include "defer.h"
#include "licence.h"
#include "schema.h"
#include "target_errors.h"
#include "update_plan.h"
#include "user_entitlements.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include <muster/sdk/update_steps.h>

namespace muster::zoom {
namespace {

/** Zoom took an update of a user of whom it stores nothing. */
Error notStored(const User& user) {
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "Zoom took the update of user \"" + user.email +
                            "\", but the user is " + user.status +
                            ", and of such a user it stores nothing",
                 .hint = "read the user to see what is stored",
                 .outcome = Outcome::kUnknown};
}

/** The steps of one update. */
class UserUpdate {
public:
    UserUpdate(sdk::Call& call, const Settings& settings, const UpdatePlan& plan, const User& user)
        : call_(call), settings_(settings), plan_(plan), user_(user) {}

    /** The steps that the plan asks for, in their order: a user must be active to be changed, and
     * is deactivated last. A role that protects a user from changes is changed before them. */
    Result<WriteReport> run() {
        sdk::UpdateSteps steps(call_,
                               {.uid = user_.uid(), .name = user_.email, .state = user_.status});
        if (plan_.enable == true) {
            steps.add("status:activate", [this](auto& all) { return enable(all); });
        }
        if (plan_.enable == true && settings_.restoreLicence && !plan_.type) {
            steps.add("licence", [this](auto&) { return restoreLicence(call_, user_); });
        }
        addRole(steps, user_.isProtected());
        addChanges(steps);
        addRole(steps, !user_.isProtected());
        if (plan_.enable == false) {
            steps.add("status:deactivate", [this](auto& all) { return disable(all); });
        }
        return steps.run();
    }

private:
    void addRole(sdk::UpdateSteps& steps, bool isItsTurn) {
        if (plan_.role && isItsTurn) {
            steps.add("role",
                      [this, &to = *plan_.role](auto&) { return changeRole(call_, user_, to); });
        }
    }

    void addChanges(sdk::UpdateSteps& steps) {
        if (!plan_.profile.empty()) {
            steps.add("profile", [this](auto&) { return profile(); });
        }
        if (plan_.email) {
            steps.add("email", [this, &to = *plan_.email](auto& all) { return email(all, to); });
        }
        if (plan_.password) {
            steps.add("password", [this, &to = *plan_.password](auto&) {
                return UserWriter(call_).password(user_.uid(), to);
            });
        }
        if (!plan_.groups.isEmpty()) {
            steps.add("groups", [this](auto& all) { return groups(all); });
        }
    }

    Result<void> enable(sdk::UpdateSteps& steps) {
        MUSTER_RETURN_IF_ERROR(
            activate(call_, user_, plan_.type.has_value() || settings_.restoreLicence));
        steps.report().state = "active";
        return {};
    }

    Result<void> profile() {
        MUSTER_ASSIGN_OR_RETURN(const sdk::Response response,
                                UserWriter(call_).profile(user_.uid(), plan_.profile));
        if (user_.isInactive() && plan_.enable != true && !response.isReplayed) {
            return notStored(user_);
        }
        return {};
    }

    Result<void> email(sdk::UpdateSteps& steps, const std::string& to) {
        MUSTER_RETURN_IF_ERROR(UserWriter(call_).email(user_.uid(), to));
        steps.report().name = to;
        return {};
    }

    Result<void> groups(sdk::UpdateSteps& steps) {
        bool isStarted = false;
        Result<void> done = changeGroups(call_, user_, plan_.groups, isStarted);
        if (isStarted) {
            steps.applied();
        }
        return done;
    }

    Result<void> disable(sdk::UpdateSteps& steps) {
        User then = user_;
        then.type = plan_.type.value_or(user_.type);
        MUSTER_RETURN_IF_ERROR(deactivate(call_, then, "status:deactivate"));
        steps.applied();
        steps.report().state = "inactive";
        return endSessions(call_, settings_, user_);
    }

    sdk::Call& call_;
    const Settings& settings_;
    const UpdatePlan& plan_;
    const User& user_;
};

void sayCreateTypeIgnored(sdk::Call& call, const User& user) {
    call.notice(
        "create-type-ignored",
        "createType says how Zoom makes an account; changing it changes nothing for user \"" +
            user.email + "\", and nothing was sent for it",
        name::kCreateType);
}

void sayAlreadySo(sdk::Call& call, const UpdatePlan& asked, const UpdatePlan& left,
                  const User& user) {
    if (asked.enable && !left.enable) {
        call.notice("already-so",
                    "user \"" + user.email + "\" is " + user.status + " already; nothing was sent",
                    attr::kEnable);
    }
    if (asked.email && !left.email) {
        call.notice("already-so",
                    "user \"" + user.email + "\" has this address already; nothing was sent",
                    attr::kName);
    }
}

void sayGroupsAssumed(sdk::Call& call, const UpdatePlan& asked, const User& user) {
    if (user.isAssumed && !asked.groupDeltas.empty()) {
        call.notice("dry-run-assumption",
                    "a dry run reads nothing, so the user is taken to be in the groups that are to "
                    "be left and in no other: for what is already so nothing will be sent, and a "
                    "replacement leaves the groups that were not given, too, which is not shown",
                    name::kGroupIds);
    }
}

/** Zoom takes writes to some users without storing them. The read before the steps tells who they
 * are; when it did not, a read after the profile step does. */
Result<void> confirmStatus(UserReader& reader, const User& user) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> now, reader.find(user.uid()));
    if (now && (now->isPending() || now->isInactive())) {
        User told = user;
        told.status = now->status;
        return notStored(told);
    }
    return {};
}

}  // namespace

Result<WriteReport> updateUser(sdk::Call& call, const Settings& settings, ManagedDomains& domains,
                               const ObjectRef& ref, const sdk::DeltasView& deltas) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> asked, deltas.copy());
    MUSTER_ASSIGN_OR_RETURN(const UpdatePlan wanted, planUpdate(asked));
    UserReader reader(call);
    MUSTER_ASSIGN_OR_RETURN(const User user, reader.require(ref.text()));
    const sdk::AlreadySo alreadySo = sdk::alreadySo(call);
    MUSTER_ASSIGN_OR_RETURN(const UpdatePlan plan, fitToUser(wanted, user, alreadySo));
    MUSTER_RETURN_IF_ERROR(checkUpdate(plan, user, settings, alreadySo));
    if (wanted.hasCreateType) {
        sayCreateTypeIgnored(call, user);
    }
    if (user.isPending() && !plan.isEmpty()) {
        return deferUpdate(call, user, plan, asked);
    }
    sayAlreadySo(call, wanted, plan, user);
    sayGroupsAssumed(call, wanted, user);
    if (plan.email && !user.email.empty()) {
        MUSTER_RETURN_IF_ERROR(domains.warnOfChange(call, user.email, *plan.email));
    }
    MUSTER_ASSIGN_OR_RETURN(WriteReport report, UserUpdate(call, settings, plan, user).run());
    if (user.status.empty() && plan.changesUser()) {
        MUSTER_RETURN_IF_ERROR(confirmStatus(reader, user));
    }
    return report;
}

}  // namespace muster::zoom
