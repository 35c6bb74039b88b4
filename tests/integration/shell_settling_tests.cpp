// What becomes of steps of which nobody knew what became: shown by what is sent when an operation
// goes on.
#include "recovery_case.h"

using boost::test_tools::per_element;

namespace {

using Strings = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_settling_tests, RecoveryCase)

BOOST_AUTO_TEST_CASE(a_disabled_user_is_logged_out_although_the_status_was_set_before_the_crash) {
    seed();
    killWhileHeld("disable zoom U1",
                  R"({"fault":"delay-after","path":"/v2/users/*/status","ms":600000})");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(writes() == Strings{"DELETE /v2/users/U1/token"}, per_element());
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_step_that_reading_does_not_show_is_sent_again) {
    seed();
    killWhileHeld("disable zoom U1",
                  R"({"fault":"delay-after","path":"/v2/users/*/token","ms":600000})");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(writes() == Strings{"DELETE /v2/users/U1/token"}, per_element());
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_step_that_reading_shows_is_not_sent_again) {
    killWhileHeld("create zoom email=u@example.com createType=ssoCreate dept=Sales",
                  R"({"fault":"delay-after","method":"PATCH","ms":600000})");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(writes().empty());
    BOOST_TEST(shown("outcome") == "applied");
    checkProfile();
}

