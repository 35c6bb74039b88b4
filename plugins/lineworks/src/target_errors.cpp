#include "target_errors.h"

#include <string_view>

#include "schema.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

constexpr int kBadRequest = 400;
constexpr int kConflict = 409;

struct TroubleText {
    std::string_view what;
    std::string_view hint;
};

TroubleText textOf(Trouble trouble) {
    switch (trouble) {
        case Trouble::kAuthentication:
            return {"authentication",
                    "check clientId, clientSecret, serviceAccount and privateKey against the app "
                    "in the Developer Console, and this machine's clock"};
        case Trouble::kEndpoint:
            return {"authentication",
                    "the setting authenticationServerUrl is the address of the token endpoint; "
                    "leave it out for LINE WORKS' own"};
        case Trouble::kScope:
            return {"scope",
                    "tick the scopes of the setting scope on the app in the Developer Console and "
                    "save; a new one may take some minutes"};
        case Trouble::kScopeOrPlan:
            return {"scope or plan",
                    "tick the scopes of the setting scope on the app in the Developer Console and "
                    "save; a new one may take some minutes. The plan Free has no scopes that "
                    "write: on it set plan to free, and scope to \"user.read orgunit.read "
                    "group.read\" to read"};
        case Trouble::kDomain:
            return {"domain",
                    "domainId is the number at the foot of the Developer Console's menu, and the "
                    "app must be of the same tenant"};
        case Trouble::kPlan:
            return {"plan",
                    "the plan Free has only the scopes user.read, group.read, orgunit.read, "
                    "user.email.read and user.profile.read: set scope to these to read, or take a "
                    "paid plan to write"};
        case Trouble::kOther:
            break;
    }
    return {"", ""};
}

bool isTokenError(const Error& error) {
    return error.code == ErrorCode::kConnectionFailed &&
           (error.targetCode.starts_with("invalid_") || error.targetCode == "UNAUTHORIZED" ||
            error.targetCode.starts_with("un"));
}

/** Nobody gives tokens at the address that was asked: no API call ends so, whose 404 is told as
 * something that is not there. */
bool isNoTokenEndpoint(const Error& error) {
    constexpr int kNotFound = 404;
    constexpr int kWrongVerb = 405;
    return (error.code == ErrorCode::kConnectionFailed || error.code == ErrorCode::kProtocol) &&
           (error.httpStatus == kNotFound || error.httpStatus == kWrongVerb);
}

}  // namespace

bool isNotThere(const Error& error) { return error.code == ErrorCode::kUnknownUid; }

bool isRefusedData(const Error& error) {
    return error.httpStatus == kBadRequest || error.httpStatus == kConflict;
}

bool isWrongState(const Error& error) {
    return error.code == ErrorCode::kInvalidState && error.httpStatus == kBadRequest;
}

Error explained(Error error) { return explained(std::move(error), accountClass()); }

Error explained(Error error, const ObjectClassInfo& info) {
    return sdk::withSchemaNames(std::move(error), info);
}

Trouble troubleOf(const Error& error, const Settings& settings) {
    if (error.targetCode == "invalid_scope") {
        return settings.isFree()             ? Trouble::kPlan
               : settings.asksForFreeAlone() ? Trouble::kScope
                                             : Trouble::kScopeOrPlan;
    }
    if (isTokenError(error)) {
        return Trouble::kAuthentication;
    }
    if (isNoTokenEndpoint(error)) {
        return Trouble::kEndpoint;
    }
    if (error.targetCode == "FORBIDDEN") {
        return Trouble::kScope;
    }
    const bool isAboutDomain = error.code == ErrorCode::kPermissionDenied || isNotThere(error) ||
                               error.code == ErrorCode::kInvalidAttributeValue;
    return isAboutDomain ? Trouble::kDomain : Trouble::kOther;
}

Error asTestError(Error error, const Settings& settings) {
    const TroubleText text = textOf(troubleOf(error, settings));
    if (!text.what.empty()) {
        error.message = std::string(text.what) + ": " + error.message;
        error.hint = text.hint;
    }
    return error;
}

}  // namespace muster::lineworks
