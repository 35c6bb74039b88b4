#include "provision/provisioner.h"

#include "host/log.h"
#include "provision/correlation.h"
#include "provision/journal_steps.h"
#include "provision/object_locks.h"
#include "provision/outcome.h"
#include "provision/request_check.h"
#include "provision/supervised_call.h"

namespace muster::provision {
namespace {

using std::chrono::steady_clock;

/** What the object is called in the key of its lock and in sentences. */
std::string objectText(const OperationRequest& request, const CheckedRequest& checked) {
    if (request.object) {
        return request.object->text();
    }
    const Attribute* name = findAttribute(checked.attributes, attr::kName);
    return name == nullptr || name->text() == nullptr ? std::string() : *name->text();
}

/** What takes a right away does not wait for a bulk run. */
rest::Urgency urgencyOf(store::OperationKind kind) {
    switch (kind) {
        case store::OperationKind::kDelete:
        case store::OperationKind::kDisassociate:
        case store::OperationKind::kDisable:
            return rest::Urgency::kUrgent;
        case store::OperationKind::kCreate:
        case store::OperationKind::kUpdate:
        case store::OperationKind::kEnable:
            break;
    }
    return rest::Urgency::kNormal;
}

Error held(const host::TargetRuntime& runtime) {
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "target \"" + runtime.target().name +
                            "\" is held: " + std::to_string(runtime.stuck()) +
                            " calls of its connector never came back",
                 .hint =
                     "look at `operation list --outcome unknown`, then start muster anew to use "
                     "the target again"};
}

Error stuckError(const host::TargetRuntime& runtime) {
    return Error{.code = ErrorCode::kTimeout,
                 .message = "the call of connector \"" + runtime.connector().name() +
                            "\" did not come back after its deadline and was given up",
                 .hint = "look at the target before you try again: nobody can tell what it did",
                 .outcome = Outcome::kUnknown};
}

}  // namespace

/** One write under way. Shared with the thread that does it, which may outlive the wait. */
struct Provisioner::Write {
    OperationRequest request;
    CheckedRequest checked;
    std::string object;
    std::shared_ptr<host::TargetRuntime> runtime;
    std::shared_ptr<host::CallContext> context;
    std::shared_ptr<JournalSteps> steps;
    ObjectLocks::Lock lock;

    /** On the thread of its own: takes an instance and makes the call. */
    host::WriteAnswer call() const {
        Result<host::InstancePool::Lease> lease = runtime->pool().acquire(context);
        if (!lease) {
            return {.error = std::move(lease).error()};
        }
        host::WriteAnswer answer = callOn(**lease);
        if (answer.error && answer.error->code == ErrorCode::kProtocol) {
            lease->discard();
        }
        return answer;
    }

private:
    host::WriteAnswer callOn(host::Instance& instance) const {
        switch (checked.call) {
            case CallKind::kCreate:
                return instance.create(context, checked.objectClass, checked.attributes,
                                       checked.options);
            case CallKind::kUpdate:
                return instance.update(context, checked.objectClass, *request.object,
                                       checked.deltas, checked.options);
            case CallKind::kDelete:
                return instance.remove(context, checked.objectClass, *request.object,
                                       checked.options);
            case CallKind::kDisassociate:
                return instance.disassociate(context, checked.objectClass, *request.object,
                                             checked.options);
        }
        return {};
    }
};

Provisioner::Provisioner(store::Journal& journal, host::Targets& targets,
                         ProvisionerOptions options)
    : journal_(journal),
      targets_(targets),
      options_(options),
      locks_(std::make_shared<ObjectLocks>()) {}

Provisioner::~Provisioner() = default;

OperationResult Provisioner::refuse(Error error) const {
    error.outcome = Outcome::kNotApplied;
    OperationResult result{.refused = true};
    result.error = std::move(error);
    return result;
}

OperationResult Provisioner::run(const OperationRequest& request) {
    Result<std::shared_ptr<host::TargetRuntime>> runtime = targets_.find(request.target);
    if (!runtime) {
        return refuse(std::move(runtime).error());
    }
    if ((*runtime)->isHeld() && !request.dryRun) {
        return refuse(held(**runtime));
    }
    Result<CheckedRequest> checked =
        checkRequest(request, (*runtime)->description(), (*runtime)->lookups());
    if (!checked) {
        return refuse(std::move(checked).error());
    }
    auto write = std::make_shared<Write>();
    write->request = request;
    write->checked = *std::move(checked);
    write->object = objectText(request, write->checked);
    write->runtime = *std::move(runtime);
    write->context = std::make_shared<host::CallContext>();
    write->context->correlation = newCorrelation();
    write->context->dryRun = request.dryRun;
    write->context->urgency = urgencyOf(request.kind);
    write->context->deadline =
        steady_clock::now() + request.timeout.value_or(write->runtime->target().timeout);
    OperationResult result{.correlation = write->context->correlation};
    result.notices = write->checked.notices;
    result.lookupsUsed.assign(write->checked.lookupsUsed.begin(), write->checked.lookupsUsed.end());
    perform(*write, result);
    return result;
}

