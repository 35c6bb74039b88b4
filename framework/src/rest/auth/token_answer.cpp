#include "rest/auth/token_answer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string>

#include <boost/json.hpp>

namespace muster::rest {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kDefaultLifetime = std::chrono::minutes(5);
/** Longer ones are cut: a year is as good as forever, and no sum overflows. */
constexpr std::chrono::seconds kMaxLifetime = std::chrono::hours(24 * 365);
constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;
constexpr std::size_t kMaxQuoted = 200;

/** The member's text, made fit for a sentence; empty when it is no string or repeats the secret. */
std::string quotable(const json::object& object, std::string_view name, const Secret& secret) {
    const json::value* value = object.if_contains({name.data(), name.size()});
    if (value == nullptr || !value->is_string()) {
        return {};
    }
    std::string text(value->get_string().data(), value->get_string().size());
    if (!secret.empty() && text.find(secret.expose()) != std::string::npos) {
        return {};
    }
    text.resize(std::min(text.size(), kMaxQuoted));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return text;
}

std::string_view hintFor(std::string_view code, int status) {
    if (code == "invalid_client" || code == "unauthorized_client") {
        return "Check clientId and clientSecret of the target, and that the application is active.";
    }
    if (code == "unsupported_grant_type") {
        return "Check the kind of authentication: the application at the target is of another "
               "kind.";
    }
    if (code == "invalid_scope") {
        return "Check scope of the target against what the application may use.";
    }
    if (code == "invalid_request") {
        return "Check accountId and authenticationServerUrl of the target.";
    }
    constexpr int kNotFound = 404;
    constexpr int kWrongVerb = 405;
    if (code.empty() && (status == kNotFound || status == kWrongVerb)) {
        return "Check authenticationServerUrl of the target: no tokens are given there.";
    }
    return "Check the credentials of the target.";
}

/** Retry-After in seconds (RFC 9110 section 10.2.3); the form with a date is left out. */
std::optional<std::chrono::milliseconds> retryAfter(const HttpResponse& answer) {
    const std::string* text = answer.headers.find("Retry-After");
    unsigned seconds = 0;
    if (text == nullptr ||
        std::from_chars(text->data(), text->data() + text->size(), seconds).ptr !=
            text->data() + text->size()) {
        return std::nullopt;
    }
    return std::chrono::seconds(seconds);
}

Error refusal(const HttpResponse& answer, const json::object* object, std::string_view endpoint,
              const Secret& secret) {
    const bool wait = answer.status == kTooManyRequests || answer.status == kUnavailable;
    Error error{.code = wait ? ErrorCode::kRetryable : ErrorCode::kConnectionFailed,
                .message = "the token endpoint " + std::string(endpoint) + " gave no token",
                .outcome = Outcome::kNotApplied,
                .httpStatus = answer.status};
    std::string reason;
    if (object != nullptr) {
        error.targetCode = quotable(*object, "error", secret);
        reason = quotable(*object, "error_description", secret);
        reason = reason.empty() ? quotable(*object, "reason", secret) : reason;
    }
    if (!reason.empty()) {
        error.message += ": \"" + reason + "\"";
    }
    constexpr int kServerError = 500;
    if (wait) {
        error.retryAfter = retryAfter(answer);
        error.hint = "The endpoint asks to wait.";
    } else if (answer.status >= kServerError) {
        error.retryable = true;
        error.hint = "The endpoint has a fault of its own; try again later.";
    } else {
        error.hint = hintFor(error.targetCode, answer.status);
    }
    return error;
}

Error notAllowed(const HttpResponse& answer, std::string_view endpoint, std::string_view what) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "the token endpoint " + std::string(endpoint) + " answered with " +
                            std::string(what),
                 .hint = "Check authenticationServerUrl of the target.",
                 .outcome = Outcome::kNotApplied,
                 .httpStatus = answer.status};
}

std::chrono::seconds lifetimeOf(const json::object& object) {
    const json::value* value = object.if_contains("expires_in");
    double seconds = 0;
    if (value == nullptr) {
        return kDefaultLifetime;
    }
    if (value->is_number()) {
        seconds = value->to_number<double>();
    } else if (value->is_string()) {
        const json::string& text = value->get_string();
        std::from_chars(text.data(), text.data() + text.size(), seconds);
    }
    if (!(seconds > 0)) {
        return kDefaultLifetime;
    }
    return std::chrono::seconds(
        static_cast<std::int64_t>(std::min(seconds, static_cast<double>(kMaxLifetime.count()))));
}

/** Scopes are words parted by blanks. */
std::optional<std::vector<std::string>> scopesOf(const json::object& object) {
    const json::value* value = object.if_contains("scope");
    if (value == nullptr || !value->is_string()) {
        return std::nullopt;
    }
    std::istringstream words{std::string(value->get_string())};
    std::vector<std::string> scopes;
    for (std::string word; words >> word;) {
        scopes.push_back(word);
    }
    return scopes;
}

}  // namespace

Result<AccessToken> readTokenAnswer(const HttpResponse& answer, std::string_view endpoint,
                                    const Secret& secret) {
    constexpr int kSuccess = 200;
    constexpr int kRedirect = 300;
    constexpr int kClientError = 400;
    constexpr int kServerError = 500;
    if (answer.status >= kRedirect && answer.status < kClientError) {
        return notAllowed(answer, endpoint, "a redirect, which is not followed with credentials");
    }
    boost::system::error_code failure;
    json::value parsed = json::parse(answer.body, failure);
    const json::object* object = failure ? nullptr : parsed.if_object();
    if (answer.status != kSuccess) {
        // A server in trouble or a gateway before it may answer with a page.
        const bool mustBeJson = answer.status < kServerError && answer.status != kTooManyRequests;
        if (object == nullptr && mustBeJson) {
            return notAllowed(answer, endpoint, "something that is no JSON object");
        }
        return refusal(answer, object, endpoint, secret);
    }
    if (object == nullptr) {
        return notAllowed(answer, endpoint, "something that is no JSON object");
    }
    json::value* token = parsed.get_object().if_contains("access_token");
    if (token == nullptr || !token->is_string() || token->get_string().empty()) {
        return notAllowed(answer, endpoint, "no access_token");
    }
    const json::value* type = object->if_contains("token_type");
    if (type != nullptr && type->is_string() &&
        !equalsIgnoringCase({type->get_string().data(), type->get_string().size()}, "bearer")) {
        return notAllowed(answer, endpoint, "a token that is not of the type \"bearer\"");
    }
    json::string& text = token->get_string();
    AccessToken result{.value = Secret(std::string_view(text.data(), text.size())),
                       .lifetime = lifetimeOf(*object),
                       .scopes = scopesOf(*object)};
    std::fill(text.begin(), text.end(), '\0');
    return result;
}

}  // namespace muster::rest
