#pragma once

#include <string_view>

#include <muster/core/schema.h>

namespace muster::zoom {

/** Names of the account's attributes that the code acts on; the rest is known to the schema alone.
 */
namespace name {
inline constexpr std::string_view kCreateType = "createType";
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kRoleId = "role_id";
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
}  // namespace key

/** The object class `__ACCOUNT__`: Zoom's users, with attributes and options. Constant, made once.
 */
const ObjectClassInfo& accountClass();

/** Whether the rows of GET /users lack the attribute, so that only GET /users/{id} tells it
 * (Zoom Users API reference, list against get). */
bool isOnlyInSingleRead(std::string_view attributeName);

/** All that the connector says of itself. */
Description describeConnector();

}  // namespace muster::zoom
