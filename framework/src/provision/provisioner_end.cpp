// What is concluded and recorded of a write once its call has come back.
#include <algorithm>

#include "host/log.h"
#include "provision/outcome.h"
#include "provision/provisioner.h"
#include "provision/recovery/waiting_rule.h"
#include "provision/reference_names.h"
#include "provision/write.h"

namespace muster::provision {

/** Nobody is there, but muster has met the object a moment ago: the target may not show it yet. */
void Provisioner::doubtAbsence(const Write& write, OperationResult& result) {
    const auto isGone = [](const Notice& notice) { return notice.code == kAlreadyGone; };
    const auto said = std::find_if(result.notices.begin(), result.notices.end(), isGone);
    // One that was sent has removed it, or may have.
    const bool mayBeDone =
        std::any_of(result.steps.begin(), result.steps.end(),
                    [](const StepResult& step) { return step.outcome != Outcome::kNotApplied; });
    if (said == result.notices.end() || write.request->dryRun || mayBeDone) {
        return;
    }
    const std::optional<store::AccountRecord> known = accountBefore(write);
    if (!known || known->released || known->state == kStateDeleted) {
        return;
    }
    const auto window = write.runtime->target().settleWindow;
    const auto age =
        std::chrono::microseconds(Time::now().microseconds - known->firstSeen.microseconds);
    if (age < std::chrono::microseconds(0) || age >= window) {
        return;
    }
    result.notices.erase(said);
    result.outcome = Outcome::kNotApplied;
    result.error =
        Error{.code = ErrorCode::kRetryable,
              .message = "\"" + std::string(write.object) +
                         "\" is not at the target, but muster met it a moment ago, and the target "
                         "may take " +
                         std::to_string(window.count()) + " ms to show what is new",
              .hint = "do it again then",
              .outcome = Outcome::kNotApplied,
              .retryAfter = std::chrono::duration_cast<std::chrono::milliseconds>(window - age)};
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
    const std::string* uid = request.objectUid();
    const bool isOther = uid != nullptr && result.report && result.report->uid != *uid &&
                         request.kind != store::OperationKind::kDelete &&
                         request.kind != store::OperationKind::kDisassociate;
    return isOther ? *uid : std::string();
}

/** The connector has only given back the Uid that it was asked with, and nothing was done for
 * certain: this proves nobody. */
bool provesNobody(const OperationRequest& request, const OperationResult& result) {
    const bool isUnproven =
        result.outcome == Outcome::kNotApplied || result.outcome == Outcome::kUnknown;
    const bool isAbsent = result.outcome == Outcome::kNotApplied && result.error &&
                          result.error->code == ErrorCode::kUnknownUid;
    const std::string* uid = request.objectUid();
    const bool isEcho = uid != nullptr && result.report && result.report->uid == *uid &&
                        result.report->name.empty() && result.report->state.empty();
    return isAbsent || (isUnproven && isEcho);
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
    if (const std::string* uid = request.objectUid(); account.uid.empty() && uid != nullptr) {
        account.uid = *uid;
    }
    if (const std::string* name = request.objectName(); account.name.empty() && name != nullptr) {
        account.name = *name;
    }
    const bool isDone = result.outcome == Outcome::kApplied;
    const bool wasGone =
        std::any_of(result.notices.begin(), result.notices.end(),
                    [](const Notice& notice) { return notice.code == kAlreadyGone; });
    if (wasGone && !isKnown) {
        return {};  // perhaps a slip of the pen: nobody of that Uid was ever met
    }
    if (account.uid.empty() || (!isDone && !result.report) || provesNobody(request, result)) {
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
    end.steps = write.doubted;
    end.formerUid = formerUid(*write.request, result);
    // What was typed in the place of a Uid may be another way to name the object, such as LINE
    // WORKS' "externalKey:k1": only a Uid that was met, or that the connector tells, was one.
    const bool wasUid = (known && known->uid == end.formerUid) ||
                        (result.report && !result.report->formerUid.empty());
    if (!end.formerUid.empty() && wasUid) {  // first, so that the new one is the one seen last
        end.accounts.insert(
            end.accounts.begin(),
            store::AccountSeen{.target = write.request->target,
                               .objectClass = std::string(write.checked.objectClass),
                               .uid = end.formerUid,
                               .state = std::string(kStateDeleted)});
    }
    const bool needsUid = known && end.accounts.empty() && !write.object.empty() &&
                          write.request->objectName() != nullptr;
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
