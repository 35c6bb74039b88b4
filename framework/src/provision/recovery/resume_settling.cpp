// What has to be known before an operation goes on: a person's word, or a look at the target.
#include <algorithm>

#include "provision/recovery/later_rule.h"
#include "provision/recovery/resumption.h"
#include "store/request_json.h"

namespace muster::provision {
namespace {

/** The changes that the target takes later, as they were recorded. */
std::vector<AttributeDelta> deferredDeltas(const store::OperationRecord& record) {
    const auto parsed = store::parseRequest(record.deferredJson);
    return parsed ? parsed->request.deltas : std::vector<AttributeDelta>();
}

Error notThere(const ResumeRequest& asked, const store::OperationRecord& record) {
    return {.code = ErrorCode::kUnknownUid,
            .message = "there is no object with Uid \"" + asked.take + "\" at target \"" +
                       record.target + "\"",
            .hint = "\"operation resume " + number(record) +
                    "\" looks again; \"operation abandon " + number(record) +
                    " --why ...\" ends it",
            .outcome = Outcome::kUnknown};
}

/** Nothing is wrong: the target may show later what was done. */
Error tooEarly(const store::OperationRecord& record, const Settled& settled) {
    Error error{.code = ErrorCode::kRetryable,
                .message = "operation " + number(record) + " waits: " + record.reason,
                .hint = "\"operation resume " + number(record) + "\" looks again then",
                .outcome = Outcome::kUnknown};
    if (settled.lookAgain) {
        const auto left = settled.lookAgain->microseconds - Time::now().microseconds;
        error.retryAfter = std::chrono::milliseconds(std::max<std::int64_t>(left, 0) / 1000);
    }
    return error;
}

/** A slip in the Uid would write what was asked for to somebody else. What a look has found under
 * the operation's name may be taken whatever the target calls it. */
std::optional<Error> calledOtherwise(const store::OperationRecord& record,
                                     const ConnectorObject& object) {
    const bool isFound = !record.foundUid.empty() && object.uid == record.foundUid;
    if (isFound || record.name.empty() || equalNames(object.name, record.name)) {
        return std::nullopt;
    }
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "the object with Uid \"" + object.uid + "\" is called \"" +
                            object.name + "\", and operation " + number(record) + " makes \"" +
                            record.name + "\", so it is not taken",
                 .hint = "\"operation resume " + number(record) + "\" looks for \"" + record.name +
                         "\" and tells its Uid",
                 .outcome = Outcome::kUnknown};
}

}  // namespace

/** Records what a person has decided. */
bool Provisioner::takeWord(Resumption& resumption) {
    const ResumeRequest& asked = resumption.asked;
    if (asked.take.empty() && !asked.isNotApplied) {
        return true;
    }
    resumption.isAnothers =
        asked.isNotApplied && resumption.record.state == store::OperationState::kConflict;
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
            return resumption.fail(notThere(asked, resumption.record)), false;
        }
        if (auto error = calledOtherwise(resumption.record, **found)) {
            return resumption.fail(*std::move(error)), false;
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

/** Records of an operation that had ended, or is unsettled, that it is done after all. */
bool Provisioner::recordDone(Resumption& resumption, const Settled& done) {
    const store::OperationRecord& record = resumption.record;
    const Result<void> written = journal_.settle(record.id, settlementOf(record, done));
    if (!written) {
        resumption.fail(written.error());
    }
    return written.hasValue();
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
    LookLimits limits{.cancel = resumption.asked.cancel};
    if (const auto& timeout = resumption.asked.timeout) {
        limits.until = std::chrono::steady_clock::now() + *timeout;
    }
    const bool isWritten = record.isUnsettled() && !resumption.asked.dryRun;
    Result<Settled> settled =
        isWritten ? settler_.settle(record, limits) : settler_.look(record, limits);
    if (!settled) {
        // What was applied for certain can be gone on with unseen, if the same requests come of it.
        if (!hasUnknownStep(record) && record.outcome != Outcome::kUnknown) {
            return true;
        }
        return resumption.fail(std::move(settled).error()), false;
    }
    if (resumption.asked.dryRun) {
        resumption.apply(settlementOf(record, *settled));
    } else if (!isWritten && settled->finding == Finding::kDone &&
               !recordDone(resumption, *settled)) {
        return false;
    } else if (!resumption.reload(journal_)) {
        return false;
    }
    resumption.settled = *settled;
    switch (settled->finding) {
        case Finding::kDone:
            return resumption.finish(*settled), false;
        case Finding::kLookAgain:
            return resumption.fail(tooEarly(record, *settled)), false;
        case Finding::kConflict:
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

bool Provisioner::checkLater(Resumption& resumption) {
    constexpr std::int64_t kMost = 100;
    const store::OperationRecord& record = resumption.record;
    if (resumption.asked.isAnyway) {
        return true;
    }
    const auto later = journal_.laterOf({.target = record.target,
                                         .objectClass = record.objectClass,
                                         .uid = knownUid(record),
                                         .name = record.name},
                                        record.id, kMost);
    if (!later) {
        return resumption.fail(later.error()), false;
    }
    const store::OperationRecord* const other = laterWrite(record, *later);
    if (other == nullptr) {
        return true;
    }
    const std::string why = "operation " + number(*other) + " (" +
                            std::string(toString(other->kind)) +
                            ") came later, and this one would be done over it";
    // A person decides, so it does not come up again by itself.
    if (record.isUnsettled() && !resumption.asked.dryRun) {
        const store::Settlement same{.state = record.state,
                                     .outcome = record.outcome,
                                     .waiting = {.reason = why,
                                                 .deltas = deferredDeltas(record),
                                                 .foundUid = record.foundUid,
                                                 .overtakenBy = other->id}};
        if (const Result<void> kept = journal_.settle(record.id, same); !kept) {
            return resumption.fail(kept.error()), false;
        }
        if (!resumption.reload(journal_)) {
            return false;
        }
    }
    resumption.fail({.code = ErrorCode::kConflict,
                     .message = "operation " + number(record) + " cannot go on: " + why,
                     .hint = "\"operation abandon " + number(record) +
                             " --why ...\" ends it; \"operation resume " + number(record) +
                             " --anyway\" goes on all the same"});
    resumption.outcome.result.waiting.overtakenBy = other->id;
    return false;
}

}  // namespace muster::provision
