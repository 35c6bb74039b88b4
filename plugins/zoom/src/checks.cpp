#include "checks.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include <muster/core/ids.h>
#include <muster/sdk/code_points.h>

namespace muster::zoom {
namespace {

/** The CJK ideographs of the Unicode standard, with their extensions and compatibility forms. */
bool isChinese(char32_t point) {
    return (point >= 0x3400 && point <= 0x4DBF) || (point >= 0x4E00 && point <= 0x9FFF) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x20000 && point <= 0x323AF);
}

Error refusedType(std::string message, std::string hint) {
    return refusal(ErrorCode::kInvalidAttributeValue, std::move(message), std::move(hint),
                   std::string(name::kType));
}

Result<void> checkEntitlement(const std::string& type, const Settings& settings) {
    if (type == "3" && !settings.onPremEntitled) {
        return refusedType(
            "the type On-prem (3) needs an entitlement, which this target does not have",
            "ask Zoom support to grant it, then set the target's onPremEntitled to "
            "true; or choose another type");
    }
    return {};
}

Error refusedPassword(std::string message) {
    return refusal(ErrorCode::kInvalidAttributeValue, std::move(message),
                   "Zoom asks for a letter, a digit, upper and lower case; an account may ask for "
                   "more",
                   std::string(attr::kPassword));
}

Result<void> checkLength(const Secret& password, std::size_t most) {
    const std::size_t length = sdk::codePoints(password.expose()).size();
    if (length < 8 || length > most) {
        return refusedPassword("the password has " + std::to_string(length) +
                               " characters; Zoom takes 8 to " + std::to_string(most));
    }
    return {};
}

Result<void> checkCharacters(const Secret& password) {
    bool hasLower = false;
    bool hasUpper = false;
    bool hasDigit = false;
    for (const char c : password.expose()) {
        hasLower = hasLower || (c >= 'a' && c <= 'z');
        hasUpper = hasUpper || (c >= 'A' && c <= 'Z');
        hasDigit = hasDigit || (c >= '0' && c <= '9');
    }
    if (!hasDigit) {
        return refusedPassword("the password has no digit");
    }
    if (!hasLower || !hasUpper) {
        return refusedPassword("the password has no " + std::string(hasUpper ? "lower" : "upper") +
                               "-case letter");
    }
    return {};
}

}  // namespace

Result<void> checkChineseCharacters(const Attribute& attribute) {
    const bool isShort = attribute.name() == "first_name" || attribute.name() == "last_name";
    const std::size_t most = isShort ? 5 : 10;
    if ((!isShort && attribute.name() != "display_name") || attribute.text() == nullptr) {
        return {};
    }
    const std::u32string points = sdk::codePoints(*attribute.text());
    const auto count =
        static_cast<std::size_t>(std::count_if(points.begin(), points.end(), &isChinese));
    if (count > most) {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       attribute.name() + " \"" + *attribute.text() + "\" has " +
                           std::to_string(count) + " Chinese characters; Zoom takes at most " +
                           std::to_string(most),
                       "shorten it, or write part of it in another script", attribute.name());
    }
    return {};
}

Result<void> checkTypeForCreate(const std::string& type, const std::string& createType,
                                const Settings& settings) {
    MUSTER_RETURN_IF_ERROR(checkEntitlement(type, settings));
    if (type == "99" && createType != "ssoCreate") {
        return refusedType(
            "the type None (99) is only for users made by ssoCreate, but createType is \"" +
                createType + "\"",
            "choose another type, or createType ssoCreate");
    }
    return {};
}

Result<void> checkTypeForUpdate(const std::string& type, const User& user,
                                const Settings& settings) {
    MUSTER_RETURN_IF_ERROR(checkEntitlement(type, settings));
    if (type == "99" && !user.isAssumed && !user.mayHaveLoginType("101")) {
        return refusedType("the type None (99) is only for users made by ssoCreate, and user \"" +
                               user.email + "\" does not sign in by single sign-on",
                           "choose another type");
    }
    return {};
}

Result<void> checkPasswordForCreate(const Secret& password, const std::string& createType) {
    if (createType != "autoCreate") {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       "a password goes with createType autoCreate only, but createType is \"" +
                           createType + "\"; Zoom would ignore it",
                       "leave the password out, or choose createType autoCreate",
                       std::string(attr::kPassword));
    }
    MUSTER_RETURN_IF_ERROR(checkLength(password, 32));
    // A password of one repeated character fails here too: it cannot hold three kinds.
    return checkCharacters(password);
}

Result<void> checkPasswordForUpdate(const Secret& password, const User& user) {
    MUSTER_RETURN_IF_ERROR(checkNotProtected(user, "given a password"));
    if (!user.mayHaveLoginType("100")) {
        return refusal(ErrorCode::kPermissionDenied,
                       "user \"" + user.email +
                           "\" does not sign in by work e-mail, and Zoom keeps passwords of such "
                           "users only",
                       "change the password where the user signs in (single sign-on, Google, "
                       "Facebook); API users have none",
                       std::string(attr::kPassword));
    }
    return checkLength(password, 31);
}

Result<void> checkRole(const std::string& roleId) {
    if (roleId != role::kOwner) {
        return {};
    }
    return refusal(ErrorCode::kInvalidAttributeValue,
                   "the role 0 (owner) cannot be assigned: each Zoom account has one owner",
                   "make someone else the owner in Zoom's portal; or assign another role",
                   std::string(name::kRoleId));
}

Result<void> checkRoleChange(const User& user) {
    if (user.roleId != role::kOwner) {
        return {};
    }
    return refusal(
        ErrorCode::kPermissionDenied,
        "user \"" + user.email + "\" is the owner of the Zoom account and keeps that role",
        "make someone else the owner in Zoom's portal first", std::string(name::kRoleId));
}

Result<void> checkNotProtected(const User& user, std::string_view action) {
    if (!user.isProtected()) {
        return {};
    }
    const bool isOwner = user.roleId == "0";
    return refusal(ErrorCode::kPermissionDenied,
                   "user \"" + user.email + "\" is " +
                       (isOwner ? "the owner of the Zoom account" : "an administrator") +
                       " and cannot be " + std::string(action),
                   isOwner ? "make someone else the owner at Zoom first"
                           : "give the user the member role at Zoom first");
}

}  // namespace muster::zoom
