#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"
#include "rest/template/extraction.h"

namespace rest = muster::rest;
using muster::ErrorCode;
using muster::Outcome;

BOOST_AUTO_TEST_SUITE(template_answer_tests)

namespace {

struct Zoom {
    std::shared_ptr<const rest::OperationCatalog> catalog =
        muster::testing::shippedCatalog("lookups/zoom");
    const rest::RelUrlTemplate& at(const std::string& key) const {
        return muster::testing::templateOf(*catalog, key);
    }
};

void expectProtocol(const muster::Result<rest::ExtractedResponse>& result, Outcome outcome,
                    const std::string& message) {
    BOOST_TEST_REQUIRE(!result.hasValue());
    BOOST_TEST((result.error().code == ErrorCode::kProtocol));
    BOOST_TEST((result.error().outcome == outcome));
    BOOST_TEST(result.error().message.find(message) != std::string::npos, result.error().message);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_list_gives_records_and_the_next_page, Zoom) {
    const auto page = rest::extract(
        at("__ACCOUNT__.SEARCHOP"),
        {.status = 200,
         .body =
             R"({"next_page_token":"t2","users":[{"id":"u1","email":"a@b.c","pmi":576460752303423488},
                     {"email":"pending@b.c"}]})"});
    BOOST_TEST_REQUIRE(page.hasValue());
    BOOST_TEST(page->nextPageToken == "t2");
    BOOST_TEST_REQUIRE(page->records.size() == 2U);
    BOOST_TEST(page->records[0].uid == "u1");
    BOOST_TEST(page->records[0].json == R"({"id":"u1","email":"a@b.c","pmi":576460752303423488})");
    BOOST_TEST(page->records[1].uid.empty());
    BOOST_TEST(page->records[1].name == "pending@b.c");
    const auto last =
        rest::extract(at("__ACCOUNT__.SEARCHOP"),
                      {.status = 200, .body = R"({"users":[],"next_page_token":""})"});
    BOOST_TEST(last->nextPageToken.empty());
    BOOST_TEST(last->records.empty());
}

BOOST_FIXTURE_TEST_CASE(a_filter_for_one_object_makes_the_answer_its_record, Zoom) {
    const auto one = rest::extract(
        at("__ACCOUNT__.SEARCHOP"),
        {.status = 200, .body = R"({"id":"u1","email":"a@b.c"})", .singleRecord = true});
    BOOST_TEST_REQUIRE(one.hasValue());
    BOOST_TEST_REQUIRE(one->records.size() == 1U);
    BOOST_TEST(one->records[0].uid == "u1");
}

BOOST_FIXTURE_TEST_CASE(one_object_gives_uid_and_name, Zoom) {
    const auto created = rest::extract(at("__ACCOUNT__.CREATEOP"),
                                       {.status = 201, .body = R"({"id":42,"email":"a@b.c"})"});
    BOOST_TEST_REQUIRE(created.hasValue());
    BOOST_TEST(created->uid == "42");
    BOOST_TEST(created->name == "a@b.c");
    BOOST_TEST(created->hasBody);
}

BOOST_FIXTURE_TEST_CASE(an_empty_body_is_taken_where_the_rule_says_and_with_204, Zoom) {
    BOOST_TEST(rest::extract(at("__ACCOUNT__.UPDATEOP"), {.status = 200, .body = ""}).hasValue());
    BOOST_TEST(rest::extract(at("__ACCOUNT__.CREATEOP"), {.status = 204, .body = ""}).hasValue());
    expectProtocol(rest::extract(at("__ACCOUNT__.CREATEOP"), {.status = 201, .body = " "}),
                   Outcome::kUnknown, "has no body");
    expectProtocol(rest::extract(at("__ACCOUNT__.GETOP"), {.status = 200, .body = ""}),
                   Outcome::kNotApplied, "has no body");
}

BOOST_FIXTURE_TEST_CASE(a_success_that_does_not_parse_is_no_success, Zoom) {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    for (const std::string& body : {std::string(R"({"id":"u1")"), std::string("<html>"),
                                    std::string("{} x"), deep, std::string("{\"id\":\"\xFF\"}")}) {
        BOOST_TEST_CONTEXT(body) {
            expectProtocol(rest::extract(at("__ACCOUNT__.CREATEOP"), {.status = 201, .body = body}),
                           Outcome::kUnknown, "is no JSON");
        }
    }
    expectProtocol(rest::extract(at("__ACCOUNT__.SEARCHOP"), {.status = 200, .body = "{}"}),
                   Outcome::kNotApplied, "has no array \"users\"");
    expectProtocol(
        rest::extract(at("__ACCOUNT__.SEARCHOP"), {.status = 200, .body = R"({"users":{}})"}),
        Outcome::kNotApplied, "has no array \"users\"");
}

