#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::AttributeDelta;
using muster::DeltaMode;
using muster::ErrorCode;
using muster::ObjectValue;
using muster::Secret;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

Value phone(const char* number, const char* label) {
    return Value(
        ObjectValue({{"code", Value("+81")}, {"number", Value(number)}, {"label", Value(label)}}));
}

AttributeDelta change(DeltaMode mode, const char* name, std::vector<Value> values) {
    return {mode, Attribute::list(name, std::move(values))};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_update_tests, ZoomFixture)

BOOST_AUTO_TEST_CASE(an_update_of_everything_becomes_ordered_steps) {
    userIs("u1", "active");
    for (const char* operation : {"UPDATEOP", "__NAME__.UPDATEOP", "__PASSWORD__.UPDATEOP",
                                  "__ENABLE__.UPDATEOP", "token.DELETEOP"}) {
        host.answer(operation, kDone);
    }
    const auto outcome = update(
        "u1", {replace("__ENABLE__", Value(false)), replace("__NAME__", Value("n@example.com")),
               replace("__PASSWORD__", Value(Secret("Correct1horse"))),
               replace("dept", Value("Sales")), replace("type", Value("2"))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests() ==
                   (Lines{"GETOP u1", R"([profile] UPDATEOP u1 {"dept":"Sales","type":2})",
                          R"([email] __NAME__.UPDATEOP u1 {"email":"n@example.com"})",
                          R"([password] __PASSWORD__.UPDATEOP u1 {"password":***})",
                          R"([status:deactivate] __ENABLE__.UPDATEOP u1 {"action":"deactivate"})",
                          "[logout] token.DELETEOP u1"}),
               boost::test_tools::per_element());
    BOOST_TEST(outcome.writes.at(0).name == "n@example.com");
    BOOST_TEST(outcome.writes.at(0).state == "inactive");
    BOOST_TEST(outcome.hasNotice("licence-released"));
}

BOOST_AUTO_TEST_CASE(enabling_comes_first_and_tells_of_the_lost_licence) {
    userIs("u1", "inactive");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("UPDATEOP", kDone);
    auto outcome =
        update("u1", {replace("dept", Value("Sales")), replace("__ENABLE__", Value(true))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        host.requests() ==
            (Lines{"GETOP u1", R"([status:activate] __ENABLE__.UPDATEOP u1 {"action":"activate"})",
                   R"([profile] UPDATEOP u1 {"dept":"Sales"})"}),
        boost::test_tools::per_element());
    BOOST_TEST(outcome.hasNotice("licence-not-restored"));
    BOOST_TEST(outcome.writes.at(0).state == "active");

    userIs("u1", "inactive");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("UPDATEOP", kDone);
    outcome = update("u1", {replace("type", Value("2")), replace("__ENABLE__", Value(true))});
    BOOST_TEST(!outcome.hasNotice("licence-not-restored"));
}

BOOST_AUTO_TEST_CASE(the_logout_can_be_switched_off) {
    settings = {{"logoutOnDisable", Value(false)}};
    userIs("u1", "active");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    BOOST_TEST(update("u1", {replace("__ENABLE__", Value(false))}).isOk());
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_failing_logout_leaves_the_user_inactive_and_says_so) {
    userIs("u1", "active");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("token.DELETEOP",
                refused(ErrorCode::kPermissionDenied, 400, "4711", "does not contain scopes"));
    const auto outcome = update("u1", {replace("__ENABLE__", Value(false))});
    BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
    BOOST_TEST(outcome.failure().message.find("is deactivated, but") != std::string::npos);
    BOOST_TEST(outcome.failure().hint.find("logoutOnDisable") != std::string::npos);
    BOOST_TEST(outcome.writes.at(0).state == "inactive");
}

BOOST_AUTO_TEST_CASE(a_changed_create_type_sends_nothing_and_is_said) {
    userIs("u1", "active");
    const auto outcome = update("u1", {replace("createType", Value("ssoCreate"))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("create-type-ignored"));
    BOOST_TEST(outcome.notices.at(0).attribute == "createType");
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_so_already_is_not_sent) {
    userIs("u1", "inactive");
    auto outcome = update("u1", {replace("__ENABLE__", Value(false))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    userIs("u1", "active");
    outcome = update("u1", {replace("__NAME__", Value("u1@example.com"))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_pending_user_is_not_updated_silently) {
    for (const AttributeDelta& delta :
         {replace("__ENABLE__", Value(true)), replace("__ENABLE__", Value(false)),
          replace("__NAME__", Value("n@example.com")),
          replace("__PASSWORD__", Value(Secret("Correct1horse")))}) {
        BOOST_TEST_CONTEXT(delta.name()) {
            userIs("", "pending", R"("type":1)");
            const auto outcome = update("pending@example.com", {delta});
            BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
            BOOST_TEST(outcome.failure().message.find("is pending") != std::string::npos);
            BOOST_TEST(host.requests().back() == "GETOP pending@example.com");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_zoom_would_not_store_of_a_pending_user_is_deferred) {
    userIs("", "pending", R"("type":1)");
    const AttributeDelta dept = replace("dept", Value("Sales"));
    const auto outcome =
        update("pending@example.com", {dept, replace("createType", Value("ssoCreate"))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().size() == 1U);
    BOOST_TEST(outcome.hasNotice("profile-deferred"));
    BOOST_TEST(outcome.writes.at(0).accepted);
    BOOST_REQUIRE(outcome.writes.at(0).deferred.size() == 1U);
    BOOST_TEST((outcome.writes.at(0).deferred.front() == dept));
    // Once more, when the invitation still waits: it is deferred again.
    userIs("", "pending", R"("type":1)");
    BOOST_TEST(update("pending@example.com", {dept}).writes.at(0).deferred.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_inactive_user_is_not_updated_silently) {
    userIs("u1", "inactive");
    const auto outcome = update("u1", {replace("dept", Value("Sales"))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
    BOOST_TEST(outcome.failure().hint.find("enable the user first") != std::string::npos);
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_status_that_was_not_told_is_read_back) {
    host.answer("GETOP", {.body = R"({"id":"u1","email":"u1@example.com"})"});
    host.answer("UPDATEOP", kDone);
    userIs("u1", "pending");
    auto outcome = update("u1", {replace("dept", Value("Sales"))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidState));
    BOOST_TEST(outcome.failure().message.find("stores nothing") != std::string::npos);

    host.answer("GETOP", {.body = R"({"id":"u1","email":"u1@example.com"})"});
    host.answer("UPDATEOP", kDone);
    userIs("u1", "active");
    outcome = update("u1", {replace("dept", Value("Sales"))});
    BOOST_TEST(outcome.isOk());
}

BOOST_AUTO_TEST_CASE(nobody_to_update_is_an_unknown_uid) {
    nobodyIsThere();
    const auto outcome = update("u9", {replace("dept", Value("Sales"))});
    BOOST_TEST((outcome.code() == ErrorCode::kUnknownUid));
    BOOST_TEST(outcome.failure().message.find("\"u9\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_password_needs_a_work_mail_login) {
    for (const char* logins : {"[101]", "[99]", "[1]", "[0]"}) {
        BOOST_TEST_CONTEXT(logins) {
            userIs("u1", "active", R"("role_id":"2","login_types":)" + std::string(logins));
            const auto outcome =
                update("u1", {replace("__PASSWORD__", Value(Secret("Correct1horse")))});
            BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
            BOOST_TEST(outcome.failure().attributes == Lines{"__PASSWORD__"},
                       boost::test_tools::per_element());
        }
    }
    userIs("u1", "active", R"("login_types":[100,101])");
    host.answer("__PASSWORD__.UPDATEOP", kDone);
    BOOST_TEST(update("u1", {replace("__PASSWORD__", Value(Secret("Correct1horse")))}).isOk());
}

BOOST_AUTO_TEST_CASE(a_password_too_long_for_a_change_is_refused) {
    userIs("u1", "active");
    const auto outcome =
        update("u1", {replace("__PASSWORD__", Value(Secret("12345678901234567890123456789aBc")))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message.find("8 to 31") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(owner_and_administrators_are_protected) {
    for (const char* role : {"0", "1"}) {
        for (const AttributeDelta& delta :
             {replace("__ENABLE__", Value(false)),
              replace("__PASSWORD__", Value(Secret("Correct1horse")))}) {
            BOOST_TEST_CONTEXT(role << " " << delta.name()) {
                userIs("u1", "active",
                       R"("login_types":[100],"role_id":")" + std::string(role) + "\"");
                const auto outcome = update("u1", {delta});
                BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
                BOOST_TEST(outcome.failure().message.find(
                               role[0] == '0' ? "owner" : "administrator") != std::string::npos);
                BOOST_TEST(host.requests().back() == "GETOP u1");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(types_that_the_user_cannot_have_are_refused) {
    userIs("u1", "active");
    auto outcome = update("u1", {replace("type", Value("99"))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message.find("does not sign in by single sign-on") !=
               std::string::npos);
    userIs("u1", "active");
    outcome = update("u1", {replace("type", Value("3"))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    userIs("u1", "active", R"("login_types":[101])");
    host.answer("UPDATEOP", kDone);
    BOOST_TEST(update("u1", {replace("type", Value("99"))}).isOk());
}

BOOST_AUTO_TEST_CASE(deltas_that_cannot_be_are_refused_before_the_user_is_read) {
    const std::vector<AttributeDelta> rows = {
        change(DeltaMode::kAdd, "dept", {Value("Sales")}),
        change(DeltaMode::kRemove, "type", {Value("2")}),
        change(DeltaMode::kAdd, "__NAME__", {Value("n@example.com")}),
        change(DeltaMode::kReplace, "__NAME__", {}),
        change(DeltaMode::kReplace, "__PASSWORD__", {}),
        change(DeltaMode::kReplace, "__ENABLE__", {}),
        change(DeltaMode::kReplace, "type", {}),
        change(DeltaMode::kReplace, "pmi", {}),
        change(DeltaMode::kReplace, "role_id", {Value("0")}),
        change(DeltaMode::kReplace, "account_id", {Value("a")}),
    };
    for (const AttributeDelta& delta : rows) {
        BOOST_TEST_CONTEXT(delta.name() << " " << toString(delta.mode)) {
            const auto outcome = update("u1", {delta});
            BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
            BOOST_TEST(outcome.failure().attributes == Lines{delta.name()},
                       boost::test_tools::per_element());
        }
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_cleared_text_is_sent_empty) {
    userIs("u1", "active");
    host.answer("UPDATEOP", kDone);
    BOOST_TEST(update("u1", {change(DeltaMode::kReplace, "dept", {})}).isOk());
    BOOST_TEST(host.requests().back() == R"([profile] UPDATEOP u1 {"dept":""})");
}

BOOST_AUTO_TEST_CASE(phone_numbers_are_merged_by_number_and_written_whole) {
    const std::string phones =
        R"("phone_numbers":[{"country":"JP","code":"+81","number":"1","label":"Office","verified":)"
        R"(true},{"country":"JP","code":"+81","number":"2","label":"Home"}])";
    userIs("u1", "active", phones);
    host.answer("UPDATEOP", kDone);
    auto outcome = update(
        "u1", {change(DeltaMode::kAdd, "phone_numbers", {phone("1", "Mobile"), phone("3", "Fax")}),
               change(DeltaMode::kRemove, "phone_numbers",
                      {Value(ObjectValue({{"number", Value("2")}}))})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"phone_numbers":[{"country":"JP","code":"+81",)"
               R"("number":"1","label":"Mobile"},{"code":"+81","number":"3","label":"Fax"}]})");

    userIs("u1", "active", phones);
    outcome = update("u1", {change(DeltaMode::kAdd, "phone_numbers",
                                   {phone("3", "Fax"), phone("4", "Mobile")})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message.find("at most 3") != std::string::npos);

    userIs("u1", "active", phones);
    outcome = update("u1", {change(DeltaMode::kRemove, "phone_numbers",
                                   {Value(ObjectValue({{"number", Value("9")}}))})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().back() == "GETOP u1");
}

BOOST_AUTO_TEST_CASE(custom_attributes_are_merged_by_key) {
    userIs("u1", "active",
           R"("custom_attributes":[{"key":"k1","name":"Desk","value":"A1"},)"
           R"({"key":"k2","name":"Badge","value":"7"}])");
    host.answer("UPDATEOP", kDone);
    const auto outcome = update(
        "u1", {change(DeltaMode::kAdd, "custom_attributes",
                      {Value(ObjectValue({{"key", Value("k1")}, {"value", Value("B2")}}))})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"custom_attributes":[{"key":"k1","name":"Desk",)"
               R"("value":"B2"},{"key":"k2","name":"Badge","value":"7"}]})");
}

BOOST_AUTO_TEST_CASE(when_a_step_fails_the_earlier_ones_stay_and_are_reported) {
    userIs("u1", "active");
    host.answer("__NAME__.UPDATEOP", kDone);
    host.answer("__PASSWORD__.UPDATEOP",
                refused(ErrorCode::kInvalidAttributeValue, 400, "1129", "reuse", {"__PASSWORD__"}));
    auto outcome = update("u1", {replace("__NAME__", Value("n@example.com")),
                                 replace("__PASSWORD__", Value(Secret("Correct1horse"))),
                                 replace("__ENABLE__", Value(false))});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.at(0).name == "n@example.com");
    BOOST_TEST(outcome.writes.at(0).state == "active");

    userIs("u1", "active");
    host.answer("managed_domains.SEARCHOP", {.records = {R"({"domain":"example.com"})"}});
    host.answer("__NAME__.UPDATEOP", refused(ErrorCode::kInvalidAttributeValue, 400, "1116",
                                             "doesn't match", {"__NAME__"}));
    outcome = update("u1", {replace("__NAME__", Value("n@elsewhere.example"))});
    BOOST_TEST(outcome.failure().targetCode == "1116");
    BOOST_TEST(outcome.hasNotice("email-outside-managed-domains"));
    BOOST_TEST(outcome.writes.empty());
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_each_step) {
    isDryRun = true;
    const auto outcome =
        update("u1", {replace("dept", Value("Sales")), replace("__ENABLE__", Value(false)),
                      replace("__PASSWORD__", Value(Secret("Correct1horse")))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("dry-run-assumption"));
    BOOST_TEST(host.requests().size() == 5U);
}

BOOST_AUTO_TEST_CASE(an_address_outside_the_managed_domains_is_warned_of_before_it_is_sent) {
    const Answer domains = {.records = {R"({"domain":"example.com","status":"verified"})"}};
    userIs("u1", "active");
    host.answer("managed_domains.SEARCHOP", domains);
    host.answer("__NAME__.UPDATEOP", refused(ErrorCode::kInvalidAttributeValue, 400, "1116", "no"));
    auto outcome = update("u1", {replace("__NAME__", Value("u1@elsewhere.org"))});
    BOOST_TEST(outcome.hasNotice("email-outside-managed-domains"));
    BOOST_TEST(outcome.notices.at(0).message.find("(example.com)") != std::string::npos);

    // The same domain asks for nothing, and what cannot be read warns of nothing.
    userIs("u1", "active");
    host.answer("__NAME__.UPDATEOP", kDone);
    BOOST_TEST(update("u1", {replace("__NAME__", Value("new@example.com"))}).notices.empty());
    userIs("u1", "active");
    host.answer("managed_domains.SEARCHOP",
                refused(ErrorCode::kPermissionDenied, 400, "4711", "no scope"));
    host.answer("__NAME__.UPDATEOP", kDone);
    outcome = update("u1", {replace("__NAME__", Value("u1@elsewhere.org"))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notices.empty());
}

BOOST_AUTO_TEST_SUITE_END()
