#include "provision/outcome.h"

#include <algorithm>

namespace muster::provision {
namespace {

bool anyStep(const std::vector<StepResult>& steps, Outcome outcome) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const StepResult& step) { return step.outcome == outcome; });
}

/** A step that was not applied, and was tried again under another name with success, does not make
 * the operation partial by itself: the connector's error decides whether there is a failure at all.
 */
Outcome outcomeOfFailure(const WriteFacts& facts, const Error& error) {
    if (anyStep(facts.steps, Outcome::kUnknown)) {
        return Outcome::kUnknown;
    }
    const bool isViolation =
        error.code == ErrorCode::kProtocol || error.code == ErrorCode::kInternal;
    if (anyStep(facts.steps, Outcome::kApplied)) {
        // A create that was applied without telling the Uid: nobody can say which object it is.
        const bool isLost =
            facts.kind == store::OperationKind::kCreate && !facts.answer.report && isViolation;
        return isLost ? Outcome::kUnknown : Outcome::kPartial;
    }
    if (facts.everyWriteIsAStep || !facts.steps.empty()) {
        return Outcome::kNotApplied;
    }
    return error.effectiveOutcome();
}

bool isRefusal(const Error& error) {
    switch (error.code) {
        case ErrorCode::kConfiguration:
        case ErrorCode::kNotSupported:
        case ErrorCode::kInvalidAttributeValue:
        case ErrorCode::kPermissionDenied:
        case ErrorCode::kInvalidState:
        case ErrorCode::kConflict:
            return error.httpStatus == 0;
        case ErrorCode::kAlreadyExists:
        case ErrorCode::kUnknownUid:
        case ErrorCode::kPreconditionFailed:
        case ErrorCode::kInvalidCredential:
        case ErrorCode::kConnectionFailed:
        case ErrorCode::kConnectionBroken:
        case ErrorCode::kTimeout:
        case ErrorCode::kRetryable:
        case ErrorCode::kQuotaExceeded:
        case ErrorCode::kCancelled:
        case ErrorCode::kProtocol:
        case ErrorCode::kInternal:
            break;
    }
    return false;
}

/** Whether a step that does something else than to remove was applied, or may have been. */
bool didOther(const std::vector<StepResult>& steps) {
    return std::any_of(steps.begin(), steps.end(), [](const StepResult& step) {
        return step.outcome != Outcome::kNotApplied && step.method != "DELETE";
    });
}

/** Nobody is there, so what was asked for is so; also when a first request to remove them, of this
 * attempt or of one before, has done it or may have. */
bool isGoneAlready(const WriteFacts& facts, const Error& error) {
    const bool ends = facts.kind == store::OperationKind::kDelete ||
                      facts.kind == store::OperationKind::kDisassociate;
    return ends && error.code == ErrorCode::kUnknownUid && !didOther(facts.steps);
}

}  // namespace

void conclude(WriteFacts facts, OperationResult& result) {
    result.notices.insert(result.notices.end(),
                          std::make_move_iterator(facts.answer.notices.begin()),
                          std::make_move_iterator(facts.answer.notices.end()));
    const bool isGone = facts.answer.error && isGoneAlready(facts, *facts.answer.error);
    if (isGone) {
        result.notices.push_back({std::string(kAlreadyGone),
                                  "\"" + std::string(facts.object) + "\" is not at target \"" +
                                      std::string(facts.target) +
                                      "\": nothing was left to do, and this counts as done",
                                  ""});
        facts.answer.error.reset();
    }
    if (!facts.answer.error && !isGone && anyStep(facts.steps, Outcome::kUnknown)) {
        facts.answer.error = Error{
            .code = ErrorCode::kProtocol,
            .message = "the connector says that it is done, but what became of a step is not known",
            .hint = "look at the steps with `operation show`, and at the target"};
    }
    if (!facts.answer.error) {
        result.outcome = Outcome::kApplied;
        result.accepted = facts.answer.report && facts.answer.report->accepted;
    } else {
        result.outcome = outcomeOfFailure(facts, *facts.answer.error);
        result.refused = result.outcome == Outcome::kNotApplied && facts.steps.empty() &&
                         isRefusal(*facts.answer.error);
        result.error = std::move(facts.answer.error);
        result.error->outcome = result.outcome;
    }
    result.report = std::move(facts.answer.report);
    result.steps = std::move(facts.steps);
}

}  // namespace muster::provision
