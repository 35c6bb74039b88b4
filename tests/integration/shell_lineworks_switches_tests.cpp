// What no page of the vendor settles: each reading is a switch of the simulator, and muster, as one
// program that runs all the time, is tried under each value of each. Whatever LINE WORKS does, an
// operation ends applied, or settled, or with a sentence that says what to do; a member is what was
// asked for, and made once; nothing stays unknown that can be found out.
#include <map>
#include <set>

#include <boost/test/data/test_case.hpp>

#include "switched.h"

namespace {

using Strings = std::vector<std::string>;

struct Switch {
    std::string name;
    Strings values;  ///< the default first
    SwitchCheck check;
};

const Strings kDuplicates = {"409-ALREADY_EXIST", "409-CONFLICT", "409-RESOURCE", "400-BAD_REQUEST",
                             "400-INVALID_PARAMETER"};
const Strings kTokenAnswers = {"400-invalid_grant", "400-invalid_request", "401-invalid_client"};
const Strings kOnOff = {"on", "off"};
const Strings kOffOn = {"off", "on"};
const Strings kRefusedOrDone = {"400", "204"};

std::string forEachOperation(const std::string& email, const std::string& key) {
    std::string all;
    for (const char* const operation :
         {"POST:/users", "PATCH:/users/{}", "POST:/orgunits", "PATCH:/orgunits/{}"}) {
        all += (all.empty() ? "" : ",") + std::string(operation) + ":email=" + email + "," +
               operation + ":key=" + key;
    }
    return all;
}

/// Section 13 of what is known of LINE WORKS, and what else a tenant may be.
const std::vector<Switch>& allSwitches() {
    static const std::vector<Switch> kAll = {
        {"duplicate-email", kDuplicates, &duplicatesAreRecognised},
        {"duplicate-key", kDuplicates, &duplicatesAreRecognised},
        {"duplicate-of",
         {"", forEachOperation("400-INVALID_PARAMETER", "409-RESOURCE"),
          forEachOperation("409-CONFLICT", "400-BAD_REQUEST")},
         &duplicatesAreRecognised},
        {"bad-signature-answer", kTokenAnswers, &credentialsThatAreRefusedAreExplained},
        {"bad-claims-answer", kTokenAnswers, &credentialsThatAreRefusedAreExplained},
        {"bad-client-answer",
         {"401-invalid_client", "400-invalid_grant", "400-invalid_request"},
         &credentialsThatAreRefusedAreExplained},
        {"expires-in", {"string", "number"}, &tokensAreGot},
        {"refresh-answer", {"without-token", "with-token"}, &tokensAreGot},
        {"refresh-rotation", kOffOn, &tokensAreGot},
        {"key-under-sso", kOnOff, &membersHaveKeysWhereTheTenantAsksForThem},
        {"nested-key", {"ignored", "400"}, &postsAreKeptStraight},
        {"pending-after-create", kOnOff, &pendingMembersAreSuspendedInTime},
        {"pending-after-expiry", kOnOff, &expiredInvitationsAreNoDeadEnd},
        {"suspend-pending", kRefusedOrDone, &pendingMembersAreSuspendedInTime},
        {"awaiting-flag", {"while-waiting", "inverted"}, &waitingMembersAreNotMistaken},
        {"unknown-reference", {"404", "400", "accept"}, &referencesThatAreNotThereAreTold},
        {"deleted-shown", kOnOff, &deletesEndTheSameWay},
        {"second-delete", {"404", "410", "204"}, &deletesEndTheSameWay},
        {"not-found", {"NOT_FOUND", "resource"}, &deletesEndTheSameWay},
        {"reuse-days", {"7", "14", "0"}, &deletesEndTheSameWay},
        {"forced-reuse-days", {"0", "3"}, &namesComeFreeAfterAForcedDelete},
        {"undelete-posts", {"empty", "restored"}, &undeletedMembersAreWhatWasAskedFor},
        {"forcedelete-deleted", {"204", "404"}, &deletedMembersAreRemovedForGood},
        {"forcedelete-admin", {"204", "400"}, &administratorsAreLeftOrTold},
        {"admin-delete", {"400", "403"}, &administratorsAreLeftOrTold},
        {"suspend-suspended", kRefusedOrDone, &lostSuspensionsAreFoundOut},
        {"org-depth", {"9", "0", "3"}, &levelsEndWhereTheTenantSays},
        {"org-depth-answer", {"400", "403"}, &levelsEndWhereTheTenantSays},
        {"most-orgunits", {"-1", "1"}, &fullTenantsAreTold},
        {"org-delete-children", {"cascade", "refuse"}, &childrenGoAlongOrAreTold},
        {"org-delete-members", {"400", "409", "403"}, &membersKeepAnOrgUnit},
        {"move-without-parent", {"top", "stay"}, &movesToTheTopAreMadeOrFoundOut},
        {"user-move-answer", {"200", "201"}, &membersMoveToAnotherDomain},
        {"alias-delete-answer", {"204", "200"}, &aliasesComeAndGo},
        {"put-wipes-key", kOnOff, &keysOutlastUpdates},
        {"patch-arrays", {"replaced", "merged"}, &listsLoseWhatTheyShould},
        {"unknown-property", {"ignored", "400"}, &bodiesHaveNoUnknownProperty},
        {"foreign-domain", {"403", "404", "400"}, &foreignDomainsAreExplained},
        {"missing-domain", {"MISSING_PARAMETER", "INVALID_PARAMETER"}, &everyObjectNamesItsDomain},
        {"limit-window", {"fixed", "sliding"}, &limitsAreWaitedOut},
        {"limit-scope", {"domain", "tenant"}, &limitsAreWaitedOut},
        {"used-header", {"rateLimit-ssed", "rateLimit-used"}, &limitsAreWaitedOut},
        {"concurrency-cap", {"0", "1"}, &busyTargetsAreWaitedOut},
        {"pacing-breach", {"record", "429", "disorder"}, &writesKeepThePace},
        {"bulk-keys-atomic", kOnOff, &keysAreGivenAtOnce},
        {"list-end", {"null", "absent", "empty"}, &listsEnd},
        {"password-rules", {"letters-digits", "letters-digits-special", "off"}, &passwordsAreTaken},
        {"screen-restriction", {"off", "on", "blocks-api"}, &restrictedScreensAreExplained},
    };
    return kAll;
}

/// Switches that say what the tenant and its app are, what time it is and how much is asked of it:
/// the other suites set them, and there is nothing doubtful about them.
const std::set<std::string> kFacts = {"plan",
                                      "domains",
                                      "company",
                                      "client-id",
                                      "client-secret",
                                      "service-account",
                                      "scopes",
                                      "token-seconds",
                                      "refresh-days",
                                      "admin-email",
                                      "id-seed",
                                      "sso",
                                      "levels",
                                      "positions",
                                      "user-types",
                                      "password-min-length",
                                      "grace-days",
                                      "orgunit-late-ms",
                                      "org-interval-ms",
                                      "visible-after-ms",
                                      "write-ms",
                                      "visible-after-reads",
                                      "limits",
                                      "per-minute",
                                      "assertion-clock",
                                      "correlation-headers"};

std::string textOfValue(const boost::json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

/// The values that the simulator allows for a switch, as its refusal of no value tells; none when
/// there are endless ones.
Strings allowedValues(const std::string& name) {
    const auto reply = support::sendHttp(
        works().port(),
        {"POST", "/_control/settings", boost::json::serialize(boost::json::object{{name, ""}})});
    const std::string sentence = reply.status == 400 ? reply.text("error") : std::string();
    if (has(sentence, "expected on or off")) {
        return kOnOff;
    }
    const std::string_view before = "expected one of ";
    const auto at = sentence.find(before);
    Strings values;
    for (auto from = at == std::string::npos ? at : at + before.size();
         from != std::string::npos;) {
        const auto end = sentence.find(", ", from);
        values.push_back(sentence.substr(from, end == std::string::npos ? end : end - from));
        from = end == std::string::npos ? end : end + 2;
    }
    return values;
}

struct Value {
    std::string name;
    std::string value;
    SwitchCheck check;
};

std::ostream& operator<<(std::ostream& stream, const Value& one) {
    return stream << one.name << "=" << one.value;
}

std::vector<Value> allValues() {
    std::vector<Value> all;
    for (const Switch& each : allSwitches()) {
        for (const std::string& value : each.values) {
            all.push_back({each.name, value, each.check});
        }
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shell_lineworks_switches_tests)

BOOST_AUTO_TEST_CASE(no_switch_of_the_simulator_and_no_value_is_forgotten) {
    std::map<std::string, std::set<std::string>> known;
    for (const Switch& each : allSwitches()) {
        known[each.name] = {each.values.begin(), each.values.end()};
    }
    for (const auto& setting : Switched::defaults()) {
        const std::string name(setting.key());
        const auto found = known.find(name);
        BOOST_TEST((found != known.end() || kFacts.contains(name)),
                   "the simulator has a switch \"" << name << "\" that no check knows");
        if (found == known.end()) {
            continue;
        }
        const Strings allowed = allowedValues(name);
        if (!allowed.empty()) {
            BOOST_TEST((found->second == std::set<std::string>(allowed.begin(), allowed.end())),
                       "other values of \"" << name << "\" are tried than there are");
        }
        const std::string usual = textOfValue(setting.value());
        const std::string asText = usual == "true" ? "on" : usual == "false" ? "off" : usual;
        BOOST_TEST((found->second.contains(asText) || asText == "[]"),
                   "the default of \"" << name << "\", " << asText << ", is not tried");
        known.erase(found);
    }
    for (const auto& [name, values] : known) {
        BOOST_ERROR("the simulator has no switch \"" << name << "\"");
    }
}

BOOST_DATA_TEST_CASE(muster_lives_with, boost::unit_test::data::make(allValues()), one) {
    const Switched s(one.name, one.value);
    one.check(s);
}

BOOST_DATA_TEST_CASE(muster_lives_with_deleted_members_who_are_not_shown_and,
                     boost::unit_test::data::make({"404", "410", "204"}), secondDelete) {
    const Switched s("deleted-shown", "off");
    Switched::set("second-delete", secondDelete);
    Switched::set("not-found", "resource");
    deletesEndTheSameWay(s);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_unknown_at_the_end) {
    const Switched s("sso", "on");
    for (const char* const state : {"interrupted", "unknown", "conflict"}) {
        const auto listed = s.run(std::string("operation list --state ") + state);
        BOOST_TEST(listed.out == "", listed.out);
    }
}

BOOST_AUTO_TEST_SUITE_END()