BOOST_AUTO_TEST_CASE(confidential_members_are_hidden_at_any_depth) {
    BOOST_TEST(rest::redactJson(R"({"a":[{"Password":"x","b":1}],"token":{"c":2}})",
                                {"password", "token"}) ==
               R"({"a":[{"Password":"***","b":1}],"token":"***"})");
    BOOST_TEST(rest::redactJson("password=x", {"password"}) == "(10 bytes that are no JSON)");
    BOOST_TEST(rest::redactJson("", {}).empty());
}

namespace {

struct ErrorRow {
    int status;
    std::string body;
    std::string key;
    ErrorCode kind;
    Outcome outcome;
    std::string attribute;
    std::string hint;
};

std::vector<ErrorRow> zoomErrors() {
    const auto body = [](const std::string& code, const std::string& message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    };
    const std::string create = "__ACCOUNT__.CREATEOP";
    const std::string remove = "__ACCOUNT__.DELETEOP";
    const std::string get = "__ACCOUNT__.GETOP";
    using enum ErrorCode;
    constexpr Outcome kNot = Outcome::kNotApplied;
    return {
        {409, body("1005", "Email has already been used."), create, kAlreadyExists, kNot,
         "__NAME__", "in use somewhere"},
        {412, body("1005", "User already in the account"), create, kAlreadyExists, kNot, "__NAME__",
         ""},
        {400, body("1009", "already holds an active account"), create, kAlreadyExists, kNot,
         "__NAME__", "another Zoom account"},
        {404, body("1001", "User does not exist"), get, kUnknownUid, kNot, "", ""},
        {400, body("1010", "User not belong to this account"), get, kUnknownUid, kNot, "", ""},
        {400, body("1120", "invitation lapsed"), get, kUnknownUid, kNot, "", "invitation"},
        {400, body("1001", "transfer target"), remove, kInvalidAttributeValue, kNot,
         "transfer_email", "receiver"},
        {404, body("1001", "User does not exist"), remove, kUnknownUid, kNot, "", ""},
        {400, body("1107", "You can not disassociate a user with managed domain."), remove,
         kPermissionDenied, kNot, "", "managed domain: use delete"},
        {400, body("1107", "Email domain is blocked."), create, kInvalidAttributeValue, kNot,
         "__NAME__", "blocks the domain"},
        {400, body("1116", "doesn't match limited domains"), create, kInvalidAttributeValue, kNot,
         "__NAME__", "managed domains"},
        {400, body("1117", "You can not disassociate an Admin user."), remove, kPermissionDenied,
         kNot, "", "member role"},
        {400, body("1123", "Can only update password of Zoom work email account"),
         "__ACCOUNT__.__PASSWORD__.UPDATEOP", kPermissionDenied, kNot, "__PASSWORD__",
         "work e-mail"},
        {400, body("1000", "Pending user can not change email."), "__ACCOUNT__.__NAME__.UPDATEOP",
         kInvalidState, kNot, "", "invitation"},
        {400, body("300", "Your account can't set user type as On-prem."), create,
         kInvalidAttributeValue, kNot, "type", "entitlement"},
        {400, body("3412", "maximum"), create, kQuotaExceeded, kNot, "type", "pending users count"},
        {400, body("2033", "maximum"), create, kQuotaExceeded, kNot, "type", ""},
        {400, body("2034", "maximum"), create, kQuotaExceeded, kNot, "type", ""},
        {400, body("4711", "does not contain scopes:[a]."), get, kPermissionDenied, kNot, "",
         "scopes"},
        {400, body("2016", "No permission."), create, kPermissionDenied, kNot, "createType", ""},
        {429, body("429", "You have reached the maximum per-second rate limit"), create, kRetryable,
         kNot, "", ""},
        {429, body("429", "You have exceeded the daily rate limit (1500) of user invite requests"),
         create, kRetryable, kNot, "", "invitations of this day"},
        {200, body("200", "Only available for Paid account."), create, kPermissionDenied, kNot, "",
         "plan"},
        {400, "{\"code\":104,\"message\":\"no \"scope\" here\"}", get, kInvalidAttributeValue, kNot,
         "", ""},
        {500, "<html>oops</html>", create, kRetryable, Outcome::kUnknown, "", ""},
        {502, "", remove, kRetryable, Outcome::kUnknown, "", ""},
        {503, "", get, kRetryable, kNot, "", ""},
    };
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_errors_of_zoom_mean_what_its_table_says, Zoom) {
    for (const ErrorRow& row : zoomErrors()) {
        BOOST_TEST_CONTEXT(row.status << " " << row.body << " " << row.key) {
            const auto judged = catalog->judge({.operationKey = row.key,
                                                .idempotent = at(row.key).idempotent,
                                                .readOnly = at(row.key).isReadOnly()},
                                               row.status, row.body);
            BOOST_TEST_REQUIRE(judged.has_value());
            const muster::Error& error = judged->error;
            BOOST_TEST((error.code == row.kind), error.describe());
            BOOST_TEST((error.effectiveOutcome() == row.outcome), error.describe());
            BOOST_TEST(error.hint.find(row.hint) != std::string::npos, error.hint);
            BOOST_TEST(error.httpStatus == row.status);
            if (!row.attribute.empty()) {
                BOOST_TEST_REQUIRE(!error.attributes.empty());
                BOOST_TEST(error.attributes.front() == row.attribute);
            }
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_rejected_token_is_told_apart, Zoom) {
    const auto rejected = catalog->judge({.operationKey = "__ACCOUNT__.GETOP"}, 401,
                                         R"({"code":124,"message":"Invalid access token."})");
    BOOST_TEST_REQUIRE(rejected.has_value());
    BOOST_TEST(rejected->tokenRejected);
    BOOST_TEST((rejected->error.code == ErrorCode::kConnectionFailed));
    const auto scope =
        catalog->judge({.operationKey = "__ACCOUNT__.GETOP"}, 400,
                       R"({"code":4711,"message":"Invalid access token, does ..."})");
    BOOST_TEST(!scope->tokenRejected);
}

BOOST_FIXTURE_TEST_CASE(a_success_is_none_of_these, Zoom) {
    const rest::ExpandedRequest request{.operationKey = "__ACCOUNT__.GETOP"};
    for (const char* body : {"", "{}", R"({"code":0,"message":"ok"})", R"({"code":"JP"})",
                             R"({"id":"x","code":5})", "not json"}) {
        BOOST_TEST(!catalog->judge(request, 200, body).has_value(), body);
    }
}

BOOST_FIXTURE_TEST_CASE(fields_at_fault_are_named_and_secrets_masked, Zoom) {
    const auto judged = catalog->judge(
        {.operationKey = "__ACCOUNT__.CREATEOP", .secrets = {muster::Secret("hunter22")}}, 400,
        R"({"code":300,"message":"Validation Failed. hunter22",
            "errors":[{"field":"user_info.email","message":"Invalid field."}]})");
    BOOST_TEST_REQUIRE(judged.has_value());
    BOOST_TEST(judged->error.message ==
               "the target refused __ACCOUNT__.CREATEOP: Validation Failed. *** "
               "[user_info.email: Invalid field.]");
    BOOST_TEST(judged->error.attributes == std::vector<std::string>{"user_info.email"});
    BOOST_TEST(judged->error.targetCode == "300");
}

BOOST_AUTO_TEST_CASE(a_code_without_a_sentence_is_the_reason) {
    const rest::ErrorTable table({}, {.code = "error"});
    const auto messageOf = [&](const char* body) {
        return table
            .classify({.status = 409,
                       .target = table.readBody(body),
                       .operationKey = "__ACCOUNT__.CREATEOP"})
            .error.message;
    };
    BOOST_TEST(messageOf(R"({"error": "login-taken"})") ==
               "the target refused __ACCOUNT__.CREATEOP: it answered \"login-taken\"");
    BOOST_TEST(messageOf("{}") == "the target refused __ACCOUNT__.CREATEOP, giving no reason");
}

BOOST_FIXTURE_TEST_CASE(a_member_who_is_gone_counts_as_removed, Zoom) {
    const auto judged =
        catalog->judge({.operationKey = "__ACCOUNT__.group_ids.DELETEOP", .idempotent = true}, 404,
                       R"({"code":4131,"message":"Group member does not exist."})");
    BOOST_TEST((judged->error.code == ErrorCode::kUnknownUid));
    BOOST_TEST((judged->error.effectiveOutcome() == Outcome::kApplied));
}

BOOST_AUTO_TEST_CASE(the_status_alone_decides_without_a_rule) {
    using enum ErrorCode;
    const std::vector<std::pair<int, ErrorCode>> rows = {
        {400, kInvalidAttributeValue},
        {401, kConnectionFailed},
        {402, kQuotaExceeded},
        {403, kPermissionDenied},
        {404, kUnknownUid},
        {405, kNotSupported},
        {408, kTimeout},
        {409, kAlreadyExists},
        {410, kUnknownUid},
        {412, kPreconditionFailed},
        {418, kProtocol},
        {422, kInvalidAttributeValue},
        {428, kConflict},
        {429, kRetryable},
        {500, kRetryable},
        {501, kNotSupported},
        {503, kRetryable},
        {504, kTimeout},
        {302, kProtocol},
        {599, kRetryable},
    };
    const rest::ErrorTable table;
    for (const auto& [status, kind] : rows) {
        BOOST_TEST_CONTEXT(status) {
            const auto judged = table.classify({.status = status, .operationKey = "A.CREATEOP"});
            BOOST_TEST((judged.error.code == kind), judged.error.describe());
            BOOST_TEST(judged.rule == nullptr);
        }
    }
}

BOOST_AUTO_TEST_CASE(after_a_server_error_only_what_may_be_repeated_is_retryable) {
    for (const int status : {500, 502, 503, 504, 408}) {
        const auto write = rest::errorByStatus(status, false, false);
        BOOST_TEST((write.outcome == Outcome::kUnknown));
        BOOST_TEST(!write.isRetryable());
        const auto idempotent = rest::errorByStatus(status, true, false);
        BOOST_TEST((idempotent.outcome == Outcome::kUnknown));
        BOOST_TEST(idempotent.isRetryable());
        const auto read = rest::errorByStatus(status, true, true);
        BOOST_TEST((read.outcome == Outcome::kNotApplied));
        BOOST_TEST(read.isRetryable());
    }
}

BOOST_AUTO_TEST_CASE(the_most_specific_rule_wins) {
    const auto catalog = muster::testing::goodCatalog(R"(
        <error-body code="code" message="message"/>
        <errors>
          <error status="409" kind="Conflict"/>
          <error text="seat * gone" kind="QuotaExceeded"/>
          <error code="7" kind="InvalidState" retryable="true" outcome="unknown"/>
          <error code="7" operation="A.g.DELETEOP" kind="UnknownUid"/>
          <error status="400" code="7" kind="PermissionDenied"/>
        </errors>)");
    const auto kind = [&](int status, const std::string& code, const std::string& message,
                          const std::string& key) {
        return catalog->errors()
            .classify({.status = status,
                       .target = {.code = code, .message = message},
                       .operationKey = key})
            .error;
    };
    BOOST_TEST((kind(409, "", "", "A.CREATEOP").code == ErrorCode::kConflict));
    BOOST_TEST(
        (kind(409, "", "The SEAT is Gone.", "A.CREATEOP").code == ErrorCode::kQuotaExceeded));
    BOOST_TEST((kind(409, "7", "seat is gone", "A.CREATEOP").code == ErrorCode::kInvalidState));
    BOOST_TEST((kind(400, "7", "", "A.CREATEOP").code == ErrorCode::kPermissionDenied));
    BOOST_TEST((kind(400, "7", "", "A.g.DELETEOP").code == ErrorCode::kUnknownUid));
    BOOST_TEST((kind(400, "7", "", "A.g.REMOVEATTRIBUTE").code == ErrorCode::kUnknownUid));
    const muster::Error said = kind(409, "7", "", "A.CREATEOP");
    BOOST_TEST(said.isRetryable());
    BOOST_TEST((said.outcome == Outcome::kUnknown));
}

BOOST_AUTO_TEST_CASE(long_and_odd_messages_become_one_bounded_line) {
    const rest::ErrorTable table({}, {.code = "code", .message = "message"});
    const std::string body = R"({"code":"X\nY","message":"a\r\nb)" + std::string(2000, 'x') + "\"}";
    const rest::TargetError error = table.readBody(body);
    BOOST_TEST(error.code == "X Y");
    BOOST_TEST(error.message.size() == 500U);
    BOOST_TEST(error.message.substr(0, 4) == "a  b");
    BOOST_TEST(table.readBody("<html>secret page").message == "(the answer is a page of markup)");
    BOOST_TEST(table.readBody("plain\ntext").message == "plain text");
}

BOOST_AUTO_TEST_SUITE_END()
