#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};
/** As LINE WORKS answers a member's state that does not allow it. */
const Answer kWrongState = refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "no");
const char* const kSuspended = R"("isSuspended":true)";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_remove_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(a_delete_can_be_taken_back) {
    userIs("u1");
    host.answer("DELETEOP", kDone);
    const auto outcome = remove("externalKey:key-u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.empty());
    BOOST_TEST(host.requests() == (Lines{"GETOP externalKey:key-u1", "[delete] DELETEOP u1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nobody_and_who_is_deleted_already_are_not_there) {
    nobodyIsThere();
    BOOST_TEST((remove("u1").code() == ErrorCode::kUnknownUid));
    userIs("u1", R"("isDeleted":true)");
    BOOST_TEST((remove("u1").code() == ErrorCode::kUnknownUid));
    nobodyIsThere();
    BOOST_TEST((disassociate("u1").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(administrators_are_not_deleted_and_it_is_said_in_words) {
    userIs("u1", R"("isAdministrator":true)");
    const auto outcome = remove("u1");
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
    BOOST_TEST(outcome.failure().message.find("is an administrator") != std::string::npos);
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_forced_delete_reaches_deleted_members_shown_or_not) {
    options = {Attribute("policy", "forcedelete")};
    userIs("u1", R"("isDeleted":true)");
    host.answer("forcedelete.DELETEOP", kDone);
    BOOST_TEST(remove("externalKey:key-u1").isOk());
    BOOST_TEST(host.requests().back() == "[forcedelete] forcedelete.DELETEOP u1");
    nobodyIsThere();
    host.answer("forcedelete.DELETEOP", kDone);
    BOOST_TEST(remove("externalKey:key-u1").isOk());
    BOOST_TEST(host.requests().back() == "[forcedelete] forcedelete.DELETEOP externalKey:key-u1");
    nobodyIsThere();
    host.answer("forcedelete.DELETEOP", refused(ErrorCode::kUnknownUid, 404, "NOT_FOUND", "no"));
    BOOST_TEST((remove("u1").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(a_delete_may_suspend_by_the_setting_and_says_what_is_left) {
    set("deletePolicy", Value("suspend"));
    userIs("u1");
    host.answer("__ENABLE__.DELETEOP", kDone);
    const auto outcome = remove("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_REQUIRE(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.front().state == "suspended");
    userIs("u1", R"("isSuspended":true)");
    const auto again = remove("u1");
    BOOST_TEST(again.isOk());
    BOOST_TEST(again.hasNotice("already-so"));
}

BOOST_AUTO_TEST_CASE(a_disassociate_suspends_and_can_be_repeated) {
    userIs("u1");
    host.answer("__ENABLE__.DELETEOP", kDone);
    const auto first = disassociate("u1");
    BOOST_TEST(first.isOk());
    BOOST_TEST(first.writes.front().state == "suspended");
    userIs("u1", R"("isSuspended":true)");
    BOOST_TEST(disassociate("u1").isOk());
    BOOST_TEST(host.requests().size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_resumed_disassociate_plans_its_step_though_the_member_is_suspended) {
    isResumed = true;
    userIs("u1", kSuspended);
    host.answer("__ENABLE__.DELETEOP", kDone);
    const auto outcome = disassociate("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "suspended");
    BOOST_TEST(host.requests().back() == "[suspend] __ENABLE__.DELETEOP u1");
}

BOOST_AUTO_TEST_CASE(a_refusal_to_suspend_whoever_is_suspended_counts_as_done) {
    for (const bool resumes : {false, true}) {
        isResumed = resumes;
        userIs("u1", resumes ? kSuspended : "");
        host.answer("__ENABLE__.DELETEOP", kWrongState);
        userIs("u1", kSuspended);
        const auto outcome = disassociate("u1");
        BOOST_TEST(outcome.isOk(), "resumed: " << resumes);
        BOOST_TEST(outcome.hasNotice("already-so"));
        BOOST_TEST(outcome.writes.front().state == "suspended");
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_to_suspend_stays_one_for_whoever_is_not_suspended) {
    userIs("u1");
    host.answer("__ENABLE__.DELETEOP", kWrongState);
    userIs("u1");
    BOOST_TEST((disassociate("u1").code() == ErrorCode::kInvalidState));
    userIs("u1");
    host.answer("__ENABLE__.DELETEOP", kWrongState);
    nobodyIsThere();
    BOOST_TEST((disassociate("u1").code() == ErrorCode::kInvalidState));
    userIs("u1");
    host.answer("__ENABLE__.DELETEOP", refused(ErrorCode::kPermissionDenied, 403, "FORBIDDEN", ""));
    BOOST_TEST((disassociate("u1").code() == ErrorCode::kPermissionDenied));
}

BOOST_AUTO_TEST_CASE(a_refusal_to_delete_whoever_is_deleted_counts_as_nobody_there) {
    for (const char* const after : {R"("isDeleted":true)", ""}) {
        userIs("u1");
        host.answer("DELETEOP", kWrongState);
        userIs("u1", after);
        const auto outcome = remove("u1");
        const bool isDeleted = *after != '\0';
        BOOST_TEST(
            (outcome.code() == (isDeleted ? ErrorCode::kUnknownUid : ErrorCode::kInvalidState)));
    }
}

BOOST_AUTO_TEST_CASE(a_disassociate_may_unlink_and_leave_the_person_all_else) {
    options = {Attribute("policy", "unlink")};
    userIs("u1");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const auto outcome = disassociate("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "released");
    BOOST_TEST(host.requests().back() == R"([unlink] UPDATEOP u1 {"userExternalKey":null})");
    userIs("u1", R"("userExternalKey":null)");
    const auto again = disassociate("u1");
    BOOST_TEST(again.isOk());
    BOOST_TEST(again.hasNotice("already-so"));
    isResumed = true;
    userIs("u1", R"("userExternalKey":null)");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    BOOST_TEST(disassociate("u1").isOk());
    BOOST_TEST(host.requests().back() == R"([unlink] UPDATEOP u1 {"userExternalKey":null})");
}

BOOST_AUTO_TEST_CASE(a_policy_of_the_other_operation_is_refused) {
    options = {Attribute("policy", "unlink")};
    BOOST_TEST((remove("u1").code() == ErrorCode::kInvalidAttributeValue));
    options = {Attribute("policy", "delete")};
    BOOST_TEST((disassociate("u1").code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_pending_member_is_not_suspended_but_deleted_when_that_is_set) {
    userIs("u1", R"("isPending":true)");
    const auto refusedOutcome = disassociate("u1");
    BOOST_TEST((refusedOutcome.code() == ErrorCode::kInvalidState));
    BOOST_TEST(host.requests().size() == 1U);
    set("pendingRemoval", Value("delete"));
    userIs("u1", R"("isPending":true)");
    host.answer("DELETEOP", kDone);
    const auto outcome = disassociate("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("pending-deleted"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_request) {
    isDryRun = true;
    BOOST_TEST(remove("u1").isOk());
    options = {Attribute("policy", "forcedelete")};
    BOOST_TEST(remove("u1").isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "[delete] DELETEOP u1", "GETOP u1",
                                         "[forcedelete] forcedelete.DELETEOP u1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
