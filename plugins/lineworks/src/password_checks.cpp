// What is known of first passwords; the other rules are in checks.cpp.
#include <algorithm>

#include "checks.h"
#include "schema.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/code_points.h>

namespace muster::lineworks {
namespace {

Error illegal(std::string_view attribute, std::string message, std::string hint) {
    return sdk::refusal(ErrorCode::kInvalidAttributeValue, std::move(message), std::move(hint),
                        std::string(attribute));
}

}  // namespace

Result<void> checkPassword(const Secret& password, const Settings& settings) {
    constexpr std::size_t kLeast = 8;
    constexpr std::size_t kMost = 20;
    const auto refused = [](std::string message) {
        return illegal(attr::kPassword, std::move(message),
                       "LINE WORKS asks for 8 to 20 characters with letters and digits; a tenant "
                       "may ask for more");
    };
    const std::u32string points = sdk::codePoints(password.expose());
    if (points.size() < kLeast || points.size() > kMost) {
        return refused("the password has " + std::to_string(points.size()) +
                       " characters; LINE WORKS takes 8 to 20");
    }
    const auto has = [&](auto isSuch) { return std::any_of(points.begin(), points.end(), isSuch); };
    const auto isDigit = [](char32_t c) { return c >= '0' && c <= '9'; };
    const auto isLetter = [](char32_t c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (!has(isDigit) || !has(isLetter)) {
        return refused(std::string("the password has no ") + (has(isDigit) ? "letter" : "digit"));
    }
    if (settings.passwordNeedsSpecial &&
        !has([&](char32_t c) { return !isDigit(c) && !isLetter(c); })) {
        return refused("the password has letters and digits alone");
    }
    return {};
}

Result<void> checkPasswordChoice(const std::string& creationType, bool hasPassword,
                                 bool hasPrivateEmail, const Settings& settings) {
    if (creationType == "ADMIN" && !hasPassword) {
        return illegal(attr::kPassword, "passwordCreationType is ADMIN, and no password is given",
                       "give one, or choose MEMBER");
    }
    if (creationType == "MEMBER" && hasPassword) {
        return illegal(attr::kPassword,
                       "a password is given, but passwordCreationType is MEMBER: the member makes "
                       "it, and LINE WORKS would ignore this one",
                       "leave the password out, or choose ADMIN");
    }
    if (!settings.hasSingleSignOn && creationType != "ADMIN" && !hasPrivateEmail) {
        return illegal(name::kPrivateEmail,
                       "privateEmail is missing: without single sign-on LINE WORKS sends the "
                       "invitation there",
                       "give it, or a password (passwordCreationType ADMIN); or set the target's "
                       "singleSignOn to true if the tenant uses it");
    }
    return {};
}

}  // namespace muster::lineworks
