#pragma once

#include <string>
#include <string_view>

#include "settings.h"
#include "user.h"
#include <muster/core/result.h>
#include <muster/core/secret.h>
#include <muster/core/value.h>

namespace muster::zoom {

/** Rules that Zoom documents and that can be told before anything is sent. Each refusal names the
 * attribute and says what to do. */

/** At most 5 Chinese characters in first and last name, 10 in the display name (Zoom Users API
 * reference). kInvalidAttributeValue. */
Result<void> checkChineseCharacters(const Attribute& attribute);

/** The licence of a user to be made: On-prem (3) needs the target's entitlement, None (99) the
 * create type ssoCreate. kInvalidAttributeValue. */
Result<void> checkTypeForCreate(const std::string& type, const std::string& createType,
                                const Settings& settings);
/** The licence of a user who exists: None (99) needs a login by single sign-on. */
Result<void> checkTypeForUpdate(const std::string& type, const User& user,
                                const Settings& settings);

/** A password goes with autoCreate only, and must keep the rules that hold in each account: 8 to 32
 * characters, a letter, a digit, upper and lower case, not one repeated character. What an account
 * adds to them, Zoom checks. kInvalidAttributeValue. */
Result<void> checkPasswordForCreate(const Secret& password, const std::string& createType);
/** A password can be set for a work-e-mail login that is no administrator's: kPermissionDenied
 * otherwise. 8 to 31 characters: kInvalidAttributeValue. */
Result<void> checkPasswordForUpdate(const Secret& password, const User& user);

/** The owner's role is given in Zoom's portal only: kInvalidAttributeValue. */
Result<void> checkRole(const std::string& roleId);
/** Whether the user's role can be changed: the owner's cannot, kPermissionDenied. */
Result<void> checkRoleChange(const User& user);

/** Owner and administrators are protected: kPermissionDenied. `action` completes "cannot be ...".
 */
Result<void> checkNotProtected(const User& user, std::string_view action);

}  // namespace muster::zoom
