#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "user.h"
#include <muster/sdk/call.h>

namespace muster::zoom {

/** Words that Zoom's paths understand in the place of a user: `GET /users/summary` is another call,
 * and `me` is whoever owns the app (Zoom Users API reference). No user has such an id. */
bool isWordOfThePath(std::string_view idOrEmail);
/** kInvalidAttributeValue, naming the attribute, for such a word. */
Result<void> checkAddress(std::string_view idOrEmail, const std::string& attribute);

/** Reads single users, by id or e-mail address: Zoom takes either in each path. The one place where
 * a dry run's missing answers are replaced by an assumption. Valid during the call. */
class UserReader {
public:
    explicit UserReader(sdk::Call& call) : call_(call) {}

    /** The user; nothing when Zoom has none in this account, and nothing in a dry run. Any I/O
     * error. */
    Result<std::optional<User>> find(std::string_view idOrEmail);
    /** The user that a write is about. kUnknownUid when there is none. In a dry run the user is
     * assumed to be active, licensed and signed in by work e-mail, and a notice says so. */
    Result<User> require(std::string_view idOrEmail);
    /** A user of that status whom nobody has read; a notice (once a reader) says so. */
    User assume(std::string_view idOrEmail, std::string_view status);
    /** kUnknownUid, for an address that no read has found. */
    static Error nobodyThere(std::string_view idOrEmail);

private:
    /** Nothing when the error says that nobody is there; of a lapsed invitation a notice tells. */
    Result<std::optional<User>> notFound(std::string_view idOrEmail, Error error);

    sdk::Call& call_;
    bool hasSaidAssumption_ = false;
};

}  // namespace muster::zoom
