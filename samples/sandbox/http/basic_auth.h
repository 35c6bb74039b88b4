#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

struct BasicCredentials {
    std::string user;
    std::string password;
};

/// Reads `Basic <base64 of user:password>` (RFC 7617); nothing when it is anything else.
std::optional<BasicCredentials> parseBasic(std::string_view authorization);

/// Reads the token of `Bearer <token>` (RFC 6750); "" when it is anything else.
std::string_view parseBearer(std::string_view authorization);

}  // namespace sandbox
