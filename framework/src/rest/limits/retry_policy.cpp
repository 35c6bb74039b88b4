#include "rest/limits/retry_policy.h"

#include <algorithm>
#include <cmath>

namespace muster::rest {
namespace {

using std::chrono::milliseconds;

/** Kinds that a second try may cure although their code alone does not say so. */
bool isPassing(const Error& error) {
    switch (error.code) {
        case ErrorCode::kConnectionFailed:
            return error.httpStatus == 0;  // no connection; a status means a rejected credential
        case ErrorCode::kConnectionBroken:
        case ErrorCode::kTimeout:
        case ErrorCode::kRetryable:
            return true;
        case ErrorCode::kConfiguration:
        case ErrorCode::kNotSupported:
        case ErrorCode::kInvalidAttributeValue:
        case ErrorCode::kAlreadyExists:
        case ErrorCode::kUnknownUid:
        case ErrorCode::kPreconditionFailed:
        case ErrorCode::kInvalidCredential:
        case ErrorCode::kPermissionDenied:
        case ErrorCode::kQuotaExceeded:
        case ErrorCode::kInvalidState:
        case ErrorCode::kConflict:
        case ErrorCode::kCancelled:
        case ErrorCode::kProtocol:
        case ErrorCode::kInternal:
            break;
    }
    return false;
}

}  // namespace

RetryPolicy::RetryPolicy() {
    kinds_[ErrorCode::kRetryable] = {.attempts = 5};
    kinds_[ErrorCode::kConnectionFailed] = {.attempts = 3, .first = milliseconds(200)};
    kinds_[ErrorCode::kConnectionBroken] = {.attempts = 2};
    kinds_[ErrorCode::kTimeout] = {.attempts = 2};
}

BackOff RetryPolicy::backOff(ErrorCode kind) const {
    const auto found = kinds_.find(kind);
    return found == kinds_.end() ? BackOff{} : found->second;
}

bool RetryPolicy::isSafe(const Error& error, bool isIdempotent) {
    if (!error.retryable.value_or(isPassing(error))) {
        return false;
    }
    switch (error.effectiveOutcome()) {
        case Outcome::kNotApplied:
            return true;
        case Outcome::kUnknown:
            return isIdempotent;
        case Outcome::kUnset:
        case Outcome::kApplied:
        case Outcome::kPartial:
            break;
    }
    return false;
}

std::optional<milliseconds> RetryPolicy::nextWait(const Error& error, int attempt,
                                                  bool isIdempotent, double random) const {
    const BackOff rule = backOff(error.code);
    if (attempt >= rule.attempts || !isSafe(error, isIdempotent)) {
        return std::nullopt;
    }
    const double grown =
        static_cast<double>(rule.first.count()) * std::pow(rule.factor, attempt - 1);
    const double whole = std::min(grown, static_cast<double>(rule.longest.count()));
    const milliseconds spread(static_cast<std::int64_t>(whole / 2 * std::clamp(random, 0.0, 1.0)));
    const milliseconds half(static_cast<std::int64_t>(whole / 2));
    return error.retryAfter ? std::max(*error.retryAfter, half) + spread : half + spread;
}

}  // namespace muster::rest
