#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "zoom/settings.h"

namespace sandbox::zoom {

struct PasswordFault {
    int code;  ///< Zoom's, 1124 to 1136
    std::string message;
};

/// The first rule that a password breaks, in the order of the checks (length, letter, digit, both
/// cases, special, repeated, running, too easy); nothing when it is good. The upper limit differs
/// between create and change and is the caller's.
/// Rules: Users API reference, PUT password; `security.password_requirement` of the account.
std::optional<PasswordFault> findPasswordFault(std::string_view password, std::string_view mail,
                                               const Settings& settings);

}  // namespace sandbox::zoom
