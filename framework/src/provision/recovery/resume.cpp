#include <algorithm>

#include "provision/recovery/attribute_match.h"
#include "provision/recovery/resumption.h"
#include "store/request_json.h"

namespace muster::provision {
namespace {

using store::OperationState;

std::string number(const store::OperationRecord& record) {
    return std::to_string(record.id.number);
}

Error wrongState(const store::OperationRecord& record, const std::string& what,
                 const std::string& hint) {
    return {.code = ErrorCode::kInvalidState,
            .message = "operation " + number(record) + " " + what,
            .hint = hint,
            .outcome = Outcome::kNotApplied};
}

std::string showIt(const store::OperationRecord& record) {
    return "\"operation show " + number(record) + "\" tells how it ended";
}

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

/** Enabling and the like are given anew by the kind of the operation. */
void dropImplied(store::OperationKind kind, std::vector<AttributeDelta>& deltas) {
    if (kind != store::OperationKind::kUpdate && kind != store::OperationKind::kCreate) {
        std::erase_if(deltas, [](const AttributeDelta& delta) {
            return equalNames(delta.name(), attr::kEnable);
        });
    }
}

void dropWhatCannotChange(const ObjectClassInfo& info, std::vector<AttributeDelta>& deltas,
                          std::vector<Notice>& notices) {
    std::erase_if(deltas, [&](const AttributeDelta& delta) {
        const AttributeInfo* attribute = info.find(delta.name());
        const bool cannot = attribute == nullptr || !attribute->updateable;
        if (cannot) {
            notices.push_back({"not-changeable",
                               "attribute \"" + delta.name() +
                                   "\" is not known to be as asked, and cannot be changed any more",
                               delta.name()});
        }
        return cannot;
    });
}

}  // namespace

void Provisioner::Resumption::fail(Error error) {
    outcome.result.id = record.id;
    outcome.result.outcome =
        error.outcome == Outcome::kUnknown ? Outcome::kUnknown : record.outcome;
    outcome.result.refused = outcome.result.outcome == Outcome::kNotApplied;
    outcome.result.state = record.state;
    outcome.result.waiting.reason = record.reason;
    error.outcome = outcome.result.outcome;
    outcome.result.error = std::move(error);
}

void Provisioner::Resumption::finish(const Settled& found) {
    outcome.result.id = record.id;
    outcome.result.outcome = Outcome::kApplied;
    outcome.result.report = WriteReport{.uid = found.uid.empty() ? record.uid : found.uid,
                                        .name = found.name.empty() ? record.name : found.name};
    if (outcome.result.report->uid.empty()) {
        outcome.result.report.reset();
    }
    outcome.result.notices.push_back({"settled", "nothing had to be sent: " + found.reason, ""});
}

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
    if (takeWord(resumption) && settleFirst(resumption) && planAgain(resumption)) {
        goOn(resumption);
    }
    return std::move(resumption.outcome);
}

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

/** Chooses what is sent: the same request with its applied steps replayed, or what is left of it.
 */
bool Provisioner::planAgain(Resumption& resumption) {
    const store::OperationRecord& record = resumption.record;
    OperationRequest& request = resumption.outcome.request;
    const auto runtime = targets_.find(record.target);
    const auto info = runtime ? requireClass((*runtime)->description(), record.objectClass)
                              : Result<const ObjectClassInfo*>(runtime.error());
    const bool isDeferredChange = !record.deferredJson.empty() && !hasUnknownStep(record);
    Result<store::ParsedRequest> parsed =
        store::parseRequest(isDeferredChange ? record.deferredJson : record.requestJson);
    if (!info || !parsed) {
        return resumption.fail(!info ? info.error() : parsed.error()), false;
    }
    store::Request planned = std::move(parsed->request);
    // The object of what is deferred may have got another Uid since (`OperationEnd::formerUid`).
    const std::string known =
        isDeferredChange && !record.uid.empty() ? record.uid : knownUid(record);
    const std::string uid = known.empty() && resumption.settled ? resumption.settled->uid : known;
    // What was found out has no saved result in the words of a connector that sends by itself.
    const bool isReplayable =
        (*runtime)->description().usesTemplatedCalls ||
        std::none_of(record.steps.begin(), record.steps.end(), [](const store::StepRecord& step) {
            return step.settled == Outcome::kApplied;
        });
    const bool isSame = isReplayable && !record.fingerprint.empty() &&
                        record.fingerprint == (*runtime)->fingerprint();
    const bool isMade = record.kind == store::OperationKind::kCreate && hasAppliedStep(record);
    const CallKind call = callOf(record.kind, **info);
    resumption.isPlannedAfresh = isDeferredChange || !isSame;
    if (isDeferredChange) {
        resumption.deferredBefore = planned.deltas;
        request.kind = store::OperationKind::kUpdate;
    } else if (isMade && !isSame && !uid.empty()) {
        planned.deltas =
            resumption.settled ? resumption.settled->left : asDeltas(planned.attributes);
        planned.attributes.clear();
        request.kind = store::OperationKind::kUpdate;
        dropWhatCannotChange(**info, planned.deltas, resumption.outcome.result.notices);
    } else if (call == CallKind::kUpdate && resumption.settled &&
               record.kind == store::OperationKind::kUpdate) {
        planned.deltas = resumption.settled->left;
    }
    dropImplied(request.kind, planned.deltas);
    Result<WithheldSecrets> withheld = fillSecrets(planned, resumption.asked.secrets);
    if (!withheld) {
        return resumption.fail(std::move(withheld).error()), false;
    }
    resumption.withheld = *std::move(withheld);
    request.attributes = std::move(planned.attributes);
    request.deltas = std::move(planned.deltas);
    request.options = std::move(planned.options);
    request.action = std::move(planned.action);
    if (request.kind == store::OperationKind::kCreate) {
        return true;
    }
    if (!uid.empty()) {
        if (const Result<Uid> parsedUid = Uid::parse(uid)) {
            request.object = ObjectRef(*parsedUid);
        }
    } else if (const Result<Name> name = Name::parse(record.name)) {
        request.object = ObjectRef(*name);
    }
    return true;
}

