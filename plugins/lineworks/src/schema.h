#pragma once

#include <string_view>

#include <muster/core/schema.h>
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {

/** Names of attributes that the code acts on; the rest is known to the schema alone. */
namespace name {
inline constexpr std::string_view kExternalKey = "externalKey";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kLastName = "lastName";
inline constexpr std::string_view kFirstName = "firstName";
inline constexpr std::string_view kPhoneticLastName = "phoneticLastName";
inline constexpr std::string_view kPhoneticFirstName = "phoneticFirstName";
inline constexpr std::string_view kPrivateEmail = "privateEmail";
inline constexpr std::string_view kAliasEmails = "aliasEmails";
inline constexpr std::string_view kPasswordCreationType = "passwordCreationType";
inline constexpr std::string_view kChangePassword = "changePasswordAtNextLogin";
inline constexpr std::string_view kLevelId = "levelId";
inline constexpr std::string_view kOrganizations = "organizations";
inline constexpr std::string_view kOrgUnits = "orgUnits";
inline constexpr std::string_view kCustomProperties = "customProperties";
inline constexpr std::string_view kDomainId = "domainId";
inline constexpr std::string_view kOrgUnitId = "orgUnitId";
inline constexpr std::string_view kPrimary = "primary";
inline constexpr std::string_view kParent = "parentOrgUnitId";
inline constexpr std::string_view kVisible = "visible";
inline constexpr std::string_view kRelations = "relations";
inline constexpr std::string_view kDisplayOrder = "displayOrder";
inline constexpr std::string_view kDisplayLevel = "displayLevel";
inline constexpr std::string_view kMembers = "members";
inline constexpr std::string_view kMemberOrgUnits = "memberOrgUnits";
inline constexpr std::string_view kMemberGroups = "memberGroups";
inline constexpr std::string_view kAdministrators = "administrators";
inline constexpr std::string_view kEmailRecipients = "emailRecipients";
inline constexpr std::string_view kEmailSenders = "emailSenders";
}  // namespace name

/** Keys of the templates in `lookups/lineworks/operations.xml`. */
namespace key {
inline constexpr std::string_view kCreate = "__ACCOUNT__.CREATEOP";
inline constexpr std::string_view kGet = "__ACCOUNT__.GETOP";
inline constexpr std::string_view kSearch = "__ACCOUNT__.SEARCHOP";
inline constexpr std::string_view kUpdate = "__ACCOUNT__.UPDATEOP";
inline constexpr std::string_view kDelete = "__ACCOUNT__.DELETEOP";
inline constexpr std::string_view kForceDelete = "__ACCOUNT__.forcedelete.DELETEOP";
inline constexpr std::string_view kUndelete = "__ACCOUNT__.undelete.UPDATEOP";
inline constexpr std::string_view kSuspend = "__ACCOUNT__.__ENABLE__.DELETEOP";
inline constexpr std::string_view kUnsuspend = "__ACCOUNT__.__ENABLE__.UPDATEOP";
inline constexpr std::string_view kSetLeave = "__ACCOUNT__.leaveOfAbsence.UPDATEOP";
inline constexpr std::string_view kClearLeave = "__ACCOUNT__.leaveOfAbsence.DELETEOP";
inline constexpr std::string_view kMoveDomain = "__ACCOUNT__.domain.UPDATEOP";
inline constexpr std::string_view kAddAlias = "__ACCOUNT__.aliasEmails.UPDATEOP";
inline constexpr std::string_view kRemoveAlias = "__ACCOUNT__.aliasEmails.DELETEOP";
inline constexpr std::string_view kLogout = "__ACCOUNT__.sessions.DELETEOP";
inline constexpr std::string_view kInvite = "__ACCOUNT__.invitation.UPDATEOP";
inline constexpr std::string_view kUserKeys = "__ACCOUNT__.externalKeys.UPDATEOP";

inline constexpr std::string_view kCreateOrgUnit = "__ORGUNIT__.CREATEOP";
inline constexpr std::string_view kGetOrgUnit = "__ORGUNIT__.GETOP";
inline constexpr std::string_view kSearchOrgUnits = "__ORGUNIT__.SEARCHOP";
inline constexpr std::string_view kUpdateOrgUnit = "__ORGUNIT__.UPDATEOP";
inline constexpr std::string_view kMoveOrgUnit = "__ORGUNIT__.parentOrgUnitId.UPDATEOP";
inline constexpr std::string_view kDeleteOrgUnit = "__ORGUNIT__.DELETEOP";
inline constexpr std::string_view kOrgUnitMembers = "__ORGUNIT__.members.SEARCHOP";
inline constexpr std::string_view kOrgUnitKeys = "__ORGUNIT__.externalKeys.UPDATEOP";

inline constexpr std::string_view kCreateGroup = "__GROUP__.CREATEOP";
inline constexpr std::string_view kGetGroup = "__GROUP__.GETOP";
inline constexpr std::string_view kSearchGroups = "__GROUP__.SEARCHOP";
inline constexpr std::string_view kUpdateGroup = "__GROUP__.UPDATEOP";
inline constexpr std::string_view kDeleteGroup = "__GROUP__.DELETEOP";
inline constexpr std::string_view kGroupMembers = "__GROUP__.members.SEARCHOP";
inline constexpr std::string_view kAddMember = "__GROUP__.members.UPDATEOP";
inline constexpr std::string_view kRemoveMember = "__GROUP__.members.DELETEOP";
inline constexpr std::string_view kGroupAdministrators = "__GROUP__.administrators.SEARCHOP";
inline constexpr std::string_view kAddAdministrator = "__GROUP__.administrators.UPDATEOP";
inline constexpr std::string_view kRemoveAdministrator = "__GROUP__.administrators.DELETEOP";

inline constexpr std::string_view kGetLevel = "__LEVEL__.GETOP";
inline constexpr std::string_view kSearchLevels = "__LEVEL__.SEARCHOP";
inline constexpr std::string_view kGetPosition = "__POSITION__.GETOP";
inline constexpr std::string_view kSearchPositions = "__POSITION__.SEARCHOP";
inline constexpr std::string_view kGetUserType = "__USERTYPE__.GETOP";
inline constexpr std::string_view kSearchUserTypes = "__USERTYPE__.SEARCHOP";
}  // namespace key

namespace class_name {
inline constexpr std::string_view kOrgUnit = "__ORGUNIT__";
inline constexpr std::string_view kLevel = "__LEVEL__";
inline constexpr std::string_view kPosition = "__POSITION__";
inline constexpr std::string_view kUserType = "__USERTYPE__";
}  // namespace class_name

/** What stands before an External Key that takes the place of an id, in paths and in bodies
 * (Developers, Directory API, "Information used to specify a resource"). */
inline constexpr std::string_view kKeyPrefix = "externalKey:";

/** The object class `__ACCOUNT__`: members, with attributes and options. Constant, made once. */
const ObjectClassInfo& accountClass();
const ObjectClassInfo& orgUnitClass();
const ObjectClassInfo& groupClass();
/** Those that can be read only, and whose ids members and their posts refer to. */
const ObjectClassInfo& levelClass();
const ObjectClassInfo& positionClass();
const ObjectClassInfo& userTypeClass();

/** How objects of these classes are read. */
const sdk::NamedClass& orgUnits();
const sdk::NamedClass& groups();
const sdk::NamedClass& levels();
const sdk::NamedClass& positions();
const sdk::NamedClass& userTypes();

/** Words that the paths of LINE WORKS understand in the place of an id: `GET /users/external-keys`
 * is another call. No object has such an id. */
bool isWordOfThePath(std::string_view text);

/** All that the connector says of itself. */
Description describeConnector();

}  // namespace muster::lineworks
