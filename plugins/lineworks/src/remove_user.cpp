#include "remove_user.h"

#include "checks.h"
#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include "wire.h"
#include <muster/sdk/already_so.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

/** Tells what a removal by policy left of the member. */
void reportState(sdk::Call& call, const User& user, const std::string& state) {
    call.reportEarly({.uid = user.id, .name = user.email, .state = state});
}

Result<void> removeForGood(sdk::Call& call, UserReader& reader, const ObjectRef& ref) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader.findAny(ref.text()));
    if (!user && call.isDryRun()) {
        return UserWriter(call).forceRemove(reader.assume(ref.text()).id);
    }
    // A deleted member may be shown or not; the request itself tells whether somebody is there.
    Result<void> removed = UserWriter(call).forceRemove(user ? user->id : ref.text());
    if (user && user->isDeleted() && !removed && isNotThere(removed.error())) {
        call.notice("deleted-keeps-key",
                    "member \"" + user->email +
                        "\" is deleted already, and LINE WORKS does not remove it at once: login "
                        "id and External Key stay reserved until it does, 7 days after the delete");
    }
    return removed;
}

Result<void> removeSoftly(sdk::Call& call, const Settings& settings, const User& user) {
    MUSTER_RETURN_IF_ERROR(checkCanDelete(user));
    return deleteSoftly(call, settings, user);
}

Result<void> suspendInstead(sdk::Call& call, const Settings& settings, const User& user) {
    if (user.isPending() && settings.deletesPending) {
        MUSTER_RETURN_IF_ERROR(removeSoftly(call, settings, user));
        call.notice("pending-deleted", "member \"" + user.email +
                                           "\" had not signed in yet and cannot be suspended; the "
                                           "target's pendingRemoval deletes such members");
        return {};
    }
    MUSTER_RETURN_IF_ERROR(checkCanSuspend(user));
    if (user.isSuspended() && sdk::alreadySo(call) == sdk::AlreadySo::kLeftOut) {
        call.notice("already-so",
                    "member \"" + user.email + "\" is suspended already; nothing was sent");
    } else {
        MUSTER_RETURN_IF_ERROR(suspend(call, settings, user));
    }
    reportState(call, user, "suspended");
    return {};
}

Result<void> unlink(sdk::Call& call, const User& user) {
    const bool isLeftOut = sdk::alreadySo(call) == sdk::AlreadySo::kLeftOut && !user.isAssumed;
    if (user.externalKey.empty() && isLeftOut) {
        call.notice("already-so",
                    "member \"" + user.email + "\" has no External Key; nothing was sent");
    } else {
        MUSTER_RETURN_IF_ERROR(sdk::withoutAnswer(
            UserWriter(call).patch(user.id, {nothing("userExternalKey")}, "unlink")));
    }
    reportState(call, user, "released");
    return {};
}

Error wrongPolicy(const std::string& operation, const std::string& expected) {
    return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                        "this policy is none of a " + operation + "; expected " + expected,
                        "say policy=... with one of these, or leave it out", "policy");
}

Result<RemovalPolicy> policyOf(const sdk::Call& call, RemovalPolicy fallback) {
    const std::optional<std::string> said = call.option("policy");
    return said ? parseRemovalPolicy(*said) : Result<RemovalPolicy>(fallback);
}

}  // namespace

Result<void> deleteUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const RemovalPolicy policy, policyOf(call, settings.deletePolicy));
    UserReader reader(call, settings);
    if (policy == RemovalPolicy::kForceDelete) {
        return removeForGood(call, reader, ref);
    }
    if (policy == RemovalPolicy::kUnlink) {
        return wrongPolicy("delete", "delete, forcedelete or suspend");
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, reader.require(ref.text()));
    return policy == RemovalPolicy::kSuspend ? suspendInstead(call, settings, user)
                                             : removeSoftly(call, settings, user);
}

Result<void> disassociateUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const RemovalPolicy policy,
                            policyOf(call, settings.disassociatePolicy));
    if (policy != RemovalPolicy::kSuspend && policy != RemovalPolicy::kUnlink) {
        return wrongPolicy("disassociate", "suspend or unlink");
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    return policy == RemovalPolicy::kSuspend ? suspendInstead(call, settings, user)
                                             : unlink(call, user);
}

}  // namespace muster::lineworks
