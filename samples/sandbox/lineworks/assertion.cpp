#include "lineworks/assertion.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <sstream>

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <boost/json.hpp>

#include "common/json_text.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using enum AssertionFault;

constexpr double kMostSeconds = 3600;
constexpr double kSlackSeconds = 1;
constexpr double kEarlySeconds = 60;

bool isBase64Url(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !text.empty() && text.size() % 4 != 1 && std::all_of(text.begin(), text.end(), allowed);
}

std::optional<std::string> decode(std::string_view text) {
    if (!isBase64Url(text)) return std::nullopt;
    std::istringstream encoded{std::string(text)};
    Poco::Base64Decoder decoder(encoded, Poco::BASE64_URL_ENCODING | Poco::BASE64_NO_PADDING);
    try {
        return std::string(std::istreambuf_iterator<char>(decoder), {});
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
}

/// Header, payload and signature, still encoded; nothing when there are not three.
std::optional<std::array<std::string_view, 3>> split(std::string_view jwt) {
    const auto first = jwt.find('.');
    const auto last = jwt.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    if (jwt.find('.', first + 1) != last) return std::nullopt;
    return std::array{jwt.substr(0, first), jwt.substr(first + 1, last - first - 1),
                      jwt.substr(last + 1)};
}

/// Seconds since 1970, with their fraction; nothing unless it is a JSON number.
std::optional<double> secondsOf(const json::object& claims, std::string_view name) {
    const auto* value = claims.if_contains(name);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
}

AssertionVerdict checkTimes(const json::object& claims, std::int64_t nowMs) {
    const auto iat = secondsOf(claims, "iat");
    const auto exp = secondsOf(claims, "exp");
    if (!iat || !exp) return {kClaims, "iat and exp must be numbers."};
    const auto now = static_cast<double>(nowMs) / 1000;
    if (*exp - *iat > kMostSeconds + kSlackSeconds) {
        return {kClaims, "exp must be at most 3600 seconds after iat."};
    }
    if (now < *iat - kEarlySeconds) return {kClaims, "iat is in the future."};
    if (now > *exp) return {kClaims, "The assertion is expired."};
    return {};
}

}  // namespace

AssertionVerdict checkAssertion(std::string_view jwt, const Settings& settings, const KeyPair& key,
                                std::int64_t nowMs) {
    const auto parts = split(jwt);
    if (!parts) return {kMalformed, "The assertion must have three parts."};
    const auto [encodedHeader, encodedClaims, encodedSignature] = *parts;
    const auto headerText = decode(encodedHeader);
    const auto claimsText = decode(encodedClaims);
    const auto signature = decode(encodedSignature);
    if (!headerText || !claimsText || !signature) {
        return {kMalformed, "The assertion must be base64url without padding."};
    }
    const auto header = parseJsonObject(*headerText);
    const auto claims = parseJsonObject(*claimsText);
    if (!header || !claims) return {kMalformed, "Header and claims must be JSON objects."};
    if (textOf(*header, "alg") != "RS256") return {kSignature, "alg must be RS256."};
    const auto signedText = jwt.substr(0, jwt.rfind('.'));
    if (!key.verifies(signedText, *signature)) return {kSignature, "Invalid signature."};
    if (textOf(*claims, "iss") != settings.clientId) return {kClaims, "Invalid iss."};
    if (textOf(*claims, "sub") != settings.serviceAccount) return {kClaims, "Invalid sub."};
    return checkTimes(*claims, nowMs);
}

}  // namespace sandbox::lineworks
