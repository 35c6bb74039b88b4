#include <boost/test/unit_test.hpp>

#include "lossy_house.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;

BOOST_FIXTURE_TEST_SUITE(target_holds_tests, LossyHouse)

BOOST_AUTO_TEST_CASE(a_held_target_refuses_writes_over_a_restart_and_lets_reads_through) {
    checkSuccess(facade->hold("t", "migration", "hana"));
    restart();
    const auto refused = create("ann");
    BOOST_TEST(refused.refused);
    BOOST_TEST(refused.error.value().message.find("target \"t\" is held by hana since ") == 0U,
               refused.error->message);
    BOOST_TEST(refused.error->message.find(": migration") != std::string::npos);
    BOOST_TEST(refused.error->hint.find("target release t") != std::string::npos);
    BOOST_TEST(read("ann", "note") == "none");
    checkSuccess(facade->release("t"));
    BOOST_TEST(toString(create("ann").outcome) == "applied");
}

BOOST_AUTO_TEST_CASE(a_dry_run_on_a_held_target_still_shows_its_plan) {
    checkSuccess(facade->hold("t", "migration", "hana"));
    const auto dry = facade->run({.kind = store::OperationKind::kCreate,
                                  .target = "t",
                                  .attributes = {Attribute("__NAME__", Value("ann"))},
                                  .dryRun = true});
    BOOST_TEST(!dry.error.has_value());
}

BOOST_AUTO_TEST_CASE(only_what_is_held_is_released_and_only_what_is_there_is_held) {
    checkError(facade->release("t"), ErrorCode::kInvalidState, "is not held");
    checkError(facade->hold("tt", "x", "hana"), ErrorCode::kConfiguration, "there is \"t\"");
}

BOOST_AUTO_TEST_CASE(a_second_hold_is_refused_and_the_first_reason_stays) {
    checkSuccess(facade->hold("t", "migration", "hana"));
    checkError(facade->hold("t", "audit", "jiro"), ErrorCode::kInvalidState,
               "target \"t\" is held by hana since ");
    restart();
    checkError(facade->hold("t", "audit", "jiro"), ErrorCode::kInvalidState, ": migration");
    BOOST_TEST(facade->heldBy("t").value().why == "migration");
}

BOOST_AUTO_TEST_SUITE_END()
