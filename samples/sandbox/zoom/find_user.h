#pragma once

#include <string_view>

#include "zoom/account.h"
#include "zoom/errors.h"

namespace sandbox::zoom {

/// The user that a path names, or the answer that says why there is none.
struct FoundUser {
    const User* user;
    Refusal refusal;
};

/// By id, mail address, or "me" for the owner, as whom the app acts.
const User* lookUp(const Account& account, std::string_view asSent);

/// Likewise, with the refusals that every user call shares: 404/1001 when there is none, 400/1010
/// in its place for an address held elsewhere (with `outsider-1010`), 400/1120 for an invitation
/// that ran out.
FoundUser findUser(const Account& account, std::string_view asSent);

/// Likewise for a read, which misses a user that does not show yet.
FoundUser findShown(const Account& account, std::string_view asSent);

}  // namespace sandbox::zoom
