#pragma once

#include <string_view>

#include "zoom/account.h"
#include "zoom/errors.h"

namespace sandbox::zoom {

/// True when the address lies on a domain that the account has proved to own.
bool onAssociatedDomain(const Settings& settings, std::string_view mail);

/// 400/1107 on a blocked domain, 400/1116 outside the limited ones.
Refusal checkDomainAllowed(const Settings& settings, std::string_view mail);

/// 400/300 for On-prem without the entitlement, 400/1108 for None on a user not made by SSO.
Refusal checkTypeAllowed(const Settings& settings, int userType, bool madeBySso);

/// 400/3412 or 400/2033 when one more user of that type finds no seat. Types other than Basic
/// and Licensed take none.
Refusal checkSeat(const Account& account, int userType);

/// True when a user of ours or an account elsewhere holds the address.
bool addressInUse(const Account& account, std::string_view mail);

/// What a mail address must look like to be taken: one "@", something on both sides, no blank,
/// at most 128 characters (Users API reference, POST /users).
bool isMailAddress(std::string_view text);

}  // namespace sandbox::zoom
