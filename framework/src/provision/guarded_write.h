#pragma once

#include <memory>
#include <string_view>

#include "host/call_context.h"
#include "host/target_runtime.h"
#include "provision/object_locks.h"
#include "provision/operation.h"
#include "provision/outcome.h"
#include "provision/request_check.h"

namespace muster::provision {

/** One write to one target on its way from a request to its outcome: its checks, the right to write
 * to the object, an instance, the call. What the facade does around that (journal, holds, time) is
 * no part of it. One thread at a time. */
class GuardedWrite {
public:
    using Request = std::shared_ptr<const OperationRequest>;
    /** A request that lives longer than the write. */
    static Request borrowed(const OperationRequest& request) {
        return {std::shared_ptr<void>(), &request};
    }
    /** A copy, for a write that may outlive whoever asked for it. */
    static Request kept(const OperationRequest& request) {
        return std::make_shared<const OperationRequest>(request);
    }

    /** Checks the request and makes the circumstances of its call: `made`, filled in. `references`
     * may be null. Errors as `checkRequest`: nothing has begun. */
    Result<void> prepare(Request asked, std::shared_ptr<host::TargetRuntime> target,
                         std::shared_ptr<host::CallContext> made, const ReferenceNames* references);

    /** Waits for the right to write to the object and keeps it. False when it does not come in time
     * or the caller stops, which is then the result's error. */
    bool lock(ObjectLocks& locks, OperationResult& result);

    /** Takes an instance and makes the call, on the thread that calls. */
    host::WriteAnswer call() const;

    /** What is known once the call has come back; steps are added by whoever has recorded them. */
    WriteFacts facts(host::WriteAnswer answer) const;

    Request request;
    CheckedRequest checked;
    /** What the object is called in the key of its lock and in sentences: Uid or name. Borrowed
     * from the request. */
    std::string_view object;
    std::shared_ptr<host::TargetRuntime> runtime;
    std::shared_ptr<host::CallContext> context;

private:
    host::WriteAnswer callOn(host::Instance& instance) const;
    host::WriteAnswer callOn(host::Instance& instance, const ObjectRef& ref) const;

    ObjectLocks::Lock lock_;
};

}  // namespace muster::provision
