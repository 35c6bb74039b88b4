#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::ErrorCode;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};
const Answer kGone = refused(ErrorCode::kUnknownUid, 404, "1001", "User does not exist: u1.");

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_remove_tests, ZoomFixture)

BOOST_AUTO_TEST_CASE(a_delete_leaves_the_action_to_the_template) {
    userIs("u1", "active");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(remove("u1").isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "[delete] DELETEOP u1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_option_overrides_the_targets_policy) {
    settings = {{"deletePolicy", Value("deactivate")}};
    options = {{"policy", Value("disassociate")}};
    userIs("u1", "inactive");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(remove("u1").isOk());
    BOOST_TEST(host.requests().back() == "[disassociate] DELETEOP u1 action=disassociate");
}

BOOST_AUTO_TEST_CASE(the_targets_policy_deactivates) {
    settings = {{"deletePolicy", Value("deactivate")}};
    userIs("u1", "active");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("token.DELETEOP", kDone);
    auto outcome = remove("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("licence-released"));
    BOOST_TEST(
        host.requests() ==
            (Lines{"GETOP u1", R"([deactivate] __ENABLE__.UPDATEOP u1 {"action":"deactivate"})",
                   "[logout] token.DELETEOP u1"}),
        boost::test_tools::per_element());
    userIs("u1", "inactive");
    outcome = remove("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
}

BOOST_AUTO_TEST_CASE(a_pending_user_gets_the_bare_form_whatever_the_policy) {
    for (const char* policy : {"delete", "disassociate", "deactivate"}) {
        BOOST_TEST_CONTEXT(policy) {
            options = {{"policy", Value(policy)}, {"transfer_email", Value("b@example.com")}};
            userIs("", "pending");
            host.answer("DELETEOP", kDone);
            const auto outcome = remove("pending@example.com");
            BOOST_TEST(outcome.isOk());
            BOOST_TEST(outcome.hasNotice("invitation-cancelled"));
            BOOST_TEST(host.requests().back() == "[delete] DELETEOP pending@example.com -action");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_pending_user_is_addressed_by_id_when_zoom_shows_one) {
    userIs("u1", "pending");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(remove("u1@example.com").isOk());
    BOOST_TEST(host.requests().back() == "[delete] DELETEOP u1 -action");
}

BOOST_AUTO_TEST_CASE(disassociating_unlinks_or_cancels_the_invitation) {
    userIs("u1", "active");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(disassociate("u1").isOk());
    BOOST_TEST(host.requests().back() == "[disassociate] DELETEOP u1 action=disassociate");
    userIs("u1", "pending");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(disassociate("u1").isOk());
    BOOST_TEST(host.requests().back() == "[disassociate] DELETEOP u1 -action");
}

BOOST_AUTO_TEST_CASE(somebody_who_is_not_there_is_an_unknown_uid) {
    nobodyIsThere();
    BOOST_TEST((remove("u9").code() == ErrorCode::kUnknownUid));
    nobodyIsThere();
    BOOST_TEST((disassociate("u9").code() == ErrorCode::kUnknownUid));
    BOOST_TEST(host.requests().size() == 2U);
}

/** Not unknown, which would count as done. */
BOOST_AUTO_TEST_CASE(a_word_of_the_path_is_refused_before_anything_is_sent) {
    for (const char* word : {"me", "email", "summary", "vanity_name", "features"}) {
        BOOST_TEST_CONTEXT(word) {
            const auto deleted = remove(word);
            BOOST_TEST((deleted.code() == ErrorCode::kInvalidAttributeValue));
            BOOST_REQUIRE(deleted.error.has_value());
            BOOST_TEST(deleted.error->message.find("is no user's id") != std::string::npos);
            BOOST_TEST((disassociate(word).code() == ErrorCode::kInvalidAttributeValue));
        }
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_lapsed_invitation_counts_as_not_there_and_is_said) {
    host.answer("GETOP", refused(ErrorCode::kUnknownUid, 400, "1120", "Invitation expired."));
    const auto outcome = remove("u1");
    BOOST_TEST((outcome.code() == ErrorCode::kUnknownUid));
    BOOST_TEST(outcome.hasNotice("invitation-lapsed"));
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(transfers_go_into_the_query) {
    options = {{"transfer_email", Value("b@example.com")},
               {"transfer_meeting", Value(true)},
               {"transfer_webinar", Value(false)},
               {"transfer_recording", Value(true)}};
    userIs("u1", "active");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(remove("u1").isOk());
    BOOST_TEST(host.requests().back() ==
               "[delete] DELETEOP u1 transfer_email=b@example.com transfer_meeting=true "
               "transfer_recording=true");
    userIs("u1", "active");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(disassociate("u1").isOk());
    BOOST_TEST(host.requests().back() ==
               "[disassociate] DELETEOP u1 transfer_email=b@example.com transfer_meeting=true "
               "transfer_recording=true action=disassociate");
}

BOOST_AUTO_TEST_CASE(transfers_that_cannot_be_followed_are_refused) {
    struct Row {
        std::vector<muster::Attribute> options;
        std::string message;
    };
    const std::vector<Row> rows = {
        {{{"transfer_meeting", Value(true)}}, "without \"transfer_email\""},
        {{{"transfer_email", Value("U1@example.com")}}, "to the same user"},
        {{{"transfer_email", Value("b@example.com")}, {"policy", Value("deactivate")}},
         "keeps the user's data"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.message) {
            options = row.options;
            userIs("u1", "active");
            const auto outcome = remove("u1");
            BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
            BOOST_TEST(outcome.failure().message.find(row.message) != std::string::npos);
            BOOST_TEST(host.requests().back() == "GETOP u1");
        }
    }
}

BOOST_AUTO_TEST_CASE(owner_and_administrators_stay) {
    for (const char* role : {"0", "1"}) {
        userIs("u1", "active", R"("role_id":")" + std::string(role) + "\"");
        BOOST_TEST((remove("u1").code() == ErrorCode::kPermissionDenied));
        userIs("u1", "active", R"("role_id":")" + std::string(role) + "\"");
        const auto outcome = disassociate("u1");
        BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
        BOOST_TEST(outcome.failure().message.find("cannot be disassociated") != std::string::npos);
    }
    BOOST_TEST(host.requests().size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_managed_domain_is_explained) {
    userIs("u1", "active");
    host.answer("DELETEOP", refused(ErrorCode::kPermissionDenied, 400, "1107",
                                    "You can not disassociate a user with managed domain."));
    const auto outcome = disassociate("u1");
    BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
    BOOST_TEST(outcome.failure().hint == "managed domain: use delete");
}

BOOST_AUTO_TEST_CASE(a_404_is_believed_when_nobody_is_there) {
    userIs("u1", "active");
    host.answer("DELETEOP", kGone);
    nobodyIsThere();
    BOOST_TEST((remove("u1").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(a_404_for_a_user_who_is_pending_now_is_followed_by_the_bare_form) {
    userIs("u1", "active");
    host.answer("DELETEOP", kGone);
    userIs("u1", "pending");
    host.answer("DELETEOP", kDone);
    BOOST_TEST(remove("u1").isOk());
    BOOST_TEST(host.requests().back() == "[delete:bare] DELETEOP u1 -action");
}

BOOST_AUTO_TEST_CASE(a_404_for_an_active_user_never_turns_a_delete_into_a_disassociation) {
    userIs("u1", "active");
    host.answer("DELETEOP", kGone);
    userIs("u1", "active");
    const auto outcome = remove("u1");
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST((outcome.failure().effectiveOutcome() == muster::Outcome::kNotApplied));
    BOOST_TEST(outcome.failure().message.find("still shows the user as active") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_404_to_the_bare_form_is_no_proof_while_the_user_is_shown) {
    userIs("u1", "pending");
    host.answer("DELETEOP", kGone);
    userIs("u1", "pending");
    const auto still = remove("u1");
    BOOST_TEST((still.code() == ErrorCode::kProtocol));
    BOOST_TEST(still.failure().message.find("still shows the user as pending") !=
               std::string::npos);
    userIs("u1", "pending");
    host.answer("DELETEOP", kGone);
    nobodyIsThere();
    BOOST_TEST((remove("u1").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_request_of_the_policy) {
    isDryRun = true;
    options = {{"policy", Value("disassociate")}};
    const auto outcome = remove("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("dry-run-assumption"));
    BOOST_TEST(host.requests().back() == "[disassociate] DELETEOP u1 action=disassociate");
}

BOOST_AUTO_TEST_SUITE_END()
