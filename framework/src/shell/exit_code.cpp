#include "shell/exit_code.h"

namespace muster::shell {

ExitCode exitCodeOf(const Error& error) {
    switch (error.code) {
        case ErrorCode::kConfiguration:
            return ExitCode::kHome;
        case ErrorCode::kUnknownUid:
            return ExitCode::kNotFound;
        case ErrorCode::kAlreadyExists:
            return ExitCode::kAlreadyExists;
        case ErrorCode::kInternal:
            return ExitCode::kInternal;
        case ErrorCode::kNotSupported:
        case ErrorCode::kInvalidAttributeValue:
            // Only an answer of the target brings a status or a code of its own.
            return error.httpStatus == 0 && error.targetCode.empty() ? ExitCode::kRefused
                                                                     : ExitCode::kTargetFailed;
        case ErrorCode::kPreconditionFailed:
        case ErrorCode::kInvalidCredential:
        case ErrorCode::kPermissionDenied:
        case ErrorCode::kConnectionFailed:
        case ErrorCode::kConnectionBroken:
        case ErrorCode::kTimeout:
        case ErrorCode::kRetryable:
        case ErrorCode::kQuotaExceeded:
        case ErrorCode::kInvalidState:
        case ErrorCode::kConflict:
        case ErrorCode::kCancelled:
        case ErrorCode::kProtocol:
            return ExitCode::kTargetFailed;
    }
    return ExitCode::kInternal;
}

namespace {

ExitCode notAppliedCode(const provision::OperationResult& result) {
    if (!result.error) {
        return ExitCode::kTargetFailed;
    }
    switch (result.error->code) {
        case ErrorCode::kAlreadyExists:
            return ExitCode::kAlreadyExists;
        case ErrorCode::kUnknownUid:
            return ExitCode::kNotFound;
        case ErrorCode::kConfiguration:
            return ExitCode::kHome;
        default:
            return result.refused ? ExitCode::kRefused : exitCodeOf(*result.error);
    }
}

}  // namespace

ExitCode exitCodeOf(const provision::OperationResult& result) {
    using store::OperationState;
    if (result.state == OperationState::kConflict || result.state == OperationState::kNeedsSecret ||
        result.waiting.overtakenBy) {
        return ExitCode::kNeedsPerson;
    }
    if (result.state == OperationState::kDeferred && result.error) {
        return ExitCode::kDeferred;
    }
    switch (result.outcome) {
        case Outcome::kApplied:
            return result.error ? notAppliedCode(result) : ExitCode::kDone;
        case Outcome::kPartial:
            return ExitCode::kPartial;
        case Outcome::kUnknown:
            return ExitCode::kUnknown;
        case Outcome::kUnset:
        case Outcome::kNotApplied:
            // A dry run that found nothing wrong has sent nothing, which is what was asked for.
            return result.error || result.refused ? notAppliedCode(result) : ExitCode::kDone;
    }
    return ExitCode::kInternal;
}

}  // namespace muster::shell
