#include "recovery_case.h"

using support::ChildProcess;

BOOST_FIXTURE_TEST_SUITE(shell_recovery_tests, RecoveryCase)

BOOST_AUTO_TEST_CASE(a_create_that_the_target_did_is_found_by_its_time_and_finished) {
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate dept=Sales");
    checkHas(home.run("operation list --state unsettled").out, {"1", "operation resume 1"});
    const auto resumed = home.run("operation resume 1");
    checkEnd(resumed, 0);
    checkHas(resumed.out, {"created \"u@example.com\"", "[operation 1]"});
    BOOST_TEST(posts() == 0U);
    checkProfile();
    BOOST_TEST(shown("state") == "ended");
    BOOST_TEST(shown("outcome") == "applied");
    checkEnd(home.run("operation resume 1"), 3, {"operation 1 is done"});
}

BOOST_AUTO_TEST_CASE(a_pending_user_proves_nothing_and_waits_for_a_person) {
    killWhileUnderWay("create zoom email=u@example.com");
    checkEnd(home.run("operation resume 1"), 11,
             {"nothing proves that this operation made it", "operation resume 1 --take "});
    BOOST_TEST(shown("state") == "conflict");
    const std::string uid = shown("found_uid");
    BOOST_TEST_REQUIRE(!uid.empty());
    checkEnd(home.run("operation resume 1 --take nobody"), 11, {"no object with Uid \"nobody\""});
    checkEnd(home.run("operation resume 1 --take " + uid), 0);
    BOOST_TEST(shown("state") == "ended");
    BOOST_TEST(shown("uid") == uid);
    BOOST_TEST(posts() == 0U);
    checkHas(home.run("account show zoom " + uid).out, {kMail});
}

BOOST_AUTO_TEST_CASE(a_create_that_the_target_did_not_do_is_sent_once_more) {
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate");
    undo();
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(posts() == 1U);
    BOOST_TEST(stored(kMail, "status") == "\"active\"");
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_dry_run_of_a_resume_reads_and_sends_nothing) {
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate");
    undo();
    const auto dry = home.run("operation resume 1 --dry-run");
    checkEnd(dry, 0);
    checkHas(dry.out, {"step create: POST", "nothing was sent"});
    BOOST_TEST(posts() == 0U);
    BOOST_TEST(shown("state") == "interrupted");
}

BOOST_AUTO_TEST_CASE(within_the_window_nothing_is_sent_again) {
    home.edit(std::string(support::SandboxHome::kTargetFile), "settle-seconds=\"0\"",
              "settle-seconds=\"3600\"");
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate");
    undo();
    const auto waits = home.run("operation resume 1");
    checkEnd(waits, 7,
             {"operation 1 waits: ", "it counts as not made once a look", "[Retryable]",
              "hint: \"operation resume 1\" looks again then"});
    BOOST_TEST(!has(waits.err, "Conflict"));
    BOOST_TEST(posts() == 0U);
}

BOOST_AUTO_TEST_CASE(a_password_is_asked_for_only_when_it_has_to_be_sent_again) {
    killWhileUnderWay("create zoom email=u@example.com createType=autoCreate password=@env:PW");
    undo();
    const auto needs = home.run("operation resume 1");
    checkEnd(needs, 11, {"operation resume 1 __PASSWORD__=@prompt"});
    BOOST_TEST(posts() == 0U);
    BOOST_TEST(shown("state") == "needs secret");
    BOOST_TEST(!has(home.run("operation show 1").out, "Abcd1234x"));
    checkEnd(home.run("operation resume 1 __PASSWORD__=@env:PW"), 0);
    BOOST_TEST(posts() == 1U);
    BOOST_TEST(shown("state") == "ended");
}

