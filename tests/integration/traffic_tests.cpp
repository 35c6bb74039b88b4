// What the log says of requests, and what it never says.
#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;
using rest::HttpRequest;

namespace {

bool holds(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(traffic_tests)

BOOST_AUTO_TEST_CASE(each_request_is_one_debug_line_of_fields) {
    const BadServer server(alwaysAnswer(answer(201, "{}")));
    KeptLog log;
    auto settings = testSettings();
    settings.log = &log;
    HttpClient client(settings);
    HttpRequest request{.method = "POST",
                        .origin = server.origin(),
                        .pathAndQuery = "/v2/users?token=hush",
                        .correlationId = "7f3a",
                        .attempt = 2};
    BOOST_REQUIRE(client.send(request, ample()).hasValue());
    const std::string line = log.debug();
    BOOST_TEST(
        line.starts_with("method=POST url=" + server.origin() + "/v2/users?... status=201 "));
    BOOST_TEST(holds(line, " ms="));
    BOOST_TEST(line.ends_with(" attempt=2 corr=7f3a\n"));
    BOOST_TEST(!holds(log.trace(), "hush"));
}

BOOST_AUTO_TEST_CASE(a_failure_is_a_line_with_its_code_and_outcome) {
    const BadServer server([](BadPeer& peer) { peer.readRequest(); });
    KeptLog log;
    auto settings = testSettings();
    settings.log = &log;
    HttpClient client(settings);
    BOOST_TEST(!client.send({.origin = server.origin()}, ample()).hasValue());
    BOOST_TEST(holds(log.debug(), "error=ConnectionBroken outcome=unknown"));
}

BOOST_AUTO_TEST_CASE(credentials_are_masked_and_bodies_shown_only_in_their_redacted_form) {
    const BadServer server(alwaysAnswer(answer(200, "{\"secret\":\"hush-answer\"}",
                                               "Set-Cookie: s=hush-cookie\r\nX-Ok: seen\r\n")));
    KeptLog log;
    auto settings = testSettings();
    settings.log = &log;
    HttpClient client(settings);
    HttpRequest request{
        .method = "POST",
        .origin = server.origin(),
        .pathAndQuery = "/x?key=hush-query",
        .body = "{\"password\":\"hush-body\"}",
        .redactedPathAndQuery = "/x?key=***",
        .redactedBody = "{\"password\":\"***\"}",
        .redactResponseBody = [](std::string_view) { return "{\"secret\":\"***\"}"; }};
    request.headers.add("authorization", "Bearer hush-token");
    request.headers.add("Cookie", "s=hush-sent");
    request.headers.setSecret("X-Custom-Key", "hush-custom");
    request.headers.add("X-Plain", "seen-too");
    BOOST_REQUIRE(client.send(request, ample()).hasValue());
    const std::string trace = log.trace();
    for (const std::string piece :
         {"> POST ", "/x?key=***", "> authorization: (not shown)", "> Cookie: (not shown)",
          "> X-Custom-Key: (not shown)", "> X-Plain: seen-too", "> {\"password\":\"***\"}",
          "< 200 Reason", "< Set-Cookie: (not shown)", "< X-Ok: seen", "< {\"secret\":\"***\"}"}) {
        BOOST_TEST_CONTEXT(piece) { BOOST_TEST(holds(trace, piece)); }
    }
    BOOST_TEST(!holds(trace + log.debug(), "hush"));
}

BOOST_AUTO_TEST_CASE(a_refused_request_cannot_forge_a_line_of_the_log) {
    KeptLog log;
    auto settings = testSettings();
    settings.log = &log;
    HttpClient client(settings);
    BOOST_TEST(!client
                    .send({.method = "G\nfake",
                           .origin = "https://u:hush@h\nfake",
                           .pathAndQuery = "/\nfake"},
                          ample())
                    .hasValue());
    BOOST_TEST(log.debug().starts_with("method=G?fake url=https://...@h?fake/?fake error="));
    BOOST_TEST(log.trace().find("\nfake") == std::string::npos);
    BOOST_TEST(!holds(log.debug() + log.trace(), "hush"));
}

BOOST_AUTO_TEST_CASE(a_body_without_a_redacted_form_is_told_by_its_size) {
    const BadServer server(alwaysAnswer(answer(200, "hush")));
    KeptLog log;
    auto settings = testSettings();
    settings.log = &log;
    HttpClient client(settings);
    BOOST_REQUIRE(
        client.send({.method = "PUT", .origin = server.origin(), .body = "hush-hush"}, ample())
            .hasValue());
    BOOST_TEST(holds(log.trace(), "> (9 bytes, not shown)"));
    BOOST_TEST(holds(log.trace(), "< (4 bytes, not shown)"));
    BOOST_TEST(!holds(log.trace(), "hush"));
}

BOOST_AUTO_TEST_CASE(an_error_does_not_quote_the_query) {
    const BadServer server([](BadPeer& peer) { peer.readRequest(); });
    HttpClient client(testSettings());
    const Error error =
        errorOf(client.send({.origin = server.origin(), .pathAndQuery = "/x?key=hush"}, ample()));
    BOOST_TEST(holds(error.message, "GET " + server.origin() + "/x?..."));
    BOOST_TEST(!holds(error.describe(), "hush"));
}

BOOST_AUTO_TEST_SUITE_END()