BOOST_AUTO_TEST_CASE(what_is_done_as_a_whole_is_ended_in_the_background_and_nothing_is_sent) {
    killWhileHeld("create zoom email=u@example.com createType=ssoCreate dept=Sales",
                  R"({"fault":"delay-after","method":"PATCH","ms":600000})");
    settleInBackground();
    BOOST_TEST(writes().empty());
    BOOST_TEST(shown("state") == "ended");
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(what_may_have_steps_to_come_is_left_to_a_person_in_the_background) {
    seed();
    killWhileHeld("disable zoom U1",
                  R"({"fault":"delay-after","path":"/v2/users/*/status","ms":600000})");
    settleInBackground();
    BOOST_TEST(writes().empty());
    BOOST_TEST(shown("state") == "interrupted");
    BOOST_TEST(shown("outcome") == "partial");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(writes() == Strings{"DELETE /v2/users/U1/token"}, per_element());
}

BOOST_AUTO_TEST_CASE(a_user_who_was_renamed_is_found_under_the_new_address) {
    seed();
    killWhileHeld("update zoom name:u@example.com email=v@example.com dept=Sales password=@env:PW",
                  R"({"fault":"delay-after","path":"/v2/users/*/email","ms":600000})");
    checkEnd(home.run("operation resume 1"), 11, {"__PASSWORD__=@prompt"});
    BOOST_TEST(writes().empty());
    checkEnd(home.run("operation resume 1 __PASSWORD__=@env:PW"), 0);
    BOOST_TEST(writes() == Strings{R"(PUT /v2/users/U1/password {"password":"Abcd1234x"})"},
               per_element());
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_password_that_was_set_before_the_crash_is_no_error_when_it_is_sent_again) {
    seed();
    killWhileHeld("update zoom U1 password=@env:PW",
                  R"({"fault":"delay-after","path":"/v2/users/*/password","ms":600000})");
    checkEnd(home.run("operation resume 1"), 11, {"__PASSWORD__=@prompt"});
    BOOST_TEST(shown("state") == "needs secret");
    BOOST_TEST(shown("outcome") == "unknown");
    checkEnd(home.run("operation resume 1 password=@env:PW"), 7,
             {"no secret \"password\"; it has __PASSWORD__ [", "give it as __PASSWORD__=@prompt"});
    checkEnd(home.run("operation resume 1 __PASSWORD__=@env:PW"), 0);
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(an_update_of_somebody_who_has_gone_is_not_taken_for_done) {
    seed();
    zoom().control("POST", "faults", R"({"fault":"drop-after","method":"DELETE"})");
    killWhileHeld("update zoom U1 dept=Sales",
                  R"({"fault":"delay-before","method":"PATCH","ms":600000})");
    undo();
    checkEnd(home.run("operation resume 1"), 4, {"there is no user \"U1\""});
    BOOST_TEST(shown("outcome") == "not applied");
}

BOOST_AUTO_TEST_CASE(what_a_later_operation_wrote_is_not_written_over_unasked) {
    seed();
    zoom().control(
        "POST", "faults",
        R"({"fault":"throttle","method":"PATCH","retry_after":"seconds","type":"none","wait_seconds":120})");
    checkEnd(home.run("update zoom U1 dept=Old"), 10, {"operation 1 is deferred"});
    prepare("update zoom U1 job_title=Lead");
    prepare("update zoom U1 dept=New");
    forgetRequests();
    checkEnd(home.run("operation resume 1"), 11,
             {"operation 3 (update) came later", "operation resume 1 --anyway"});
    BOOST_TEST(writes().empty());
    BOOST_TEST(shown("state") == "deferred");
    BOOST_TEST(shown("next") == "operation resume 1 --anyway or operation abandon 1 --why TEXT");
    checkHas(home.run("operation list --state unsettled").out,
             {"operation resume 1 --anyway or operation abandon 1 --why TEXT"});
    checkHas(shown("reason"), {"operation 3 (update) came later"});
    checkEnd(home.run("operation resume 1 --anyway"), 0);
    BOOST_TEST(stored(kMail, "profile") == R"({"job_title":"Lead","dept":"Old"})");
    BOOST_TEST(shown("next") == "");
}

BOOST_AUTO_TEST_CASE(a_delete_whose_answer_was_lost_is_done_and_its_step_stays_in_doubt) {
    seed();
    zoom().control("POST", "faults", R"({"fault":"drop-after","method":"DELETE"})");
    checkEnd(home.run("delete zoom U1"), 0, {"nothing was left to do"});
    BOOST_TEST(shown("outcome") == "applied");
    const auto lines = jsonLines(home.run({"operation show 1"}, {"--output", "json"}));
    BOOST_TEST(textOf(lines.at(0).at("steps").at(0).as_object(), "outcome") == "unknown");
}

BOOST_AUTO_TEST_CASE(somebody_who_was_met_a_moment_ago_is_not_taken_for_gone) {
    home.edit(std::string(support::SandboxHome::kTargetFile), "settle-seconds=\"0\"",
              "settle-seconds=\"3600\"");
    zoom().set(R"({"visible-after-ms":600000})");
    prepare("create zoom email=u@example.com createType=ssoCreate");
    checkEnd(home.run("delete zoom name:u@example.com"), 10, {"muster met it a moment ago"});
    zoom().control("POST", "clock", R"({"advance_seconds":601})");
    checkEnd(home.run("operation resume 2"), 0);
    BOOST_TEST(stored(kMail, "id") == "");
}

BOOST_AUTO_TEST_CASE(somebody_whom_a_lost_delete_may_have_removed_is_taken_for_gone) {
    home.edit(std::string(support::SandboxHome::kTargetFile), "settle-seconds=\"0\"",
              "settle-seconds=\"3600\"");
    prepare("create zoom email=u@example.com createType=ssoCreate");
    zoom().control("POST", "faults", R"({"fault":"drop-after","method":"DELETE"})");
    checkEnd(home.run("delete zoom name:u@example.com"), 0, {"nothing was left to do"});
    BOOST_TEST(stored(kMail, "id") == "");
}

BOOST_AUTO_TEST_CASE(a_look_at_an_earlier_operation_takes_no_more_time_than_the_write_has) {
    seed();
    killWhileHeld("update zoom U1 dept=Sales",
                  R"({"fault":"delay-after","method":"PATCH","ms":600000})");
    zoom().control("POST", "faults",
                   R"({"fault":"delay-before","method":"GET","ms":600000,"count":-1})");
    for (int i = 0; i < 3; ++i) {
        checkEnd(home.run("update zoom U1 job_title=Lead --timeout 0.3"), 6,
                 {"the operation's time was over while it was found out", "nothing was sent"});
    }
    zoom().control("DELETE", "faults");
    BOOST_TEST(!has(home.run("target show zoom").out, "held"));
    prepare("update zoom U1 job_title=Lead");
}

BOOST_AUTO_TEST_CASE(a_create_that_meets_its_own_first_request_is_taken_for_done) {
    zoom().set(R"({"visible-after-reads":2})");  // the two looks before it is sent once more
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate dept=Sales");
    checkEnd(home.run("operation resume 1"), 0,
             {"is in this account already", "it was sent before and its answer lost"});
    BOOST_TEST(posts() == 1U);
    BOOST_TEST(shown("state") == "ended");
    BOOST_TEST(shown("outcome") == "applied");
    checkProfile();
}

BOOST_AUTO_TEST_CASE(a_create_that_is_refused_for_somebody_who_is_not_shown_waits_for_a_person) {
    zoom().set(R"({"visible-after-reads":5})");  // and the connector's, and the two after it
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate dept=Sales");
    checkEnd(home.run("operation resume 1"), 11,
             {"\"u@example.com\" is not at the target, although the target refused it as there "
              "already"});
    BOOST_TEST(shown("state") == "conflict");
    BOOST_TEST(shown("outcome") == "unknown");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(posts() == 1U);
    BOOST_TEST(shown("outcome") == "applied");
    checkProfile();
}

BOOST_AUTO_TEST_CASE(a_create_that_meets_somebody_without_a_proof_names_whom_it_met) {
    zoom().set(R"({"visible-after-reads":2})");
    killWhileUnderWay("create zoom email=u@example.com");
    const auto met = home.run("operation resume 1");
    const std::string uid = shown("found_uid");
    BOOST_TEST("\"" + uid + "\"" == stored(kMail, "id"));
    checkEnd(met, 11, {"is there with Uid \"" + uid + "\"", "--take " + uid});
    BOOST_TEST(shown("state") == "conflict");
    checkEnd(home.run("operation resume 1 --not-applied"), 5, {"is in this account already"});
    BOOST_TEST(shown("outcome") == "not applied");
}

BOOST_AUTO_TEST_SUITE_END()
