#include "user_reader.h"

#include <algorithm>
#include <array>

#include "schema.h"
#include "target_errors.h"

namespace muster::zoom {

bool isWordOfThePath(std::string_view idOrEmail) {
    static constexpr std::array<std::string_view, 5> kWords = {"me", "email", "summary",
                                                               "vanity_name", "features"};
    return std::find(kWords.begin(), kWords.end(), idOrEmail) != kWords.end();
}

Result<void> checkAddress(std::string_view idOrEmail, const std::string& attribute) {
    if (!isWordOfThePath(idOrEmail)) {
        return {};
    }
    return refusal(ErrorCode::kInvalidAttributeValue,
                   "\"" + std::string(idOrEmail) +
                       "\" is no user's id: Zoom reads it as a word of the path, and another user "
                       "or call would be meant; nothing was sent",
                   "give the user's id or e-mail address", attribute);
}

Result<std::optional<User>> UserReader::find(std::string_view idOrEmail) {
    if (isWordOfThePath(idOrEmail)) {
        return std::optional<User>();
    }
    Result<sdk::Response> response = call_.host().call(
        {.key = std::string(key::kGet), .placeholders = {Attribute("__UID__", Value(idOrEmail))}});
    if (!response) {
        return notFound(idOrEmail, std::move(response).error());
    }
    if (response->isDryRun) {
        return std::optional<User>();
    }
    MUSTER_ASSIGN_OR_RETURN(User user, parseUser(response->body));
    return std::optional(std::move(user));
}

Result<std::optional<User>> UserReader::notFound(std::string_view idOrEmail, Error error) {
    if (!isNotThere(error)) {
        return explained(std::move(error));
    }
    if (error.targetCode == "1120") {
        call_.notice("invitation-lapsed",
                     "the invitation of \"" + std::string(idOrEmail) +
                         "\" has lapsed: Zoom answers as if nobody were there, but may still list "
                         "the user as pending, and count the seat, until somebody clears it in "
                         "Zoom's portal");
    }
    return std::optional<User>();
}

Result<User> UserReader::require(std::string_view idOrEmail) {
    MUSTER_RETURN_IF_ERROR(checkAddress(idOrEmail, "__UID__"));
    MUSTER_ASSIGN_OR_RETURN(std::optional<User> user, find(idOrEmail));
    if (user) {
        return *std::move(user);
    }
    if (call_.isDryRun()) {
        return assume(idOrEmail, "active");
    }
    return nobodyThere(idOrEmail);
}

Error UserReader::nobodyThere(std::string_view idOrEmail) {
    return refusal(ErrorCode::kUnknownUid,
                   "there is no user \"" + std::string(idOrEmail) + "\" in this Zoom account",
                   "look for the user with search; a lapsed invitation counts as not there");
}

User UserReader::assume(std::string_view idOrEmail, std::string_view status) {
    if (!hasSaidAssumption_) {
        hasSaidAssumption_ = true;
        call_.notice("dry-run-assumption",
                     "a dry run reads nothing, so user \"" + std::string(idOrEmail) +
                         "\" is taken to be " + std::string(status) +
                         (status == "pending" ? ""
                                              : ", licensed, a member and signed in by work "
                                                "e-mail") +
                         "; if that is not so, other requests may be sent");
    }
    const bool isEmail = idOrEmail.find('@') != std::string_view::npos;
    return User{.id = isEmail ? std::string() : std::string(idOrEmail),
                .email = isEmail ? std::string(idOrEmail) : std::string(),
                .status = std::string(status),
                .type = "2",
                .isAssumed = true};
}

}  // namespace muster::zoom
