#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::ErrorCode;
using muster::ObjectValue;
using muster::Secret;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Attribute kMail("__NAME__", Value("u1@example.com"));

std::vector<Attribute> user(std::vector<Attribute> more = {}) {
    more.insert(more.begin(), kMail);
    return more;
}

Attribute createType(const char* word) { return {"createType", Value(word)}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_create_tests, ZoomFixture)

BOOST_AUTO_TEST_CASE(an_invited_user_is_accepted_and_pending) {
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u1"});
    userIs("u1", "pending");
    const auto outcome = create(user({{"first_name", Value("Ada")}, {"type", Value("2")}}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.at(0).uid == "u1");
    BOOST_TEST(outcome.writes.at(0).state == "pending");
    BOOST_TEST(outcome.writes.at(0).accepted);
    BOOST_TEST(
        host.requests() ==
            (Lines{R"([create] CREATEOP {"action":"create","user_info":{"email":"u1@example.)"
                   R"(com","type":2,"first_name":"Ada"}})",
                   "GETOP u1"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_targets_create_type_and_type_hold_when_nothing_is_said) {
    settings = {{"createType", Value("ssoCreate")}, {"defaultType", Value("99")}};
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "active");
    const auto outcome = create(user());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(!outcome.writes.at(0).accepted);
    BOOST_TEST(host.requests().at(0) ==
               R"([create] CREATEOP {"action":"ssoCreate","user_info":{"email":"u1@example.com",)"
               R"("type":99}})");
}

BOOST_AUTO_TEST_CASE(a_password_goes_out_with_autoCreate) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "active");
    const auto outcome =
        create(user({createType("autoCreate"), {"__PASSWORD__", Value(Secret("Correct1horse"))}}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().at(0) ==
               R"([create] CREATEOP {"action":"autoCreate","user_info":{"email":"u1@example.com",)"
               R"("type":1,"password":***}})");
}

BOOST_AUTO_TEST_CASE(what_zoom_would_refuse_is_refused_before_anything_is_sent) {
    struct Row {
        std::vector<Attribute> attributes;
        std::string attribute;
        std::string message;
    };
    const auto password = [](const char* text) {
        return Attribute("__PASSWORD__", Value(Secret(text)));
    };
    const std::vector<Row> rows = {
        {{password("Correct1horse")}, "__PASSWORD__", "autoCreate only"},
        {{createType("ssoCreate"), password("Correct1horse")}, "__PASSWORD__", "\"ssoCreate\""},
        {{createType("custCreate"), password("Correct1horse")}, "__PASSWORD__", "\"custCreate\""},
        {{createType("autoCreate"), password("Short1a")}, "__PASSWORD__", "7 characters"},
        {{createType("autoCreate"), password("123456789012345678901234567890aBc")},
         "__PASSWORD__",
         "33 characters"},
        {{createType("autoCreate"), password("NoDigitsHere")}, "__PASSWORD__", "no digit"},
        {{createType("autoCreate"), password("lower1lower")}, "__PASSWORD__", "upper-case"},
        {{createType("autoCreate"), password("UPPER1UPPER")}, "__PASSWORD__", "lower-case"},
        {{{"type", Value("99")}}, "type", "only for users made by ssoCreate"},
        {{{"type", Value("3")}}, "type", "entitlement"},
        {{{"type", Value("Licensed")}}, "type", "\"Licensed\" is no number"},
        {{{"first_name", Value("一二三四五六")}}, "first_name", "6 Chinese characters"},
        {{{"last_name", Value("一二三四五六")}}, "last_name", "at most 5"},
        {{{"display_name", Value("一二三四五六七八九十百")}}, "display_name", "at most 10"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.message) {
            const auto outcome = create(user(row.attributes));
            BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
            BOOST_TEST(outcome.failure().message.find(row.message) != std::string::npos,
                       outcome.failure().message);
            BOOST_TEST(outcome.failure().attributes == Lines{row.attribute},
                       boost::test_tools::per_element());
            BOOST_TEST(!outcome.failure().hint.empty());
        }
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_refused_password_is_not_repeated_in_the_message) {
    const auto outcome =
        create(user({createType("autoCreate"), {"__PASSWORD__", Value(Secret("nodigitshere"))}}));
    BOOST_TEST(outcome.failure().describe().find("nodigits") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(five_chinese_characters_and_any_number_of_kana_pass) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "pending");
    BOOST_TEST(create(user({{"first_name", Value("一二三四五")},
                            {"last_name", Value("ヤマダタロウノミコト")}}))
                   .isOk());
}

BOOST_AUTO_TEST_CASE(on_prem_passes_once_the_target_is_entitled) {
    settings = {{"onPremEntitled", Value(true)}};
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "pending");
    BOOST_TEST(create(user({{"type", Value("3")}})).isOk());
}

