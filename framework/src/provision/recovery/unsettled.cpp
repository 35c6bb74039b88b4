// What is done about operations that are not over, but going on with them.
#include <algorithm>

#include "provision/recovery/resumption.h"

namespace muster::provision {
namespace {

/** Why there is nothing to give up. */
std::string overAlready(const store::OperationRecord& record) {
    switch (record.state) {
        case store::OperationState::kOpen:
            return "is under way";
        case store::OperationState::kAbandoned:
            return "is over already: abandoned by " + record.decidedBy + ": " + record.reason;
        case store::OperationState::kEnded:
        case store::OperationState::kInterrupted:
        case store::OperationState::kDeferred:
        case store::OperationState::kConflict:
        case store::OperationState::kNeedsSecret:
            break;
    }
    return "is over already: " + std::string(toString(record.outcome));
}

}  // namespace

Result<void> Provisioner::abandon(store::OperationId id, const std::string& why,
                                  const std::string& by) {
    MUSTER_ASSIGN_OR_RETURN(const auto found, journal_.operation(id));
    if (!found) {
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = "the journal has no operation " + std::to_string(id.number),
                     .hint = "\"operation list --state unsettled\" shows those that wait"};
    }
    const bool isPartial =
        found->state == store::OperationState::kEnded && found->outcome == Outcome::kPartial;
    if (!found->isUnsettled() && !isPartial) {
        return wrongState(*found, overAlready(*found), showIt(*found));
    }
    return journal_.settle(id, {.state = store::OperationState::kAbandoned,
                                .outcome = found->outcome,
                                .waiting = {.reason = why, .foundUid = found->foundUid},
                                .by = by});
}

Result<Settled> Provisioner::settle(const store::OperationRecord& record,
                                    const std::stop_token& cancel) {
    Result<Settled> settled = settler_.settle(record, {.cancel = cancel});
    if (settled && settled->tellsSteps && settled->finding == Finding::kIncomplete &&
        hasNothingLeft(record.id, cancel)) {
        settled->finding = Finding::kDone;
        settled->reason += "; nothing of it is left to be sent";
        MUSTER_RETURN_IF_ERROR(journal_.settle(record.id, {.state = store::OperationState::kEnded,
                                                           .outcome = Outcome::kApplied,
                                                           .waiting = {.reason = settled->reason},
                                                           .uid = settled->uid,
                                                           .name = settled->name}));
    }
    return settled;
}

/** Whether the connector, asked to go on, would only take the results of steps that were applied. A
 * dry run tells, which sends nothing. */
bool Provisioner::hasNothingLeft(store::OperationId id, const std::stop_token& cancel) {
    const ResumedOperation dry = resume({.id = id, .dryRun = true, .cancel = cancel});
    const auto& planned = dry.result.planned;
    return !dry.result.error &&
           std::all_of(planned.begin(), planned.end(),
                       [](const host::PlannedRequest& request) { return request.step.empty(); });
}

void Provisioner::settleEarlier(Write& write, OperationResult& result) {
    constexpr std::int64_t kMost = 5;
    store::ObjectKey key{.target = write.request->target,
                         .objectClass = std::string(write.checked.objectClass)};
    const bool isByUid = write.request->objectUid() != nullptr;
    (isByUid ? key.uid : key.name) = write.object;
    Result<store::ObjectHistory> history = journal_.history(key, kMost);
    if (!history) {
        return;  // the intent will meet the same trouble, and tell
    }
    if (history->unsettled.empty()) {
        write.history = *std::move(history);
        return;
    }
    for (const store::OperationRecord& record : history->unsettled) {
        if (write.resumed && record.id == write.resumed->id) {
            continue;
        }
        const bool isOpen = record.outcome == Outcome::kUnknown || hasUnknownStep(record);
        const Result<Settled> settled =
            isOpen ? settler_.settle(record, {write.request->cancel, write.context->deadline})
                   : Result<Settled>(Settled{.reason = record.reason});
        const std::optional<store::OperationRecord> now =
            journal_.operation(record.id).valueOr(std::nullopt);
        const store::OperationRecord& latest = now ? *now : record;
        result.notices.push_back(
            {"unsettled-before",
             "operation " + number(record) + " (" + std::string(toString(record.kind)) +
                 ") on this object was not over; it is " + std::string(toString(latest.state)) +
                 ", " + std::string(toString(latest.outcome)) +
                 (settled ? settled->reason.empty() ? "" : ": " + settled->reason
                          : ": " + settled.error().message),
             ""});
    }
}

}  // namespace muster::provision
