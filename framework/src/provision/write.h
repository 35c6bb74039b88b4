#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/call_context.h"
#include "host/target_runtime.h"
#include "provision/journal_steps.h"
#include "provision/object_locks.h"
#include "provision/provisioner.h"
#include "provision/request_check.h"

namespace muster::provision {

/** One write under way. Shared with the thread that does it, which may outlive the wait. */
struct Provisioner::Write {
    OperationRequest request;
    CheckedRequest checked;
    std::string object;
    std::shared_ptr<host::TargetRuntime> runtime;
    std::shared_ptr<host::CallContext> context;
    std::shared_ptr<JournalSteps> steps;
    ObjectLocks::Lock lock;
    /** What the journal held of the object before; unset when it has not been asked, or has learned
     * more since. */
    std::optional<store::ObjectHistory> history = {};
    /** Of a resumed operation. */
    std::optional<store::OperationRecord> resumed = {};
    bool isPlannedAfresh = false;
    /** It is an action whose connector finds out what became of the attempts before. */
    bool findsOutItself = false;
    std::vector<std::string> missingSecrets = {};
    std::vector<AttributeDelta> deferredBefore = {};

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
        if (checked.call == CallKind::kCreate) {
            return instance.create(context, checked.objectClass, checked.attributes,
                                   checked.options);
        }
        const std::optional<ObjectRef>& ref = request.object;
        if (!ref) {  // our own mistake: checkRequest refuses it
            return {.error = Error{.code = ErrorCode::kInternal,
                                   .message = "the request names no object",
                                   .outcome = Outcome::kNotApplied}};
        }
        return callOn(instance, *ref);
    }

    host::WriteAnswer callOn(host::Instance& instance, const ObjectRef& ref) const {
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
                return instance.act(context, checked.objectClass, ref, request.action,
                                    checked.attributes);
        }
        return {};
    }
};

}  // namespace muster::provision
