// Cancellation, in every phase of a call and from many threads.
#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"
#include "signal_flag.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;
using rest::HttpRequest;

namespace {

/** Tells that it was asked, then answers when released. */
class HeldResolver : public rest::Resolver {
public:
    Result<std::vector<std::string>> resolve(const std::string& /*host*/) override {
        asked.raise();
        released.wait();
        return std::vector<std::string>{"127.0.0.1"};
    }
    SignalFlag asked;
    SignalFlag released;
};

/** Cancels the call when `reached` is raised, and gives back what it came to. */
Result<rest::HttpResponse> cancelledCall(HttpClient& client, const HttpRequest& request,
                                         SignalFlag& reached) {
    std::stop_source source;
    auto limits = ample();
    limits.cancel = source.get_token();
    std::thread canceller([&] {
        reached.wait();
        source.request_stop();
    });
    Result<rest::HttpResponse> result = client.send(request, limits);
    canceller.join();
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cancel_tests)

BOOST_AUTO_TEST_CASE(before_the_call) {
    const BadServer server(alwaysAnswer(answer(200, "ok")));
    HttpClient client(testSettings());
    std::stop_source source;
    source.request_stop();
    auto limits = ample();
    limits.cancel = source.get_token();
    MUSTER_CHECK_ERROR(client.send({.origin = server.origin()}, limits), ErrorCode::kCancelled,
                       Outcome::kNotApplied, "cancelled");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(while_the_name_is_resolved) {
    const auto resolver = std::make_shared<HeldResolver>();
    auto settings = testSettings();
    settings.resolver = resolver;
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(cancelledCall(client, {.origin = "https://api.test"}, resolver->asked),
                       ErrorCode::kCancelled, Outcome::kNotApplied,
                       "while its host name was being resolved");
    resolver->released.raise();
}

BOOST_AUTO_TEST_CASE(while_connecting) {
    const FullPort port;
    const auto resolver = std::make_shared<HeldResolver>();
    resolver->released.raise();
    auto settings = testSettings();
    settings.resolver = resolver;
    HttpClient client(settings);
    // The cancellation may come a moment before the connection is begun; both end the same way.
    MUSTER_CHECK_ERROR(
        cancelledCall(client, {.origin = "https://api.test:" + std::to_string(port.port())},
                      resolver->asked),
        ErrorCode::kCancelled, Outcome::kNotApplied, "cancelled while");
}

BOOST_AUTO_TEST_CASE(during_the_tls_handshake) {
    SignalFlag reached;
    const BadServer server([&](BadPeer& peer) {
        peer.readByte();
        reached.raise();
        peer.waitForClose();
    });
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(cancelledCall(client, {.origin = server.secureOrigin("api.test")}, reached),
                       ErrorCode::kCancelled, Outcome::kNotApplied, "during the TLS handshake");
}

BOOST_AUTO_TEST_CASE(while_the_proxy_makes_the_connection) {
    SignalFlag reached;
    const BadServer proxy([&](BadPeer& peer) {
        peer.readRequest();
        reached.raise();
        peer.waitForClose();
    });
    auto settings = testSettings();
    settings.proxy = {.host = "proxy.test", .port = proxy.port()};
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(cancelledCall(client, {.origin = "https://api.test"}, reached),
                       ErrorCode::kCancelled, Outcome::kNotApplied, "while the proxy");
}

BOOST_AUTO_TEST_CASE(while_the_request_is_sent) {
    SignalFlag reached;
    const BadServer server([&](BadPeer& peer) {
        peer.readByte();
        reached.raise();
        peer.waitForClose();
    });
    HttpClient client(testSettings());
    const HttpRequest request{.method = "POST",
                              .origin = server.origin(),
                              .body = std::string(std::size_t{64} * 1024 * 1024, 'x')};
    MUSTER_CHECK_ERROR(cancelledCall(client, request, reached), ErrorCode::kCancelled,
                       Outcome::kUnknown, "while the request was being sent");
}

BOOST_AUTO_TEST_CASE(while_waiting_for_the_answer) {
    SignalFlag reached;
    const BadServer server([&](BadPeer& peer) {
        peer.readRequest();
        reached.raise();
        peer.waitForClose();
    });
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(cancelledCall(client, {.origin = server.origin()}, reached),
                       ErrorCode::kCancelled, Outcome::kUnknown, "cancelled while");
    BOOST_TEST(client.idleConnections() == 0U);
}

BOOST_AUTO_TEST_CASE(while_the_body_is_read) {
    for (const std::string& framing :
         {std::string("Content-Length: 100\r\n"), std::string("Transfer-Encoding: chunked\r\n"),
          std::string()}) {
        BOOST_TEST_CONTEXT(framing) {
            SignalFlag reached;
            const BadServer server([&](BadPeer& peer) {
                peer.readRequest();
                peer.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n");
                reached.raise();
                peer.waitForClose();
            });
            HttpClient client(testSettings());
            MUSTER_CHECK_ERROR(cancelledCall(client, {.origin = server.origin()}, reached),
                               ErrorCode::kCancelled, Outcome::kUnknown, "cancelled while");
        }
    }
}

BOOST_AUTO_TEST_CASE(of_many_calls_at_once_over_plain_and_tls) {
    constexpr int kCalls = 16;
    const TestAuthority authority;
    SignalFlag allThere;
    std::atomic<int> arrived = 0;
    const auto hang = [&](BadPeer& peer) {
        peer.readRequest();
        if (++arrived == kCalls) {
            allThere.raise();
        }
        peer.waitForClose();
    };
    const BadServer plain(hang);
    const BadServer tls(hang, authority.issue("DNS:api.test"));
    auto settings = testSettings();
    settings.caFile = authority.file();
    HttpClient client(settings);
    std::stop_source source;
    auto limits = ample();
    limits.cancel = source.get_token();
    std::atomic<int> cancelled = 0;
    std::vector<std::thread> threads;
    threads.reserve(kCalls);
    for (int i = 0; i < kCalls; ++i) {
        threads.emplace_back([&, i] {
            const std::string origin = i % 2 == 0 ? plain.origin() : tls.secureOrigin("api.test");
            const Error error = errorOf(client.send({.origin = origin}, limits));
            if (error.code == ErrorCode::kCancelled && error.outcome == Outcome::kUnknown) {
                ++cancelled;
            }
        });
    }
    BOOST_TEST(allThere.wait());
    source.request_stop();
    for (std::thread& thread : threads) {
        thread.join();
    }
    BOOST_TEST(cancelled == kCalls);
}

BOOST_AUTO_TEST_CASE(of_one_call_leaves_the_others_alone) {
    const BadServer server(alwaysAnswer(answer(200, "ok")));
    HttpClient client(testSettings());
    std::atomic<int> wrong = 0;
    constexpr int kThreads = 4;
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            for (int j = 0; j < 50; ++j) {
                std::stop_source source;
                auto limits = ample();
                limits.cancel = source.get_token();
                if (i == 0) {
                    std::thread canceller([&] { source.request_stop(); });
                    const Error error = errorOf(client.send({.origin = server.origin()}, limits));
                    canceller.join();
                    wrong += error.code != ErrorCode::kCancelled && error.message != "succeeded";
                } else {
                    wrong += !client.send({.origin = server.origin()}, limits).hasValue();
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
