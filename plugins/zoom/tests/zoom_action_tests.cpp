#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::ErrorCode;
using muster::Reference;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

/** u1's old invitation is cancelled, and the new one was not sent. */
struct CutOff : ZoomFixture {
    CutOff() {
        userIs("u1", "pending", R"("type":2,"first_name":"Aiko","group_ids":["g1"])");
        host.answer("DELETEOP", kDone);
        host.answer("CREATEOP", refused(ErrorCode::kConnectionFailed, 0, "", "no connection"));
        BOOST_TEST(!act("u1", "resend-invitation").isOk());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_action_tests, ZoomFixture)

BOOST_AUTO_TEST_CASE(an_invitation_is_cancelled_and_sent_anew_with_what_is_known) {
    userIs("u1", "pending", R"("type":2,"first_name":"Aiko","group_ids":["g1"])");
    host.answer("DELETEOP", kDone);
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u2"});
    host.answer("UPDATEOP", kDone);
    const auto outcome = act("u1", "resend-invitation");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        host.requests() == (Lines{"GETOP u1", "[invitation:cancel] DELETEOP u1 -action",
                                  R"([invitation:send] CREATEOP {"action":"create","user_info":)"
                                  R"({"email":"u1@example.com","type":2,"first_name":"Aiko"}})",
                                  R"([group:g1:add] UPDATEOP u2 {"group_id":"g1"})"}),
        boost::test_tools::per_element());
    BOOST_TEST(outcome.writes.at(0).uid == "u2");
    BOOST_TEST(outcome.writes.at(0).accepted);
}

