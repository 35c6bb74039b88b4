#include "update_user.h"

#include <functional>

#include "defer.h"
#include "licence.h"
#include "schema.h"
#include "target_errors.h"
#include "update_plan.h"
#include "user_entitlements.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"

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

/** Runs the steps of one update and keeps the report up to date, so that a failure leaves the truth
 * behind. */
class UpdateSteps {
public:
    UpdateSteps(sdk::Call& call, const Settings& settings, const UpdatePlan& plan, const User& user)
        : call_(call),
          settings_(settings),
          plan_(plan),
          user_(user),
          report_{.uid = user.uid(), .name = user.email, .state = user.status} {}

    Result<WriteReport> run() {
        const std::vector<Step> steps = asked();
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (Result<void> done = steps[i].run(); !done) {
                sayNotBegun(steps, i + 1);
                return failed(std::move(done).error());
            }
        }
        return report_;
    }

private:
    struct Step {
        const char* name;
        std::function<Result<void>()> run;
    };

    /** The steps that the plan asks for, in their order: a user must be active to be changed, and
     * is deactivated last. A role that protects a user from changes is changed before them. */
    std::vector<Step> asked() {
        std::vector<Step> steps;
        if (plan_.enable == true) {
            steps.push_back({"status:activate", [this] { return enable(); }});
        }
        if (restoresLicence()) {
            steps.push_back({"licence", [this] { return licence(); }});
        }
        if (plan_.role && user_.isProtected()) {
            steps.push_back({"role", [this, &to = *plan_.role] { return role(to); }});
        }
        addChanges(steps);
        if (plan_.role && !user_.isProtected()) {
            steps.push_back({"role", [this, &to = *plan_.role] { return role(to); }});
        }
        if (plan_.enable == false) {
            steps.push_back({"status:deactivate", [this] { return disable(); }});
        }
        return steps;
    }

    void addChanges(std::vector<Step>& steps) {
        if (!plan_.profile.empty()) {
            steps.push_back({"profile", [this] { return profile(); }});
        }
        if (plan_.email) {
            steps.push_back({"email", [this, &to = *plan_.email] { return email(to); }});
        }
        if (plan_.password) {
            steps.push_back({"password", [this, &to = *plan_.password] { return password(to); }});
        }
        if (!plan_.groups.isEmpty()) {
            steps.push_back({"groups", [this] { return groups(); }});
        }
    }

    /** Whoever mends the failure has to give these again too. */
    void sayNotBegun(const std::vector<Step>& steps, std::size_t from) {
        std::string names;
        for (std::size_t i = from; i < steps.size(); ++i) {
            names += (names.empty() ? "" : ", ") + std::string(steps[i].name);
        }
        if (!names.empty()) {
            call_.notice("not-begun", "after the step that failed these were not begun: " + names);
        }
    }

    Result<void> enable() {
        MUSTER_RETURN_IF_ERROR(
            activate(call_, user_, plan_.type.has_value() || settings_.restoreLicence));
        applied();
        report_.state = "active";
        return {};
    }

    bool restoresLicence() const {
        return plan_.enable == true && settings_.restoreLicence && !plan_.type;
    }

    Result<void> licence() { return restoreLicence(call_, user_); }

    Result<void> profile() {
        MUSTER_ASSIGN_OR_RETURN(const sdk::Response response,
                                UserWriter(call_).profile(user_.uid(), plan_.profile));
        if (user_.isInactive() && plan_.enable != true && !response.isReplayed) {
            return notStored(user_);
        }
        applied();
        return {};
    }

    Result<void> email(const std::string& to) {
        MUSTER_RETURN_IF_ERROR(UserWriter(call_).email(user_.uid(), to));
        applied();
        report_.name = to;
        return {};
    }

    Result<void> password(const Secret& to) {
        MUSTER_RETURN_IF_ERROR(UserWriter(call_).password(user_.uid(), to));
        applied();
        return {};
    }

    Result<void> groups() { return changeGroups(call_, user_, plan_.groups, hasApplied_); }

    Result<void> role(const std::string& to) {
        MUSTER_RETURN_IF_ERROR(changeRole(call_, user_, to));
        applied();
        return {};
    }

    Result<void> disable() {
        User then = user_;
        then.type = plan_.type.value_or(user_.type);
        MUSTER_RETURN_IF_ERROR(deactivate(call_, then, "status:deactivate"));
        applied();
        report_.state = "inactive";
        return endSessions(call_, settings_, user_);
    }

    void applied() { hasApplied_ = true; }

    Error failed(Error error) {
        if (hasApplied_) {
            call_.reportEarly(report_);
        }
        return error;
    }

    sdk::Call& call_;
    const Settings& settings_;
    const UpdatePlan& plan_;
    const User& user_;
    WriteReport report_;
    bool hasApplied_ = false;
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
    const AlreadySo alreadySo = call.isResumed() ? AlreadySo::kPlanned : AlreadySo::kLeftOut;
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
    MUSTER_ASSIGN_OR_RETURN(WriteReport report, UpdateSteps(call, settings, plan, user).run());
    if (user.status.empty() && plan.changesUser()) {
        MUSTER_RETURN_IF_ERROR(confirmStatus(reader, user));
    }
    return report;
}

}  // namespace muster::zoom
