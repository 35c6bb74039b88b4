#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "settings.h"
#include "user.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::lineworks {

/** Rules of LINE WORKS that are checked before anything is sent. Each error is
 * kInvalidAttributeValue unless said otherwise, and names the attribute. */

/** What holds for one attribute of a member by itself: patterns, counts, days, posts with one main
 * one. An attribute without values is legal here. */
Result<void> checkAttribute(const Attribute& attribute, const Settings& settings);
/** The same for an org unit. */
Result<void> checkOrgUnitAttribute(const Attribute& attribute);
/** Names of an org unit in other languages. */
Result<void> checkOrgUnitNames(const Attribute& attribute);
/** Whether what lives in the message room of an org unit or a group is on without it; `before` is
 * the object as it was, null for a new one (Developers, group-update-put). */
Result<void> checkFeatures(const std::vector<Attribute>& wanted, const ConnectorObject* before);
/** Only hidden org units are within a hidden one (Developers, orgunit-create: visible). */
Result<void> checkVisible(const std::string& parent, bool isParentHidden, bool isVisible);
/** The External Key of a group. */
Result<void> checkGroupAttributes(const std::vector<Attribute>& attributes);

/** The names of a member together: at most 80 characters, and one of them is not empty. */
Result<void> checkNames(const std::string& lastName, const std::string& firstName);

/** A first password: 8 to 20 characters with letters and digits, and a sign when the settings say
 * so (help, account security). */
Result<void> checkPassword(const Secret& password, const Settings& settings);
/** How the first password comes about: ADMIN with a password, MEMBER with a private address. */
Result<void> checkPasswordChoice(const std::string& creationType, bool hasPassword,
                                 bool hasPrivateEmail, const Settings& settings);

/** Whether LINE WORKS suspends such a member. kInvalidState for a pending one. */
Result<void> checkCanSuspend(const User& user);
/** Whether LINE WORKS deletes such a member. kInvalidState for an administrator. */
Result<void> checkCanDelete(const User& user);

/** Whether the plan has scopes that write. kPermissionDenied for Free. */
Result<void> checkPlanWrites(const Settings& settings);

}  // namespace muster::lineworks
