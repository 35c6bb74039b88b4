#include "provision/recovery/resumption.h"

namespace muster::provision {
namespace {

using store::OperationState;

/** What a person says with --take or --not-applied has to fit the operation. */
std::optional<Error> misfit(const ResumeRequest& request, const store::OperationRecord& record) {
    if (request.isRetry && record.outcome != Outcome::kNotApplied) {
        return wrongState(record,
                          "is " + std::string(toString(record.outcome)) +
                              ", and only what was not applied is tried again as a whole",
                          "\"operation resume " + number(record) + "\" goes on where it stands");
    }
    if (!request.take.empty() && record.kind != store::OperationKind::kCreate) {
        return wrongState(record, "is no create, so there is no object to take", "");
    }
    const bool isDecided = !request.take.empty() || request.isNotApplied;
    if (isDecided && record.outcome != Outcome::kUnknown) {
        return wrongState(record,
                          "is " + std::string(toString(record.outcome)) +
                              ", so there is nothing left for a person to decide",
                          "leave --take and --not-applied out");
    }
    return std::nullopt;
}

}  // namespace

Result<store::OperationRecord> Provisioner::resumable(const ResumeRequest& request) {
    MUSTER_ASSIGN_OR_RETURN(auto found, journal_.operation(request.id));
    if (!found) {
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = "the journal has no operation " + std::to_string(request.id.number),
                     .hint = "\"operation list --state unsettled\" shows those that wait"};
    }
    const store::OperationRecord& record = *found;
    if (record.state == OperationState::kOpen) {
        return wrongState(record, "is under way", "");
    }
    if (record.state == OperationState::kAbandoned) {
        return wrongState(record, "was abandoned: " + record.reason, "ask for it anew");
    }
    if (record.state == OperationState::kEnded && record.outcome == Outcome::kApplied) {
        return wrongState(record, "is done", showIt(record));
    }
    if (std::optional<Error> error = misfit(request, record)) {
        return *std::move(error);
    }
    return *std::move(found);
}

ResumedOperation Provisioner::resume(const ResumeRequest& request) {
    Result<store::OperationRecord> record = resumable(request);
    if (!record) {
        return {.result = refuse(std::move(record).error())};
    }
    Resumption resumption{.asked = request, .record = *std::move(record)};
    resumption.outcome.request = {.kind = resumption.record.kind,
                                  .target = resumption.record.target,
                                  .objectClass = resumption.record.objectClass,
                                  .dryRun = request.dryRun,
                                  .askedBy = request.askedBy,
                                  .timeout = request.timeout,
                                  .cancel = request.cancel};
    resumption.outcome.result.correlation = resumption.record.correlationId;
    if (takeWord(resumption) && settleFirst(resumption) && checkLater(resumption) &&
        planAgain(resumption)) {
        goOn(resumption);
    }
    if (resumption.mayBeOwn) {
        lookForOwn(resumption);
    }
    return std::move(resumption.outcome);
}

}  // namespace muster::provision
