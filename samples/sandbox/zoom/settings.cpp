#include "zoom/settings.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "common/text.h"

namespace sandbox::zoom {

namespace json = boost::json;

const std::vector<Switch>& switches() {
    using S = Settings;
    static const std::vector<Switch> kSwitches = {
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
    };
    return kSwitches;
}

const Switch* findSwitch(std::string_view name) {
    const auto& all = switches();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

namespace {

using Problem = std::optional<std::string>;

std::string complain(const Switch& what, std::string_view found, const std::string& expected) {
    return "switch \"" + std::string(what.name) + "\": found \"" + std::string(found) +
           "\", expected " + expected;
}

Problem assign(bool& field, const Switch& what, std::string_view text) {
    if (text != "on" && text != "off" && text != "true" && text != "false") {
        return complain(what, text, "on or off");
    }
    field = text == "on" || text == "true";
    return {};
}

Problem assign(int& field, const Switch& what, std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc{} && end == text.data() + text.size();
    const bool inRange = number >= what.least && number <= what.most;
    if (!isNumber || !(inRange || (what.orZero && number == 0))) {
        return complain(what, text,
                        std::string(what.orZero ? "0 or " : "") + "a number from " +
                            std::to_string(what.least) + " to " + std::to_string(what.most));
    }
    field = number;
    return {};
}

Problem assign(std::string& field, const Switch& what, std::string_view text) {
    const auto& choices = what.choices;
    if (choices.empty() && text.empty()) return complain(what, text, "a text");
    if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
        return complain(what, text, "one of " + joinList({choices.begin(), choices.end()}, ", "));
    }
    field = text;
    return {};
}

Problem assign(std::vector<std::string>& field, const Switch&, std::string_view text) {
    field = splitList(text);
    return {};
}

}  // namespace

std::optional<std::string> assignText(Settings& settings, const Switch& what,
                                      std::string_view text) {
    return std::visit([&](auto member) { return assign(settings.*member, what, text); },
                      what.field);
}

std::optional<std::string> assignJson(Settings& settings, const Switch& what,
                                      const json::value& value) {
    if (const auto* text = value.if_string()) return assignText(settings, what, *text);
    if (value.is_bool() || value.is_number()) {
        return assignText(settings, what, json::serialize(value));
    }
    const auto* array = value.if_array();
    const auto* list = std::get_if<std::vector<std::string> Settings::*>(&what.field);
    const auto isText = [](const json::value& item) { return item.is_string(); };
    if (array == nullptr || list == nullptr || !std::all_of(array->begin(), array->end(), isText)) {
        return complain(what, json::serialize(value), "true, false, a number or a text");
    }
    auto& field = settings.**list;
    field.clear();
    for (const auto& item : *array) field.emplace_back(item.get_string());
    return {};
}

json::object toJson(const Settings& settings) {
    json::object object;
    for (const auto& each : switches()) {
        object[each.name] =
            std::visit([&](auto member) { return json::value_from(settings.*member); }, each.field);
    }
    object["client-secret"] = "***";
    return object;
}

}  // namespace sandbox::zoom
