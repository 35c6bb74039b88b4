#include "provision/provisioner.h"

#include "host/log.h"
#include "host/supervised_call.h"
#include "provision/journal_memory.h"
#include "provision/outcome.h"
#include "provision/recovery/waiting_rule.h"
#include "provision/reference_names.h"
#include "provision/write.h"

namespace muster::provision {
namespace {

using std::chrono::steady_clock;

Error stuckError(const host::TargetRuntime& runtime) {
    return Error{.code = ErrorCode::kTimeout,
                 .message = "the call of connector \"" + runtime.connector().name() +
                            "\" did not come back after its deadline and was given up",
                 .hint = "look at the target before you try again: nobody can tell what it did",
                 .outcome = Outcome::kUnknown};
}

}  // namespace

Provisioner::Provisioner(store::Journal& journal, host::Targets& targets,
                         ProvisionerOptions options)
    : journal_(journal),
      targets_(targets),
      options_(options),
      locks_(std::make_shared<ObjectLocks>()),
      holds_(journal),
      settler_(
          journal, targets,
          [this](const std::string& target, const std::string& objectClass, const ObjectRef& object,
                 const std::vector<std::string>& attributes, const std::stop_token& cancel) {
              std::vector<Notice> notices;
              return get(target, objectClass, object, attributes, notices, cancel);
          }) {}

Provisioner::~Provisioner() = default;

Result<void> Provisioner::hold(const std::string& target, const std::string& why,
                               const std::string& by) {
    const std::vector<std::string> names = targets_.names();
    if (std::find(names.begin(), names.end(), target) == names.end()) {
        MUSTER_RETURN_IF_ERROR(targets_.find(target));
    }
    return holds_.hold({.target = target, .why = why, .by = by});
}

Result<void> Provisioner::release(const std::string& target) {
    MUSTER_RETURN_IF_ERROR(holds_.release(target));
    if (const auto runtime = targets_.find(target)) {
        (*runtime)->forgetStuck();
    }
    return {};
}

OperationResult Provisioner::refuse(Error error) const {
    error.outcome = Outcome::kNotApplied;
    OperationResult result{.refused = true};
    result.error = std::move(error);
    return result;
}

void Provisioner::giveUp(host::TargetRuntime& runtime) {
    runtime.countStuck();
    ++abandoned_;
    if (runtime.isStuck() && !holds_.find(runtime.target().name)) {
        const Result<void> held = holds_.hold(
            {.target = runtime.target().name,
             .why = std::to_string(runtime.stuck()) + " calls of its connector never came back",
             .by = "muster"});
        if (!held) {
            runtime.log().write(host::Log::Severity::kError,
                                "the hold of target " + runtime.target().name +
                                    " could not be recorded: " + held.error().message);
        }
    }
}

Result<std::shared_ptr<Provisioner::Write>> Provisioner::prepare(const OperationRequest& request) {
    MUSTER_ASSIGN_OR_RETURN(auto runtime, targets_.find(request.target));
    std::optional<Error> held = holds_.refusal(request.target);
    if (held && !request.dryRun) {
        return *std::move(held);
    }
    const ReferenceNames references(journal_, request.target);
    auto write = std::make_shared<Write>();
    const bool isHere = request.thread == CallThread::kCalling;
    MUSTER_RETURN_IF_ERROR(
        write->prepare(isHere ? GuardedWrite::borrowed(request) : GuardedWrite::kept(request),
                       std::move(runtime), std::make_shared<host::CallContext>(), &references));
    write->context->memory = std::make_shared<JournalMemory>(journal_, request.target);
    return write;
}

OperationResult Provisioner::run(const OperationRequest& request) {
    Result<std::shared_ptr<Write>> prepared = prepare(request);
    if (!prepared) {
        return refuse(std::move(prepared).error());
    }
    const Write& write = **prepared;
    OperationResult result{.correlation = write.context->correlation};
    result.notices = write.checked.notices;
    result.lookupsUsed = write.checked.lookupNames();
    perform(*prepared, result);
    return result;
}

/** Records the intent, or the next attempt of an operation. */
bool Provisioner::begin(Write& write, OperationResult& result) {
    const host::TargetRuntime& runtime = *write.runtime;
    const auto fail = [&](Error error) {
        error.outcome = Outcome::kNotApplied;
        result.error = std::move(error);
        return false;
    };
    if (write.resumed) {
        const Result<int> attempt =
            journal_.reopen(write.resumed->id, {.fingerprint = runtime.fingerprint(),
                                                .connectorVersion = runtime.connector().version(),
                                                .isPlannedAfresh = write.isPlannedAfresh,
                                                .after = write.resumed->attempt});
        if (!attempt) {
            return fail(attempt.error());
        }
        result.id = write.resumed->id;
        const int from = write.isPlannedAfresh ? *attempt : write.resumed->replayFrom;
        write.steps =
            std::make_shared<JournalSteps>(&journal_, *result.id, write.resumed->steps, from);
        return true;
    }
    const bool isByUid = write.request->object && !write.request->object->isName();
    const std::string object(write.object);
    store::Request recorded{.deltas = write.checked.deltas,
                            .options = write.checked.options,
                            .action = write.request->action};
    for (const AttributeParts& attribute : write.checked.attributes) {
        recorded.attributes.push_back(attribute.copy());
    }
    const Result<store::OperationId> id =
        journal_.begin({.correlationId = result.correlation,
                        .target = runtime.target().name,
                        .objectClass = std::string(write.checked.objectClass),
                        .kind = write.request->kind,
                        .uid = isByUid ? object : "",
                        .name = isByUid ? "" : object,
                        .askedBy = write.request->askedBy,
                        .connectorName = runtime.connector().name(),
                        .connectorVersion = runtime.connector().version(),
                        .fingerprint = runtime.fingerprint(),
                        .request = std::move(recorded)});
    if (!id) {
        return fail(id.error());
    }
    result.id = *id;
    write.steps = std::make_shared<JournalSteps>(&journal_, *id);
    return true;
}

/** Makes the call on the thread that was asked for. Nothing when it had to be given up. */
std::optional<host::WriteAnswer> Provisioner::callInTime(const std::shared_ptr<Write>& shared) {
    if (shared->request->thread == CallThread::kCalling) {
        return shared->call();
    }
    const auto answer = std::make_shared<host::WriteAnswer>();
    const bool cameBack =
        host::runSupervised([shared, answer] { *answer = shared->call(); },
                            [&] { return shared->context->deadline + options_.stuckGrace; });
    if (cameBack) {
        return std::move(*answer);
    }
    shared->context->cancel.request_stop();
    giveUp(*shared->runtime);
    return std::nullopt;
}

void Provisioner::perform(const std::shared_ptr<Write>& shared, OperationResult& result) {
    const host::TargetRuntime& runtime = *shared->runtime;
    if (!shared->request->dryRun) {
        if (!shared->lock(*locks_, result)) {
            return;
        }
        if (!shared->resumed) {
            settleEarlier(*shared, result);
        }
        if (!begin(*shared, result)) {
            return;
        }
        shared->context->steps = shared->steps;
    }
    const std::stop_callback onCancel(shared->request->cancel,
                                      [&] { shared->context->cancel.request_stop(); });
    std::optional<host::WriteAnswer> answer = callInTime(shared);
    const bool cameBack = answer.has_value();
    WriteFacts facts = shared->facts(cameBack ? *std::move(answer)
                                              : host::WriteAnswer{.error = stuckError(runtime)});
    facts.steps = shared->steps == nullptr ? std::vector<StepResult>() : shared->steps->close();
    conclude(std::move(facts), result);
    if (!cameBack) {
        result.outcome = Outcome::kUnknown;  // its thread may have sent what no step tells of
        if (result.error) {
            result.error->outcome = Outcome::kUnknown;
        }
    } else {
        result.planned = shared->context->planned;
    }
    if (shared->request->dryRun) {
        result.outcome = Outcome::kNotApplied;
    } else if (const std::optional<store::OperationId> id = result.id) {
        journalEnd(*shared, *id, result);
        logEnd(*shared, result);
    }
}

namespace {

/** What an update says of `__ENABLE__`, by whatever command. */
std::optional<bool> enabledBy(const CheckedRequest& checked) {
    for (const AttributeDelta& delta : checked.deltas) {
        const Value* value =
            equalNames(delta.name(), attr::kEnable) ? delta.attribute.single() : nullptr;
        if (const bool* enabled = value == nullptr ? nullptr : value->as<bool>()) {
            return *enabled;
        }
    }
    return std::nullopt;
}

/** The Uid that the object had before the operation gave it another one; empty when it has not. A
 * name proves nothing here, since another object may have had it before: then the connector has to
 * say it. */
std::string formerUid(const OperationRequest& request, const OperationResult& result) {
    if (result.report && !result.report->formerUid.empty()) {
        return result.report->formerUid == result.report->uid ? "" : result.report->formerUid;
    }
    const bool isOther = request.object && !request.object->isName() && result.report &&
                         result.report->uid != request.object->text() &&
                         request.kind != store::OperationKind::kDelete &&
                         request.kind != store::OperationKind::kDisassociate;
    return isOther ? request.object->text() : std::string();
}

/** What the journal is to remember of the object, if its Uid is known. */
std::vector<store::AccountSeen> accountsAfter(const OperationRequest& request,
                                              const CheckedRequest& checked,
                                              const OperationResult& result, bool isKnown) {
    store::AccountSeen account{.target = request.target,
                               .objectClass = std::string(checked.objectClass)};
    if (result.report) {
        account.uid = result.report->uid;
        account.name = result.report->name;
        account.state = result.report->state;
    }
    if (account.uid.empty() && request.object && !request.object->isName()) {
        account.uid = request.object->text();
    }
    if (account.name.empty() && request.object && request.object->isName()) {
        account.name = request.object->text();
    }
    const bool isDone = result.outcome == Outcome::kApplied;
    const bool wasGone =
        std::any_of(result.notices.begin(), result.notices.end(),
                    [](const Notice& notice) { return notice.code == kAlreadyGone; });
    if (wasGone && !isKnown) {
        return {};  // perhaps a slip of the pen: nobody of that Uid was ever met
    }
    if (account.uid.empty() || (!isDone && !result.report)) {
        return {};
    }
    const std::optional<bool> enabled = isDone ? enabledBy(checked) : std::nullopt;
    if (isDone && account.state.empty()) {
        account.state = checked.call == CallKind::kDelete ? "deleted"
                        : enabled                         ? *enabled ? "active" : "inactive"
                                                          : "";
    }
    // A delete may end as a disassociate by policy; the connector then says so by this state.
    if (isDone &&
        (request.kind == store::OperationKind::kDisassociate || account.state == "released")) {
        account.released = true;
        account.state = account.state.empty() ? "released" : account.state;
    } else if (isDone && (request.kind == store::OperationKind::kCreate || enabled == true)) {
        account.released = false;  // a command that enables takes the account back
    }
    return {std::move(account)};
}

}  // namespace

void Provisioner::logEnd(const Write& write, const OperationResult& result) const {
    const host::TargetRuntime& runtime = *write.runtime;
    if (!runtime.log().wants(host::Log::Severity::kInfo)) {
        return;
    }
    const std::string& action = write.request->action;
    std::string line = "op=" + std::string(toString(write.request->kind)) +
                       (action.empty() ? "" : " action=" + action) +
                       " oc=" + std::string(write.checked.objectClass) +
                       " target=" + runtime.target().name + " outcome=\"" +
                       std::string(toString(result.outcome)) +
                       "\" steps=" + std::to_string(result.steps.size());
    line += result.id ? " id=" + std::to_string(result.id->number) : "";
    line += result.error ? " error=" + std::string(toString(result.error->code)) : "";
    runtime.log().write(host::Log::Severity::kInfo, line + " corr=" + result.correlation);
}

std::optional<store::AccountRecord> Provisioner::accountBefore(const Write& write) {
    if (!write.request->object) {
        return std::nullopt;
    }
    if (write.history) {
        return write.history->account;
    }
    return journal_.account(write.request->target, write.object, write.checked.objectClass)
        .valueOr(std::nullopt);
}

void Provisioner::journalEnd(const Write& write, store::OperationId id, OperationResult& result) {
    decideState({.id = id,
                 .now = Time::now(),
                 .deferralFrom = write.runtime->target().longestWait,
                 .neededSecret = write.context->neededWithheld,
                 .missingSecrets = write.missingSecrets,
                 .deferredBefore = write.deferredBefore},
                result);
    store::OperationEnd end{.state = result.state,
                            .waiting = result.waiting,
                            .outcome = result.outcome,
                            .accepted = result.accepted};
    if (!write.deferredBefore.empty() && result.state == store::OperationState::kDeferred) {
        end.outcome = Outcome::kApplied;  // what it first did stays done
        end.accepted = true;
    }
    if (result.report) {
        end.uid = result.report->uid;
        end.name = result.report->name;
    }
    end.error = result.error;
    end.notices = result.notices;
    const std::optional<store::AccountRecord> known = accountBefore(write);
    const bool isKnown = known.has_value();
    end.accounts = accountsAfter(*write.request, write.checked, result, isKnown);
    end.formerUid = formerUid(*write.request, result);
    if (!end.formerUid.empty()) {  // first, so that the new one is the one seen last
        end.accounts.insert(
            end.accounts.begin(),
            store::AccountSeen{.target = write.request->target,
                               .objectClass = std::string(write.checked.objectClass),
                               .uid = end.formerUid,
                               .state = std::string(kStateDeleted)});
    }
    const bool needsUid = known && end.accounts.empty() && !write.object.empty() &&
                          write.request->object && write.request->object->isName();
    if (needsUid && result.outcome == Outcome::kApplied) {
        OperationResult withUid = result;
        withUid.report = WriteReport{.uid = known->uid, .name = std::string(write.object)};
        end.accounts = accountsAfter(*write.request, write.checked, withUid, isKnown);
    }
    if (const Result<void> ended = journal_.end(id, end); !ended) {
        journal_.endLater(id, end);
        result.notices.push_back(
            {"journal-failed",
             "the operation ended as told here, but its end could not be journaled: " +
                 ended.error().message +
                 ". It is kept and tried again with each record until this muster ends; after "
                 "that the operation counts as interrupted",
             ""});
    }
}

}  // namespace muster::provision