void Provisioner::perform(Write& write, OperationResult& result) {
    const auto shared = std::make_shared<Write>(write);
    const host::TargetRuntime& runtime = *shared->runtime;
    if (!shared->request.dryRun) {
        shared->lock = locks_->acquire(
            runtime.target().name + "\n" + shared->checked.objectClass + "\n" + shared->object,
            shared->context->deadline, shared->request.cancel);
        if (shared->lock == nullptr) {
            const bool isCancelled = shared->request.cancel.stop_requested();
            result.error = Error{
                .code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                .message = "another operation on \"" + shared->object + "\" was under way until " +
                           (isCancelled ? "this one was cancelled" : "the time was over") +
                           "; nothing was sent",
                .outcome = Outcome::kNotApplied};
            return;
        }
        const Result<store::OperationId> id = journal_.begin(
            {.correlationId = result.correlation,
             .target = runtime.target().name,
             .objectClass = shared->checked.objectClass,
             .kind = shared->request.kind,
             .uid =
                 shared->request.object && !shared->request.object->isName() ? shared->object : "",
             .name =
                 shared->request.object && !shared->request.object->isName() ? "" : shared->object,
             .askedBy = shared->request.askedBy,
             .connectorName = runtime.connector().name(),
             .connectorVersion = runtime.connector().version(),
             .request = {shared->checked.attributes, shared->checked.deltas,
                         shared->checked.options}});
        if (!id) {
            result.error = id.error();
            result.error->outcome = Outcome::kNotApplied;
            return;
        }
        result.id = *id;
        shared->steps = std::make_shared<JournalSteps>(journal_, *id);
        shared->context->steps = shared->steps;
    }
    const std::stop_callback onCancel(shared->request.cancel,
                                      [&] { shared->context->cancel.request_stop(); });
    const auto answer = std::make_shared<host::WriteAnswer>();
    const bool cameBack =
        runSupervised([shared, answer] { *answer = shared->call(); },
                      [&] { return shared->context->deadline + options_.stuckGrace; });
    WriteFacts facts{.kind = shared->request.kind,
                     .target = runtime.target().name,
                     .object = shared->object,
                     .everyWriteIsAStep = runtime.description().usesTemplatedCalls};
    if (cameBack) {
        facts.answer = std::move(*answer);
    } else {
        shared->context->cancel.request_stop();
        shared->runtime->countStuck();
        ++abandoned_;
        facts.answer.error = stuckError(runtime);
    }
    facts.steps = shared->steps == nullptr ? std::vector<StepResult>() : shared->steps->close();
    conclude(std::move(facts), result);
    if (!cameBack) {
        result.outcome = Outcome::kUnknown;  // its thread may have sent what no step tells of
        result.error->outcome = Outcome::kUnknown;
    } else {
        result.planned = shared->context->planned;
    }
    if (shared->request.dryRun) {
        result.outcome = Outcome::kNotApplied;
    } else {
        journalEnd(*shared, result);
        logEnd(*shared, result);
    }
}

namespace {

/** What the journal is to remember of the object, if its Uid is known. */
std::vector<store::AccountSeen> accountsAfter(const OperationRequest& request,
                                              const CheckedRequest& checked,
                                              const OperationResult& result, bool isKnown) {
    store::AccountSeen account{.target = request.target, .objectClass = checked.objectClass};
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
    if (isDone && checked.call == CallKind::kDelete && account.state.empty()) {
        account.state = "deleted";
    }
    // A delete may end as a disassociate by policy; the connector then says so by this state.
    if (isDone &&
        (request.kind == store::OperationKind::kDisassociate || account.state == "released")) {
        account.released = true;
        account.state = account.state.empty() ? "released" : account.state;
    } else if (isDone && (request.kind == store::OperationKind::kCreate ||
                          request.kind == store::OperationKind::kEnable)) {
        account.released = false;
    }
    return {std::move(account)};
}

}  // namespace

void Provisioner::logEnd(const Write& write, const OperationResult& result) const {
    const host::TargetRuntime& runtime = *write.runtime;
    std::string line = "op=" + std::string(toString(write.request.kind)) +
                       " oc=" + write.checked.objectClass + " target=" + runtime.target().name +
                       " outcome=\"" + std::string(toString(result.outcome)) +
                       "\" steps=" + std::to_string(result.steps.size());
    line += result.id ? " id=" + std::to_string(result.id->number) : "";
    line += result.error ? " error=" + std::string(toString(result.error->code)) : "";
    runtime.log().write(host::Log::Severity::kInfo, line + " corr=" + result.correlation);
}

void Provisioner::journalEnd(const Write& write, OperationResult& result) {
    store::OperationEnd end{.outcome = result.outcome, .accepted = result.accepted};
    if (result.report) {
        end.uid = result.report->uid;
        end.name = result.report->name;
    }
    end.error = result.error;
    end.notices = result.notices;
    const auto known = journal_.account(write.request.target, write.object);
    const bool isKnown = known && *known;
    end.accounts = accountsAfter(write.request, write.checked, result, isKnown);
    const bool needsUid = isKnown && end.accounts.empty() && !write.object.empty() &&
                          write.request.object && write.request.object->isName();
    if (needsUid && result.outcome == Outcome::kApplied) {
        OperationResult withUid = result;
        withUid.report = WriteReport{.uid = (*known)->uid, .name = write.object};
        end.accounts = accountsAfter(write.request, write.checked, withUid, isKnown);
    }
    if (const Result<void> ended = journal_.end(*result.id, end); !ended) {
        result.notices.push_back(
            {"journal-failed",
             "the operation ended as told here, but its end could not be journaled: " +
                 ended.error().message,
             ""});
    }
}

}  // namespace muster::provision
