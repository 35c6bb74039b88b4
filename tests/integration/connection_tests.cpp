// Answers of every shape, on plain loopback connections.
#include <sstream>

#include <Poco/DeflatingStream.h>
#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "rest_fixture.h"
#include "signal_flag.h"

using namespace muster;
using namespace muster::test;
using muster::testing::checkError;
using rest::HttpClient;
using rest::HttpRequest;

namespace {

/** Sends one GET to a server that sends `text` and then closes. */
Result<rest::HttpResponse> callAnsweredWith(const std::string& text,
                                            const rest::CallLimits& limits = ample()) {
    const BadServer server([&](BadPeer& peer) {
        peer.readRequest();
        peer.send(text);
    });
    HttpClient client(testSettings());
    return client.send({.origin = server.origin()}, limits);
}

std::string compressed(const std::string& text, Poco::DeflatingStreamBuf::StreamType type) {
    std::ostringstream out;
    Poco::DeflatingOutputStream stream(out, type);
    stream << text;
    stream.close();
    return out.str();
}

bool holds(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

const std::string kHead = "HTTP/1.1 200 OK\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_tests)

BOOST_AUTO_TEST_CASE(a_request_goes_out_as_it_was_given_with_the_fields_of_the_client) {
    std::string seen;
    SignalFlag received;
    const BadServer server([&](BadPeer& peer) {
        seen = peer.readRequest();
        received.raise();
        peer.send(answer(201, "{\"id\":1}",
                         "X-Zm-Trackingid: v=2\r\nSet-Cookie: a=1\r\n"
                         "set-cookie: b=2\r\n"));
    });
    HttpClient client(testSettings());
    HttpRequest request{.method = "POST",
                        .origin = server.origin(),
                        .pathAndQuery = "/v2/users?x=%20",
                        .body = "{}"};
    request.headers.add("X-Test", "yes");
    const auto response = client.send(request, ample());
    BOOST_REQUIRE(response.hasValue());
    BOOST_REQUIRE(received.wait());
    BOOST_TEST(response->status == 201);
    BOOST_TEST(response->body == "{\"id\":1}");
    BOOST_REQUIRE(response->headers.find("x-zm-trackingid") != nullptr);
    BOOST_TEST(*response->headers.find("x-zm-trackingid") == "v=2");
    BOOST_TEST(response->headers.all("SET-COOKIE").size() == 2U);
    BOOST_TEST(seen.starts_with("POST /v2/users?x=%20 HTTP/1.1\r\n"));
    for (const std::string& expected :
         {"Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n",
          std::string("User-Agent: muster/"), std::string("X-Test: yes\r\n"),
          std::string("Content-Length: 2\r\n"), std::string("\r\n\r\n{}")}) {
        BOOST_TEST_CONTEXT(expected) { BOOST_TEST(seen.find(expected) != std::string::npos); }
    }
}

BOOST_AUTO_TEST_CASE(a_correlation_id_goes_out_in_the_header_that_is_named) {
    const auto sent = [](const std::string& header, const std::string& id,
                         const std::string& ownValue = {}) {
        std::string seen;
        const BadServer server([&](BadPeer& peer) {
            seen = peer.readRequest();
            peer.send(answer(200, "{}"));
        });
        auto settings = testSettings();
        settings.correlationHeader = header;
        HttpClient client(settings);
        HttpRequest request{.origin = server.origin(), .correlationId = id};
        if (!ownValue.empty()) {
            request.headers.add("x-correlation-id", ownValue);
        }
        BOOST_REQUIRE(client.send(request, ample()).hasValue());
        return seen;
    };
    BOOST_TEST(holds(sent("X-Correlation-Id", "7f3a"), "\r\nX-Correlation-Id: 7f3a\r\n"));
    BOOST_TEST(holds(sent("X-Request-Id", "7f3a"), "\r\nX-Request-Id: 7f3a\r\n"));
    for (const std::string& none : {sent("", "7f3a"), sent("X-Correlation-Id", "")}) {
        BOOST_TEST(!holds(none, "orrelation"), none);
    }
    const std::string own = sent("X-Correlation-Id", "7f3a", "mine");
    BOOST_TEST(holds(own, "x-correlation-id: mine\r\n"));
    BOOST_TEST(!holds(own, "7f3a"), "what the request says goes first");
}

BOOST_AUTO_TEST_CASE(a_correlation_id_with_a_line_break_is_refused) {
    HttpClient client(testSettings());
    checkError(client.send({.origin = "http://127.0.0.1:1", .correlationId = "a\r\nX: b"}, ample()),
               ErrorCode::kConfiguration, "its correlation id holds a line break");
}

BOOST_AUTO_TEST_CASE(an_empty_post_says_that_its_body_is_empty) {
    std::string seen;
    SignalFlag received;
    const BadServer server([&](BadPeer& peer) {
        seen = peer.readRequest();
        received.raise();
        peer.send(answer(200, ""));
    });
    HttpClient client(testSettings());
    BOOST_TEST(client.send({.method = "POST", .origin = server.origin()}, ample()).hasValue());
    BOOST_REQUIRE(received.wait());
    BOOST_TEST(seen.find("Content-Length: 0\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(good_answers_are_read_whole) {
    const std::string large(100000, 'x');
    struct Row {
        std::string text;
        int status;
        std::string body;
    };
    const std::vector<Row> rows = {
        {kHead + "Content-Length: 5\r\n\r\nhello", 200, "hello"},
        {kHead + "Content-Length: 100000\r\n\r\n" + large, 200, large},
        {kHead + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok"},
        {kHead + "\r\nuntil close", 200, "until close"},
        {"HTTP/1.0 200 OK\r\n\r\nold", 200, "old"},
        {"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, ""},
        {"HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
        {"HTTP/1.1 200 OK\nContent-Length: 2\n\nlf", 200, "lf"},
        {kHead + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;e=1\r\n world\r\n0\r\n\r\n",
         200, "hello world"},
        {kHead + "Transfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n", 200,
         "0123456789"},
        {kHead + "X-Folded: a\r\n b\r\nContent-Length: 1\r\n\r\n.", 200, "."},
        {kHead + "Content-Length: 1\r\n\r\n\xFF", 200, "\xFF"},
        {"HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\n!", 500, "!"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text.substr(0, 200)) {
            const auto response = callAnsweredWith(row.text);
            BOOST_TEST(errorOf(response).message == "succeeded");
            if (response) {
                BOOST_TEST(response->status == row.status);
                BOOST_TEST((response->body == row.body));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_cut_short_is_unknown_and_never_a_success) {
    const std::string chunked = kHead + "Transfer-Encoding: chunked\r\n\r\n";
    for (const std::string& text : std::vector<std::string>{
             "", "HTTP/1.1 20", "HTTP/1.1 204 No Content\r\n",
             "HTTP/1.1 204 No Content\r\nX-A: 1\r\n",
             kHead + "Content-Length: 100\r\n\r\n0123456789",  // cut Content-Length
             chunked + "5\r\nhello\r\n64\r\nabc",              // cut chunk
             chunked + "5\r\nhello\r\n",                       // missing last chunk
             chunked + "5\r\nhello\r\n0\r\n",                  // missing end of the trailer
             chunked + "5\r\nhello"}) {
        BOOST_TEST_CONTEXT(text) {
            MUSTER_CHECK_ERROR(callAnsweredWith(text), ErrorCode::kConnectionBroken,
                               Outcome::kUnknown, "");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_short_body_names_what_is_missing_and_keeps_the_status) {
    const auto result = callAnsweredWith(kHead + "Content-Length: 100\r\n\r\n0123456789");
    MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionBroken, Outcome::kUnknown,
                       "90 of 100 bytes were missing");
    BOOST_TEST(errorOf(result).httpStatus == 200);
}

BOOST_AUTO_TEST_CASE(an_answer_that_http_does_not_allow_is_a_protocol_error) {
    const std::string chunked = kHead + "Transfer-Encoding: chunked\r\n\r\n";
    struct Row {
        std::string text;
        std::string piece;
    };
    const std::vector<Row> rows = {
        {"SSH-2.0-OpenSSH_9.2\r\n", "not an HTTP/1.1 answer"},
        {"HTTP/2 200\r\n\r\n", "not an HTTP/1.1 answer"},
        {"HTTP/1.1 2OO OK\r\n\r\n", "not an HTTP/1.1 answer"},
        {kHead + "no colon here\r\n\r\n", "no \"name: value\""},
        {kHead + "Bad Name: 1\r\n\r\n", "no \"name: value\""},
        {kHead + "X: a\rb\r\n\r\n", "bare CR"},
        {kHead + "Content-Length: many\r\n\r\n", "not one number"},
        {kHead + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "not one number"},
        {kHead + "Content-Length: -1\r\n\r\n", "not one number"},
        {kHead + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "comes with a length"},
        {kHead + "Transfer-Encoding: gzip, chunked\r\n\r\n", "not \"chunked\" alone"},
        {chunked + "ZZ\r\nabc\r\n0\r\n\r\n", "no hexadecimal number"},
        {chunked + "2\r\nabcd\r\n0\r\n\r\n", "longer than it says"},
        {"HTTP/1.1 101 Switching Protocols\r\n\r\n", "another protocol"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) {
            MUSTER_CHECK_ERROR(callAnsweredWith(row.text), ErrorCode::kProtocol, Outcome::kUnknown,
                               row.piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(interim_answers_are_skipped) {
    const auto response = callAnsweredWith(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" +
        answer(200, "ok"));
    BOOST_REQUIRE(response.hasValue());
    BOOST_TEST(response->body == "ok");
    BOOST_TEST((response->headers.find("Link") == nullptr));
}

BOOST_AUTO_TEST_CASE(endless_interim_answers_end_at_their_number) {
    const BadServer server([](BadPeer& peer) {
        peer.readRequest();
        while (peer.send("HTTP/1.1 100 Continue\r\n\r\n")) {
        }
    });
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(client.send({.origin = server.origin()}, ample()), ErrorCode::kProtocol,
                       Outcome::kUnknown, "16 interim answers");
}

BOOST_AUTO_TEST_CASE(a_header_without_bounds_is_refused) {
    std::string many = kHead;
    for (int i = 0; i < 200; ++i) {
        many += "X-" + std::to_string(i) + ": y\r\n";
    }
    MUSTER_CHECK_ERROR(callAnsweredWith(many + "\r\n"), ErrorCode::kProtocol, Outcome::kUnknown,
                       "more than the 100 fields");
    MUSTER_CHECK_ERROR(callAnsweredWith(kHead + "X: " + std::string(70000, 'a') + "\r\n\r\n"),
                       ErrorCode::kProtocol, Outcome::kUnknown, "larger than the 65536 bytes");
}

BOOST_AUTO_TEST_CASE(an_endless_body_ends_at_its_limit) {
    auto limits = ample();
    limits.maxBodyBytes = 100000;
    const std::string block(1000, 'x');
    for (const std::string& framing :
         {std::string(), std::string("Transfer-Encoding: chunked\r\n")}) {
        BOOST_TEST_CONTEXT(framing) {
            const BadServer server([&](BadPeer& peer) {
                peer.readRequest();
                peer.send(kHead + framing + "\r\n");
                while (peer.send(framing.empty() ? block : "3E8\r\n" + block + "\r\n")) {
                }
            });
            HttpClient client(testSettings());
            MUSTER_CHECK_ERROR(client.send({.origin = server.origin()}, limits),
                               ErrorCode::kProtocol, Outcome::kUnknown, "larger than the 100000");
        }
    }
    MUSTER_CHECK_ERROR(callAnsweredWith(kHead + "Content-Length: 100001\r\n\r\n", limits),
                       ErrorCode::kProtocol, Outcome::kUnknown, "larger than the 100000");
}

BOOST_AUTO_TEST_CASE(compressed_bodies_are_inflated) {
    const std::string text = "{\"a\":\"" + std::string(5000, 'x') + "\"}";
    using Poco::DeflatingStreamBuf;
    const auto gzip = callAnsweredWith(answer(
        200, compressed(text, DeflatingStreamBuf::STREAM_GZIP), "Content-Encoding: gzip\r\n"));
    BOOST_REQUIRE(gzip.hasValue());
    BOOST_TEST(gzip->body == text);
    const auto deflate = callAnsweredWith(answer(
        200, compressed(text, DeflatingStreamBuf::STREAM_ZLIB), "Content-Encoding: deflate\r\n"));
    BOOST_REQUIRE(deflate.hasValue());
    BOOST_TEST(deflate->body == text);
}

BOOST_AUTO_TEST_CASE(a_gzip_bomb_is_refused_by_its_ratio_and_by_its_size) {
    const std::string bomb = compressed(std::string(std::size_t{10} * 1024 * 1024, '\0'),
                                        Poco::DeflatingStreamBuf::STREAM_GZIP);
    const std::string text = answer(200, bomb, "Content-Encoding: gzip\r\n");
    MUSTER_CHECK_ERROR(callAnsweredWith(text), ErrorCode::kProtocol, Outcome::kUnknown,
                       "more than 200 times");
    auto limits = ample();
    limits.maxBodyBytes = 500000;
    MUSTER_CHECK_ERROR(callAnsweredWith(text, limits), ErrorCode::kProtocol, Outcome::kUnknown,
                       "inflates to more than the 500000");
}

BOOST_AUTO_TEST_CASE(a_damaged_or_unknown_coding_is_a_protocol_error) {
    std::string noise;
    for (int i = 0; i < 50000; ++i) {
        noise += static_cast<char>(i * 7919 % 251);
    }
    const std::string whole = compressed(noise, Poco::DeflatingStreamBuf::STREAM_GZIP);
    const std::string gzip = "Content-Encoding: gzip\r\n";
    MUSTER_CHECK_ERROR(callAnsweredWith(answer(200, whole.substr(0, whole.size() / 2), gzip)),
                       ErrorCode::kProtocol, Outcome::kUnknown, "damaged or ends early");
    MUSTER_CHECK_ERROR(callAnsweredWith(answer(200, whole.substr(0, whole.size() - 4), gzip)),
                       ErrorCode::kProtocol, Outcome::kUnknown, "damaged or ends early");
    MUSTER_CHECK_ERROR(callAnsweredWith(answer(200, "not gzip at all", gzip)), ErrorCode::kProtocol,
                       Outcome::kUnknown, "damaged or ends early");
    MUSTER_CHECK_ERROR(callAnsweredWith(answer(200, "x", "Content-Encoding: br\r\n")),
                       ErrorCode::kProtocol, Outcome::kUnknown, "\"br\"");
}

BOOST_AUTO_TEST_CASE(an_address_with_a_password_is_refused_without_quoting_it) {
    HttpClient client(testSettings());
    const auto result = client.send({.origin = "https://user:hush@api.test"}, ample());
    MUSTER_CHECK_ERROR(result, ErrorCode::kConfiguration, Outcome::kNotApplied,
                       "\"https://...@api.test\"");
    BOOST_TEST(errorOf(result).describe().find("hush") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_request_that_could_be_read_as_another_is_refused_unsent) {
    const BadServer server(alwaysAnswer(answer(200, "ok")));
    HttpClient client(testSettings());
    const std::string nul("a\0b", 3);
    for (const std::string& bad : {std::string("a\r\nX: 1"), std::string("a\nb"), nul,
                                   std::string("a b"), std::string("a\x7F")}) {
        BOOST_TEST_CONTEXT(bad) {
            MUSTER_CHECK_ERROR(client.send({.method = bad, .origin = server.origin()}, ample()),
                               ErrorCode::kConfiguration, Outcome::kNotApplied, "method");
            MUSTER_CHECK_ERROR(
                client.send({.origin = server.origin(), .pathAndQuery = "/" + bad}, ample()),
                ErrorCode::kConfiguration, Outcome::kNotApplied, "path");
            HttpRequest request{.origin = server.origin()};
            request.headers.add(bad, "1");
            MUSTER_CHECK_ERROR(client.send(request, ample()), ErrorCode::kConfiguration,
                               Outcome::kNotApplied, "name of one of its header fields");
        }
    }
    for (const std::string& bad : {std::string("a\r\nX: 1"), std::string("a\nb"), nul}) {
        HttpRequest request{.origin = server.origin()};
        request.headers.setSecret("X-Test", bad);
        MUSTER_CHECK_ERROR(client.send(request, ample()), ErrorCode::kConfiguration,
                           Outcome::kNotApplied, "\"X-Test\"");
    }
    HttpRequest request{.origin = server.origin()};
    request.headers.add("transfer-encoding", "chunked");
    MUSTER_CHECK_ERROR(client.send(request, ample()), ErrorCode::kConfiguration,
                       Outcome::kNotApplied, "the connection sets itself");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_safe_is_refused) {
    HttpClient client(testSettings());
    for (const std::string origin :
         {"http://api.test", "http://localhost", "http://127.0.0.2", "http://127.0.0.1.evil.test",
          "http://[::2]", "ftp://api.test", "api.test", "https://", "https://api.test/path",
          "https://api.test:0", "https://api.test:70000", "https://api.test:", "https://a b",
          "https://[::1"}) {
        BOOST_TEST_CONTEXT(origin) {
            MUSTER_CHECK_ERROR(client.send({.origin = origin}, ample()), ErrorCode::kConfiguration,
                               Outcome::kNotApplied, "\"" + origin + "\"");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
