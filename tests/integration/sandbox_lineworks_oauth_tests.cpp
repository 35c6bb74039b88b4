// The token endpoint: items 1 to 3.
#include <ctime>

#include "sandbox_lineworks_fixture.h"

namespace {

using Works = support::LineworksSandbox;

const std::string& kHeader = Works::kHeader;

/// The same text with "+" and "/" as plain base64 has them, and padding.
std::string padded(std::string part) {
    while (part.size() % 4 != 0) part += '=';
    return part;
}

/// Claims with these times as JSON texts.
std::string claimsWith(const std::string& iat, const std::string& exp,
                       const std::string& iss = "sandbox-client",
                       const std::string& sub = "sandbox.serviceaccount@example.com") {
    return R"({"iss":")" + iss + R"(","sub":")" + sub + R"(","iat":)" + iat + R"(,"exp":)" + exp +
           "}";
}

std::string seconds(std::int64_t offset) { return std::to_string(std::time(nullptr) + offset); }

support::Reply ask(const std::string& claims) {
    return works().requestToken(works().sign(kHeader, claims));
}

void checkOauthError(const support::Reply& reply, int status, const std::string& error) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == status);
        BOOST_TEST(reply.text("error") == error);
        BOOST_TEST(reply.text("error_description") != "");
    }
}

support::Reply refresh(const std::string& token) {
    return works().postForm("/oauth2/v2.0/token", {{"grant_type", "refresh_token"},
                                                   {"refresh_token", token},
                                                   {"client_id", "sandbox-client"},
                                                   {"client_secret", "sandbox-secret"}});
}

int statusWith(const std::string& authorization) {
    return support::sendHttp(works().port(),
                             {"GET", "/v1.0/users", {}, {{"Authorization", authorization}}})
        .status;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_oauth_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(an_assertion_gives_a_token_whose_life_is_a_text) {
    const auto reply =
        works().requestToken(works().sign(kHeader, Works::claims()), "orgunit user ");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.text("token_type") == "Bearer");
    BOOST_TEST(reply.text("expires_in") == "86400");
    BOOST_TEST(reply.text("scope") == "orgunit user");
    for (const auto* name : {"access_token", "refresh_token"}) {
        const auto token = reply.text(name);
        BOOST_TEST(token.size() >= 100U);
        for (const char needed : {'+', '/', '='}) {
            BOOST_TEST(token.find(needed) != std::string::npos);
        }
    }
    BOOST_TEST(statusWith("Bearer " + reply.text("access_token")) == 200);
}

BOOST_AUTO_TEST_CASE(switches_make_the_life_an_hour_and_a_number) {
    works().set(R"({"token-seconds":3600})");
    BOOST_TEST(ask(Works::claims()).text("expires_in") == "3600");
    works().set(R"({"expires-in":"number"})");
    BOOST_TEST(ask(Works::claims()).json().at("expires_in").as_int64() == 3600);
}

BOOST_AUTO_TEST_CASE(scopes_may_be_parted_by_commas) {
    const auto reply = works().requestToken(works().sign(kHeader, Works::claims()), "orgunit,user");
    BOOST_TEST(reply.text("scope") == "orgunit user");
}

BOOST_AUTO_TEST_CASE(parameters_in_the_query_and_a_grant_encoded_twice_are_taken) {
    const auto assertion = works().sign(kHeader, Works::claims());
    const std::string twice = "urn%253Aietf%253Aparams%253Aoauth%253Agrant-type%253Ajwt-bearer";
    const auto reply = support::sendHttp(
        works().port(),
        {"POST", "/oauth2/v2.0/token?assertion=" + assertion + "&grant_type=" + twice +
                     "&client_id=sandbox-client&client_secret=" + "sandbox-secret&scope=user"});
    BOOST_TEST(reply.status == 200);
}

BOOST_AUTO_TEST_CASE(times_may_have_fractions_and_a_life_may_be_seconds) {
    checkStatus(ask(claimsWith(seconds(-1) + ".25", seconds(3599) + ".250001")), 200);
    checkStatus(ask(claimsWith(seconds(0), seconds(3601))), 200);
    checkStatus(ask(claimsWith(seconds(-1), seconds(3))), 200);
    checkStatus(ask(claimsWith(seconds(30), seconds(3000))), 200);
}

