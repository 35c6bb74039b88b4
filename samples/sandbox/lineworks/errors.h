#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "lineworks/settings.h"

namespace sandbox::lineworks {

/// A refusal, or nothing when the request may go on.
using Refusal = std::optional<Response>;

/// What a code like USER_NOT_EXIST names.
enum class Kind { kUser, kOrgUnit, kGroup, kLevel, kPosition, kUserType, kCustomProperty };

/// "USER", as codes have it.
std::string_view codeName(Kind kind);
/// "user", for descriptions and the ledger.
std::string_view plainName(Kind kind);

/// `{"code":"..","description":".."}`, the envelope of every API error (docs, "Error codes"). The
/// descriptions are ours unless the README says otherwise.
Response apiError(int status, std::string_view code, std::string_view description);

/// 400 BAD_REQUEST, INVALID_PARAMETER and MISSING_PARAMETER.
Response badRequest(std::string_view description);
Response invalidParameter(std::string_view description);
Response missingParameter(std::string_view name);
/// 403 FORBIDDEN.
Response forbidden(std::string_view description);
/// 429.
Response tooManyRequests();

/// 404 for an object that the path names.
Response notFound(const Settings& settings, Kind kind, std::string_view asSent);
/// 404, 400 or nothing for an object that a body names, as the switch `unknown-reference` says.
Refusal unknownReference(const Settings& settings, Kind kind, std::string_view asSent);
/// 403, 404 or 400 for a domainId outside the tenant.
Response foreignDomain(const Settings& settings, std::string_view asSent);

}  // namespace sandbox::lineworks