BOOST_AUTO_TEST_CASE(settings_that_contradict_each_other_make_no_instance) {
    settings = {{"defaultType", Value("99")}};
    auto outcome = makeInstance();
    BOOST_TEST((outcome.code() == ErrorCode::kConfiguration));
    BOOST_TEST(outcome.failure().message.find("ssoCreate") != std::string::npos);
    settings = {{"defaultType", Value("3")}};
    outcome = makeInstance();
    BOOST_TEST((outcome.code() == ErrorCode::kConfiguration));
    BOOST_TEST(outcome.failure().message.find("onPremEntitled") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_post_does_not_take_follows_in_a_profile_step) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "active");
    host.answer("UPDATEOP", {.httpStatus = 204});
    const Attribute phones =
        Attribute::list("phone_numbers", {Value(ObjectValue({{"country", Value("JP")},
                                                             {"code", Value("+81")},
                                                             {"number", Value("312345678")},
                                                             {"verified", Value(true)}}))});
    const auto outcome = create(user({createType("ssoCreate"), {"dept", Value("Sales")}, phones}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"dept":"Sales","phone_numbers":[{"country":"JP",)"
               R"("code":"+81","number":"312345678"}]})");
}

BOOST_AUTO_TEST_CASE(the_profile_of_a_pending_user_is_deferred_and_said) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "pending");
    const auto outcome = create(user({{"dept", Value("Sales")}, {"__ENABLE__", Value(false)}}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("profile-deferred"));
    BOOST_TEST(outcome.notices.at(0).message.find("dept, __ENABLE__ waits") != std::string::npos);
    const auto& deferred = outcome.writes.at(0).deferred;
    BOOST_REQUIRE(deferred.size() == 2U);
    BOOST_TEST((deferred[0].attribute == Attribute("dept", "Sales")));
    BOOST_TEST((deferred[1].attribute == Attribute("__ENABLE__", false)));
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_failing_profile_step_leaves_the_uid_behind) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "active");
    host.answer("UPDATEOP", refused(ErrorCode::kInvalidAttributeValue, 400, "300",
                                    "Validation Failed.", {"job_title"}));
    const auto outcome = create(user({createType("ssoCreate"), {"job_title", Value("x")}}));
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.at(0).uid == "u1");
    BOOST_TEST(outcome.writes.at(0).state == "active");
}

BOOST_AUTO_TEST_CASE(a_user_made_disabled_is_deactivated_last) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "active");
    host.answer("UPDATEOP", {.httpStatus = 204});
    host.answer("__ENABLE__.UPDATEOP", {.httpStatus = 204});
    host.answer("token.DELETEOP", {.httpStatus = 204});
    const auto outcome = create(
        user({{"__ENABLE__", Value(false)}, createType("ssoCreate"), {"dept", Value("Sales")}}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).state == "inactive");
    BOOST_TEST(outcome.hasNotice("licence-released"));
    BOOST_TEST(host.requests().at(3) ==
               R"([status:deactivate] __ENABLE__.UPDATEOP u1 {"action":"deactivate"})");
    BOOST_TEST(host.requests().at(4) == "[logout] token.DELETEOP u1");
}

