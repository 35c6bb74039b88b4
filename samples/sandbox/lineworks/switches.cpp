// The table of switches: names, help texts and ranges.
#include <algorithm>

#include <boost/json.hpp>

#include "lineworks/domains.h"
#include "lineworks/duplicates.h"
#include "lineworks/settings.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using S = Settings;

/// The forms in which a token request can be refused (README, "Doubtful").
const std::vector<std::string_view>& tokenAnswers() {
    static const std::vector<std::string_view> kAnswers = {
        "400-invalid_grant", "400-invalid_request", "401-invalid_client"};
    return kAnswers;
}

Switches tenantSwitches() {
    return {
        {"plan",
         &S::plan,
         "Plan; free: reads only and 60 calls a minute; aliases need advanced",
         {"advanced", "standard", "free"}},
        {.name = "domains",
         .field = &S::domains,
         .help = "ID=MAIL.DOMAIN of each domain of the tenant; the app is of the first",
         .least = 1,
         .checkItem = &checkDomain},
        {"company", &S::company, "Name of the company, as organizationName shows it"},
        {"client-id", &S::clientId, "Client id of the app"},
        {"client-secret", &S::clientSecret, "Its client secret"},
        {"service-account", &S::serviceAccount, "Its service account"},
        {"scopes", &S::scopes, "Scopes ticked on the app; none: all"},
        {.name = "token-seconds",
         .field = &S::tokenSeconds,
         .help = "Life of an access token; the console offers 3600 and 86400",
         .least = 1},
        {.name = "refresh-days",
         .field = &S::refreshDays,
         .help = "Life of a refresh token",
         .least = 1},
        {"refresh-rotation", &S::refreshRotation,
         "A refresh gives a new refresh token, and the old one ends"},
        {.name = "admin-email",
         .field = &S::adminEmail,
         .help = "Mail address of the super admin",
         .atStartOnly = true},
        {.name = "id-seed",
         .field = &S::idSeed,
         .help = "Same seed, same ids",
         .atStartOnly = true},
        {"sso", &S::sso, "Single sign-on is enabled: new members are in use at once"},
        {"levels", &S::levels, "Levels are enabled; off: a levelId gives 400"},
        {"positions", &S::positions, "Positions are enabled; off: a positionId gives 400"},
        {"user-types", &S::userTypes, "User types are enabled; off: a userTypeId gives 400"},
        {"password-rules",
         &S::passwordRules,
         "What a password set by an admin must hold",
         {"letters-digits", "letters-digits-special", "off"}},
        {.name = "password-min-length",
         .field = &S::passwordMinLength,
         .help = "Least length of a password; the most is 20",
         .least = 8,
         .most = 20},
        {.name = "most-orgunits",
         .field = &S::mostOrgUnits,
         .help = "Most org units; -1: as the plan says (10000, 100 on free)",
         .least = -1},
        {"screen-restriction",
         &S::screenRestriction,
         "The console's restriction of screens; blocks-api: user and org unit writes give 403",
         {"off", "on", "blocks-api"}},
    };
}

