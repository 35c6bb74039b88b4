// Credentials on requests, and the tokens behind them.
#include <boost/test/unit_test.hpp>

#include "rest/auth/authorized_call.h"
#include "rest/auth/token_answer.h"
#include "rest_fixture.h"
#include "signal_flag.h"
#include "test_keys.h"

using namespace muster;
using namespace muster::test;
using rest::AuthenticationKind;
using rest::AuthenticationSettings;
using rest::HttpClient;
using rest::HttpRequest;

namespace {

const Secret kClientSecret("S3cret/+ value");

AuthenticationSettings zoomSettings(const BadServer& server) {
    return {.kind = AuthenticationKind::kAccountCredentials,
            .tokenUrl = server.origin() + "/oauth/token",
            .accountId = "acc_1",
            .clientId = "client",
            .clientSecret = kClientSecret};
}

std::string tokenAnswer(const std::string& token, const std::string& expiresIn = "3600") {
    return answer(200, "{\"access_token\":\"" + token +
                           "\",\"token_type\":\"bearer\",\"expires_in\":" + expiresIn +
                           ",\"scope\":\"user:read:admin\",\"api_url\":\"https://api.zoom.us\"}");
}

/** Authorizes one request; the Authorization field, or "". */
Result<std::string> authorized(const AuthenticationSettings& settings, HttpClient& client,
                               const rest::CallLimits& limits = ample()) {
    MUSTER_ASSIGN_OR_RETURN(auto authenticator, rest::makeAuthenticator(settings, client));
    HttpRequest request;
    MUSTER_RETURN_IF_ERROR(authenticator->authorize(request, limits));
    const std::string* value = request.headers.find("Authorization");
    return value == nullptr ? std::string() : *value;
}

/** The request that a token endpoint got, and what the authenticator made of `text`. */
struct TokenExchange {
    std::string seen;
    Result<std::string> result;
};

TokenExchange askForToken(const std::string& text,
                          const std::function<void(AuthenticationSettings&)>& change = {}) {
    std::string seen;
    Result<std::string> result = std::string();
    {
        const BadServer server([&](BadPeer& peer) {
            seen = peer.readRequest();
            peer.send(text);
        });
        AuthenticationSettings settings = zoomSettings(server);
        if (change) {
            change(settings);
        }
        HttpClient client(testSettings());
        result = authorized(settings, client);
    }
    return {seen, result};
}

bool holds(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(authentication_tests)

BOOST_AUTO_TEST_CASE(fixed_credentials_go_on_the_request) {
    struct Row {
        AuthenticationSettings settings;
        std::string name;
        std::string value;
    };
    for (const Row& row :
         std::vector<Row>{{{.kind = AuthenticationKind::kBearer, .token = Secret("abc")},
                           "Authorization",
                           "Bearer abc"},
                          // The pair of RFC 7617 section 2.
                          {{.kind = AuthenticationKind::kBasic,
                          .user = "Aladdin",
                          .password = Secret("open sesame")},
                           "Authorization",
                           "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
                          {{.kind = AuthenticationKind::kHeader,
                          .token = Secret("xyz"),
                          .headerName = "X-ChatWorkToken"},
                           "X-ChatWorkToken",
                           "xyz"}}) {
        BOOST_TEST_CONTEXT(toString(row.settings.kind)) {
            HttpClient client(testSettings());
            auto made = rest::makeAuthenticator(row.settings, client);
            BOOST_REQUIRE(made.hasValue());
            HttpRequest request;
            BOOST_TEST((*made)->authorize(request, ample()).hasValue());
            BOOST_TEST((*made)->authorize(request, ample()).hasValue());
            BOOST_REQUIRE(request.headers.fields().size() == 1U);
            BOOST_TEST(request.headers.fields()[0].name == row.name);
            BOOST_TEST(request.headers.fields()[0].value == row.value);
            BOOST_TEST(request.headers.fields()[0].secret);
            BOOST_TEST(!(*made)->rejected(request));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_authentication_adds_nothing) {
    HttpClient client(testSettings());
    const auto value = authorized({}, client);
    BOOST_REQUIRE(value.hasValue());
    BOOST_TEST(*value == "");
}

BOOST_AUTO_TEST_CASE(the_words_of_the_kinds_can_be_read_back) {
    for (const auto kind :
         {AuthenticationKind::kNone, AuthenticationKind::kBearer, AuthenticationKind::kBasic,
          AuthenticationKind::kHeader, AuthenticationKind::kAccountCredentials,
          AuthenticationKind::kClientCredentials, AuthenticationKind::kJwtBearer}) {
        BOOST_TEST((rest::authenticationKindFromString(toString(kind)) == kind));
    }
    BOOST_TEST(!rest::authenticationKindFromString("kerberos").has_value());
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_work_are_told_by_member_without_the_secret) {
    using Kind = AuthenticationKind;
    struct Row {
        AuthenticationSettings settings;
        std::string piece;
    };
    const Secret broken("hush\nhush");
    for (const Row& row : std::vector<Row>{
             {{.kind = Kind::kBearer}, "token is empty"},
             {{.kind = Kind::kBearer, .token = broken}, "token holds a line break"},
             {{.kind = Kind::kBasic, .user = "a:b", .password = Secret("x")}, "holds a colon"},
             {{.kind = Kind::kBasic, .password = Secret("x")}, "user is empty"},
             {{.kind = Kind::kHeader, .token = Secret("x"), .headerName = "a b"}, "\"a b\""},
             {{.kind = Kind::kClientCredentials, .clientId = "a", .clientSecret = Secret("x")},
              "tokenUrl is empty"},
             {{.kind = Kind::kClientCredentials,
             .tokenUrl = "http://zoom.us/oauth/token",
             .clientId = "a",
             .clientSecret = Secret("x")},
              "plain http"},
             {{.kind = Kind::kClientCredentials,
             .tokenUrl = "https://zoom.us/oauth/to ken",
             .clientId = "a",
             .clientSecret = Secret("x")},
              "blank"},
             {{.kind = Kind::kJwtBearer,
             .tokenUrl = "https://auth.example.com/token",
             .clientId = "a",
             .subject = "bot"},
              "privateKey is empty"},
             {{.kind = Kind::kAccountCredentials,
             .tokenUrl = "https://zoom.us/oauth/token",
             .clientId = "a",
             .clientSecret = Secret("x")},
              "accountId is empty"}}) {
        BOOST_TEST_CONTEXT(row.piece) {
            const auto sentences = rest::validate(row.settings);
            BOOST_REQUIRE(sentences.size() == 1U);
            BOOST_TEST(holds(sentences[0], row.piece));
            BOOST_TEST(!holds(sentences[0], "hush"));
            HttpClient client(testSettings());
            MUSTER_CHECK_ERROR(authorized(row.settings, client), ErrorCode::kConfiguration,
                               Outcome::kNotApplied, row.piece);
        }
    }
    BOOST_TEST(rest::validate({.kind = Kind::kAccountCredentials}).size() == 3U);
}

BOOST_AUTO_TEST_CASE(account_credentials_are_asked_for_with_a_form) {
    const auto exchange = askForToken(tokenAnswer("t0ken"));
    BOOST_REQUIRE(exchange.result.hasValue());
    BOOST_TEST(*exchange.result == "Bearer t0ken");
    BOOST_TEST(exchange.seen.starts_with("POST /oauth/token HTTP/1.1\r\n"));
    // base64 of "client:S3cret%2F%2B+value", both parts form-encoded first (RFC 6749 2.3.1).
    BOOST_TEST(
        holds(exchange.seen, "Authorization: Basic Y2xpZW50OlMzY3JldCUyRiUyQit2YWx1ZQ==\r\n"));
    BOOST_TEST(holds(exchange.seen, "Content-Type: application/x-www-form-urlencoded\r\n"));
    BOOST_TEST(exchange.seen.ends_with("\r\n\r\ngrant_type=account_credentials&account_id=acc_1"));
}

BOOST_AUTO_TEST_CASE(a_token_url_with_its_own_query_is_used_as_given) {
    const auto exchange = askForToken(tokenAnswer("t0ken"), [](AuthenticationSettings& settings) {
        settings.tokenUrl += "?grant_type=account_credentials&account_id=x%2Fy";
        settings.accountId.clear();
    });
    BOOST_REQUIRE(exchange.result.hasValue());
    BOOST_TEST(exchange.seen.starts_with(
        "POST /oauth/token?grant_type=account_credentials&account_id=x%2Fy HTTP/1.1\r\n"));
    BOOST_TEST(holds(exchange.seen, "Content-Length: 0\r\n"));
}

BOOST_AUTO_TEST_CASE(an_assertion_is_asked_with_and_the_client_stands_where_it_is_wanted) {
    const KeyPointer key = rsaKey();
    const auto ask = [&](rest::ClientPlace place) {
        return askForToken(tokenAnswer("t0ken", "\"86400\""),
                           [&](AuthenticationSettings& settings) {
                               settings.kind = AuthenticationKind::kJwtBearer;
                               settings.clientPlace = place;
                               settings.subject = "bot.serviceaccount@example.com";
                               settings.privateKey = Secret(pkcs8(key));
                               settings.scope = "user orgunit";
                           });
    };
    const auto form = ask(rest::ClientPlace::kForm);
    BOOST_REQUIRE(form.result.hasValue());
    BOOST_TEST(*form.result == "Bearer t0ken");
    BOOST_TEST(holds(form.seen,
                     "\r\n\r\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&"
                     "assertion=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."));
    BOOST_TEST(form.seen.ends_with(
        "&scope=user+orgunit&client_id=client&client_secret=S3cret%2F%2B+value"));
    BOOST_TEST(!holds(form.seen, "Authorization"));
    const auto basic = ask(rest::ClientPlace::kBasic);
    BOOST_TEST(holds(basic.seen, "Authorization: Basic "));
    BOOST_TEST(basic.seen.ends_with("&scope=user+orgunit"));
}

BOOST_AUTO_TEST_CASE(a_key_that_cannot_sign_is_told_before_anything_is_sent) {
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(authorized({.kind = AuthenticationKind::kJwtBearer,
                                   .tokenUrl = "https://auth.example.com/token",
                                   .clientId = "client",
                                   .subject = "bot",
                                   .privateKey = Secret("MIIEvQIBADANBgkq")},
                                  client),
                       ErrorCode::kConfiguration, Outcome::kNotApplied,
                       "privateKey: found a text that is no PEM");
}

BOOST_AUTO_TEST_CASE(client_credentials_are_asked_for_with_their_scope) {
    const auto exchange = askForToken(tokenAnswer("t0ken"), [](AuthenticationSettings& settings) {
        settings.kind = AuthenticationKind::kClientCredentials;
        settings.scope = "directory directory.read";
    });
    BOOST_REQUIRE(exchange.result.hasValue());
    BOOST_TEST(exchange.seen.ends_with(
        "\r\n\r\ngrant_type=client_credentials&scope=directory+directory.read"));
}

BOOST_AUTO_TEST_CASE(a_refusal_of_the_token_endpoint_is_told_with_a_hint_and_without_the_secret) {
    struct Row {
        std::string text;
        ErrorCode code;
        std::string piece;
        std::string targetCode;
    };
    for (const Row& row : std::vector<Row>{
             {answer(400,
                     R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})"),
              ErrorCode::kConnectionFailed, "\"Invalid client_id or client_secret\"",
              "invalid_client"},
             {answer(401, R"({"error":"invalid_client"})"), ErrorCode::kConnectionFailed,
              "Hint: Check clientId and clientSecret", "invalid_client"},
             {answer(400,
                     R"({"reason":"unsupported grant type","error":"unsupported_grant_type"})"),
              ErrorCode::kConnectionFailed, "Hint: Check the kind of authentication",
              "unsupported_grant_type"},
             {answer(400, R"({"reason":"Account does not exist","error":"invalid_request"})"),
              ErrorCode::kConnectionFailed, "Hint: Check accountId", "invalid_request"},
             {answer(400, R"({"error":"invalid_scope","error_description":"no \u0007 such"})"),
              ErrorCode::kConnectionFailed, "\"no   such\"", "invalid_scope"},
             {answer(400, R"({"error":"x","error_description":"bad secret S3cret/+ value"})"),
              ErrorCode::kConnectionFailed, "gave no token", "x"},
             {answer(404, R"({"code":"NOT_FOUND"})"), ErrorCode::kConnectionFailed,
              "Hint: Check authenticationServerUrl of the target: no tokens are given there", ""},
             {answer(404, "<html>"), ErrorCode::kProtocol,
              "Hint: Check authenticationServerUrl of the target", ""},
             {answer(500, "<html>"), ErrorCode::kConnectionFailed, "try again later", ""},
             {answer(429, "", "Retry-After: 7\r\n"), ErrorCode::kRetryable, "asks to wait", ""},
             {answer(302, "", "Location: https://x.test\r\n"), ErrorCode::kProtocol,
              "a redirect, which is not followed", ""},
             {answer(200, "<html>"), ErrorCode::kProtocol, "no JSON object", ""},
             {answer(400, "<html>"), ErrorCode::kProtocol, "no JSON object", ""},
             {answer(200, "[]"), ErrorCode::kProtocol, "no JSON object", ""},
             {answer(200, "{}"), ErrorCode::kProtocol, "no access_token", ""},
             {answer(200, R"({"access_token":"t","token_type":"mac"})"), ErrorCode::kProtocol,
              "not of the type", ""},
             {"", ErrorCode::kConnectionBroken, "no token could be had", ""}}) {
        BOOST_TEST_CONTEXT(row.text) {
            const auto exchange = askForToken(row.text);
            MUSTER_CHECK_ERROR(exchange.result, row.code, Outcome::kNotApplied, row.piece);
            const Error error = errorOf(exchange.result);
            BOOST_TEST(error.targetCode == row.targetCode);
            BOOST_TEST(!holds(error.describe(), "S3cret"));
        }
    }
    BOOST_TEST((errorOf(askForToken(answer(429, "", "Retry-After: 7\r\n")).result).retryAfter ==
                std::chrono::seconds(7)));
}

BOOST_AUTO_TEST_CASE(the_life_of_a_token_is_read_as_a_number_or_a_string) {
    struct Row {
        std::string member;
        long seconds;
    };
    for (const Row& row : std::vector<Row>{{",\"expires_in\":3600", 3600},
                                           {",\"expires_in\":\"86400\"", 86400},
                                           {",\"expires_in\":10.5", 10},
                                           {"", 300},
                                           {",\"expires_in\":null", 300},
                                           {",\"expires_in\":-5", 300},
                                           {",\"expires_in\":1e300", 31536000}}) {
        BOOST_TEST_CONTEXT(row.member) {
            const rest::HttpResponse response{.status = 200,
                                              .reason = {},
                                              .headers = {},
                                              .body = "{\"access_token\":\"t\"" + row.member + "}"};
            const auto token = rest::readTokenAnswer(response, "https://x.test", Secret());
            BOOST_REQUIRE(token.hasValue());
            BOOST_TEST(token->lifetime.count() == row.seconds);
        }
    }
}

BOOST_AUTO_TEST_CASE(token_bodies_and_credentials_never_reach_the_log) {
    KeptLog log;
    const BadServer server(alwaysAnswer(tokenAnswer("hush-token")));
    auto clientSettings = testSettings();
    clientSettings.log = &log;
    HttpClient client(clientSettings);
    BOOST_REQUIRE(authorized(zoomSettings(server), client).hasValue());
    BOOST_TEST(holds(log.debug(), "method=POST"));
    BOOST_TEST(holds(log.trace(), "> Authorization: (not shown)"));
    for (const std::string piece : {"hush-token", "S3cret", "Y2xpZW50", "acc_1"}) {
        BOOST_TEST_CONTEXT(piece) { BOOST_TEST(!holds(log.debug() + log.trace(), piece)); }
    }
}

BOOST_AUTO_TEST_CASE(many_threads_make_one_token_request) {
    constexpr int kThreads = 8;
    SignalFlag asked;
    SignalFlag release;
    const BadServer server([&](BadPeer& peer) {
        peer.readRequest();
        asked.raise();
        release.wait();
        peer.send(tokenAnswer("one"));
    });
    HttpClient client(testSettings());
    auto made = rest::makeAuthenticator(zoomSettings(server), client);
    BOOST_REQUIRE(made.hasValue());
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            HttpRequest request;
            if ((*made)->authorize(request, ample()) &&
                *request.headers.find("Authorization") == "Bearer one") {
                ++good;
            }
        });
    }
    BOOST_TEST(asked.wait());
    release.raise();
    for (std::thread& thread : threads) {
        thread.join();
    }
    BOOST_TEST(good == kThreads);
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_rejected_token_is_replaced_once) {
    std::atomic<int> tokens = 0;
    std::atomic<int> calls = 0;
    const BadServer tokenServer([&](BadPeer& peer) {
        while (!peer.readRequest().empty()) {
            peer.send(tokenAnswer("t" + std::to_string(++tokens)));
        }
    });
    // Accepts the second token only; "/never" accepts none.
    const BadServer target([&](BadPeer& peer) {
        for (;;) {
            const std::string request = peer.readRequest();
            if (request.empty()) {
                return;
            }
            ++calls;
            const bool good = holds(request, "Bearer t2\r\n") && !holds(request, "/never");
            peer.send(answer(good ? 200 : 401, "{\"code\":124}"));
        }
    });
    HttpClient client(testSettings());
    auto made = rest::makeAuthenticator(zoomSettings(tokenServer), client);
    BOOST_REQUIRE(made.hasValue());
    HttpRequest request{.method = "POST", .origin = target.origin()};
    const auto good = rest::sendAuthorized(client, **made, request, ample());
    BOOST_REQUIRE(good.hasValue());
    BOOST_TEST(good->status == 200);
    BOOST_TEST(calls == 2);
    BOOST_TEST(tokens == 2);
    request.pathAndQuery = "/never";
    const auto refused = rest::sendAuthorized(client, **made, request, ample());
    BOOST_REQUIRE(refused.hasValue());
    BOOST_TEST(refused->status == 401);
    BOOST_TEST(calls == 4);
    BOOST_TEST(tokens == 3);
}

BOOST_AUTO_TEST_CASE(a_late_rejection_does_not_throw_away_a_newer_token) {
    std::atomic<int> tokens = 0;
    const BadServer server([&](BadPeer& peer) {
        while (!peer.readRequest().empty()) {
            peer.send(tokenAnswer("t" + std::to_string(++tokens)));
        }
    });
    HttpClient client(testSettings());
    auto made = rest::makeAuthenticator(zoomSettings(server), client);
    BOOST_REQUIRE(made.hasValue());
    HttpRequest first;
    HttpRequest alsoFirst;
    BOOST_REQUIRE((*made)->authorize(first, ample()).hasValue());
    BOOST_REQUIRE((*made)->authorize(alsoFirst, ample()).hasValue());
    BOOST_TEST((*made)->rejected(first));
    BOOST_REQUIRE((*made)->authorize(first, ample()).hasValue());
    BOOST_TEST((*made)->rejected(alsoFirst));
    BOOST_REQUIRE((*made)->authorize(alsoFirst, ample()).hasValue());
    BOOST_TEST(*alsoFirst.headers.find("Authorization") == "Bearer t2");
    BOOST_TEST(tokens == 2);
}

BOOST_AUTO_TEST_SUITE_END()