BOOST_AUTO_TEST_CASE(wrong_claims_are_an_invalid_grant) {
    const std::string rows[] = {
        claimsWith(seconds(0), seconds(3700)),
        claimsWith(seconds(-7200), seconds(-3600)),
        claimsWith(seconds(120), seconds(600)),
        claimsWith(seconds(0) + "000", seconds(3600) + "000"),
        claimsWith("\"" + seconds(0) + "\"", "\"" + seconds(3600) + "\""),
        claimsWith("null", seconds(3600)),
        claimsWith(seconds(0), seconds(3600), "another-client"),
        claimsWith(seconds(0), seconds(3600), "sandbox-client", "me@example.com"),
    };
    for (const auto& claims : rows) {
        BOOST_TEST_CONTEXT(claims) { checkOauthError(ask(claims), 400, "invalid_grant"); }
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_signature_and_another_algorithm_are_an_invalid_grant) {
    auto assertion = works().sign(kHeader, Works::claims());
    const auto dot = assertion.rfind('.');
    assertion[dot + 10] = assertion[dot + 10] == 'A' ? 'B' : 'A';
    checkOauthError(works().requestToken(assertion), 400, "invalid_grant");
    const auto none = works().sign(R"({"alg":"none"})", Works::claims());
    checkOauthError(works().requestToken(none), 400, "invalid_grant");
}

BOOST_AUTO_TEST_CASE(padding_and_plain_base64_are_an_invalid_request) {
    const auto assertion = works().sign(kHeader, Works::claims());
    const auto first = assertion.find('.');
    const auto last = assertion.rfind('.');
    const auto header = assertion.substr(0, first);
    const auto claims = assertion.substr(first + 1, last - first - 1);
    const auto signature = assertion.substr(last + 1);
    BOOST_REQUIRE(signature.size() % 4 != 0U);
    checkOauthError(works().requestToken(header + "." + claims + "." + padded(signature)), 400,
                    "invalid_request");
    checkOauthError(works().requestToken(header + "." + claims + ".+/" + signature), 400,
                    "invalid_request");
    checkOauthError(works().requestToken(header + "." + claims), 400, "invalid_request");
    checkOauthError(works().requestToken("bm90.anNvbg.eA"), 400, "invalid_request");
}

BOOST_AUTO_TEST_CASE(missing_fields_other_grants_and_wrong_clients_are_told_apart) {
    const auto assertion = works().sign(kHeader, Works::claims());
    const std::string grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    const struct {
        Pairs pairs;
        int status;
        const char* error;
    } rows[] = {
        {{}, 400, "invalid_request"},
        {{{"grant_type", "authorization_code"}}, 400, "unsupported_grant_type"},
        {{{"grant_type", grant}}, 400, "invalid_request"},
        {{{"grant_type", grant}, {"client_id", "sandbox-client"}, {"client_secret", "no"}},
         401,
         "invalid_client"},
        {{{"grant_type", grant}, {"client_id", "no"}, {"client_secret", "sandbox-secret"}},
         401,
         "invalid_client"},
        {{{"grant_type", grant},
          {"client_id", "sandbox-client"},
          {"client_secret", "sandbox-secret"}},
         400,
         "invalid_request"},
        {{{"grant_type", grant},
          {"client_id", "sandbox-client"},
          {"client_secret", "sandbox-secret"},
          {"assertion", assertion}},
         400,
         "invalid_request"},
    };
    for (const auto& row : rows) {
        checkOauthError(works().postForm("/oauth2/v2.0/token", row.pairs), row.status, row.error);
    }
    BOOST_TEST(support::sendHttp(works().port(), {"GET", "/oauth2/v2.0/token"}).status == 405);
    checkOauthError(support::sendHttp(works().port(), {"POST",
                                                       "/oauth2/v2.0/token",
                                                       R"({"grant_type":")" + grant + "\"}",
                                                       {{"Content-Type", "application/json"}}}),
                    400, "invalid_request");
}

BOOST_AUTO_TEST_CASE(switches_choose_how_a_refused_token_request_is_answered) {
    const std::pair<std::string, std::pair<int, std::string>> answers[] = {
        {"400-invalid_grant", {400, "invalid_grant"}},
        {"400-invalid_request", {400, "invalid_request"}},
        {"401-invalid_client", {401, "invalid_client"}}};
    auto bad = works().sign(kHeader, Works::claims());
    const auto dot = bad.rfind('.');
    bad[dot + 10] = bad[dot + 10] == 'A' ? 'B' : 'A';
    for (const auto& [name, expected] : answers) {
        works().set(R"({"bad-signature-answer":")" + name + R"(","bad-claims-answer":")" + name +
                    R"(","bad-client-answer":")" + name + "\"}");
        checkOauthError(works().requestToken(bad), expected.first, expected.second);
        checkOauthError(ask(Works::claims(-7200, 3600)), expected.first, expected.second);
        checkOauthError(ask(Works::claims(0, 4000)), expected.first, expected.second);
        checkOauthError(works().postForm("/oauth2/v2.0/token", {{"grant_type", "refresh_token"},
                                                                {"client_id", "x"},
                                                                {"client_secret", "y"}}),
                        expected.first, expected.second);
    }
}

