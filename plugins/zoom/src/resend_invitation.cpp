#include "resend_invitation.h"

#include <array>

#include "invitation_memory.h"
#include "schema.h"
#include "target_errors.h"
#include "user_body.h"
#include "user_reader.h"
#include "user_writer.h"

namespace muster::zoom {
namespace {

/** What is known of a pending user, for the body of POST /users. */
Result<std::vector<Attribute>> userInfo(const User& user) {
    static constexpr std::array<std::string_view, 3> kNames = {"first_name", "last_name",
                                                               "display_name"};
    std::vector<Attribute> info = {Attribute("email", Value(user.email))};
    const std::string type = user.type.empty() ? "1" : user.type;
    MUSTER_ASSIGN_OR_RETURN(Attribute wireType,
                            toWire(Attribute(std::string(name::kType), Value(type)),
                                   *accountClass().find(name::kType)));
    info.push_back(std::move(wireType));
    for (const std::string_view attribute : kNames) {
        if (const Attribute* found = findAttribute(user.attributes, attribute)) {
            info.push_back(*found);
        }
    }
    return info;
}

Error notPending(const User& user) {
    return refusal(ErrorCode::kInvalidState,
                   "user \"" + user.email + "\" is " +
                       (user.status.empty() ? "not known to be pending" : user.status) +
                       ", so there is no invitation to send again",
                   "only pending users have one");
}

Error notSent(const Invitation& invitation, Error error) {
    error.message = "the old invitation of \"" + invitation.email +
                    "\" is cancelled, but sending a new one failed: " + error.message;
    error.hint += (error.hint.empty() ? "" : "; ") +
                  std::string(
                      "nobody is invited now: resume this operation to send it, or create "
                      "the user anew");
    return error;
}

/** One action under way. Between its two requests nobody is invited, so what the second needs is
 * kept before the first: an operation that was cut off there is resumed with it. */
class Resending {
public:
    Resending(sdk::Call& call, const ObjectRef& ref)
        : call_(call), ref_(ref), memory_(call), reader_(call) {}

    Result<void> run() {
        MUSTER_RETURN_IF_ERROR(checkAddress(ref_.text(), "__UID__"));
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Invitation> kept, memory_.find(ref_.text()));
        MUSTER_ASSIGN_OR_RETURN(std::optional<User> user, reader_.find(ref_.text()));
        if (!user && kept) {
            return goOn(*kept);
        }
        if (call_.isDryRun()) {
            user = assumed();
        }
        if (!user) {
            return UserReader::nobodyThere(ref_.text());
        }
        const bool isSentAlready = kept && kept->uid != user->uid();
        if (isSentAlready) {
            return found(*kept, *user);
        }
        return user->isPending() ? exchange(*user) : notPending(*user);
    }

private:
    User assumed() {
        User user = reader_.assume(ref_.text(), "pending");
        user.email = user.email.empty() ? "(the address)" : user.email;
        user.type = "1";
        return user;
    }

    Result<void> exchange(const User& user) {
        MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> info, userInfo(user));
        const Invitation invitation{user.uid(), user.email, std::move(info), user.groupIds};
        MUSTER_RETURN_IF_ERROR(memory_.keep(ref_.text(), invitation));
        // Bare, as every delete of a pending user: see remove_user.cpp.
        MUSTER_RETURN_IF_ERROR(
            UserWriter(call_).remove(user.uid(), {{.name = "action"}}, "invitation:cancel"));
        return send(invitation);
    }

    /** The old invitation went before this attempt; the new one may be there already. */
    Result<void> goOn(const Invitation& invitation) {
        MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader_.find(invitation.email));
        if (user) {
            return found(invitation, *user);
        }
        call_.notice("invitation-resumed", "the old invitation of \"" + invitation.email +
                                               "\" was cancelled before the operation was cut "
                                               "off; the new one is sent now");
        return send(invitation);
    }

    Result<void> send(const Invitation& invitation) {
        Result<sdk::Response> sent =
            UserWriter(call_).create("create", invitation.info, "invitation:send");
        if (sent) {
            return finish(invitation, sent->uid.empty() ? invitation.email : sent->uid, "pending");
        }
        if (sent.error().code == ErrorCode::kAlreadyExists) {
            MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader_.find(invitation.email));
            if (user) {
                return found(invitation, *user);
            }
        }
        return notSent(invitation, std::move(sent).error());
    }

    /** Somebody of that address is there, who was not before. */
    Result<void> found(const Invitation& invitation, const User& user) {
        call_.notice("already-so", "user \"" + invitation.email + "\" is there again and " +
                                       user.status + ": the new invitation was sent before");
        return finish(invitation, user.uid(), user.status);
    }

    Result<void> finish(const Invitation& invitation, const std::string& uid,
                        const std::string& status) {
        if (!call_.isDryRun()) {
            call_.reportEarly({.uid = uid,
                               .name = invitation.email,
                               .state = status,
                               .accepted = status == "pending",
                               .formerUid = invitation.uid == uid ? "" : invitation.uid});
        }
        for (const std::string& groupId : invitation.groupIds) {
            MUSTER_RETURN_IF_ERROR(UserWriter(call_).joinGroupPending(uid, groupId));
        }
        return memory_.forget(ref_.text(), invitation);
    }

    sdk::Call& call_;
    const ObjectRef& ref_;
    InvitationMemory memory_;
    UserReader reader_;
};

}  // namespace

Result<void> resendInvitation(sdk::Call& call, const ObjectRef& ref) {
    return Resending(call, ref).run();
}

}  // namespace muster::zoom
