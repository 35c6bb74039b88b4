#include "remove_user.h"

#include <array>

#include "checks.h"
#include "target_errors.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include <muster/sdk/already_so.h>

namespace muster::zoom {
namespace {

/** Query parameters of DELETE /users/{id} that have the names of our options (Zoom Users API
 * reference, delete a user). */
constexpr std::array<std::string_view, 4> kTransferOptions = {
    "transfer_email", "transfer_meeting", "transfer_webinar", "transfer_recording"};

std::vector<sdk::QueryOverride> transferOptions(const sdk::Call& call) {
    std::vector<sdk::QueryOverride> transfers;
    for (const std::string_view option : kTransferOptions) {
        if (std::optional<std::string> value = call.option(option); value && *value != "false") {
            transfers.push_back({std::string(option), std::move(value)});
        }
    }
    return transfers;
}

Result<void> checkTransfers(const std::vector<sdk::QueryOverride>& transfers, RemovalPolicy policy,
                            const User& user) {
    if (transfers.empty()) {
        return {};
    }
    const sdk::QueryOverride& first = transfers.front();
    const auto refused = [&](std::string message, std::string hint) {
        return refusal(ErrorCode::kInvalidAttributeValue, std::move(message), std::move(hint),
                       first.name);
    };
    if (policy == RemovalPolicy::kDeactivate) {
        return refused("the policy deactivate keeps the user's data, so \"" + first.name +
                           "\" cannot be followed",
                       "leave the transfer options out, or choose delete or disassociate");
    }
    if (first.name != "transfer_email") {
        return refused("\"" + first.name + "\" is given without \"transfer_email\"",
                       "say who receives the data: transfer_email=ADDRESS");
    }
    if (equalNames(first.value.value_or(""), user.email)) {
        return refused("the data of user \"" + user.email + "\" cannot go to the same user",
                       "name another user of this account in transfer_email");
    }
    return {};
}

/** The error for a 404 about somebody whom Zoom shows all the same. */
Error stillThere(const User& now, Error error) {
    error.code = ErrorCode::kProtocol;
    error.outcome = Outcome::kNotApplied;
    error.message = "Zoom answered the delete of user \"" + now.email +
                    "\" as if nobody were there, but still shows the user as " + now.status;
    error.hint = "try again later; if it stays so, delete the user in Zoom's portal";
    return error;
}

/** Nothing in the query: the form that Zoom takes for pending users (seen by clients of the API: a
 * query of any kind may be answered 404 there). */
Result<void> removeBare(sdk::Call& call, UserReader& reader, const User& user,
                        const std::string& step) {
    Result<void> removed = UserWriter(call).remove(user.uid(), {{.name = "action"}}, step);
    if (removed || !isNotThere(removed.error())) {
        return removed;
    }
    // A 404 proves nothing by itself: whoever is still shown was not removed.
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> now, reader.find(user.uid()));
    return now ? stillThere(*now, std::move(removed).error()) : std::move(removed).error();
}

Result<void> removePending(sdk::Call& call, UserReader& reader, const User& user,
                           const std::string& step, bool hasTransfers) {
    MUSTER_RETURN_IF_ERROR(removeBare(call, reader, user, step));
    call.notice("invitation-cancelled",
                "user \"" + user.email + "\" had not accepted the invitation: it is cancelled" +
                    (hasTransfers ? ", and there was nothing to transfer" : ""));
    return {};
}

/** After a 404 to a DELETE with a query: gone, or still there in a state that wants the bare form?
 */
Result<void> settleNotThere(sdk::Call& call, UserReader& reader, const User& user,
                            RemovalPolicy policy, Error error) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> now, reader.find(user.uid()));
    if (!now) {
        return error;
    }
    // Bare means disassociate: right for a pending user and for that policy, wrong for a delete.
    if (now->isPending() || policy == RemovalPolicy::kDisassociate) {
        return removeBare(call, reader, *now, "delete:bare");
    }
    return stillThere(*now, std::move(error));
}

Result<void> removeMember(sdk::Call& call, UserReader& reader, const User& user,
                          RemovalPolicy policy, std::vector<sdk::QueryOverride> query) {
    const bool isDisassociate = policy == RemovalPolicy::kDisassociate;
    if (isDisassociate) {
        query.push_back({"action", "disassociate"});
    }
    Result<void> removed = UserWriter(call).remove(user.uid(), std::move(query),
                                                   isDisassociate ? "disassociate" : "delete");
    if (removed || !isNotThere(removed.error())) {
        return removed;
    }
    return settleNotThere(call, reader, user, policy, std::move(removed).error());
}

Result<void> deactivateInstead(sdk::Call& call, const Settings& settings, const User& user) {
    if (user.isInactive() && sdk::alreadySo(call) == sdk::AlreadySo::kLeftOut) {
        call.notice("already-so",
                    "user \"" + user.email + "\" is inactive already; nothing was sent");
        return {};
    }
    MUSTER_RETURN_IF_ERROR(deactivate(call, user, "deactivate"));
    return endSessions(call, settings, user);
}

std::string_view pastTense(RemovalPolicy policy) {
    switch (policy) {
        case RemovalPolicy::kDelete:
            return "deleted";
        case RemovalPolicy::kDisassociate:
            return "disassociated";
        case RemovalPolicy::kDeactivate:
            return "deactivated";
    }
    return "removed";
}

/** Tells what a removal by policy left of the user. */
Result<void> reportState(sdk::Call& call, const User& user, const std::string& state) {
    if (!call.isDryRun()) {
        call.reportEarly({.uid = user.uid(), .name = user.email, .state = state});
    }
    return {};
}

Result<void> removeUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                        RemovalPolicy policy, const std::string& pendingStep) {
    const std::vector<sdk::QueryOverride> transfers = transferOptions(call);
    UserReader reader(call);
    MUSTER_ASSIGN_OR_RETURN(const User user, reader.require(ref.text()));
    if (user.isPending()) {
        return removePending(call, reader, user, pendingStep, !transfers.empty());
    }
    MUSTER_RETURN_IF_ERROR(checkNotProtected(user, pastTense(policy)));
    MUSTER_RETURN_IF_ERROR(checkTransfers(transfers, policy, user));
    if (policy == RemovalPolicy::kDeactivate) {
        MUSTER_RETURN_IF_ERROR(deactivateInstead(call, settings, user));
        return reportState(call, user, "inactive");
    }
    MUSTER_RETURN_IF_ERROR(removeMember(call, reader, user, policy, transfers));
    return policy == RemovalPolicy::kDisassociate ? reportState(call, user, "released")
                                                  : Result<void>();
}

}  // namespace

Result<void> deleteUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref) {
    RemovalPolicy policy = settings.deletePolicy;
    if (const std::optional<std::string> said = call.option("policy")) {
        MUSTER_ASSIGN_OR_RETURN(policy, parseRemovalPolicy(*said));
    }
    return removeUser(call, settings, ref, policy, "delete");
}

Result<void> disassociateUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref) {
    return removeUser(call, settings, ref, RemovalPolicy::kDisassociate, "disassociate");
}

}  // namespace muster::zoom
