// The table of switches: names, help texts and ranges.
#include <algorithm>

#include "zoom/endpoints.h"
#include "zoom/labels.h"
#include "zoom/settings.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

/// An entry of `relabel`.
std::optional<std::string> checkRelabel(std::string_view item) {
    const auto equals = item.rfind('=');
    const auto& all = endpoints();
    const bool isCall = std::any_of(all.begin(), all.end(), [&](const Endpoint& each) {
        return nameOf(each) == item.substr(0, equals);
    });
    if (equals != std::string_view::npos && isCall && parseLabel(item.substr(equals + 1))) {
        return {};
    }
    return "found \"" + std::string(item) +
           "\", expected METHOD:/path=label, with a call of the API as in PATCH:/users/{} and "
           "light, medium, heavy or resource-intensive";
}

}  // namespace

const Switches& switches() {
    using S = Settings;
    static const Switches kSwitches = {
        {"plan",
         &S::plan,
         "Plan of the account; a free one has no paid seat",
         {"free", "pro", "business"}},
        {"account-id", &S::accountId, "Id of the account"},
        {"client-id", &S::clientId, "Client id of the Server-to-Server OAuth app"},
        {"client-secret", &S::clientSecret, "Its client secret"},
        {.name = "owner-email",
         .field = &S::ownerEmail,
         .help = "Mail address of the account's owner",
         .atStartOnly = true},
        {"scopes", &S::scopes, "Scopes granted to the app, classic or granular; none: all"},
        {.name = "token-seconds",
         .field = &S::tokenSeconds,
         .help = "Life of an access token",
         .least = 1},
        {"single-live-token", &S::singleLiveToken,
         "A new token ends the one before, as Zoom once did"},
        {.name = "id-seed",
         .field = &S::idSeed,
         .help = "Same seed, same ids",
         .atStartOnly = true},
        {"auto-create", &S::autoCreate, "autoCreate is enabled; off: 400/2016"},
        {"cust-create", &S::custCreate, "custCreate is enabled; off: 400/2016"},
        {"sso", &S::sso, "SSO is enabled; off: ssoCreate gives 400/2002"},
        {"sso-preprovision", &S::ssoPreprovision, "SSO users may be made ahead; off: 400/2032"},
        {"on-prem", &S::onPrem, "The account may use type 3; off: 400/300"},
        {"domains", &S::domains, "Associated domains: ssoCreate and mail changes need one"},
        {"manage-users", &S::manageUsers, "Users on them are managed: disassociate gives 400/1107"},
        {"limited-domains", &S::limitedDomains, "Only these domains may join; others: 400/1116"},
        {"blocked-domains", &S::blockedDomains, "These domains may not join: 400/1107"},
        {.name = "paid-seats",
         .field = &S::paidSeats,
         .help = "Most users of type 2, the owner too; -1: no limit",
         .least = -1},
        {.name = "basic-seats",
         .field = &S::basicSeats,
         .help = "Most users of type 1; -1: no limit",
         .least = -1},
        {.name = "password-min-length",
         .field = &S::passwordMinLength,
         .help = "Least length of a password",
         .least = 8,
         .most = 14},
        {"password-special", &S::passwordSpecial, "A password needs a special character"},
        {.name = "password-max-run",
         .field = &S::passwordMaxRun,
         .help = "Forbidden run of characters, 4 to 8; 0: runs of 8 only",
         .least = 4,
         .most = 8,
         .orZero = true},
        {"password-weak-words", &S::passwordWeakWords, "Well-known words are refused: 400/1136"},
        {.name = "password-history",
         .field = &S::passwordHistory,
         .help = "Refuse the last n passwords: 400/1129",
         .most = 100},
        {"email-changes-per-day", &S::emailChangesPerDay, "Mail changes per user in 24 hours"},
        {"han-name-limits", &S::hanNameLimits, "At most 5 (display name 10) Chinese characters"},
        {"create-status", &S::createStatus, "HTTP status of a create", {"201", "200"}},
        {"create-active", &S::createActive, "Users of action create are active at once"},
        {"outside-hidden", &S::outsideHidden,
         "A free address held elsewhere gives 409/1005 on create"},
        {"outsider-1010", &S::outsider1010, "Reading an address held elsewhere gives 400/1010"},
        {"inactive-patch-strict", &S::inactivePatchStrict,
         "PATCH of an inactive user gives 400/1000"},
        {"pending-delete-strict", &S::pendingDeleteStrict,
         "DELETE of a pending user with any query gives 404/1001"},
        {"lock-strict", &S::lockStrict, "Any second write on a user under way gives 429"},
        {.name = "write-ms",
         .field = &S::writeMs,
         .help = "How long a write stays under way, in real milliseconds",
         .most = 600'000},
        {"status-answer", &S::statusAnswer, "Answer of PUT status", {"204", "200", "200-json"}},
        {"unknown-path", &S::unknownPath, "HTTP status of an unknown path", {"404", "400"}},
        {.name = "max-page-size",
         .field = &S::maxPageSize,
         .help = "Larger pages are cut to this",
         .least = 1,
         .most = 2000},
        {"old-texts", &S::oldTexts, "Errors say what they said until 2020; the codes stay"},
        {.name = "visible-after-ms",
         .field = &S::visibleAfterMs,
         .help = "A new user shows in reads after so many milliseconds of simulated time"},
        {.name = "visible-after-reads",
         .field = &S::visibleAfterReads,
         .help = "A new user shows once so many reads have missed him"},
        {"correlation-headers", &S::correlationHeaders,
         "The first of these in a request goes into the ledger"},
        {"limits", &S::limits, "Rate limits and daily quotas are enforced"},
        {"limit-window", &S::limitWindow, "Any second, or the calendar's", {"sliding", "fixed"}},
        {.name = "relabel",
         .field = &S::relabel,
         .help = "METHOD:/path=label, like PATCH:/users/{}=heavy: calls that weigh something else",
         .checkItem = &checkRelabel},
        {.name = "light-per-second",
         .field = &S::lightPerSecond,
         .help = "Light calls a second; -1: as the plan says",
         .least = -1},
        {.name = "medium-per-second",
         .field = &S::mediumPerSecond,
         .help = "Medium calls a second; -1: as the plan says",
         .least = -1},
        {.name = "heavy-per-second",
         .field = &S::heavyPerSecond,
         .help = "Heavy calls a second; -1: as the plan says",
         .least = -1},
        {.name = "resource-per-minute",
         .field = &S::resourcePerMinute,
         .help = "Resource-intensive calls a minute; -1: as the plan says",
         .least = -1},
        {.name = "light-per-day",
         .field = &S::lightPerDay,
         .help = "Light calls a day; -1: as the plan says",
         .least = -1},
        {.name = "medium-per-day",
         .field = &S::mediumPerDay,
         .help = "Medium calls a day; -1: as the plan says",
         .least = -1},
        {.name = "heavy-per-day",
         .field = &S::heavyPerDay,
         .help =
             "Heavy calls a day; above Free with the resource-intensive ones; -1: as the plan says",
         .least = -1},
        {.name = "resource-per-day",
         .field = &S::resourcePerDay,
         .help = "Resource-intensive calls a day on Free; -1: as the plan says",
         .least = -1},
        {.name = "creates-per-day",
         .field = &S::createsPerDay,
         .help = "Users of action create a day; -1: as the plan says",
         .least = -1},
        {.name = "groups-per-day", .field = &S::groupsPerDay, .help = "New groups a day"},
        {"rate-headers",
         &S::rateHeaders,
         "plain; bare: no Type, Reset and Retry-After on a 429; typed: Type on every answer",
         {"plain", "bare", "typed"}},
        {"rate-header-case", &S::rateHeaderCase, "Case of these headers", {"mixed", "lower"}},
        {"retry-after",
         &S::retryAfter,
         "Form of Retry-After on a daily stop",
         {"instant", "date", "seconds"}},
    };
    return kSwitches;
}

json::object toJson(const Settings& settings) {
    auto object = switchValues(settings, switches());
    object["client-secret"] = "***";
    return object;
}

}  // namespace sandbox::zoom
