#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "common/switch.h"

namespace sandbox::zoom {

/// Every switch of the simulator with its default. What each means, and where the doubtful ones
/// come from, is said once, in `switches()`; the README lists the same.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): grouped by meaning, and there is one
struct Settings {
    std::string plan = "pro";
    std::string accountId = "acc-sandbox";
    std::string clientId = "sandbox-client";
    std::string clientSecret = "sandbox-secret";
    std::string ownerEmail = "owner@example.com";
    std::vector<std::string> scopes;
    int tokenSeconds = 3600;
    bool singleLiveToken = false;
    int idSeed = 1;

    bool autoCreate = true;
    bool custCreate = true;
    bool sso = true;
    bool ssoPreprovision = true;
    bool onPrem = false;
    std::vector<std::string> domains = {"example.com"};
    bool manageUsers = false;
    std::vector<std::string> limitedDomains;
    std::vector<std::string> blockedDomains;
    int paidSeats = -1;
    int basicSeats = -1;

    int passwordMinLength = 8;
    bool passwordSpecial = false;
    int passwordMaxRun = 0;
    bool passwordWeakWords = false;
    int passwordHistory = 0;
    int emailChangesPerDay = 3;
    bool hanNameLimits = false;

    std::string createStatus = "201";
    bool createActive = false;
    bool outsideHidden = false;
    bool outsider1010 = false;
    bool inactivePatchStrict = false;
    bool pendingDeleteStrict = false;
    bool lockStrict = false;
    int writeMs = 0;
    std::string statusAnswer = "204";
    std::string unknownPath = "404";
    int maxPageSize = 2000;
    bool oldTexts = false;
    int visibleAfterMs = 0;
    int visibleAfterReads = 0;
    std::vector<std::string> correlationHeaders = {"x-request-id", "x-correlation-id",
                                                   "idempotency-key", "traceparent"};

    bool limits = true;
    std::string limitWindow = "sliding";
    std::vector<std::string> relabel;
    int lightPerSecond = -1;  ///< -1 here and below: as the plan says
    int mediumPerSecond = -1;
    int heavyPerSecond = -1;
    int resourcePerMinute = -1;
    int lightPerDay = -1;
    int mediumPerDay = -1;
    int heavyPerDay = -1;
    int resourcePerDay = -1;
    int createsPerDay = -1;
    int groupsPerDay = 100;
    std::string rateHeaders = "plain";
    std::string rateHeaderCase = "mixed";
    std::string retryAfter = "instant";
};

/// All switches, in the order of the help text.
const Switches& switches();

/// All switches and their values; the client secret as "***".
boost::json::object toJson(const Settings& settings);

}  // namespace sandbox::zoom
