// A create whose request was lost, that was not found and sent again, and is refused now since the
// object is there: its own first request may have made it, and the target shown it late.
#include "provision/recovery/resumption.h"
#include "provision/recovery/settle_rules.h"
#include "provision/recovery/step_rules.h"
#include "provision/write.h"

namespace muster::provision {
namespace {

/** Whether it may have made the object, and a look took it for not done. */
bool mayHaveMadeIt(const store::StepRecord& step) {
    const bool isOwnIo = step.start.operationKey.empty();
    const bool wasLost = !step.end || step.end->outcome == Outcome::kUnknown;
    return (isOwnIo || isCreation(step)) && wasLost && step.outcome() == Outcome::kNotApplied;
}

}  // namespace

void Provisioner::doubtRefusal(Write& write, OperationResult& result) {
    const bool isRefusedAgain = write.resumed && !write.request->dryRun && !write.isAnothers &&
                                write.request->kind == store::OperationKind::kCreate &&
                                result.outcome == Outcome::kNotApplied && result.error &&
                                result.error->code == ErrorCode::kAlreadyExists &&
                                knownUid(*write.resumed).empty();
    if (!isRefusedAgain) {
        return;
    }
    for (const store::StepRecord& step : write.resumed->steps) {
        if (mayHaveMadeIt(step)) {
            write.doubted.push_back({step.ordinal, Outcome::kUnknown, ""});
        }
    }
    if (!write.doubted.empty()) {
        result.outcome = Outcome::kUnknown;
        result.error->outcome = Outcome::kUnknown;
    }
}

void Provisioner::lookForOwn(Resumption& resumption) {
    OperationResult& result = resumption.outcome.result;
    std::vector<Notice> notices = std::move(result.notices);
    notices.push_back({"sent-before",
                       "the target refused it (" + result.error->message +
                           "); it was sent before and its answer lost, so it is looked for again",
                       ""});
    result = {.id = resumption.record.id,
              .correlation = resumption.record.correlationId,
              .notices = std::move(notices)};
    resumption.mayBeOwn = false;
    resumption.settled.reset();
    if (resumption.reload(journal_) && settleFirst(resumption) && planAgain(resumption)) {
        goOn(resumption);
    }
}

}  // namespace muster::provision
