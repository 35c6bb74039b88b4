#include "user_reader.h"

#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {

Result<std::optional<User>> UserReader::findAny(std::string_view address) {
    if (isWordOfThePath(address) || address.empty() || address == kKeyPrefix) {
        return std::optional<User>();
    }
    Result<sdk::Response> response = call_.host().call(
        {.key = std::string(key::kGet), .placeholders = {Attribute("__UID__", Value(address))}});
    if (!response) {
        if (isNotThere(response.error())) {
            return std::optional<User>();
        }
        return explained(std::move(response).error());
    }
    if (response->isDryRun) {
        return std::optional<User>();
    }
    MUSTER_ASSIGN_OR_RETURN(User user, parseUser(response->body, settings_.domainId));
    return std::optional(std::move(user));
}

Result<std::optional<User>> UserReader::find(std::string_view address) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<User> user, findAny(address));
    if (user && user->isDeleted()) {
        call_.notice("deleted-member",
                     "member \"" + user->email + "\" (id \"" + user->id +
                         "\") is deleted and counts as not there; the action undelete brings it "
                         "back within 7 days of the delete");
        return std::optional<User>();
    }
    return user;
}

Result<User> UserReader::require(std::string_view address) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<User> user, find(address));
    if (user) {
        return *std::move(user);
    }
    if (call_.isDryRun()) {
        return assume(address);
    }
    return sdk::refusal(ErrorCode::kUnknownUid,
                        "there is no member \"" + std::string(address) + "\" in LINE WORKS",
                        "members are addressed by id, login id or externalKey:KEY; search lists "
                        "them");
}

Result<std::optional<User>> UserReader::findByKey(const std::string& externalKey) {
    if (externalKey.empty()) {
        return std::optional<User>();
    }
    return findAny(std::string(kKeyPrefix) + externalKey);
}

User UserReader::assume(std::string_view address) {
    if (!hasSaidAssumption_) {
        hasSaidAssumption_ = true;
        call_.notice("dry-run-assumption",
                     "a dry run reads nothing, so member \"" + std::string(address) +
                         "\" is taken to be in use, without posts and no administrator; if that "
                         "is not so, other requests may be sent");
    }
    const bool isEmail = address.find('@') != std::string_view::npos;
    return User{.id = std::string(address),
                .email = isEmail ? std::string(address) : std::string(),
                .status = "active",
                .isAssumed = true};
}

}  // namespace muster::lineworks
