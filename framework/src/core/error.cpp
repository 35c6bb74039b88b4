#include <array>
#include <utility>

#include <muster/core/error.h>

namespace muster {
namespace {

constexpr std::array<std::string_view, 19> kCodeWords = {
    "",
    "Configuration",
    "NotSupported",
    "InvalidAttributeValue",
    "AlreadyExists",
    "UnknownUid",
    "PreconditionFailed",
    "InvalidCredential",
    "PermissionDenied",
    "ConnectionFailed",
    "ConnectionBroken",
    "Timeout",
    "Retryable",
    "QuotaExceeded",
    "InvalidState",
    "Conflict",
    "Cancelled",
    "Protocol",
    "Internal",
};

constexpr std::array<std::string_view, 5> kOutcomeWords = {"unset", "applied", "not applied",
                                                           "partial", "unknown"};

}  // namespace

std::string_view toString(ErrorCode code) {
    const auto number = static_cast<std::size_t>(code);
    return number > 0 && number < kCodeWords.size() ? kCodeWords.at(number) : kCodeWords.back();
}

std::string_view toString(Outcome outcome) {
    const auto number = static_cast<std::size_t>(outcome);
    return number < kOutcomeWords.size() ? kOutcomeWords.at(number) : kOutcomeWords.back();
}

std::optional<ErrorCode> errorCodeFromString(std::string_view word) {
    for (std::size_t number = 1; number < kCodeWords.size(); ++number) {
        if (kCodeWords.at(number) == word) {
            return static_cast<ErrorCode>(number);
        }
    }
    return std::nullopt;
}

std::optional<Outcome> outcomeFromString(std::string_view word) {
    for (std::size_t number = 0; number < kOutcomeWords.size(); ++number) {
        if (kOutcomeWords.at(number) == word) {
            return static_cast<Outcome>(number);
        }
    }
    return std::nullopt;
}

Outcome defaultOutcome(ErrorCode code) {
    switch (code) {
        case ErrorCode::kConnectionBroken:
        case ErrorCode::kTimeout:
        case ErrorCode::kCancelled:
        case ErrorCode::kProtocol:
        case ErrorCode::kInternal:
            return Outcome::kUnknown;
        case ErrorCode::kConfiguration:
        case ErrorCode::kNotSupported:
        case ErrorCode::kInvalidAttributeValue:
        case ErrorCode::kAlreadyExists:
        case ErrorCode::kUnknownUid:
        case ErrorCode::kPreconditionFailed:
        case ErrorCode::kInvalidCredential:
        case ErrorCode::kPermissionDenied:
        case ErrorCode::kConnectionFailed:
        case ErrorCode::kRetryable:
        case ErrorCode::kQuotaExceeded:
        case ErrorCode::kInvalidState:
        case ErrorCode::kConflict:
            return Outcome::kNotApplied;
    }
    return Outcome::kUnknown;
}

Outcome Error::effectiveOutcome() const {
    return outcome == Outcome::kUnset ? defaultOutcome(code) : outcome;
}

bool Error::isRetryable() const { return retryable.value_or(code == ErrorCode::kRetryable); }

std::string Error::describe() const {
    std::string text = std::string(toString(code)) + ": " + message;
    if (httpStatus != 0) {
        text += " (HTTP " + std::to_string(httpStatus);
        text += targetCode.empty() ? ")" : ", target code " + targetCode + ")";
    } else if (!targetCode.empty()) {
        text += " (target code " + targetCode + ")";
    }
    if (!hint.empty()) {
        text += " Hint: " + hint;
    }
    return text;
}

}  // namespace muster
