#include <boost/test/unit_test.hpp>

#include "provision/recovery/waiting_rule.h"

using namespace muster;
using namespace muster::provision;

namespace {

OperationResult refused(std::optional<std::chrono::seconds> wait, Outcome outcome) {
    OperationResult result{.outcome = outcome};
    result.error = Error{.code = ErrorCode::kRetryable, .message = "too many", .retryAfter = wait};
    return result;
}

std::string stateOf(OperationResult result, AttemptFacts facts = {}) {
    facts.id = {12};
    facts.now = {1'000'000};
    decideState(facts, result);
    return std::string(toString(result.state));
}

const std::vector<AttributeDelta> kDeltas = {{DeltaMode::kReplace, Attribute("dept", Value("x"))}};

}  // namespace

BOOST_AUTO_TEST_SUITE(waiting_rule_tests)

BOOST_AUTO_TEST_CASE(a_wait_of_half_a_minute_defers_and_a_shorter_or_unknown_one_does_not) {
    using std::chrono::seconds;
    BOOST_TEST(stateOf(refused(seconds(30), Outcome::kNotApplied)) == "deferred");
    BOOST_TEST(stateOf(refused(seconds(90), Outcome::kPartial)) == "deferred");
    BOOST_TEST(stateOf(refused(seconds(29), Outcome::kNotApplied)) == "ended");
    BOOST_TEST(stateOf(refused(std::nullopt, Outcome::kNotApplied)) == "ended");
    BOOST_TEST(stateOf(refused(seconds(90), Outcome::kUnknown)) == "ended");
    const AttemptFacts patient{.deferralFrom = seconds(120)};
    BOOST_TEST(stateOf(refused(seconds(90), Outcome::kNotApplied), patient) == "ended");
    const AttemptFacts hurried{.deferralFrom = seconds(1)};
    BOOST_TEST(stateOf(refused(seconds(1), Outcome::kNotApplied), hurried) == "deferred");
}

BOOST_AUTO_TEST_CASE(the_wait_is_counted_from_now) {
    OperationResult result = refused(std::chrono::seconds(60), Outcome::kNotApplied);
    decideState({.id = {12}, .now = {1'000'000}}, result);
    BOOST_TEST(result.waiting.notBefore->microseconds == 61'000'000);
    BOOST_TEST(result.waiting.reason.find("\"operation resume 12\" goes on") != std::string::npos);
    // Whether muster still runs when the time has come is not known here.
    BOOST_TEST(result.waiting.reason.find("by itself") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_is_not_deferred_is_told_until_when_to_wait_and_what_to_do_then) {
    const auto reasonOf = [](std::optional<std::chrono::seconds> wait, int httpStatus) {
        OperationResult result = refused(wait, Outcome::kNotApplied);
        result.error->httpStatus = httpStatus;
        decideState({.id = {12}, .now = {1'000'000}}, result);
        BOOST_TEST(toString(result.state) == "ended");
        return result.waiting.reason;
    };
    BOOST_TEST(reasonOf(std::chrono::seconds(5), 429) ==
               "the target asked to wait until 1970-01-01T00:00:06Z; \"operation resume 12\" sends "
               "it then");
    BOOST_TEST(
        reasonOf(std::nullopt, 503) ==
        "the target asked to wait and did not say how long; \"operation resume 12\" sends it "
        "again");
    BOOST_TEST(reasonOf(std::chrono::seconds(5), 0) ==
               "it has to wait until 1970-01-01T00:00:06Z; \"operation resume 12\" sends it then");
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_needed_names_the_command_that_gives_it) {
    OperationResult result{.outcome = Outcome::kPartial};
    decideState({.id = {12}, .neededSecret = true, .missingSecrets = {"__PASSWORD__"}}, result);
    BOOST_TEST(toString(result.state) == "needs secret");
    BOOST_TEST(result.error->hint.find("operation resume 12 __PASSWORD__=@prompt") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(changes_that_the_target_takes_later_wait_without_a_time) {
    OperationResult result{.outcome = Outcome::kApplied};
    result.report = WriteReport{.uid = "u1", .state = "pending", .deferred = kDeltas};
    BOOST_TEST(stateOf(result) == "deferred");
    decideState({.id = {12}}, result);
    BOOST_TEST(!result.waiting.notBefore.has_value());
    BOOST_TEST(result.waiting.deltas.size() == 1U);
    OperationResult failed{.outcome = Outcome::kNotApplied};
    failed.error = Error{.code = ErrorCode::kInvalidState, .message = "still pending"};
    BOOST_TEST(stateOf(failed) == "ended");
    BOOST_TEST(stateOf(failed, {.deferredBefore = kDeltas}) == "deferred");
}

BOOST_AUTO_TEST_SUITE_END()
