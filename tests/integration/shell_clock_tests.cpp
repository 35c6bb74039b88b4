#include <algorithm>

#include <boost/test/data/test_case.hpp>

#include "shaken_case.h"

// What the table "When the journal fails" of framework/docs/errors.md says of a clock that jumps.
// The simulator's clock stays right.

namespace bdata = boost::unit_test::data;
using support::ChildProcess;

namespace {

constexpr const char* kCreate = "create zoom email=u@example.com createType=ssoCreate";
constexpr const char* kHour = "3600";
constexpr const char* kHourBack = "-3600";

struct ClockCase : ShakenCase {
    static void throttleCreates() {
        zoom().control("POST", "faults",
                       R"({"fault":"throttle","method":"POST","path":"/v2/users",)"
                       R"("wait_seconds":1800,"retry_after":"seconds","type":"none"})");
    }
    /// How many tokens were asked for.
    static std::size_t tokens() {
        const auto all = zoom().control("GET", "requests");
        const auto& list = all.as_array();
        return static_cast<std::size_t>(
            std::count_if(list.begin(), list.end(), [](const auto& one) {
                return textOf(one.as_object(), "target").starts_with("/oauth/token");
            }));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_clock_tests, ClockCase)

BOOST_DATA_TEST_CASE_F(ClockCase, a_call_under_way_keeps_its_time_limit,
                       bdata::make({kHour, kHourBack}), jump) {
    // Ahead it would be over at once, behind it would last an hour longer.
    hold("after", "POST", "/v2/users");
    ChildProcess patient(shaken({"-c", kCreate}));
    awaitHeld();
    order("clock", jump);
    letGo();
    checkEnd(patient.wait(), 0);
    hold("after", "POST", "/v2/users");
    ChildProcess hasty(shaken({"-c", "create zoom email=v@example.com --timeout 0.5"}));
    awaitHeld();
    order("clock", std::to_string(2 * std::stol(jump)));
    checkEnd(hasty.wait(), 7, {"outcome: unknown"});
    letGo();
}

BOOST_DATA_TEST_CASE_F(ClockCase, a_token_lasts_as_long_as_the_target_said,
                       bdata::make({"172800", "-172800"}), jump) {
    ChildProcess child(shaken({}));
    child.write(std::string(kCreate) + "\n");
    child.waitForLine("created \"u@example.com\"");
    order("clock", jump);
    child.write("create zoom email=v@example.com createType=ssoCreate\n");
    child.closeInput();
    checkEnd(child.wait(), 0);
    BOOST_TEST(tokens() == 1U);
}

BOOST_AUTO_TEST_CASE(what_waits_for_a_time_goes_early_by_a_clock_ahead_and_is_deferred_again) {
    throttleCreates();
    checkEnd(run(kCreate), 10, {"operation 1 is deferred until"});
    throttleCreates();
    order("clock", kHour);
    ChildProcess child(shaken({}));
    child.write("target list\n");  // opens the home, and what is due goes on
    await([] { return sent("POST") == 2U; }, "the attempt of the owner whose clock is ahead");
    child.closeInput();
    child.wait();
    BOOST_TEST(shown("1", "state") == "deferred");
    BOOST_TEST(stored("u@example.com", "id") == "");
    // By the right clock it now waits an hour longer than it should; a person need not.
    forget("clock");
    checkEnd(run("operation resume 1"), 0);
    BOOST_TEST(shown("1", "outcome") == "applied");
    BOOST_TEST(sent("POST") == 3U);
}

BOOST_AUTO_TEST_CASE(a_lost_create_of_a_wrong_clock_is_a_conflict_by_the_right_one) {
    order("clock", kHour);
    zoom().control("POST", "faults",
                   R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    checkEnd(run(kCreate), 7, {"outcome: unknown"});
    forget("clock");
    checkEnd(run("operation resume 1"), 11, {"cannot go on", "nothing proves"});
    BOOST_TEST(shown("1", "state") == "conflict");
    checkEnd(run("operation resume 1 --take " + zoom().get("/users/u@example.com").text("id")), 0);
    BOOST_TEST(sent("POST") == 1U);
}

BOOST_DATA_TEST_CASE_F(ClockCase, a_lost_create_is_settled_by_the_clock_that_began_it,
                       bdata::make({kHour, kHourBack}), jump) {
    // The Date header of the target's answers tells how far the two clocks are apart.
    order("clock", jump);
    zoom().control("POST", "faults",
                   R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    checkEnd(run(kCreate), 7, {"outcome: unknown"});
    checkEnd(run("operation resume 1"), 0);
    BOOST_TEST(sent("POST") == 1U);
}

BOOST_AUTO_TEST_CASE(a_lost_create_of_a_clock_behind_is_not_given_away_by_the_right_one) {
    // An object that was there before the create must not count as made by it.
    zoom().control("POST", "seed", R"({"users":[{"email":"u@example.com","status":"active"}]})");
    BOOST_REQUIRE(run("operation list").exitCode == 0);  // the journal knows what time it was
    order("clock", "-31536000");
    zoom().control("POST", "faults",
                   R"({"fault":"drop-before","method":"POST","path":"/v2/users"})");
    checkEnd(run(kCreate), 7, {"outcome: unknown"});
    forget("clock");
    checkEnd(run("operation resume 1"), 11, {"cannot go on", "nothing proves"});
    BOOST_TEST(shown("1", "state") == "conflict");
}

BOOST_AUTO_TEST_SUITE_END()
