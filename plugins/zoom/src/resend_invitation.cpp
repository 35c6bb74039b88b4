#include "resend_invitation.h"

#include <array>

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

/** The user as a dry run takes it to be. */
Result<User> requirePending(sdk::Call& call, const ObjectRef& ref) {
    UserReader reader(call);
    if (call.isDryRun()) {
        MUSTER_RETURN_IF_ERROR(reader.find(ref.text()));
        User assumed = reader.assume(ref.text(), "pending");
        assumed.email = assumed.email.empty() ? "(the address)" : assumed.email;
        assumed.type = "1";
        return assumed;
    }
    MUSTER_ASSIGN_OR_RETURN(User user, reader.require(ref.text()));
    if (!user.isPending()) {
        return refusal(ErrorCode::kInvalidState,
                       "user \"" + user.email + "\" is " +
                           (user.status.empty() ? "not known to be pending" : user.status) +
                           ", so there is no invitation to send again",
                       "only pending users have one");
    }
    return user;
}

Error notSent(const User& user, Error error) {
    error.message = "the old invitation of \"" + user.email +
                    "\" is cancelled, but sending a new one failed: " + error.message;
    error.hint += (error.hint.empty() ? "" : "; ") +
                  std::string("then create the user anew, since nobody is invited now");
    return error;
}

}  // namespace

Result<void> resendInvitation(sdk::Call& call, const ObjectRef& ref) {
    MUSTER_ASSIGN_OR_RETURN(const User user, requirePending(call, ref));
    MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> info, userInfo(user));
    UserWriter writer(call);
    // Bare, as every delete of a pending user: see remove_user.cpp.
    MUSTER_RETURN_IF_ERROR(writer.remove(user.uid(), {{.name = "action"}}, "invitation:cancel"));
    Result<sdk::Response> sent = writer.create("create", std::move(info), "invitation:send");
    if (!sent) {
        return notSent(user, std::move(sent).error());
    }
    const WriteReport report{.uid = sent->uid.empty() ? user.email : sent->uid,
                             .name = user.email,
                             .state = "pending",
                             .accepted = true};
    if (!call.isDryRun()) {
        call.reportEarly(report);
    }
    for (const std::string& groupId : user.groupIds) {
        MUSTER_RETURN_IF_ERROR(writer.joinGroupPending(report.uid, groupId));
    }
    return {};
}

}  // namespace muster::zoom
