// Which connections are made, kept and replaced.
#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"
#include "signal_flag.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;
using rest::HttpRequest;
using rest::Repeat;

BOOST_AUTO_TEST_SUITE(connection_reuse_tests)

BOOST_AUTO_TEST_CASE(a_connection_is_used_again) {
    const BadServer server(alwaysAnswer(answer(200, "ok")));
    HttpClient client(testSettings());
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(client.send({.origin = server.origin()}, ample()).hasValue());
    }
    BOOST_TEST(server.connections() == 1U);
    BOOST_TEST(client.idleConnections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_connection_is_not_kept_when_another_answer_could_not_be_trusted) {
    for (const std::string& text :
         {answer(200, "ok", "Connection: keep-alive, Close\r\n"), answer(200, "ok") + "extra",
          std::string("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")}) {
        BOOST_TEST_CONTEXT(text) {
            const BadServer server(alwaysAnswer(text));
            HttpClient client(testSettings());
            BOOST_TEST(client.send({.origin = server.origin()}, ample()).hasValue());
            BOOST_TEST(client.idleConnections() == 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_session_with_an_unread_body_is_closed) {
    const BadServer server(
        alwaysAnswer(std::string("HTTP/1.1 200 OK\r\n") + "Content-Length: 100001\r\n\r\n"));
    HttpClient client(testSettings());
    auto limits = ample();
    limits.maxBodyBytes = 100000;
    BOOST_TEST(!client.send({.origin = server.origin()}, limits).hasValue());
    BOOST_TEST(client.idleConnections() == 0U);
}

BOOST_AUTO_TEST_CASE(no_more_connections_wait_than_the_settings_allow) {
    SignalFlag bothThere;
    std::atomic<int> arrived = 0;
    const BadServer server([&](BadPeer& peer) {
        peer.readRequest();
        if (++arrived == 2) {
            bothThere.raise();
        }
        bothThere.wait();
        peer.send(answer(200, "ok"));
        peer.waitForClose();
    });
    auto settings = testSettings();
    settings.maxIdlePerOrigin = 1;
    HttpClient client(settings);
    bool otherSucceeded = false;
    std::thread other(
        [&] { otherSucceeded = client.send({.origin = server.origin()}, ample()).hasValue(); });
    BOOST_TEST(client.send({.origin = server.origin()}, ample()).hasValue());
    other.join();
    BOOST_TEST(otherSucceeded);
    BOOST_TEST(client.idleConnections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_the_target_closed_is_noticed_before_reuse) {
    SignalFlag closed;
    const BadServer server({[&](BadPeer& peer) {
                                peer.readRequest();
                                peer.send(answer(200, "first"));
                                peer.close();
                                closed.raise();
                            },
                            alwaysAnswer(answer(200, "second"))});
    HttpClient client(testSettings());
    BOOST_REQUIRE(client.send({.origin = server.origin()}, ample()).hasValue());
    BOOST_REQUIRE(closed.wait());
    const auto second = client.send({.method = "POST", .origin = server.origin()}, ample());
    BOOST_REQUIRE(second.hasValue());
    BOOST_TEST(second->body == "second");
    BOOST_TEST(!second->wasSentBefore);
}

BOOST_AUTO_TEST_CASE(a_stale_connection_is_replaced_only_for_an_idempotent_request) {
    for (const bool byReset : {false, true}) {
        for (const bool idempotent : {false, true}) {
            BOOST_TEST_CONTEXT("reset " << byReset << ", idempotent " << idempotent) {
                const BadServer server({[&](BadPeer& peer) {
                                            peer.readRequest();
                                            peer.send(answer(200, "first"));
                                            // The next request is read and never answered.
                                            peer.readRequest();
                                            byReset ? peer.reset() : peer.close();
                                        },
                                        alwaysAnswer(answer(200, "second"))});
                HttpClient client(testSettings());
                BOOST_REQUIRE(client.send({.origin = server.origin()}, ample()).hasValue());
                const auto second = client.send(
                    {.method = "DELETE",
                     .origin = server.origin(),
                     .repeat = idempotent ? Repeat::kIdempotent : Repeat::kOnlyIfUnsent},
                    ample());
                if (idempotent) {
                    BOOST_TEST(errorOf(second).message == "succeeded");
                    BOOST_TEST(second->wasSentBefore);
                    BOOST_TEST(server.connections() == 2U);
                } else {
                    MUSTER_CHECK_ERROR(second, ErrorCode::kConnectionBroken, Outcome::kUnknown,
                                       "while waiting for the answer");
                    BOOST_TEST(server.connections() == 1U);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(an_idempotent_request_is_repeated_once_only) {
    const BadServer server({[](BadPeer& peer) {
                                peer.readRequest();
                                peer.send(answer(200, "first"));
                                peer.readRequest();
                            },
                            [](BadPeer& peer) { peer.readRequest(); }});
    HttpClient client(testSettings());
    BOOST_REQUIRE(client.send({.origin = server.origin()}, ample()).hasValue());
    MUSTER_CHECK_ERROR(
        client.send({.origin = server.origin(), .repeat = Repeat::kIdempotent}, ample()),
        ErrorCode::kConnectionBroken, Outcome::kUnknown, "");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_given_back_and_not_followed) {
    const BadServer elsewhere(alwaysAnswer(answer(200, "stolen")));
    const BadServer server(
        alwaysAnswer(answer(307, "", "Location: " + elsewhere.origin() + "/x\r\n")));
    HttpClient client(testSettings());
    HttpRequest request{.origin = server.origin()};
    request.headers.setSecret("Authorization", "Bearer abc");
    const auto response = client.send(request, ample());
    BOOST_REQUIRE(response.hasValue());
    BOOST_TEST(response->status == 307);
    BOOST_TEST(elsewhere.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_target_may_refuse_a_large_body_before_it_has_read_it) {
    for (const int status : {413, 200}) {
        BOOST_TEST_CONTEXT(status) {
            const BadServer server([&](BadPeer& peer) {
                peer.readByte();
                peer.send(answer(status, "early"));
                peer.reset();
            });
            HttpClient client(testSettings());
            const auto response =
                client.send({.method = "POST",
                             .origin = server.origin(),
                             .body = std::string(std::size_t{64} * 1024 * 1024, 'x')},
                            ample());
            if (status == 413) {
                BOOST_REQUIRE(response.hasValue());
                BOOST_TEST(response->body == "early");
            } else {
                // A success for a body that was never read is none.
                MUSTER_CHECK_ERROR(response, ErrorCode::kConnectionBroken, Outcome::kUnknown,
                                   "while the request was being sent");
            }
            BOOST_TEST(client.idleConnections() == 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_address_of_a_name_is_tried) {
    // Only 127.0.0.1 listens, and plain http wants a literal, so the proxy's name is the one.
    const BadServer proxy([](BadPeer& peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    });
    auto resolver = std::make_shared<MapResolver>();
    resolver->addresses["many.test"] = {"127.0.0.2", "127.0.0.3", "127.0.0.1"};
    auto settings = testSettings();
    settings.resolver = resolver;
    settings.proxy = {.host = "many.test", .port = proxy.port()};
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(client.send({.origin = "https://api.test"}, ample()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied, "HTTP 503");
    BOOST_TEST(proxy.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_cannot_be_made_leaves_the_request_not_applied) {
    std::uint16_t freePort = 0;
    { freePort = BadServer(alwaysAnswer("")).port(); }
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(
        client.send({.origin = "http://127.0.0.1:" + std::to_string(freePort)}, ample()),
        ErrorCode::kConnectionFailed, Outcome::kNotApplied, "127.0.0.1: ");
    MUSTER_CHECK_ERROR(client.send({.origin = "https://nowhere.test"}, ample()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                       "\"nowhere.test\" could not be resolved (no such name)");
}

BOOST_AUTO_TEST_SUITE_END()
