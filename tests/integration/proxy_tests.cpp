// The way through a CONNECT proxy. The script is proxy and target in one.
#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;

namespace {

const std::string kOpened = "HTTP/1.1 200 Connection established\r\n\r\n";

rest::HttpClientSettings settingsFor(const BadServer& proxy, const std::string& caFile) {
    auto settings = testSettings();
    settings.caFile = caFile;
    settings.proxy = {.host = "proxy.test", .port = proxy.port()};
    return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proxy_tests)

BOOST_AUTO_TEST_CASE(a_tunnel_carries_the_request_and_the_credentials_stay_with_the_proxy) {
    const TestAuthority authority;
    const TestCertificate certificate = authority.issue("DNS:hidden.test");
    std::string connect;
    std::string request;
    {
        const BadServer proxy([&](BadPeer& peer) {
            connect = peer.readRequest();
            peer.send(kOpened);
            if (peer.startTls(certificate)) {
                request = peer.readRequest();
                peer.send(answer(200, "through"));
            }
        });
        auto settings = settingsFor(proxy, authority.file());
        settings.proxy->user = "Aladdin";
        settings.proxy->password = Secret("open sesame");
        HttpClient client(settings);
        // Only the proxy knows the name.
        const auto response = client.send({.origin = "https://hidden.test"}, ample());
        BOOST_REQUIRE(response.hasValue());
        BOOST_TEST(response->body == "through");
    }
    BOOST_TEST(
        connect.starts_with("CONNECT hidden.test:443 HTTP/1.1\r\nHost: hidden.test:443\r\n"));
    // The pair and its coding are those of RFC 7617 section 2.
    BOOST_TEST(connect.find("Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n") !=
               std::string::npos);
    BOOST_TEST(request.starts_with("GET / HTTP/1.1\r\n"));
    BOOST_TEST(request.find("Proxy-") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_tunnel_is_used_again) {
    const TestAuthority authority;
    const TestCertificate certificate = authority.issue("DNS:hidden.test");
    const BadServer proxy([&](BadPeer& peer) {
        peer.readRequest();
        peer.send(kOpened);
        if (peer.startTls(certificate)) {
            alwaysAnswer(answer(200, "ok"))(peer);
        }
    });
    HttpClient client(settingsFor(proxy, authority.file()));
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(client.send({.origin = "https://hidden.test"}, ample()).hasValue());
    }
    BOOST_TEST(proxy.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_407_says_which_setting_to_look_at) {
    const BadServer proxy([](BadPeer& peer) {
        peer.readRequest();
        peer.send(answer(407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"));
    });
    auto settings = settingsFor(proxy, "");
    {
        HttpClient client(settings);
        const auto result = client.send({.origin = "https://hidden.test"}, ample());
        MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                           "wants credentials and none are set (HTTP 407)");
        BOOST_TEST(errorOf(result).httpStatus == 407);
    }
    settings.proxy->user = "someone";
    settings.proxy->password = Secret("Pr0xyPassword");
    HttpClient client(settings);
    const auto result = client.send({.origin = "https://hidden.test"}, ample());
    MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                       "did not accept the credentials");
    MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied, "proxyPassword");
    BOOST_TEST(errorOf(result).describe().find("Pr0xyPassword") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_else_a_proxy_may_answer_leaves_the_request_not_applied) {
    struct Row {
        std::string text;
        ErrorCode code;
        std::string piece;
    };
    for (const Row& row :
         std::vector<Row>{{answer(403, "no"), ErrorCode::kConnectionFailed, "HTTP 403"},
                          {answer(302, "", "Location: https://x.test\r\n"),
                           ErrorCode::kConnectionFailed, "HTTP 302"},
                          {"", ErrorCode::kConnectionFailed, "while the proxy"},
                          {"HTTP/1.1 200 OK\r\n", ErrorCode::kConnectionFailed, "while the proxy"},
                          {kOpened + "intruding", ErrorCode::kConnectionFailed, "bytes of its own"},
                          {"SOCKS?\r\n", ErrorCode::kProtocol, "not an HTTP/1.1 answer"}}) {
        BOOST_TEST_CONTEXT(row.text) {
            const BadServer proxy([&](BadPeer& peer) {
                peer.readRequest();
                peer.send(row.text);
            });
            HttpClient client(settingsFor(proxy, ""));
            MUSTER_CHECK_ERROR(client.send({.origin = "https://hidden.test"}, ample()), row.code,
                               Outcome::kNotApplied, row.piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_that_never_answers_ends_at_the_limit) {
    const BadServer proxy([](BadPeer& peer) {
        peer.readRequest();
        peer.waitForClose();
    });
    HttpClient client(settingsFor(proxy, ""));
    MUSTER_CHECK_ERROR(client.send({.origin = "https://hidden.test"}, brief()), ErrorCode::kTimeout,
                       Outcome::kNotApplied, "while the proxy");
}

BOOST_AUTO_TEST_CASE(the_certificate_behind_a_proxy_is_checked_for_the_target) {
    const TestAuthority authority;
    const TestCertificate certificate = authority.issue("DNS:proxy.test");
    const BadServer proxy([&](BadPeer& peer) {
        peer.readRequest();
        peer.send(kOpened);
        peer.startTls(certificate);
    });
    HttpClient client(settingsFor(proxy, authority.file()));
    MUSTER_CHECK_ERROR(client.send({.origin = "https://hidden.test"}, ample()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                       "certificate of \"hidden.test\" is not for that host");
}

BOOST_AUTO_TEST_CASE(plain_loopback_does_not_use_the_proxy) {
    const BadServer proxy(alwaysAnswer(answer(200, "proxied")));
    const BadServer server(alwaysAnswer(answer(200, "direct")));
    HttpClient client(settingsFor(proxy, ""));
    const auto response = client.send({.origin = server.origin()}, ample());
    BOOST_REQUIRE(response.hasValue());
    BOOST_TEST(response->body == "direct");
    BOOST_TEST(proxy.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
