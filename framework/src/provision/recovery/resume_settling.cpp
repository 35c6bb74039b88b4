// What has to be known before an operation goes on: a person's word, or a look at the target.
#include "provision/recovery/resumption.h"

namespace muster::provision {

/** Records what a person has decided. */
bool Provisioner::takeWord(Resumption& resumption) {
    const ResumeRequest& asked = resumption.asked;
    if (asked.take.empty() && !asked.isNotApplied) {
        return true;
    }
    Settled settled{.finding = Finding::kNotApplied,
                    .reason = asked.askedBy + " said that it was not applied"};
    if (!asked.take.empty()) {
        settled = {.finding = Finding::kIncomplete,
                   .reason = asked.askedBy + " took the object with Uid \"" + asked.take +
                             "\" as made by this operation",
                   .uid = asked.take};
        const Result<Uid> uid = Uid::parse(asked.take);
        std::vector<Notice> notices;
        const auto found = uid ? get(resumption.record.target, resumption.record.objectClass, *uid,
                                     {}, notices, asked.cancel)
                               : Result<std::optional<ConnectorObject>>(uid.error());
        if (!found) {
            return resumption.fail(found.error()), false;
        }
        if (!*found) {
            return resumption.fail({.code = ErrorCode::kUnknownUid,
                                    .message = "there is no object with Uid \"" + asked.take +
                                               "\" at target \"" + resumption.record.target + "\"",
                                    .outcome = Outcome::kUnknown}),
                   false;
        }
        settled.name = (*found)->name;
    }
    if (asked.dryRun) {
        resumption.outcome.result.notices.push_back({"would-record", settled.reason, ""});
    }
    store::Settlement settlement = settlementOf(resumption.record, settled);
    settlement.by = asked.askedBy;
    if (!asked.take.empty()) {
        settlement.accounts.push_back({.target = resumption.record.target,
                                       .objectClass = resumption.record.objectClass,
                                       .uid = settled.uid,
                                       .name = settled.name});
    }
    if (asked.dryRun) {
        resumption.apply(settlement);
        return true;
    }
    if (Result<void> written = journal_.settle(asked.id, settlement); !written) {
        return resumption.fail(std::move(written).error()), false;
    }
    return resumption.reload(journal_);
}

bool Provisioner::settleFirst(Resumption& resumption) {
    const store::OperationRecord& record = resumption.record;
    const bool isDeferredChange = !record.deferredJson.empty() && !hasUnknownStep(record);
    const bool isKnown = record.outcome == Outcome::kNotApplied && !hasUnknownStep(record);
    if (isDeferredChange || isKnown) {
        return true;
    }
    const auto runtime = targets_.find(record.target);
    if (runtime && isResumableAction(record, (*runtime)->description())) {
        return true;  // what is unknown of it stays so; the next attempt finds out
    }
    Result<Settled> settled = record.isUnsettled() && !resumption.asked.dryRun
                                  ? settler_.settle(record, resumption.asked.cancel)
                                  : settler_.look(record, resumption.asked.cancel);
    if (!settled) {
        // What was applied for certain can be gone on with unseen, if the same requests come of it.
        if (!hasUnknownStep(record) && record.outcome != Outcome::kUnknown) {
            return true;
        }
        return resumption.fail(std::move(settled).error()), false;
    }
    if (resumption.asked.dryRun) {
        resumption.apply(settlementOf(record, *settled));
    } else if (!resumption.reload(journal_)) {
        return false;
    }
    resumption.settled = *settled;
    switch (settled->finding) {
        case Finding::kDone:
            return resumption.finish(*settled), false;
        case Finding::kConflict:
        case Finding::kLookAgain:
            return resumption.fail({.code = ErrorCode::kConflict,
                                    .message = "operation " + number(record) +
                                               " cannot go on: " + record.reason,
                                    .outcome = Outcome::kUnknown}),
                   false;
        case Finding::kIncomplete:
        case Finding::kNotApplied:
            return true;
    }
    return true;
}

}  // namespace muster::provision
