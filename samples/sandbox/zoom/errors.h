#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "zoom/settings.h"

namespace sandbox::zoom {

/// A refusal, or nothing when the request may go on.
using Refusal = std::optional<Response>;

/// `{"code":..,"message":".."}`, the envelope of every Zoom error (developer docs, "Error codes").
Response apiError(int status, int code, std::string_view message);

/// 400/300 "Validation Failed." naming each bad field, `user_info.email` for a nested one.
Response validationFailed(const std::vector<std::string>& fields);

/// 404/1001; `asSent` is the decoded path segment.
Response userNotFound(const Settings& settings, std::string_view asSent);
/// 400/1120, for a pending user whose invitation ran out.
Response invitationLapsed();
/// 409/1005.
Response emailTaken(const Settings& settings, std::string_view mail);
/// 429 of the lock on a user under way (developer docs, "Rate limits").
Response tooManyConcurrent();

}  // namespace sandbox::zoom
