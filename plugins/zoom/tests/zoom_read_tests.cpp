#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::ErrorCode;
using muster::ObjectValue;
using muster::ValueKind;
using namespace muster::zoom::test;

namespace {

struct ReadFixture : ZoomFixture {
    /** A test whose reads after the first are answered so. */
    Outcome testWith(const Answer& permissions, const Answer& domains) {
        host.answer("TESTOP", {.body = R"({"total_records":42,"users":[]})"});
        host.answer("owner.SEARCHOP", {.records = {userJson("o1", "active")}});
        host.answer("permissions.SEARCHOP", permissions);
        if (!permissions.error || permissions.error->code != ErrorCode::kTimeout) {
            host.answer("managed_domains.SEARCHOP", domains);
        }
        return test();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_read_tests, ReadFixture)

BOOST_AUTO_TEST_CASE(a_user_is_read_in_the_schemas_terms) {
    userIs("u1", "active",
           R"("type":2,"first_name":"Ada","dept":"","pmi":1234567890,"verified":1,"role_id":"2",)"
           R"("login_types":[100,101],"group_ids":["g1"],"created_at":"2026-01-31T08:05:00Z",)"
           R"("phone_numbers":[{"country":"JP","code":"+81","number":"1","verified":true}],)"
           R"("something_new":{"a":1})");
    const auto outcome = get("u1");
    BOOST_TEST(outcome.isOk());
    const auto& object = outcome.objects.at(0);
    BOOST_TEST(object.uid == "u1");
    BOOST_TEST(object.name == "u1@example.com");
    BOOST_TEST(*object.find("__NAME__")->text() == "u1@example.com");
    BOOST_TEST(*object.find("type")->text() == "2");
    BOOST_TEST(object.find("dept") == nullptr);
    BOOST_TEST(object.find("something_new") == nullptr);
    BOOST_TEST(*object.find("pmi")->single()->as<std::int64_t>() == 1234567890);
    BOOST_TEST(*object.find("verified")->single()->as<bool>());
    BOOST_TEST(*object.find("__ENABLE__")->single()->as<bool>());
    BOOST_TEST(object.find("login_types")->values().size() == 2U);
    BOOST_TEST(object.find("created_at")->single()->toDisplay() == "2026-01-31T08:05:00Z");
    const auto* phone = object.find("phone_numbers")->values().at(0).as<ObjectValue>();
    BOOST_TEST(*phone->find("number")->text() == "1");
}

BOOST_AUTO_TEST_CASE(a_pending_user_has_the_mail_as_uid_and_no_invented_times) {
    userIs("", "pending", R"("type":1,"created_at":"2026-01-31T08:05:00Z")");
    const auto outcome = get("pending@example.com");
    const auto& object = outcome.objects.at(0);
    BOOST_TEST(object.uid == "pending@example.com");
    BOOST_TEST(object.find("created_at") == nullptr);
    BOOST_TEST(object.find("__ENABLE__") == nullptr);
    BOOST_TEST(*object.find("status")->text() == "pending");
}

BOOST_AUTO_TEST_CASE(an_inactive_user_is_read_as_disabled) {
    userIs("u1", "inactive");
    BOOST_TEST(!*get("u1").objects.at(0).find("__ENABLE__")->single()->as<bool>());
}

BOOST_AUTO_TEST_CASE(only_the_attributes_wanted_are_shown) {
    userIs("u1", "active");
    const auto outcome = get("u1", {"email", "TYPE"});
    BOOST_TEST(outcome.objects.at(0).attributes.size() == 2U);
    BOOST_TEST(outcome.objects.at(0).find("__NAME__") != nullptr);
    BOOST_TEST(outcome.objects.at(0).find("type") != nullptr);
}

BOOST_AUTO_TEST_CASE(nobody_there_is_no_error_of_a_get) {
    for (const char* code : {"1001", "1010", "1120"}) {
        host.answer("GETOP",
                    refused(code == std::string("1001") ? ErrorCode::kUnknownUid
                                                        : ErrorCode::kInvalidAttributeValue,
                            400, code, "not here"));
        const auto outcome = get("u9");
        BOOST_TEST(outcome.isOk(), code);
        BOOST_TEST(outcome.objects.empty());
    }
}

BOOST_AUTO_TEST_CASE(words_of_the_path_are_nobody_and_are_not_sent) {
    for (const char* word : {"me", "email", "summary", "vanity_name", "features"}) {
        const auto outcome = get(word);
        BOOST_TEST(outcome.isOk());
        BOOST_TEST(outcome.objects.empty());
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(other_errors_of_a_get_come_through) {
    host.answer("GETOP", refused(ErrorCode::kPermissionDenied, 400, "4711", "no scope"));
    const auto outcome = get("u1");
    BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
    BOOST_TEST(outcome.failure().hint.find("scopes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_user_is_a_protocol_error) {
    for (const char* body : {"", "[]", R"({"id":"u1"})", "<html>"}) {
        host.answer("GETOP", {.body = body});
        BOOST_TEST((get("u1").code() == ErrorCode::kProtocol), body);
    }
}

BOOST_AUTO_TEST_CASE(a_test_counts_the_active_users) {
    const auto outcome = testWith({.body = R"({"permissions":[]})"}, {});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("reachable"));
    BOOST_TEST(outcome.notices.at(0).message.find("42 active users") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_test_tells_which_privileges_the_owner_of_the_app_lacks) {
    auto outcome = testWith(
        {.body =
             R"({"permissions":["User:Read","User:Edit","Group:Read","Role:Read","Role:Edit"]})"},
        {});
    BOOST_TEST(outcome.notices.at(1).message.find("lacks Group:Edit (writing groups)") !=
               std::string::npos);
    BOOST_TEST(host.requests().at(2) == "permissions.SEARCHOP o1");
    BOOST_TEST(outcome.notices.at(1).message.find("User:Edit") == std::string::npos);
    outcome = testWith(refused(ErrorCode::kPermissionDenied, 400, "4711", "no scope"), {});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("privileges-not-read"));
    outcome = testWith(refused(ErrorCode::kTimeout, 0, "", "too late"), {});
    BOOST_TEST((outcome.code() == ErrorCode::kTimeout));
}

BOOST_AUTO_TEST_CASE(an_account_that_shows_no_owner_still_passes_the_test) {
    host.answer("TESTOP", {.body = R"({"total_records":42,"users":[]})"});
    host.answer("owner.SEARCHOP", {});
    host.answer("managed_domains.SEARCHOP", {});
    const auto outcome = test();
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("privileges-not-read"));
}

BOOST_AUTO_TEST_CASE(a_test_tells_what_the_managed_domains_mean) {
    const Answer all = {.body = R"({"permissions":[]})"};
    auto outcome = testWith(all, {.records = {R"({"domain":"example.com","status":"verified"})",
                                              R"({"domain":"example.org","status":"pending"})"}});
    BOOST_REQUIRE(outcome.hasNotice("managed-domains"));
    BOOST_TEST(outcome.notices.at(2).message.find("manages example.com:") != std::string::npos);
    outcome = testWith(all, {});
    BOOST_TEST(outcome.notices.at(2).message.find("manages no domain") != std::string::npos);
    outcome = testWith(all, refused(ErrorCode::kPermissionDenied, 400, "4711", "no scope"));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("managed-domains-not-read"));
}

BOOST_AUTO_TEST_CASE(a_test_answered_by_something_else_fails) {
    host.answer("TESTOP", {.body = "{}"});
    const auto outcome = test();
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.failure().hint.find("baseUrl") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_rejected_credential_fails_the_test) {
    host.answer("TESTOP", refused(ErrorCode::kConnectionFailed, 401, "124", "Invalid token."));
    BOOST_TEST((test().code() == ErrorCode::kConnectionFailed));
}

BOOST_AUTO_TEST_SUITE_END()
