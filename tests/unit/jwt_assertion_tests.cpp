// Keys that sign, and what they sign for a token (RFC 7523).
#include <algorithm>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "encoding/base64.h"
#include "rest/auth/jwt_assertion.h"
#include "test_keys.h"

using namespace muster;
using namespace muster::test;
using muster::testing::checkError;
using muster::testing::valueOf;
using rest::SigningKey;

namespace {

std::string unpadded(std::string text) {
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return fromBase64(text).value();
}

std::vector<std::string> parts(const std::string& compact) {
    std::vector<std::string> found{""};
    for (const char c : compact) {
        if (c == '.') {
            found.emplace_back();
        } else {
            found.back() += c;
        }
    }
    return found;
}

std::string locked(const KeyPointer& key) {
    return pemText([&](BIO* out) {
        PEM_write_bio_PKCS8PrivateKey(out, key.get(), EVP_aes_256_cbc(), "pass", 4, nullptr,
                                      nullptr);
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jwt_assertion_tests)

BOOST_AUTO_TEST_CASE(a_key_in_either_form_signs) {
    const KeyPointer key = rsaKey();
    for (const std::string& pem : {pkcs8(key), traditional(key)}) {
        BOOST_TEST_CONTEXT(pem.substr(0, 30)) {
            const SigningKey parsed = valueOf(SigningKey::parse(Secret(pem)));
            BOOST_TEST(isSignedBy(key, "hello", valueOf(parsed.signRs256("hello"))));
            BOOST_TEST(!isSignedBy(key, "hullo", valueOf(parsed.signRs256("hello"))));
        }
    }
}

BOOST_AUTO_TEST_CASE(another_key_is_refused_with_the_form_that_was_found) {
    const KeyPointer key = rsaKey();
    const KeyPointer curve(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::string good = pkcs8(key);
    const std::string publicKey = pemText([&](BIO* out) { PEM_write_bio_PUBKEY(out, key.get()); });
    const std::pair<std::string, const char*> rows[] = {
        {"", "found a text that is no PEM"},
        {"AAAAB3NzaC1yc2E", "found a text that is no PEM"},
        {publicKey, "found a PEM block \"PUBLIC KEY\""},
        {good.substr(0, good.size() / 2), "found a PEM block \"PRIVATE KEY\" that is damaged"},
        {locked(key), "found a key that a passphrase protects"},
        {pkcs8(curve), "found a private key of type EC"},
        {pkcs8(rsaKey(1024)), "found an RSA key of 1024 bits"},
    };
    for (const auto& [pem, piece] : rows) {
        BOOST_TEST_CONTEXT(piece) {
            const Result<SigningKey> parsed = SigningKey::parse(Secret(pem));
            checkError(parsed, ErrorCode::kConfiguration, piece);
            checkError(parsed, ErrorCode::kConfiguration, "-----BEGIN PRIVATE KEY-----");
            BOOST_TEST(parsed.error().describe().find(good.substr(60, 20)) == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_assertion_has_whole_seconds_and_no_padding) {
    const KeyPointer key = rsaKey();
    const auto issued =
        std::chrono::system_clock::time_point(std::chrono::milliseconds(1700000000'900));
    const std::string assertion =
        valueOf(rest::makeAssertion({.issuer = "client?>",
                                     .subject = "人.serviceaccount@example.com",
                                     .issued = issued,
                                     .lifetime = std::chrono::seconds(1800)},
                                    valueOf(SigningKey::parse(Secret(pkcs8(key))))));
    BOOST_TEST(assertion.find_first_of("+/=") == std::string::npos);
    const auto found = parts(assertion);
    BOOST_REQUIRE(found.size() == 3U);
    BOOST_TEST(unpadded(found[0]) == R"({"alg":"RS256","typ":"JWT"})");
    const auto claims = boost::json::parse(unpadded(found[1])).as_object();
    BOOST_TEST(claims.size() == 4U);  // no audience unless one is given
    BOOST_TEST(claims.at("iss").as_string() == "client?>");
    BOOST_TEST(claims.at("sub").as_string() == "人.serviceaccount@example.com");
    BOOST_TEST(claims.at("iat").as_int64() == 1700000000);
    BOOST_TEST(claims.at("exp").as_int64() == 1700001800);
    BOOST_TEST(isSignedBy(key, found[0] + "." + found[1], unpadded(found[2])));
}

BOOST_AUTO_TEST_CASE(an_audience_is_a_claim_of_its_own) {
    const std::string assertion =
        valueOf(rest::makeAssertion({.audience = "https://auth.example.com"},
                                    valueOf(SigningKey::parse(Secret(pkcs8(rsaKey()))))));
    const auto claims = boost::json::parse(unpadded(parts(assertion)[1])).as_object();
    BOOST_TEST(claims.at("aud").as_string() == "https://auth.example.com");
}

BOOST_AUTO_TEST_CASE(base64url_leaves_out_what_a_url_cannot_hold) {
    BOOST_TEST(toBase64Url("") == "");
    BOOST_TEST(toBase64Url("f") == "Zg");
    BOOST_TEST(toBase64Url("fo") == "Zm8");
    BOOST_TEST(toBase64Url("\xfb\xff\xfe") == "-__-");
}

BOOST_AUTO_TEST_SUITE_END()
