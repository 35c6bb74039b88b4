#include "actions.h"
#include "schema.h"
#include <muster/sdk/connection_properties.h>

namespace muster::zoom {
namespace {

std::vector<PropertyInfo> properties() {
    std::vector<PropertyInfo> all = {
        {.name = "api_version",
         .defaultValue = "v2",
         .help = "Version of the Zoom API, the first part of each path"},
        {.name = "createType",
         .defaultValue = "create",
         .allowed = {"create", "autoCreate", "custCreate", "ssoCreate"},
         .help = "How Zoom makes an account when the operation does not say"},
        {.name = "defaultType",
         .defaultValue = "1",
         .allowed = {"1", "2", "4", "3", "99"},
         .help = "Licence (code key of Lookup.Zoom.type) when the operation does not say"},
        {.name = "deletePolicy",
         .defaultValue = "delete",
         .allowed = {"delete", "disassociate", "deactivate"},
         .help = "What a delete does when the operation does not say"},
        {.name = "logoutOnDisable",
         .type = ValueKind::kBoolean,
         .defaultValue = "true",
         .help = "Whether disabling a user also ends the sessions of single sign-on"},
        {.name = "plan",
         .defaultValue = "business",
         .allowed = {"free", "pro", "business"},
         .help =
             "Plan of the account, which decides its rate limits; business stands for Education, "
             "Enterprise and Partner too"},
        {.name = "restoreLicence",
         .type = ValueKind::kBoolean,
         .defaultValue = "false",
         .help = "Whether enabling a user assigns the licence again that disabling released"},
        {.name = "onPremEntitled",
         .type = ValueKind::kBoolean,
         .defaultValue = "false",
         .help = "Whether Zoom support has granted the type On-prem (3) to the account"},
    };
    const std::vector<PropertyInfo> connection =
        sdk::connectionProperties({.baseUrl = "https://api.zoom.us",
                                   .authenticationType = "account_credentials",
                                   .authenticationServerUrl = "https://zoom.us/oauth/token"});
    all.insert(all.end(), connection.begin(), connection.end());
    return all;
}

OperationKeyInfo operation(std::string_view operationKey, std::vector<std::string> placeholders,
                           bool isIdempotent, std::string description) {
    return {.key = std::string(operationKey),
            .placeholders = std::move(placeholders),
            .idempotent = isIdempotent,
            .description = std::move(description)};
}

/** A template that no operation of this version asks for: it may be missing. */
OperationKeyInfo optional(OperationKeyInfo info) {
    info.required = false;
    return info;
}

std::vector<OperationKeyInfo> userKeys() {
    const std::vector<std::string> uid = {"__UID__"};
    return {
        operation(key::kCreate, {}, false, "Create a user"),
        operation(key::kUpdate, uid, true, "Change profile and licence"),
        operation(key::kDelete, uid, true, "Delete or disassociate, by the query parameter action"),
        operation(key::kPassword, uid, true, "Set the password"),
        operation(key::kSearch, {"Filter Suffix", "PAGE_SIZE", "PAGE_TOKEN"}, true,
                  "One page of the users of one status"),
        optional(operation("__ACCOUNT__.group_ids.SEARCHOP", uid, true, "Groups of a user")),
        operation(key::kJoinGroup, {"__UID__", "group_ids"}, true, "Add a user to a group"),
        operation(key::kLeaveGroup, {"__UID__", "group_ids"}, true, "Take a user out of a group"),
        operation(key::kChangeMembership, {"__UID__", "group_ids"}, true,
                  "Make a group the primary one, or move a user between groups"),
        operation(key::kAssignRole, {"__UID__", "role_id"}, true, "Give a user a role"),
        operation(key::kRemoveRole, {"__UID__", "role_id"}, true,
                  "Give a user the member role again"),
        operation(key::kStatus, uid, true, "Activate or deactivate"),
        operation(key::kEmail, uid, true, "Change the e-mail address"),
        operation(key::kGet, uid, true, "Read one user by id or e-mail address"),
        operation(key::kTest, {}, true, "Read one row to try address and credentials"),
        operation(key::kLogout, uid, true, "End the sessions of single sign-on"),
        optional(
            operation(key::kOwner, {}, true, "The owner of the account, as whom the app acts")),
        optional(operation(key::kPermissions, uid, true, "Permissions of a user")),
        optional(operation(key::kManagedDomains, {}, true, "Managed domains of the account")),
    };
}

std::vector<OperationKeyInfo> groupAndRoleKeys() {
    const std::vector<std::string> uid = {"__UID__"};
    const std::vector<std::string> page = {"PAGE_SIZE", "PAGE_TOKEN"};
    return {
        operation(key::kCreateGroup, {}, false, "Create a group"),
        operation(key::kGetGroup, uid, true, "Read one group by id"),
        operation(key::kUpdateGroup, uid, true, "Rename a group"),
        operation(key::kDeleteGroup, uid, true, "Delete a group"),
        operation(key::kSearchGroups, page, true, "One page of the groups"),
        operation(key::kMembers, {"__UID__", "PAGE_SIZE", "PAGE_TOKEN"}, true,
                  "One page of the members of a group"),
        operation(key::kAddMembers, uid, true, "Add at most 30 users to a group"),
        operation(key::kRemoveMember, {"__UID__", "members"}, true, "Take one user out of a group"),
        operation(key::kGetRole, uid, true, "Read one role by id"),
        operation(key::kSearchRoles, page, true, "The roles"),
    };
}

}  // namespace

Description describeConnector() {
    std::vector<OperationKeyInfo> keys = userKeys();
    const std::vector<OperationKeyInfo> others = groupAndRoleKeys();
    keys.insert(keys.end(), others.begin(), others.end());
    return {.displayName = "Zoom",
            .classes = {accountClass(), groupClass(), roleClass()},
            .properties = properties(),
            .operationKeys = std::move(keys),
            .lookups = {"Lookup.Zoom.createType", "Lookup.Zoom.type"},
            .usesTemplatedCalls = true,
            // Zoom documents none; a minute is our caution.
            .settleWindowMs = 60'000,
            .actions = describeActions()};
}

}  // namespace muster::zoom
