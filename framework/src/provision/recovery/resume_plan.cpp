// What is sent when an operation goes on, and how.
#include <algorithm>

#include "provision/recovery/attribute_match.h"
#include "provision/recovery/resumption.h"
#include "store/request_json.h"

namespace muster::provision {
namespace {

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

Notice secretNeeded(const store::OperationRecord& record, const std::string& name) {
    return {"needs-secret",
            "the secret \"" + name + "\" has to be given: operation resume " + number(record) +
                " " + name + "=@prompt",
            name};
}

}  // namespace

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
    // Steps that are told apart are replayed one by one, so the whole of it can be asked for again.
    const bool isWholeAgain = isSame && (*runtime)->description().usesTemplatedCalls;
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
    } else if (call == CallKind::kUpdate && resumption.settled && !isWholeAgain &&
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
        if (!resumption.asked.dryRun && !recordDone(resumption, done)) {
            return;
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
    write.context->isResumed =
        hasUnknownStep(resumption.record) || hasAppliedStep(resumption.record);
    write.resumed = resumption.record;
    write.isPlannedAfresh = resumption.isPlannedAfresh;
    write.findsOutItself = isResumableAction(resumption.record, write.runtime->description());
    write.missingSecrets = resumption.withheld.names;
    write.context->withheld = resumption.withheld.standIns;
    write.deferredBefore = resumption.deferredBefore;
    write.isAnothers = resumption.isAnothers;
    if (!usesTemplates && !write.missingSecrets.empty()) {
        // The connector sends by itself, so that nothing could keep a stand-in from going out.
        return needSecrets(resumption);
    }
    if (resumption.asked.dryRun) {
        const int from =
            write.isPlannedAfresh ? resumption.record.attempt + 1 : resumption.record.replayFrom;
        write.context->steps = std::make_shared<JournalSteps>(
            nullptr, resumption.record.id,
            EarlierSteps{resumption.record.steps, from, write.findsOutItself});
    }
    result.notices.insert(result.notices.end(), write.checked.notices.begin(),
                          write.checked.notices.end());
    result.lookupsUsed = write.checked.lookupNames();
    result.id = resumption.record.id;
    perform(*prepared, result);
    resumption.mayBeOwn = !write.doubted.empty();
    if (resumption.asked.dryRun && write.context->neededWithheld) {
        for (const std::string& name : write.missingSecrets) {
            result.notices.push_back(secretNeeded(resumption.record, name));
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

}  // namespace muster::provision