BOOST_AUTO_TEST_CASE(an_assertion_is_held_against_the_clock_that_a_switch_names) {
    pass(2 * kDay);
    BOOST_TEST(ask(Works::claims()).status == 200);
    works().set(R"({"assertion-clock":"simulated"})");
    checkOauthError(ask(Works::claims()), 400, "invalid_grant");
    BOOST_TEST(ask(Works::claims(2 * kDay)).status == 200);
}

BOOST_AUTO_TEST_CASE(a_scope_that_is_not_ticked_is_refused_with_the_observed_text) {
    works().set(R"({"scopes":["user","orgunit"]})");
    const auto assertion = works().sign(kHeader, Works::claims());
    BOOST_TEST(works().requestToken(assertion, "user").status == 200);
    const auto reply = works().requestToken(assertion, "user directory");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body ==
               R"({"error":"invalid_scope","error_description":"Request scope is not valid."})");
}

BOOST_AUTO_TEST_CASE(a_refresh_gives_a_token_and_no_new_refresh_token_without_rotation) {
    const auto first = ask(Works::claims()).text("refresh_token");
    for (int round = 0; round < 2; ++round) {
        const auto reply = refresh(first);
        BOOST_TEST(reply.status == 200);
        BOOST_TEST(statusWith("Bearer " + reply.text("access_token")) == 200);
        BOOST_TEST(!reply.json().as_object().contains("refresh_token"));
    }
    pass(90 * kDay - 60);
    checkStatus(refresh(first), 200);
    pass(60);
    checkOauthError(refresh(first), 400, "invalid_grant");
}

BOOST_AUTO_TEST_CASE(a_switch_adds_a_new_refresh_token_and_the_old_one_lives_on) {
    works().set(R"({"refresh-answer":"with-token"})");
    const auto first = ask(Works::claims()).text("refresh_token");
    const auto second = refresh(first).text("refresh_token");
    BOOST_TEST(second != "");
    BOOST_TEST(second != first);
    for (const auto& token : {first, second}) checkStatus(refresh(token), 200);
}

BOOST_AUTO_TEST_CASE(with_rotation_the_old_refresh_token_ends) {
    works().set(R"({"refresh-rotation":true})");
    const auto first = ask(Works::claims()).text("refresh_token");
    const auto second = refresh(first).text("refresh_token");
    BOOST_TEST(second != "");
    checkOauthError(refresh(first), 400, "invalid_grant");
    BOOST_TEST(refresh(second).status == 200);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_that_is_not_encoded_is_unknown) {
    const auto token = ask(Works::claims()).text("refresh_token");
    const auto reply = support::sendHttp(
        works().port(),
        {"POST", "/oauth2/v2.0/token",
         "grant_type=refresh_token&client_id=sandbox-client&client_secret=sandbox-secret&"
         "refresh_token=" +
             token});
    checkOauthError(reply, 400, "invalid_grant");
}

BOOST_AUTO_TEST_CASE(a_revoked_token_is_refused) {
    const auto token = ask(Works::claims()).text("access_token");
    const auto reply = works().postForm(
        "/oauth2/v2.0/revoke",
        {{"client_id", "sandbox-client"}, {"client_secret", "sandbox-secret"}, {"token", token}});
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(statusWith("Bearer " + token) == 401);
}

BOOST_AUTO_TEST_CASE(revoking_ends_a_refresh_token_and_minds_no_unknown_one) {
    const auto revoke = [](const std::string& token, const std::string& secret) {
        return works().postForm("/oauth2/v2.0/revoke", {{"client_id", "sandbox-client"},
                                                        {"client_secret", secret},
                                                        {"token", token},
                                                        {"token_type_hint", "refresh_token"}});
    };
    const auto token = ask(Works::claims()).text("refresh_token");
    checkOauthError(revoke(token, "no"), 401, "invalid_client");
    checkStatus(refresh(token), 200);
    checkStatus(revoke(token, "sandbox-secret"), 200);
    checkOauthError(refresh(token), 400, "invalid_grant");
    checkStatus(revoke("unknown", "sandbox-secret"), 200);
}

BOOST_AUTO_TEST_SUITE_END()