BOOST_AUTO_TEST_CASE(a_step_that_was_applied_needs_no_password) {
    killWhileUnderWay("create zoom email=u@example.com createType=autoCreate password=@env:PW");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(posts() == 0U);
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(changed_templates_are_planned_afresh) {
    killWhileUnderWay("create zoom email=u@example.com createType=ssoCreate dept=Sales");
    home.edit("lookups/zoom/operations.xml", "</operations>", "<!-- edited --></operations>");
    const auto resumed = home.run("operation resume 1");
    checkEnd(resumed, 0);
    BOOST_TEST(posts() == 0U);
    checkProfile();
    BOOST_TEST(shown("outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_script_settles_in_the_background_by_reading_alone) {
    killWhileUnderWay("create zoom email=u@example.com");
    ChildProcess child(home.program({}));
    child.write("status\n");
    child.waitForLine("muster");
    await([] { return !requests().empty(); }, "a read by muster");
    child.closeInput();
    checkEnd(child.wait(), 0, {"1 operation is unsettled"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(an_operation_is_given_up_with_a_reason) {
    killWhileUnderWay("create zoom email=u@example.com");
    checkEnd(home.run("operation abandon 1"), 2, {"--why is missing"});
    checkEnd(home.run("operation abandon 1 --why \"she left\""), 0);
    BOOST_TEST(shown("state") == "abandoned");
    BOOST_TEST(shown("reason") == "she left");
    checkEnd(home.run("operation abandon 1 --why again"), 3,
             {"operation 1 is over already: abandoned by ", ": she left"});
    BOOST_TEST(shown("reason") == "she left");
    checkEnd(home.run("operation abandon 9 --why x"), 4, {"the journal has no operation 9"});
    BOOST_TEST(!has(home.run("status").err, "unsettled"));
}

BOOST_AUTO_TEST_CASE(a_new_write_settles_an_earlier_one_and_says_what_it_met) {
    killWhileUnderWay("create zoom email=u@example.com");
    checkEnd(home.run("create zoom email=u@example.com"), 5,
             {"operation 1 (create) on this object was not over; it is conflict"});
}

BOOST_AUTO_TEST_CASE(a_held_target_takes_no_writes_until_it_is_released) {
    checkEnd(home.run("target hold zoom"), 2, {"--why is missing"});
    checkEnd(home.run("target hold zoom --why migration"), 0);
    checkEnd(home.run("create zoom email=u@example.com"), 3,
             {"target \"zoom\" is held by ", ": migration", "target release zoom"});
    checkHas(home.run("target list").out, {"zoom", "held", "migration"});
    checkHas(home.run("target show zoom").out, {"held", "migration"});
    BOOST_TEST(writes().empty());
    checkEnd(home.run("target hold zoom --why audit"), 3,
             {"target \"zoom\" is held by ", ": migration", "\"target release zoom\" first"});
    checkHas(home.run("target show zoom").out, {"held", "migration"});
    checkEnd(home.run("target release zoom"), 0);
    checkEnd(home.run("target release zoom"), 3, {"target \"zoom\" is not held"});
    checkEnd(home.run("target release zoomm"), 2, {"there is no target \"zoomm\""});
    checkEnd(home.run("target hold zoomm --why x"), 2, {"there is no target \"zoomm\""});
    checkEnd(home.run("create zoom email=u@example.com"), 0);
}

BOOST_AUTO_TEST_CASE(an_invitation_that_is_cancelled_and_not_sent_anew_is_sent_by_a_resume) {
    prepare("create zoom email=u@example.com first_name=Uta");
    zoom().control("POST", "faults",
                   R"({"fault":"throttle","method":"POST","path":"/v2/users","wait_seconds":3600,)"
                   R"("retry_after":"seconds","type":"none"})");
    checkEnd(home.run("action run zoom name:u@example.com resend-invitation"), 10,
             {"is cancelled, but", "nobody is invited now: resume this operation"});
    BOOST_TEST(stored(kMail, "id").empty());
    checkHas(home.run("operation list --state unsettled").out, {"operation resume 2"});
    const auto resumed = home.run("operation resume 2");
    checkEnd(resumed, 0, {"invitation-resumed"});
    checkHas(resumed.out, {"done \"resend-invitation\" on \"u@example.com\"", "pending"});
    BOOST_TEST(stored(kMail, "status") == "\"pending\"");
    BOOST_TEST(zoom().call("GET", std::string("/users/") + kMail).text("first_name") == "Uta");
    checkEnd(home.run("operation resume 2"), 3, {"operation 2 is done"});
}

BOOST_AUTO_TEST_CASE(an_action_killed_in_its_first_step_finds_out_and_goes_on) {
    prepare("create zoom email=u@example.com first_name=Uta");
    zoom().set(R"({"write-ms":600000})");
    ChildProcess child(
        home.program({"-c", "action run zoom name:u@example.com resend-invitation"}));
    await([] { return !zoom().control("GET", "state").at("under_way").as_array().empty(); },
          "the cancellation at the simulator");
    child.signal(SIGKILL);
    BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
    zoom().set(R"({"write-ms":0})");
    await([] { return stored(kMail, "id").empty(); }, "the end of the invitation");
    forgetRequests();
    const auto seen = home.run("operation show 2");
    checkHas(seen.out, {"interrupted", "unknown"});
    checkEnd(home.run("operation resume 2"), 0, {"invitation-resumed"});
    BOOST_TEST(posts() == 1U);
    BOOST_TEST(stored(kMail, "status") == "\"pending\"");
}

BOOST_AUTO_TEST_CASE(an_action_killed_in_its_second_step_sends_nothing_twice) {
    prepare("create zoom email=u@example.com first_name=Uta");
    const std::string before = stored(kMail, "id");
    zoom().control("POST", "faults",
                   R"({"fault":"delay-after","method":"POST","path":"/v2/users","ms":600000})");
    ChildProcess child(
        home.program({"-c", "action run zoom name:u@example.com resend-invitation"}));
    await(
        [&] {
            const std::string id = stored(kMail, "id");  // asked once: it changes meanwhile
            return !id.empty() && id != before;
        },
        "the new invitation");
    child.signal(SIGKILL);
    BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
    zoom().control("DELETE", "faults");
    await([] { return zoom().control("GET", "state").at("under_way").as_array().empty(); },
          "the end of the write at the simulator, which logs it then");
    forgetRequests();
    checkEnd(home.run("operation resume 2"), 0, {"the new invitation was sent before"});
    BOOST_TEST(posts() == 0U);
    BOOST_TEST(stored(kMail, "status") == "\"pending\"");
}

BOOST_AUTO_TEST_SUITE_END()
