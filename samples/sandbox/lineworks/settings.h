#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "common/switch.h"

namespace sandbox::lineworks {

/// Every switch of the simulator with its default. What each means, and where the doubtful ones
/// come from, is said once, in `switches()`; the README lists the same.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): grouped by meaning, and there is one
struct Settings {
    // The tenant and its app
    std::string plan = "advanced";
    std::vector<std::string> domains = {"10000001=example.com"};
    std::string company = "Example";
    std::string clientId = "sandbox-client";
    std::string clientSecret = "sandbox-secret";
    std::string serviceAccount = "sandbox.serviceaccount@example.com";
    std::vector<std::string> scopes;
    int tokenSeconds = 86'400;
    int refreshDays = 90;
    bool refreshRotation = false;
    std::string adminEmail = "admin@example.com";
    int idSeed = 1;
    bool sso = true;
    bool levels = true;
    bool positions = true;
    bool userTypes = true;
    std::string passwordRules = "letters-digits";
    int passwordMinLength = 8;
    int mostOrgUnits = -1;  ///< -1: as the plan says
    std::string screenRestriction = "off";

    // Time: visibility, pacing, limits
    int graceDays = 7;
    int reuseDays = 7;
    int forcedReuseDays = 0;
    int orgUnitLateMs = 0;
    int visibleAfterMs = 0;
    int visibleAfterReads = 0;
    int orgIntervalMs = 1'000;
    std::string pacingBreach = "record";
    int writeMs = 0;
    bool limits = true;
    int perMinute = -1;  ///< -1: as the plan says
    std::string limitWindow = "fixed";
    std::string limitScope = "domain";
    std::string usedHeader = "rateLimit-ssed";
    int concurrencyCap = 0;
    std::vector<std::string> correlationHeaders = {"x-request-id", "x-correlation-id",
                                                   "idempotency-key", "traceparent"};

    // Doubtful: how the token endpoint answers
    std::string badSignatureAnswer = "400-invalid_grant";
    std::string badClaimsAnswer = "400-invalid_grant";
    std::string badClientAnswer = "401-invalid_client";
    std::string expiresIn = "string";
    std::string refreshAnswer = "without-token";
    std::string assertionClock = "machine";

    // Doubtful: duplicates and references
    std::string duplicateEmail = "409-ALREADY_EXIST";
    std::string duplicateKey = "409-CONFLICT";
    std::vector<std::string> duplicateOf;
    std::string unknownReference = "404";
    std::string notFound = "NOT_FOUND";
    std::string foreignDomain = "403";
    std::string missingDomain = "MISSING_PARAMETER";

    // Doubtful: users
    bool keyUnderSso = true;
    std::string nestedKey = "ignored";
    bool pendingAfterCreate = true;
    bool pendingAfterExpiry = true;
    std::string awaitingFlag = "while-waiting";
    bool deletedShown = true;
    std::string secondDelete = "404";
    std::string adminDelete = "400";
    std::string undeletePosts = "empty";
    std::string forcedeleteDeleted = "204";
    std::string forcedeleteAdmin = "204";
    std::string suspendPending = "400";
    std::string suspendSuspended = "400";
    std::string userMoveAnswer = "200";
    std::string aliasDeleteAnswer = "204";
    bool putWipesKey = true;
    std::string patchArrays = "replaced";
    std::string unknownProperty = "ignored";

    // Doubtful: org units and lists
    int orgDepth = 9;
    std::string orgDepthAnswer = "400";
    std::string orgDeleteChildren = "cascade";
    std::string orgDeleteMembers = "400";
    std::string moveWithoutParent = "top";
    bool bulkKeysAtomic = true;
    std::string listEnd = "null";
};

/// All switches, in the order of the help text.
const Switches& switches();

/// All switches and their values; the client secret as "***".
boost::json::object toJson(const Settings& settings);

}  // namespace sandbox::lineworks
