#include "provision/guarded_write.h"

#include "provision/correlation.h"

namespace muster::provision {
namespace {

std::string_view objectText(const OperationRequest& request, const CheckedRequest& checked) {
    if (request.object) {
        return request.object->text();
    }
    const AttributeParts* name = findAttribute(checked.attributes, attr::kName);
    return name == nullptr || name->text() == nullptr ? std::string_view() : *name->text();
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
        case store::OperationKind::kAction:
            break;
    }
    return rest::Urgency::kNormal;
}

}  // namespace

Result<void> GuardedWrite::prepare(Request asked, std::shared_ptr<host::TargetRuntime> target,
                                   std::shared_ptr<host::CallContext> made,
                                   const ReferenceNames* references) {
    request = std::move(asked);
    runtime = std::move(target);
    context = std::move(made);
    const Words words{.lookups = runtime->lookups(), .references = references};
    MUSTER_ASSIGN_OR_RETURN(checked, checkRequest(*request, runtime->schema(), words));
    object = objectText(*request, checked);
    context->correlation = newCorrelation();
    context->dryRun = request->dryRun;
    context->urgency = urgencyOf(request->kind);
    context->deadline =
        std::chrono::steady_clock::now() + request->timeout.value_or(runtime->target().timeout);
    return {};
}

bool GuardedWrite::lock(ObjectLocks& locks, OperationResult& result) {
    lock_ = locks.acquire(
        {.target = runtime->target().name, .objectClass = checked.objectClass, .object = object},
        context->deadline, request->cancel);
    if (lock_) {
        return true;
    }
    const bool isCancelled = request->cancel.stop_requested();
    result.error = Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                         .message = "another operation on \"" + std::string(object) +
                                    "\" was under way until " +
                                    (isCancelled ? "this one was cancelled" : "the time was over") +
                                    "; nothing was sent",
                         .outcome = Outcome::kNotApplied};
    return false;
}

host::WriteAnswer GuardedWrite::call() const {
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

host::WriteAnswer GuardedWrite::callOn(host::Instance& instance) const {
    if (checked.call == CallKind::kCreate) {
        return instance.create(context, checked.objectClass, checked.attributes, checked.options);
    }
    const std::optional<ObjectRef>& ref = request->object;
    if (!ref) {  // our own mistake: checkRequest refuses it
        return {.error = Error{.code = ErrorCode::kInternal,
                               .message = "the request names no object",
                               .outcome = Outcome::kNotApplied}};
    }
    return callOn(instance, *ref);
}

host::WriteAnswer GuardedWrite::callOn(host::Instance& instance, const ObjectRef& ref) const {
    switch (checked.call) {
        case CallKind::kCreate:
            break;
        case CallKind::kUpdate:
            return instance.update(context, checked.objectClass, ref, checked.deltas,
                                   checked.options);
        case CallKind::kDelete:
            return instance.remove(context, checked.objectClass, ref, checked.options);
        case CallKind::kDisassociate:
            return instance.disassociate(context, checked.objectClass, ref, checked.options);
        case CallKind::kAction:
            return instance.act(context, checked.objectClass, ref, request->action,
                                checked.attributes);
    }
    return {};
}

WriteFacts GuardedWrite::facts(host::WriteAnswer answer) const {
    return {.kind = request->kind,
            .target = runtime->target().name,
            .object = object,
            .everyWriteIsAStep = runtime->description().usesTemplatedCalls,
            .answer = std::move(answer)};
}

}  // namespace muster::provision
