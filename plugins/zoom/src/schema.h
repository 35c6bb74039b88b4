#pragma once

#include <string_view>

#include <muster/core/schema.h>
#include <muster/sdk/named_objects.h>

namespace muster::zoom {

/** Names of the account's attributes that the code acts on; the rest is known to the schema alone.
 */
namespace name {
inline constexpr std::string_view kCreateType = "createType";
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kRoleId = "role_id";
inline constexpr std::string_view kGroupIds = "group_ids";
inline constexpr std::string_view kMembers = "members";
inline constexpr std::string_view kPhoneNumbers = "phone_numbers";
inline constexpr std::string_view kCustomAttributes = "custom_attributes";
}  // namespace name

/** Keys of the templates in `lookups/zoom/operations.xml`. The first group is Oracle's. */
namespace key {
inline constexpr std::string_view kCreate = "__ACCOUNT__.CREATEOP";
inline constexpr std::string_view kUpdate = "__ACCOUNT__.UPDATEOP";
inline constexpr std::string_view kDelete = "__ACCOUNT__.DELETEOP";
inline constexpr std::string_view kPassword = "__ACCOUNT__.__PASSWORD__.UPDATEOP";
inline constexpr std::string_view kSearch = "__ACCOUNT__.SEARCHOP";
inline constexpr std::string_view kStatus = "__ACCOUNT__.__ENABLE__.UPDATEOP";
inline constexpr std::string_view kEmail = "__ACCOUNT__.__NAME__.UPDATEOP";

inline constexpr std::string_view kGet = "__ACCOUNT__.GETOP";
inline constexpr std::string_view kTest = "__ACCOUNT__.TESTOP";
inline constexpr std::string_view kLogout = "__ACCOUNT__.token.DELETEOP";
inline constexpr std::string_view kOwner = "__ACCOUNT__.owner.SEARCHOP";
inline constexpr std::string_view kPermissions = "__ACCOUNT__.permissions.SEARCHOP";
inline constexpr std::string_view kManagedDomains = "__ACCOUNT__.managed_domains.SEARCHOP";

inline constexpr std::string_view kJoinGroup = "__ACCOUNT__.group_ids.UPDATEOP";
inline constexpr std::string_view kLeaveGroup = "__ACCOUNT__.group_ids.DELETEOP";
inline constexpr std::string_view kChangeMembership = "__ACCOUNT__.group_ids.membership.UPDATEOP";
inline constexpr std::string_view kAssignRole = "__ACCOUNT__.role_id.UPDATEOP";
inline constexpr std::string_view kRemoveRole = "__ACCOUNT__.role_id.DELETEOP";

inline constexpr std::string_view kCreateGroup = "__GROUP__.CREATEOP";
inline constexpr std::string_view kGetGroup = "__GROUP__.GETOP";
inline constexpr std::string_view kUpdateGroup = "__GROUP__.UPDATEOP";
inline constexpr std::string_view kDeleteGroup = "__GROUP__.DELETEOP";
inline constexpr std::string_view kSearchGroups = "__GROUP__.SEARCHOP";
inline constexpr std::string_view kMembers = "__GROUP__.members.SEARCHOP";
inline constexpr std::string_view kAddMembers = "__GROUP__.members.UPDATEOP";
inline constexpr std::string_view kRemoveMember = "__GROUP__.members.DELETEOP";

inline constexpr std::string_view kGetRole = "__ROLE__.GETOP";
inline constexpr std::string_view kSearchRoles = "__ROLE__.SEARCHOP";
}  // namespace key

/** The roles that each account has (Zoom Accounts API reference). */
namespace role {
inline constexpr std::string_view kOwner = "0";
inline constexpr std::string_view kAdmin = "1";
inline constexpr std::string_view kMember = "2";
}  // namespace role

/** The object class `__ACCOUNT__`: Zoom's users, with attributes and options. Constant, made once.
 */
const ObjectClassInfo& accountClass();
/** The object class `__GROUP__`: groups of users, of paid accounts. */
const ObjectClassInfo& groupClass();
/** The object class `__ROLE__`, which can be read only. */
const ObjectClassInfo& roleClass();

/** How groups and roles are read: Zoom finds both by id alone, and filters neither. */
const sdk::NamedClass& groups();
const sdk::NamedClass& roles();

/** Whether the rows of GET /users lack the attribute, so that only GET /users/{id} tells it
 * (Zoom Users API reference, list against get). */
bool isOnlyInSingleRead(std::string_view attributeName);

/** All that the connector says of itself. */
Description describeConnector();

}  // namespace muster::zoom