Switches timeSwitches() {
    return {
        {"grace-days", &S::graceDays, "Days until a deleted user is purged"},
        {"reuse-days", &S::reuseDays, "Days until the address and key of a deleted user are free"},
        {"forced-reuse-days", &S::forcedReuseDays, "Likewise after a forcedelete"},
        {.name = "orgunit-late-ms",
         .field = &S::orgUnitLateMs,
         .help = "User writes know a new org unit after so many ms of simulated time",
         .most = 600'000},
        {"visible-after-ms", &S::visibleAfterMs,
         "New users and org units show in reads after so many ms of simulated time"},
        {"visible-after-reads", &S::visibleAfterReads,
         "New users and org units show once so many reads have missed them"},
        {"org-interval-ms", &S::orgIntervalMs, "Least time between org unit writes of a domain"},
        {"pacing-breach",
         &S::pacingBreach,
         "A write that breaks the pacing rules is recorded; 429: and refused; disorder: and an "
         "org unit's siblings lose their order",
         {"record", "429", "disorder"}},
        {.name = "write-ms",
         .field = &S::writeMs,
         .help = "How long a write stays under way, in real milliseconds",
         .most = 600'000},
        {"limits", &S::limits, "Rate limits are enforced"},
        {.name = "per-minute",
         .field = &S::perMinute,
         .help = "Calls of one operation a minute; -1: as the plan says",
         .least = -1},
        {"limit-window", &S::limitWindow, "The clock's minute, or any 60 s", {"fixed", "sliding"}},
        {"limit-scope", &S::limitScope, "Whose calls are counted together", {"domain", "tenant"}},
        {"used-header", &S::usedHeader, "Name of the header that tells the calls used"},
        {"concurrency-cap", &S::concurrencyCap, "Most calls at once; 0: no limit"},
        {"correlation-headers", &S::correlationHeaders,
         "The first of these in a request goes into the ledger"},
    };
}

Switches doubtfulAnswers() {
    return {
        {"bad-signature-answer", &S::badSignatureAnswer, "Answer to a bad signature",
         tokenAnswers()},
        {"bad-claims-answer", &S::badClaimsAnswer,
         "Answer to an assertion that is expired, too long or of somebody else", tokenAnswers()},
        {"bad-client-answer", &S::badClientAnswer, "Answer to a wrong client id or secret",
         tokenAnswers()},
        {"assertion-clock",
         &S::assertionClock,
         "Which clock an assertion's iat and exp are held against",
         {"machine", "simulated"}},
        {"expires-in", &S::expiresIn, "Type of expires_in", {"string", "number"}},
        {"refresh-answer",
         &S::refreshAnswer,
         "Whether a refresh without rotation gives a new refresh token, beside the old one",
         {"without-token", "with-token"}},
        {"duplicate-email", &S::duplicateEmail, "Answer to a mail address in use",
         duplicateAnswers()},
        {"duplicate-key", &S::duplicateKey, "Answer to an external key in use", duplicateAnswers()},
        {.name = "duplicate-of",
         .field = &S::duplicateOf,
         .help = "METHOD:/path:email=ANSWER or ...:key=ANSWER for single operations",
         .checkItem = &checkDuplicateOf},
        {"unknown-reference",
         &S::unknownReference,
         "A level, position, user type or org unit in a body that is not there",
         {"404", "400", "accept"}},
        {"not-found",
         &S::notFound,
         "Code of a 404; resource: USER_NOT_EXIST and so on",
         {"NOT_FOUND", "resource"}},
        {"foreign-domain",
         &S::foreignDomain,
         "Answer to a domainId outside the tenant",
         {"403", "404", "400"}},
        {"missing-domain",
         &S::missingDomain,
         "Code of the 400 for a missing domainId",
         {"MISSING_PARAMETER", "INVALID_PARAMETER"}},
    };
}

Switches doubtfulUsers() {
    return {
        {"key-under-sso", &S::keyUnderSso, "A new user needs a userExternalKey while SSO is on"},
        {"nested-key",
         &S::nestedKey,
         "userExternalKey inside organizations[] is ignored, or must be that of the root",
         {"ignored", "400"}},
        {"pending-after-create", &S::pendingAfterCreate,
         "isPending is true after a create with SSO off"},
        {"pending-after-expiry", &S::pendingAfterExpiry,
         "isPending stays true when 30 days have passed without a login"},
        {"awaiting-flag",
         &S::awaitingFlag,
         "isAwaiting is true while the activationDate is ahead, or else",
         {"while-waiting", "inverted"}},
        {"deleted-shown", &S::deletedShown, "Deleted users show with isDeleted=true; off: 404"},
        {"second-delete", &S::secondDelete, "DELETE of a deleted user", {"404", "410", "204"}},
        {"admin-delete", &S::adminDelete, "DELETE of an administrator", {"400", "403"}},
        {"undelete-posts",
         &S::undeletePosts,
         "Org units and groups of an undeleted user",
         {"empty", "restored"}},
        {"forcedelete-deleted",
         &S::forcedeleteDeleted,
         "forcedelete of a deleted user",
         {"204", "404"}},
        {"forcedelete-admin",
         &S::forcedeleteAdmin,
         "forcedelete of an ordinary administrator",
         {"204", "400"}},
        {"suspend-pending", &S::suspendPending, "suspend of a pending user", {"400", "204"}},
        {"suspend-suspended", &S::suspendSuspended, "suspend of a suspended user", {"400", "204"}},
        {"user-move-answer", &S::userMoveAnswer, "Answer of users/move", {"200", "201"}},
        {"alias-delete-answer",
         &S::aliasDeleteAnswer,
         "Answer of a DELETE of an alias",
         {"204", "200"}},
        {"put-wipes-key", &S::putWipesKey, "PUT without userExternalKey wipes it; off: it stays"},
        {"patch-arrays",
         &S::patchArrays,
         "Arrays in a PATCH replace the old ones, or are merged by id",
         {"replaced", "merged"}},
        {"unknown-property",
         &S::unknownProperty,
         "A property that the API does not know",
         {"ignored", "400"}},
    };
}

Switches doubtfulOrgUnits() {
    return {
        {"org-depth", &S::orgDepth, "Deepest level of an org unit; 0: no limit"},
        {"org-depth-answer",
         &S::orgDepthAnswer,
         "Status of the LIMIT_EXCEEDED for a level too deep",
         {"400", "403"}},
        {"org-delete-children",
         &S::orgDeleteChildren,
         "DELETE of an org unit with empty children",
         {"cascade", "refuse"}},
        {"org-delete-members",
         &S::orgDeleteMembers,
         "DELETE of an org unit with members",
         {"400", "409", "403"}},
        {"move-without-parent",
         &S::moveWithoutParent,
         "orgunits/move with a null or absent parent",
         {"top", "stay"}},
        {"bulk-keys-atomic", &S::bulkKeysAtomic, "Bulk external keys: all or none; off: each"},
        {"list-end", &S::listEnd, "nextCursor of the last page", {"null", "absent", "empty"}},
    };
}

}  // namespace

const Switches& switches() {
    static const Switches kAll = [] {
        Switches all;
        for (auto part : {tenantSwitches(), timeSwitches(), doubtfulAnswers(), doubtfulUsers(),
                          doubtfulOrgUnits()}) {
            std::move(part.begin(), part.end(), std::back_inserter(all));
        }
        return all;
    }();
    return kAll;
}

json::object toJson(const Settings& settings) {
    auto object = switchValues(settings, switches());
    object["client-secret"] = "***";
    return object;
}

}  // namespace sandbox::lineworks