BOOST_AUTO_TEST_CASE(a_taken_address_of_this_account_names_its_uid) {
    for (const char* code : {"1005", "1009"}) {
        host.answer("CREATEOP", refused(ErrorCode::kAlreadyExists, 409, code, "already used"));
        userIs("u1", "active");
        const auto outcome = create(user());
        BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists));
        BOOST_TEST(outcome.failure().message.find("Uid \"u1\", status active") !=
                   std::string::npos);
        BOOST_TEST(outcome.failure().targetCode == code);
        BOOST_TEST(outcome.writes.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_taken_address_whose_holder_cannot_be_asked_for_in_time_ends_the_call) {
    host.answer("CREATEOP", refused(ErrorCode::kAlreadyExists, 409, "1005", "already used"));
    host.answer("GETOP", refused(ErrorCode::kTimeout, 0, "", "the deadline passed"));
    const auto outcome = create(user());
    BOOST_TEST((outcome.code() == ErrorCode::kTimeout));
    BOOST_TEST(outcome.failure().message.find("is in use at Zoom (") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_taken_address_of_nobody_here_is_held_outside) {
    host.answer("CREATEOP", refused(ErrorCode::kAlreadyExists, 409, "1005", "already used"));
    nobodyIsThere();
    const auto outcome = create(user());
    BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(outcome.failure().message.find("held by a Zoom account outside this account") !=
               std::string::npos);
    BOOST_TEST(outcome.failure().attributes == Lines{"__NAME__"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_id_is_looked_up_by_mail) {
    host.answer("CREATEOP", {.httpStatus = 201});
    userIs("", "pending");
    const auto outcome = create(user());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().at(1) == "GETOP u1@example.com");
    BOOST_TEST(outcome.writes.at(0).accepted);
}

BOOST_AUTO_TEST_CASE(an_invitation_that_zoom_does_not_show_has_its_mail_as_uid) {
    host.answer("CREATEOP", {.httpStatus = 201});
    nobodyIsThere();
    const auto outcome = create(user());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).uid == "u1@example.com");
    BOOST_TEST(outcome.writes.at(0).state == "pending");
    BOOST_TEST(outcome.hasNotice("invitation-not-visible"));
}

BOOST_AUTO_TEST_CASE(an_sso_user_who_lands_in_pending_is_explained) {
    host.answer("CREATEOP", {.uid = "u1"});
    userIs("u1", "pending");
    const auto outcome = create(user({createType("ssoCreate")}));
    BOOST_TEST(outcome.writes.at(0).accepted);
    BOOST_TEST(outcome.hasNotice("pending-unexpected"));
}

BOOST_AUTO_TEST_CASE(a_user_made_whose_status_cannot_be_read_is_still_made) {
    host.answer("CREATEOP", {.uid = "u1"});
    host.answer("GETOP", refused(ErrorCode::kPermissionDenied, 403, "", "no scope to read"));
    auto outcome = create(user());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).uid == "u1");
    BOOST_TEST(outcome.hasNotice("status-not-read"));

    for (const ErrorCode over : {ErrorCode::kTimeout, ErrorCode::kCancelled}) {
        host.answer("CREATEOP", {.uid = "u1"});
        host.answer("GETOP", refused(over, 0, "", "the deadline passed"));
        outcome = create(user());
        BOOST_TEST((outcome.code() == over), "C-58: a call that is over ends with that status");
        BOOST_TEST((outcome.failure().effectiveOutcome() == muster::Outcome::kNotApplied));
        BOOST_TEST(outcome.writes.at(0).uid == "u1");
    }

    host.answer("CREATEOP", {.uid = "u1"});
    host.answer("GETOP", refused(ErrorCode::kTimeout, 0, "", "the deadline passed"));
    outcome = create(user({{"dept", Value("Sales")}}));
    BOOST_TEST((outcome.code() == ErrorCode::kTimeout));
    BOOST_TEST((outcome.failure().effectiveOutcome() == muster::Outcome::kNotApplied));
    BOOST_TEST(outcome.writes.at(0).uid == "u1");
}

BOOST_AUTO_TEST_CASE(the_fields_of_a_validation_error_get_the_schemas_names) {
    host.answer("CREATEOP", refused(ErrorCode::kInvalidAttributeValue, 400, "300",
                                    "Validation Failed.", {"user_info.email", "user_info.type"}));
    const auto outcome = create(user());
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().attributes == (Lines{"__NAME__", "type"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_requests_and_says_what_it_assumes) {
    isDryRun = true;
    auto outcome = create(user({{"dept", Value("Sales")}}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("dry-run-assumption"));
    BOOST_TEST(outcome.hasNotice("profile-deferred"));
    BOOST_TEST(host.requests().size() == 2U);
    outcome = create(user({createType("ssoCreate"), {"dept", Value("Sales")}}));
    BOOST_TEST(host.requests().back() == R"([profile] UPDATEOP u1@example.com {"dept":"Sales"})");
}

BOOST_AUTO_TEST_SUITE_END()
