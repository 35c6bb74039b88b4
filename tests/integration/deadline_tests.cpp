// The total deadline, in every phase of a call.
#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"
#include "signal_flag.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;

namespace {

constexpr std::chrono::milliseconds kPause{10};

/** Waits for its release, as a name server that never answers. */
class SilentResolver : public rest::Resolver {
public:
    Result<std::vector<std::string>> resolve(const std::string& /*host*/) override {
        released.wait();
        return std::vector<std::string>{"127.0.0.1"};
    }
    SignalFlag released;
};

void checkTimeout(const BadServer::Script& script, Outcome outcome, const std::string& piece) {
    const BadServer server(script);
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(client.send({.origin = server.origin()}, brief()), ErrorCode::kTimeout,
                       outcome, piece);
    BOOST_TEST(client.idleConnections() == 0U);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deadline_tests)

BOOST_AUTO_TEST_CASE(a_limit_that_has_passed_sends_nothing) {
    const BadServer server(alwaysAnswer(answer(200, "ok")));
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(client.send({.origin = server.origin()}, {}), ErrorCode::kTimeout,
                       Outcome::kNotApplied, "limit of 0 ms");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_name_server_that_never_answers) {
    auto settings = testSettings();
    const auto resolver = std::make_shared<SilentResolver>();
    settings.resolver = resolver;
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(client.send({.origin = "https://api.test"}, brief()), ErrorCode::kTimeout,
                       Outcome::kNotApplied, "while its host name was being resolved");
    resolver->released.raise();
}

BOOST_AUTO_TEST_CASE(a_port_that_swallows_connections) {
    const FullPort port;
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(
        client.send({.origin = "http://127.0.0.1:" + std::to_string(port.port())}, brief()),
        ErrorCode::kTimeout, Outcome::kNotApplied, "while connecting");
}

BOOST_AUTO_TEST_CASE(an_address_that_swallows_connections_leaves_time_for_the_next) {
    const FullPort full;
    // The second address is another one of this machine, with nothing on that port.
    auto resolver = std::make_shared<MapResolver>();
    resolver->addresses["many.test"] = {"127.0.0.1", "127.0.0.2"};
    auto settings = testSettings();
    settings.resolver = resolver;
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(
        client.send({.origin = "https://many.test:" + std::to_string(full.port())}, brief()),
        ErrorCode::kConnectionFailed, Outcome::kNotApplied,
        "127.0.0.1: it did not answer; 127.0.0.2: ");
}

BOOST_AUTO_TEST_CASE(a_tls_handshake_that_stays_silent) {
    const BadServer server([](BadPeer& peer) { peer.waitForClose(); });
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(client.send({.origin = server.secureOrigin("api.test")}, brief()),
                       ErrorCode::kTimeout, Outcome::kNotApplied, "during the TLS handshake");
}

BOOST_AUTO_TEST_CASE(a_target_that_reads_nothing) {
    const BadServer server([](BadPeer& peer) { peer.waitForClose(); });
    HttpClient client(testSettings());
    const rest::HttpRequest request{.method = "POST",
                                    .origin = server.origin(),
                                    .body = std::string(std::size_t{64} * 1024 * 1024, 'x')};
    MUSTER_CHECK_ERROR(client.send(request, brief()), ErrorCode::kTimeout, Outcome::kUnknown,
                       "while the request was being sent");
}

BOOST_AUTO_TEST_CASE(a_target_that_never_answers) {
    checkTimeout(
        [](BadPeer& peer) {
            peer.readRequest();
            peer.waitForClose();
        },
        Outcome::kUnknown, "while waiting for the answer");
}

BOOST_AUTO_TEST_CASE(a_header_that_drips) {
    checkTimeout(
        [](BadPeer& peer) {
            peer.readRequest();
            peer.drip("HTTP/1.1 200 OK\r\nX-Long: " + std::string(60000, 'x'), kPause);
        },
        Outcome::kUnknown, "while reading the answer's header");
}

BOOST_AUTO_TEST_CASE(a_body_that_drips) {
    for (const std::string& framing :
         {std::string("Content-Length: 60000\r\n"), std::string("Transfer-Encoding: chunked\r\n"),
          std::string()}) {
        BOOST_TEST_CONTEXT(framing) {
            const std::string start = framing.starts_with("T") ? "EA60\r\n" : "";
            checkTimeout(
                [&](BadPeer& peer) {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n" + start);
                    peer.drip(std::string(60000, 'x'), kPause);
                },
                Outcome::kUnknown, "while reading the answer's body");
        }
    }
}

BOOST_AUTO_TEST_CASE(interim_answers_that_drip) {
    checkTimeout(
        [](BadPeer& peer) {
            peer.readRequest();
            std::string endless;
            for (int i = 0; i < 1000; ++i) {
                endless += "HTTP/1.1 100 Continue\r\n\r\n";
            }
            peer.drip(endless, kPause);
        },
        Outcome::kUnknown, "while reading the answer's header");
}

BOOST_AUTO_TEST_CASE(a_tls_body_that_drips) {
    const TestAuthority authority;
    const BadServer server(
        [](BadPeer& peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
            peer.drip(std::string(60000, 'x'), kPause);
        },
        authority.issue("DNS:api.test"));
    auto settings = testSettings();
    settings.caFile = authority.file();
    HttpClient client(settings);
    // Longer than elsewhere: the handshake comes first, and is slow under a sanitizer.
    MUSTER_CHECK_ERROR(client.send({.origin = server.secureOrigin("api.test")},
                                   rest::CallLimits::within(std::chrono::milliseconds(1000))),
                       ErrorCode::kTimeout, Outcome::kUnknown, "while reading the answer's body");
}

BOOST_AUTO_TEST_CASE(a_call_after_one_that_ran_out_of_time_succeeds) {
    const BadServer server({[](BadPeer& peer) {
                                peer.readRequest();
                                peer.waitForClose();
                            },
                            alwaysAnswer(answer(200, "ok"))});
    HttpClient client(testSettings());
    BOOST_TEST(!client.send({.origin = server.origin()}, brief()).hasValue());
    BOOST_TEST(client.send({.origin = server.origin()}, ample()).hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