BOOST_AUTO_TEST_CASE(only_a_pending_user_has_an_invitation) {
    for (const char* status : {"active", "inactive"}) {
        userIs("u1", status);
        const auto outcome = act("u1", "resend-invitation");
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
        BOOST_TEST(outcome.error->message.find(status) != std::string::npos);
    }
    nobodyIsThere();
    BOOST_TEST((act("u9", "resend-invitation").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(a_new_invitation_that_fails_says_that_the_old_one_is_gone) {
    userIs("u1", "pending", "");
    host.answer("DELETEOP", kDone);
    host.answer("CREATEOP", refused(ErrorCode::kRetryable, 429, "429", "quota"));
    const auto outcome = act("u1", "resend-invitation");
    BOOST_TEST((outcome.code() == ErrorCode::kRetryable));
    BOOST_TEST(outcome.error->message.find("is cancelled, but") != std::string::npos);
    BOOST_TEST(outcome.error->hint.find("resume this operation") != std::string::npos);
    BOOST_TEST(outcome.error->hint.find("create the user anew") != std::string::npos);
    BOOST_TEST(outcome.writes.empty());
}

BOOST_FIXTURE_TEST_CASE(an_operation_cut_off_between_the_requests_sends_the_second, CutOff) {
    nobodyIsThere();  // under the old id
    nobodyIsThere();  // under the address
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u2"});
    host.answer("UPDATEOP", kDone);
    const auto outcome = act("u1", "resend-invitation");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("invitation-resumed"));
    const Lines sent(host.requests().begin() + 3, host.requests().end());
    BOOST_TEST(sent == (Lines{"GETOP u1", "GETOP u1@example.com",
                              R"([invitation:send] CREATEOP {"action":"create","user_info":)"
                              R"({"email":"u1@example.com","type":2,"first_name":"Aiko"}})",
                              R"([group:g1:add] UPDATEOP u2 {"group_id":"g1"})"}),
               boost::test_tools::per_element());
    BOOST_TEST(outcome.writes.at(0).uid == "u2");
    BOOST_TEST(host.memory["__ACCOUNT__ u1"].empty());
}

BOOST_FIXTURE_TEST_CASE(an_invitation_that_was_sent_before_is_not_sent_again, CutOff) {
    nobodyIsThere();
    userIs("u2", "pending");
    host.answer("UPDATEOP", kDone);  // the group
    const auto outcome = act("u1", "resend-invitation");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    BOOST_TEST(outcome.writes.at(0).uid == "u2");
    BOOST_TEST(host.requests().size() == 6U);
    BOOST_TEST(host.memory["__ACCOUNT__ u1"].empty());
}

BOOST_FIXTURE_TEST_CASE(what_another_operation_kept_invites_nobody, CutOff) {
    correlation = "another";
    nobodyIsThere();
    BOOST_TEST((act("u1", "resend-invitation").code() == ErrorCode::kUnknownUid));
    BOOST_TEST(host.memory["__ACCOUNT__ u1"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_user_who_is_there_when_the_invitation_is_sent_has_it) {
    userIs("u1", "pending", "");
    host.answer("DELETEOP", kDone);
    host.answer("CREATEOP", refused(ErrorCode::kAlreadyExists, 409, "1005", "in use"));
    userIs("u2", "pending");
    const auto outcome = act("u1", "resend-invitation");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    BOOST_TEST(outcome.writes.at(0).uid == "u2");
}

BOOST_AUTO_TEST_CASE(what_the_new_invitation_needs_is_kept_before_the_old_one_goes) {
    userIs("u1", "pending", "");
    host.answer("DELETEOP", kDone);
    host.answer("CREATEOP", refused(ErrorCode::kRetryable, 429, "429", "quota"));
    act("u1@example.com", "resend-invitation");
    BOOST_TEST(host.rememberedAfter == 1U);  // after the read, before the cancellation
    BOOST_TEST(host.memory["__ACCOUNT__ u1"].size() == 1U);
    BOOST_TEST(host.memory["__ACCOUNT__ u1@example.com"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(sessions_are_ended_by_one_request) {
    userIs("u1", "active");
    host.answer("token.DELETEOP", kDone);
    BOOST_TEST(act("u1", "logout").isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "[logout] token.DELETEOP u1"}),
               boost::test_tools::per_element());
    nobodyIsThere();
    BOOST_TEST((act("u9", "logout").code() == ErrorCode::kUnknownUid));
    // Zoom would take the word for whoever owns the app.
    BOOST_TEST((act("me", "logout").code() == ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(groups_are_made_primary_and_exchanged) {
    userIs("u1", "active");
    host.answer("group_ids.membership.UPDATEOP", kDone);
    BOOST_TEST(act("u1", "set-primary-group", {Attribute("group", Reference{"g1"})}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([group:g1:primary] group_ids.membership.UPDATEOP u1 g1 )"
               R"({"action":"set_primary","target_group_id":"g1"})");
    userIs("u1", "active");
    host.answer("group_ids.membership.UPDATEOP", kDone);
    BOOST_TEST(act("u1", "move-group",
                   {Attribute("from", Reference{"g1"}), Attribute("to", Reference{"g2"})})
                   .isOk());
    BOOST_TEST(host.requests().back() ==
               R"([group:g1:move:g2] group_ids.membership.UPDATEOP u1 g1 )"
               R"({"action":"move","target_group_id":"g2"})");
}

BOOST_AUTO_TEST_CASE(a_user_who_has_moved_already_is_left_alone) {
    userIs("u1", "active", R"("group_ids":["g2"])");
    const std::vector<Attribute> groups = {Attribute("from", Reference{"g1"}),
                                           Attribute("to", Reference{"g2"})};
    const auto outcome = act("u1", "move-group", groups);
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    BOOST_TEST(host.requests().size() == 1U);
    // One who is in both groups, or in neither, is not: Zoom says what it thinks of that.
    for (const char* has : {R"("group_ids":["g1","g2"])", R"("group_ids":[])"}) {
        userIs("u1", "active", has);
        host.answer("group_ids.membership.UPDATEOP", kDone);
        BOOST_TEST(act("u1", "move-group", groups).isOk());
    }
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused_before_anything_is_sent) {
    auto outcome = act("u1", "move-group",
                       {Attribute("from", Reference{"g1"}), Attribute("to", Reference{"g1"})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST((act("u1", "no-such-action").code() == ErrorCode::kNotSupported));
    objectClass = "__GROUP__";
    BOOST_TEST((act("g1", "logout").code() == ErrorCode::kNotSupported));
    BOOST_TEST(host.requests().empty());
    objectClass = "__ACCOUNT__";
    userIs("u1", "pending", "");
    outcome = act("u1", "set-primary-group", {Attribute("group", Reference{"g1"})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_steps_of_a_new_invitation) {
    isDryRun = true;
    const auto outcome = act("u1@example.com", "resend-invitation");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.empty());
    BOOST_TEST(outcome.hasNotice("dry-run-assumption"));
    BOOST_TEST(host.requests().size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
