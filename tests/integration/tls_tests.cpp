// Which servers are believed.
#include <boost/test/unit_test.hpp>

#include "rest_fixture.h"

using namespace muster;
using namespace muster::test;
using rest::HttpClient;

namespace {

/** One call over TLS to `host` at a server with that certificate. */
Result<rest::HttpResponse> callTls(const TestCertificate& certificate, const std::string& host,
                                   const std::string& caFile) {
    const BadServer server(alwaysAnswer(answer(200, "ok")), certificate);
    auto settings = testSettings();
    settings.caFile = caFile;
    auto resolver = std::make_shared<MapResolver>();
    resolver->addresses["other.test"] = {"127.0.0.1"};
    resolver->addresses["eu.api.test"] = {"127.0.0.1"};
    resolver->addresses["localhost"] = {"127.0.0.1"};
    settings.resolver = resolver;
    HttpClient client(settings);
    return client.send({.origin = server.secureOrigin(host)}, ample());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_tests)

BOOST_AUTO_TEST_CASE(a_certificate_of_a_private_authority_is_believed_when_that_is_trusted) {
    const TestAuthority authority;
    struct Row {
        std::string names;
        std::string host;
    };
    for (const Row& row : std::vector<Row>{{"DNS:api.test", "api.test"},
                                           {"DNS:*.api.test", "eu.api.test"},
                                           {"DNS:x.test,DNS:API.TEST", "Api.Test"},
                                           {"IP:127.0.0.1", "127.0.0.1"}}) {
        BOOST_TEST_CONTEXT(row.names) {
            const auto response = callTls(authority.issue(row.names), row.host, authority.file());
            BOOST_TEST(errorOf(response).describe() == "Internal: succeeded");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_tls_connection_is_used_again) {
    const TestAuthority authority;
    const BadServer server(alwaysAnswer(answer(200, "ok")), authority.issue("DNS:api.test"));
    auto settings = testSettings();
    settings.caFile = authority.file();
    HttpClient client(settings);
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(client.send({.origin = server.secureOrigin("api.test")}, ample()).hasValue());
    }
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_host_is_refused_on_loopback_too) {
    const TestAuthority authority;
    for (const std::string host : {"other.test", "localhost", "127.0.0.1"}) {
        const auto result = callTls(authority.issue("DNS:api.test"), host, authority.file());
        MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                           "certificate of \"" + host + "\" is not for that host");
        MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                           "Hint: Check the host");
    }
}

BOOST_AUTO_TEST_CASE(an_address_is_not_believed_for_a_name_nor_a_name_for_an_address) {
    const TestAuthority authority;
    for (const auto& [names, host] :
         std::vector<std::pair<std::string, std::string>>{{"IP:127.0.0.1", "api.test"},
                                                          {"DNS:127.0.0.1", "127.0.0.1"},
                                                          {"DNS:a*.test", "api.test"}}) {
        BOOST_TEST_CONTEXT(names) {
            MUSTER_CHECK_ERROR(callTls(authority.issue(names), host, authority.file()),
                               ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                               "not for that host");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_is_refused) {
    const TestAuthority authority;
    MUSTER_CHECK_ERROR(callTls(authority.issue("DNS:api.test", TestAuthority::Validity::kEnded),
                               "api.test", authority.file()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                       "certificate of \"api.test\" has expired");
    MUSTER_CHECK_ERROR(callTls(authority.issue("DNS:api.test", TestAuthority::Validity::kNotBegun),
                               "api.test", authority.file()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied, "is not valid yet");
}

BOOST_AUTO_TEST_CASE(a_self_signed_certificate_is_refused) {
    const TestAuthority authority;
    const TestCertificate stranger = TestAuthority::selfSigned("DNS:api.test");
    MUSTER_CHECK_ERROR(callTls(stranger, "api.test", authority.file()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied, "is self-signed");
    MUSTER_CHECK_ERROR(callTls(stranger, "api.test", ""), ErrorCode::kConnectionFailed,
                       Outcome::kNotApplied, "as caFile of the target");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_an_unknown_authority_is_refused) {
    const TestAuthority authority;
    const TestAuthority another;
    for (const std::string& caFile : {std::string(), another.file()}) {
        const auto result = callTls(authority.issue("DNS:api.test"), "api.test", caFile);
        MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                           "certificate of \"api.test\"");
        MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                           "as caFile of the target");
    }
}

BOOST_AUTO_TEST_CASE(a_file_of_authorities_that_cannot_be_read_is_a_setting_at_fault) {
    const TestAuthority authority;
    MUSTER_CHECK_ERROR(callTls(authority.issue("DNS:api.test"), "api.test", "/nonexistent/ca.pem"),
                       ErrorCode::kConfiguration, Outcome::kNotApplied, "\"/nonexistent/ca.pem\"");
}

BOOST_AUTO_TEST_CASE(a_server_that_speaks_no_tls_is_told_as_such) {
    const BadServer server([](BadPeer& peer) {
        peer.readByte();
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    HttpClient client(testSettings());
    MUSTER_CHECK_ERROR(client.send({.origin = server.secureOrigin("api.test")}, ample()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied,
                       "no TLS connection could be made with \"api.test\"");
}

BOOST_AUTO_TEST_CASE(a_server_that_only_speaks_tls_1_1_is_refused) {
    const TestAuthority authority;
    TestCertificate old = authority.issue("DNS:api.test");
    const BadServer server([&](BadPeer& peer) { peer.startOldTls(old); });
    auto settings = testSettings();
    settings.caFile = authority.file();
    HttpClient client(settings);
    MUSTER_CHECK_ERROR(client.send({.origin = server.secureOrigin("api.test")}, ample()),
                       ErrorCode::kConnectionFailed, Outcome::kNotApplied, "TLS 1.2");
}

BOOST_AUTO_TEST_CASE(a_body_until_close_needs_the_farewell_of_tls) {
    const TestAuthority authority;
    for (const bool farewell : {true, false}) {
        const BadServer server(
            [&](BadPeer& peer) {
                peer.readRequest();
                peer.send("HTTP/1.1 200 OK\r\n\r\nhalf");
                farewell ? peer.close() : peer.hangUp();
            },
            authority.issue("DNS:api.test"));
        auto settings = testSettings();
        settings.caFile = authority.file();
        HttpClient client(settings);
        const auto result = client.send({.origin = server.secureOrigin("api.test")}, ample());
        if (farewell) {
            BOOST_TEST(errorOf(result).message == "succeeded");
        } else {
            MUSTER_CHECK_ERROR(result, ErrorCode::kConnectionBroken, Outcome::kUnknown, "");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
