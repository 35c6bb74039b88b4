#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/connection_settings.h"
#include "host/templated_caller.h"
#include <muster/sdk/connection_properties.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

/** A target whose connection settings are the defaults but for those given. */
host::Target targetWith(const std::vector<std::pair<std::string, Value>>& values) {
    host::Target target{.name = "t"};
    for (const PropertyInfo& info :
         sdk::connectionProperties({.baseUrl = "https://api.example.com"})) {
        Value value = info.defaultValue.empty() ? Value() : Value(info.defaultValue);
        for (const auto& [name, given] : values) {
            if (name == info.name) {
                value = given;
            }
        }
        target.settings.push_back({info, std::move(value), false});
    }
    return target;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_settings_tests)

BOOST_AUTO_TEST_CASE(a_base_url_is_split_into_origin_and_path) {
    const host::BaseUrl plain = valueOf(host::BaseUrl::parse("https://api.zoom.us"));
    BOOST_TEST(plain.origin == "https://api.zoom.us");
    BOOST_TEST(plain.path.empty());
    const host::BaseUrl deep = valueOf(host::BaseUrl::parse("http://[::1]:8080/scim/v2/"));
    BOOST_TEST(deep.origin == "http://[::1]:8080");
    BOOST_TEST(deep.path == "/scim/v2");
}

BOOST_AUTO_TEST_CASE(a_base_url_that_would_leak_or_mislead_is_refused) {
    const std::pair<const char*, const char*> rows[] = {
        {"api.zoom.us", "does not begin with"},
        {"ftp://api.zoom.us", "does not begin with"},
        {"http://api.zoom.us", "sends secrets in clear"},
        {"http://127.0.0.1.evil.example", "sends secrets in clear"},
        {"http://localhost:80", "sends secrets in clear"},
        {"https://user:pass@api.zoom.us", "holds credentials"},
        {"https://", "names no host"},
        {"https://api.zoom.us/?x=1", "has a query"},
        {"https://api.zoom.us/a/../b", "\"..\""},
    };
    for (const auto& [text, piece] : rows) {
        BOOST_TEST_CONTEXT("URL " << text) {
            checkError(host::BaseUrl::parse(text), ErrorCode::kConfiguration, piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(complete_settings_have_no_findings) {
    BOOST_TEST(host::checkConnection(targetWith({})).empty());
    BOOST_TEST(host::checkConnection(
                   targetWith({{"authenticationType", Value("account_credentials")},
                               {"authenticationServerUrl", Value("https://zoom.us/oauth/token")},
                               {"accountId", Value("a")},
                               {"clientId", Value("c")},
                               {"clientSecret", Value("env:X")}}))
                   .empty());
}

BOOST_AUTO_TEST_CASE(the_header_for_correlation_ids_can_be_named_or_left_out) {
    const auto headerOf = [](const host::Target& target) {
        const host::SecretReader none({}, "/");
        return valueOf(host::clientSettings(target, none, "/")).correlationHeader;
    };
    BOOST_TEST(headerOf(targetWith({})) == "X-Correlation-Id");
    BOOST_TEST(headerOf(targetWith({{"correlationHeader", Value("X-Request-Id")}})) ==
               "X-Request-Id");
    BOOST_TEST(headerOf(targetWith({{"correlationHeader", Value("none")}})).empty());
    for (const char* bad : {"X Y", "X-A: b", "authorization", "Host", "Content-type"}) {
        const auto findings =
            host::checkConnection(targetWith({{"correlationHeader", Value(bad)}}));
        BOOST_TEST_CONTEXT(bad) {
            BOOST_REQUIRE(findings.size() == 1U);
            BOOST_TEST(findings.front().starts_with("property \"correlationHeader\" is \""));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_missing_credential_is_found_before_any_traffic) {
    const auto findings = host::checkConnection(
        targetWith({{"authenticationType", Value("account_credentials")},
                    {"authenticationServerUrl", Value("https://zoom.us/oauth/token")},
                    {"accountId", Value("a")},
                    {"clientId", Value("c")}}));
    BOOST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings.front().starts_with("property \"clientSecret\" is empty"),
               findings.front());
}

BOOST_AUTO_TEST_CASE(a_port_that_is_none_is_found) {
    const auto findings =
        host::checkConnection(targetWith({{"proxyPort", Value(std::int64_t{70000})}}));
    BOOST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings.front().find("70000") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_assertion_lives_an_hour_at_most) {
    for (const std::int64_t seconds : {59, 3601}) {
        const auto findings =
            host::checkConnection(targetWith({{"assertionSeconds", Value(seconds)}}));
        BOOST_REQUIRE(findings.size() == 1U);
        BOOST_TEST(findings[0] == "property \"assertionSeconds\" is " + std::to_string(seconds) +
                                      "; expected 60 to 3600");
    }
    BOOST_TEST(host::checkConnection(targetWith({{"assertionSeconds", Value(std::int64_t{3600})}}))
                   .empty());
}

BOOST_AUTO_TEST_CASE(a_key_error_is_told_with_its_property_and_reference) {
    const Error told =
        host::inTargetWords(targetWith({{"privateKey", Value("file:secrets/key.pem")}}),
                            {.code = ErrorCode::kConfiguration, .message = "privateKey: found"});
    BOOST_TEST(told.message == "property \"privateKey\" (file:secrets/key.pem): found");
}

BOOST_AUTO_TEST_SUITE_END()
