#include "actions.h"
#include "schema.h"
#include <muster/sdk/connection_properties.h>

namespace muster::lineworks {
namespace {

PropertyInfo choice(std::string name, std::string defaultValue, std::vector<std::string> allowed,
                    std::string help) {
    return {.name = std::move(name),
            .defaultValue = std::move(defaultValue),
            .allowed = std::move(allowed),
            .help = std::move(help)};
}

PropertyInfo yesOrNo(std::string name, std::string defaultValue, std::string help) {
    return {.name = std::move(name),
            .type = ValueKind::kBoolean,
            .defaultValue = std::move(defaultValue),
            .help = std::move(help)};
}

std::vector<PropertyInfo> tenantProperties() {
    return {
        {.name = "domainId",
         .type = ValueKind::kInteger,
         .required = true,
         .help = "Domain of the tenant: the number at the foot of the Developer Console's menu"},
        choice("plan", "standard", {"free", "standard", "advanced"},
               "Plan of the tenant, which decides its rate limits"),
        yesOrNo("singleSignOn", "true",
                "Whether members sign in by single sign-on, so that new ones are in use at once"),
        {.name = "emailDomains",
         .help = "What may stand behind the @ of login ids, blank-separated; empty for anything"},
        {.name = "maxOrgDepth",
         .type = ValueKind::kInteger,
         .defaultValue = "9",
         .help = "How many levels of org units there may be, the realm's own counted; 0 for any"},
    };
}

std::vector<PropertyInfo> policyProperties() {
    return {
        choice("deletePolicy", "delete", {"delete", "forcedelete", "suspend"},
               "What a delete does when the operation does not say: delete can be taken back for 7 "
               "days, forcedelete cannot"),
        choice("disassociatePolicy", "suspend", {"suspend", "unlink"},
               "What a disassociate does when the operation does not say; unlink takes the "
               "External Key away and leaves all else"),
        choice("pendingRemoval", "refuse", {"refuse", "delete"},
               "What becomes of a pending member, whom LINE WORKS does not suspend, when a delete "
               "or disassociate should suspend"),
        yesOrNo("adoptExisting", "true",
                "Whether a create takes over a member or org unit that is there without an "
                "External Key"),
        yesOrNo("undeleteExisting", "false",
                "Whether a create brings a deleted member of that login id or key back"),
        choice("illegalPhonetics", "refuse", {"refuse", "drop"},
               "What becomes of a phonetic name that is no katakana"),
        yesOrNo("passwordNeedsSpecial", "false",
                "Whether the tenant's password rule asks for a sign beside letters and digits"),
    };
}

PropertyInfo retired(std::string name, std::string why) {
    return {.name = std::move(name),
            .retired = "API 1.0 of LINE WORKS, which it belonged to, has been withdrawn; " +
                       std::move(why)};
}

/** What a target of API 1.0 had (an API ID, a Server API Consumer Key, a Server List entry with its
 * authentication key), and what takes its place in API 2.0. */
std::vector<PropertyInfo> retiredProperties() {
    return {
        retired("apiId", "API 2.0 has no API ID, nothing takes its place"),
        retired("serverApiConsumerKey",
                "the scopes of an app take its place: tick them on the app in the Developer "
                "Console, and name them in scope (\"orgunit user\", or \"directory\")"),
        retired("consumerKey",
                "it is the header of the Server API Consumer Key, whose place the setting scope "
                "takes"),
        retired("serverListId",
                "clientId and serviceAccount of an app take its place (Developer Console, API, "
                "ClientApp)"),
        retired("serverListAuthKey",
                "privateKey of the service account takes its place, with clientSecret of the app"),
    };
}

/** The host's settings; `scope` is read here too, to tell a missing scope from the plan. */
std::vector<PropertyInfo> connection() {
    std::vector<PropertyInfo> all = sdk::connectionProperties(
        {.baseUrl = "https://www.worksapis.com",
         .authenticationType = "jwt_bearer",
         .authenticationServerUrl = "https://auth.worksmobile.com/oauth2/v2.0/token",
         .scope = "orgunit user",
         .clientAuthentication = "form"});
    for (PropertyInfo& info : all) {
        info.hostOwned = info.hostOwned && info.name != "scope";
    }
    return all;
}

std::vector<PropertyInfo> properties() {
    std::vector<PropertyInfo> all = {{.name = "api_version",
                                      .defaultValue = "v1.0",
                                      .help = "Version of the LINE WORKS API, the first part of "
                                              "each path (API 2.0 is called v1.0 there)"}};
    for (const auto& part :
         {tenantProperties(), policyProperties(), connection(), retiredProperties()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

OperationKeyInfo operation(std::string_view operationKey, std::vector<std::string> placeholders,
                           bool isIdempotent, std::string description) {
    return {.key = std::string(operationKey),
            .placeholders = std::move(placeholders),
            .idempotent = isIdempotent,
            .description = std::move(description)};
}

const std::vector<std::string>& uid() {
    static const std::vector<std::string> kUid = {"__UID__"};
    return kUid;
}

const std::vector<std::string>& page() {
    static const std::vector<std::string> kPage = {"PAGE_SIZE", "PAGE_TOKEN"};
    return kPage;
}

const std::vector<std::string>& uidAndPage() {
    static const std::vector<std::string> kBoth = {"__UID__", "PAGE_SIZE", "PAGE_TOKEN"};
    return kBoth;
}

std::vector<OperationKeyInfo> userKeys() {
    return {
        operation(key::kCreate, {}, false, "Create a member"),
        operation(key::kGet, uid(), true, "Read one member by id, login id or External Key"),
        operation(key::kSearch, page(), true, "One page of the members"),
        operation(key::kUpdate, uid(), true, "Change a member"),
        operation(key::kDelete, uid(), true, "Delete a member, to be taken back for 7 days"),
        operation(key::kForceDelete, uid(), true, "Delete a member at once and for good"),
        operation(key::kUndelete, uid(), false, "Bring a deleted member back"),
        operation(key::kSuspend, uid(), false, "Suspend a member"),
        operation(key::kUnsuspend, uid(), false, "End a suspension"),
        operation(key::kSetLeave, uid(), true, "Set a leave of absence"),
        operation(key::kClearLeave, uid(), true, "End a leave of absence"),
        operation(key::kMoveDomain, uid(), false, "Move a member to another domain"),
        operation(key::kAddAlias, {"__UID__", "aliasEmails"}, true, "Add an alias address"),
        operation(key::kRemoveAlias, {"__UID__", "aliasEmails"}, true, "Take an alias away"),
        operation(key::kLogout, uid(), true, "End a member's sessions"),
        operation(key::kInvite, uid(), false, "Send the invitation again"),
        operation(key::kUserKeys, {}, true, "Give up to 50 members External Keys"),
    };
}

std::vector<OperationKeyInfo> orgUnitKeys() {
    return {
        operation(key::kCreateOrgUnit, {}, false, "Create an org unit"),
        operation(key::kGetOrgUnit, uid(), true, "Read one org unit by id or External Key"),
        operation(key::kSearchOrgUnits, page(), true, "One page of the org units"),
        operation(key::kUpdateOrgUnit, uid(), true, "Change an org unit"),
        operation(key::kMoveOrgUnit, uid(), true, "Move an org unit"),
        operation(key::kDeleteOrgUnit, uid(), true, "Delete an org unit"),
        operation(key::kOrgUnitMembers, uidAndPage(), true,
                  "One page of the members of an org unit"),
        operation(key::kOrgUnitKeys, {}, true, "Give up to 50 org units External Keys"),
    };
}

std::vector<OperationKeyInfo> groupKeys() {
    return {
        operation(key::kCreateGroup, {}, false, "Create a group"),
        operation(key::kGetGroup, uid(), true, "Read one group by id or External Key"),
        operation(key::kSearchGroups, page(), true, "One page of the groups"),
        operation(key::kUpdateGroup, uid(), true, "Change a group"),
        operation(key::kDeleteGroup, uid(), true, "Delete a group"),
        operation(key::kGroupMembers, uidAndPage(), true, "One page of the members of a group"),
        operation(key::kAddMember, uid(), true, "Put one object into a group"),
        operation(key::kRemoveMember, {"__UID__", "members"}, true,
                  "Take one object out of a group"),
        operation(key::kGroupAdministrators, uidAndPage(), true,
                  "One page of the administrators of a group"),
        operation(key::kAddAdministrator, uid(), true, "Add an administrator to a group"),
        operation(key::kRemoveAdministrator, {"__UID__", "administrators"}, true,
                  "Take an administrator from a group"),
    };
}

std::vector<OperationKeyInfo> directoryKeys() {
    return {
        operation(key::kGetLevel, uid(), true, "Read one level"),
        operation(key::kSearchLevels, page(), true, "One page of the levels"),
        operation(key::kGetPosition, uid(), true, "Read one position"),
        operation(key::kSearchPositions, page(), true, "One page of the positions"),
        operation(key::kGetUserType, uid(), true, "Read one user type"),
        operation(key::kSearchUserTypes, page(), true, "One page of the user types"),
    };
}

}  // namespace

Description describeConnector() {
    std::vector<OperationKeyInfo> keys;
    for (const auto& part : {userKeys(), orgUnitKeys(), groupKeys(), directoryKeys()}) {
        keys.insert(keys.end(), part.begin(), part.end());
    }
    return {
        .displayName = "LINE WORKS",
        .classes = {accountClass(), orgUnitClass(), groupClass(), levelClass(), positionClass(),
                    userTypeClass()},
        .properties = properties(),
        .operationKeys = std::move(keys),
        .lookups = {"Lookup.LineWorks.birthdayCalendarType", "Lookup.LineWorks.locale",
                    "Lookup.LineWorks.memberStatus", "Lookup.LineWorks.messengerProtocol",
                    "Lookup.LineWorks.passwordCreationType", "Lookup.LineWorks.suspendedReason"},
        .usesTemplatedCalls = true,
        // "It may take about 10 minutes until all services show a change" (document/3).
        .settleWindowMs = 600'000,
        .actions = describeActions()};
}

}  // namespace muster::lineworks