void Provisioner::goOn(Resumption& resumption) {
    OperationResult& result = resumption.outcome.result;
    const OperationRequest& request = resumption.outcome.request;
    const bool hasNothingLeft =
        request.kind == store::OperationKind::kUpdate && request.deltas.empty();
    if (hasNothingLeft) {
        const Settled done{.finding = Finding::kDone,
                           .reason = "nothing is left that could be changed"};
        if (!resumption.asked.dryRun) {
            (void)journal_.settle(resumption.record.id, settlementOf(resumption.record, done))
                .hasValue();
        }
        return resumption.finish(done);
    }
    Result<std::shared_ptr<Write>> prepared = prepare(request);
    if (!prepared) {
        return resumption.fail(std::move(prepared).error());
    }
    Write& write = **prepared;
    const bool usesTemplates = write.runtime->description().usesTemplatedCalls;
    write.context->correlation = resumption.record.correlationId;
    write.resumed = resumption.record;
    write.isPlannedAfresh = resumption.isPlannedAfresh;
    write.missingSecrets = resumption.withheld.names;
    write.context->withheld = resumption.withheld.standIns;
    write.deferredBefore = resumption.deferredBefore;
    if (!usesTemplates && !write.missingSecrets.empty()) {
        // The connector sends by itself, so that nothing could keep a stand-in from going out.
        return needSecrets(resumption);
    }
    if (resumption.asked.dryRun) {
        const int from =
            write.isPlannedAfresh ? resumption.record.attempt + 1 : resumption.record.replayFrom;
        write.context->steps = std::make_shared<JournalSteps>(nullptr, resumption.record.id,
                                                              resumption.record.steps, from);
    }
    result.notices.insert(result.notices.end(), write.checked.notices.begin(),
                          write.checked.notices.end());
    result.lookupsUsed = write.checked.lookupNames();
    result.id = resumption.record.id;
    perform(*prepared, result);
    if (resumption.asked.dryRun && write.context->neededWithheld) {
        for (const std::string& name : write.missingSecrets) {
            result.notices.push_back({"needs-secret",
                                      "the secret \"" + name +
                                          "\" has to be given: operation resume " +
                                          number(resumption.record) + " " + name + "=@prompt",
                                      name});
        }
    }
}

void Provisioner::needSecrets(Resumption& resumption) {
    OperationResult& result = resumption.outcome.result;
    result.id = resumption.record.id;
    result.outcome = resumption.record.outcome;
    decideState({.id = resumption.record.id,
                 .now = Time::now(),
                 .neededSecret = true,
                 .missingSecrets = resumption.withheld.names,
                 .deferredBefore = resumption.deferredBefore},
                result);
    if (!resumption.asked.dryRun && resumption.record.isUnsettled()) {
        (void)journal_
            .settle(resumption.record.id,
                    {.state = result.state, .outcome = result.outcome, .waiting = result.waiting})
            .hasValue();
    }
}

Result<void> Provisioner::abandon(store::OperationId id, const std::string& why,
                                  const std::string& by) {
    MUSTER_ASSIGN_OR_RETURN(const auto found, journal_.operation(id));
    if (!found) {
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = "the journal has no operation " + std::to_string(id.number)};
    }
    if (!found->isUnsettled()) {
        return wrongState(
            *found, found->state == OperationState::kOpen ? "is under way" : "is over already",
            showIt(*found));
    }
    return journal_.settle(id, {.state = OperationState::kAbandoned,
                                .outcome = found->outcome,
                                .waiting = {.reason = why, .foundUid = found->foundUid},
                                .by = by});
}

Result<Settled> Provisioner::settle(const store::OperationRecord& record,
                                    const std::stop_token& cancel) {
    return settler_.settle(record, cancel);
}

void Provisioner::settleEarlier(Write& write, OperationResult& result) {
    constexpr std::int64_t kMost = 5;
    store::ObjectKey key{.target = write.request->target,
                         .objectClass = std::string(write.checked.objectClass)};
    const bool isByUid = write.request->object && !write.request->object->isName();
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
        const bool isOpen = record.outcome == Outcome::kUnknown || hasUnknownStep(record);
        const Result<Settled> settled = isOpen ? settler_.settle(record, write.request->cancel)
                                               : Result<Settled>(Settled{.reason = record.reason});
        const auto now = journal_.operation(record.id);
        const store::OperationRecord& latest = now && *now ? **now : record;
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
