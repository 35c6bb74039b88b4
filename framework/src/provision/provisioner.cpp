#include "provision/provisioner.h"

#include <algorithm>

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

/** The time of a write is over before it has begun. */
Error tooLate(const host::CallContext& context) {
    const bool isCancelled = context.cancel.stop_requested();
    return Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                 .message = std::string(isCancelled ? "the operation was cancelled"
                                                    : "the operation's time was over") +
                            " while it was found out what became of an earlier one on the same "
                            "object; nothing was sent",
                 .outcome = Outcome::kNotApplied};
}

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
                 const std::vector<std::string>& attributes, const LookLimits& limits) {
              std::vector<Notice> notices;
              return get(target, objectClass, object, attributes, notices, limits.cancel,
                         limits.timeLeft());
          },
          [this](const std::string& target, const std::string& objectClass, const Attribute& mark,
                 const std::vector<std::string>& attributes, const LookLimits& limits) {
              return findMarked(target, objectClass, mark, attributes, limits);
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
        if (!held && held.error().code != ErrorCode::kInvalidState) {  // somebody was faster
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
    const ReferenceNames references(journal_, request.target, &runtime->description());
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
        write.steps = std::make_shared<JournalSteps>(
            &journal_, *result.id, EarlierSteps{write.resumed->steps, from, write.findsOutItself});
        return true;
    }
    const bool isByUid = write.request->objectUid() != nullptr;
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
    const std::stop_callback onCancel(shared->request->cancel,
                                      [&] { shared->context->cancel.request_stop(); });
    if (!shared->request->dryRun) {
        if (!shared->lock(*locks_, result)) {
            return;
        }
        settleEarlier(*shared, result);
        if (shared->context->isOver()) {
            result.error = tooLate(*shared->context);
            return;
        }
        if (!begin(*shared, result)) {
            return;
        }
        shared->context->steps = shared->steps;
    }
    std::optional<host::WriteAnswer> answer = callInTime(shared);
    const bool cameBack = answer.has_value();
    WriteFacts facts = shared->facts(cameBack ? *std::move(answer)
                                              : host::WriteAnswer{.error = stuckError(runtime)});
    if (shared->steps != nullptr) {
        facts.steps =
            shared->steps->close(facts.answer.error ? CallEnd::kFailed : CallEnd::kSucceeded);
    }
    conclude(std::move(facts), result);
    doubtAbsence(*shared, result);
    doubtRefusal(*shared, result);
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

}  // namespace muster::provision
