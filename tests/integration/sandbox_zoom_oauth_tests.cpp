#include "sandbox_zoom_fixture.h"

namespace {

const std::string kGoodQuery = "grant_type=account_credentials&account_id=acc-sandbox";
const std::string kGoodClient = "sandbox-client:sandbox-secret";

support::Reply callWith(const std::string& authorization) {
    support::HttpCall call{"GET", "/v2/users"};
    if (!authorization.empty()) call.headers["Authorization"] = authorization;
    return support::sendHttp(zoom().port(), call);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_oauth_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(a_token_comes_for_parameters_in_the_query_or_in_the_body) {
    for (const bool inQuery : {true, false}) {
        const auto reply = inQuery ? zoom().requestToken(kGoodQuery, "", kGoodClient)
                                   : zoom().requestToken("", kGoodQuery, kGoodClient);
        BOOST_TEST_CONTEXT((inQuery ? "query " : "body ") << reply.body) {
            BOOST_TEST(reply.status == 200);
            BOOST_TEST(reply.text("token_type") == "bearer");
            BOOST_TEST(reply.json().at("expires_in").to_number<int>() == 3600);
            BOOST_TEST(reply.text("api_url") == zoom().baseUrl());
            BOOST_TEST(reply.text("scope").find("user:read:user:admin user:") != std::string::npos);
            BOOST_TEST(callWith("Bearer " + reply.text("access_token")).status == 200);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_client_is_refused_as_invalid_client) {
    for (const auto* client : {"sandbox-client:wrong", "nobody:sandbox-secret", "nocolon", ""}) {
        const auto reply = zoom().requestToken(kGoodQuery, "", client);
        BOOST_TEST_CONTEXT("client \"" << client << "\"") {
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(
                reply.body ==
                R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})");
        }
    }
}

BOOST_AUTO_TEST_CASE(another_grant_or_account_is_refused_with_its_own_error) {
    const struct {
        const char* query;
        const char* body;
    } rows[] = {
        {"grant_type=client_credentials&account_id=acc-sandbox",
         R"({"reason":"unsupported grant type","error":"unsupported_grant_type"})"},
        {"grant_type=account_credentials&account_id=other",
         R"({"reason":"Account does not exist","error":"invalid_request"})"},
        {"grant_type=account_credentials", R"({"reason":"Bad Request","error":"invalid_request"})"},
    };
    for (const auto& row : rows) {
        const auto reply = zoom().requestToken(row.query, "", kGoodClient);
        BOOST_TEST_CONTEXT(row.query) {
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.body == row.body);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_missing_or_unknown_bearer_is_refused_with_124) {
    for (const auto* authorization : {"", "Bearer rubbish", "Bearer ", "Basic YTpi", "rubbish"}) {
        BOOST_TEST_CONTEXT("authorization \"" << authorization << "\"") {
            const auto reply = callWith(authorization);
            BOOST_TEST(reply.status == 401);
            BOOST_TEST(reply.body == R"({"code":124,"message":"Invalid access token."})");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_token_expires_after_an_hour_of_simulated_time) {
    const auto authorization = "Bearer " + zoom().newToken();
    zoom().control("POST", "clock", R"({"advance_seconds":3590})");
    BOOST_TEST(callWith(authorization).status == 200);
    zoom().control("POST", "clock", R"({"advance_seconds":11})");
    const auto reply = callWith(authorization);
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply.body == R"({"code":124,"message":"Access token is expired."})");
}

BOOST_AUTO_TEST_CASE(several_tokens_live_side_by_side_unless_one_is_to_end_the_other) {
    const auto first = "Bearer " + zoom().newToken();
    const auto second = "Bearer " + zoom().newToken();
    BOOST_TEST(callWith(first).status == 200);
    zoom().set(R"({"single-live-token":true})");
    const auto third = "Bearer " + zoom().newToken();
    BOOST_TEST(callWith(second).status == 401);
    BOOST_TEST(callWith(third).status == 200);
}

BOOST_AUTO_TEST_CASE(revoked_tokens_are_as_unknown) {
    const auto authorization = "Bearer " + zoom().newToken();
    zoom().control("POST", "revoke-tokens");
    BOOST_TEST(callWith(authorization).body == R"({"code":124,"message":"Invalid access token."})");
}

BOOST_AUTO_TEST_CASE(a_missing_scope_is_named_before_the_user_is_looked_for) {
    zoom().set(R"({"scopes":"user:read:user:admin"})");
    checkRefused(zoom().call("DELETE", "/users/nobody"), 400, 4711,
                 "Invalid access token, does not contain scopes:[user:delete:user:admin].");
    checkRefused(zoom().get("/users/nobody"), 404, 1001, "nobody");
}

BOOST_AUTO_TEST_CASE(classic_scopes_do_as_well_and_write_implies_read) {
    zoom().set(R"({"scopes":"user:write:admin"})");
    BOOST_TEST(zoom().get("/users").status == 200);
    BOOST_TEST(create("create", "a@example.com").status == 201);
}

BOOST_AUTO_TEST_CASE(a_classic_app_is_told_the_classic_scopes_that_would_do) {
    zoom().set(R"({"scopes":"role:read:admin"})");
    checkRefused(zoom().get("/users"), 400, 4711, "scopes:[user:read:admin, user:write:admin].");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_json_object_is_refused) {
    for (const auto* body : {"", "{", "[]", "\"text\"", "{\"a\":1}x"}) {
        BOOST_TEST_CONTEXT("body " << body) {
            const auto reply = zoom().call("POST", "/users", body);
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.body ==
                       R"({"code":300,"message":"Request Body should be a valid JSON object."})");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_path_or_method_is_not_recognised) {
    const struct {
        const char* method;
        const char* target;
    } rows[] = {{"GET", "/nothing"},
                {"PUT", "/users"},
                {"GET", "/users/"},
                {"GET", "/users/me/nothing"},
                {"OPTIONS", "/users"}};
    for (const auto& row : rows) {
        const auto reply = zoom().call(row.method, row.target);
        BOOST_TEST_CONTEXT(row.method << " " << row.target) {
            BOOST_TEST(reply.status == 404);
            BOOST_TEST(reply.body ==
                       R"({"code":2300,"message":"This API endpoint is not recognized."})");
        }
    }
    zoom().set(R"({"unknown-path":"400"})");
    checkRefused(zoom().get("/nothing"), 400, 2300, "not recognized");
}

BOOST_AUTO_TEST_CASE(every_answer_carries_a_tracking_id) {
    for (const auto* target : {"/users", "/users/nobody", "/nothing"}) {
        const auto reply = zoom().get(target);
        BOOST_TEST(reply.headers.at("x-zm-trackingid").starts_with("v=2.0;clid=us02;rid=WEB_"));
    }
    BOOST_TEST(zoom().requestToken("", "", "").headers.count("x-zm-trackingid") == 1U);
}

BOOST_AUTO_TEST_CASE(header_names_and_the_scheme_are_matched_without_case) {
    const auto token = zoom().newToken();
    const support::HttpCall call{"GET", "/v2/users", "", {{"aUTHORIZATION", "bearer " + token}}};
    BOOST_TEST(support::sendHttp(zoom().port(), call).status == 200);
}

BOOST_AUTO_TEST_CASE(head_is_get_without_a_body) {
    const auto reply = zoom().call("HEAD", "/users");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.body == "");
}

BOOST_AUTO_TEST_SUITE_END()
