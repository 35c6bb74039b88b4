#pragma once

#include <functional>
#include <memory>

#include "host/target_runtime.h"
#include "provision/object_locks.h"
#include "provision/operation.h"

namespace muster::provision {

/** The facade of one target without journal, holds and recovery: the checks of a request, one write
 * at a time per object, an instance of the pool, the call over the border, its outcome.
 *
 *  Everything runs on the thread that calls, which waits as long as the connector takes: for
 * workers that have threads of their own, are watched over, and keep their own record. Whoever
 * keeps none uses `Provisioner`, which is made of the same parts. Thread-safe. */
class TargetFacade {
public:
    /** `locks` are shared by all who write to the target. */
    TargetFacade(std::shared_ptr<host::TargetRuntime> runtime, std::shared_ptr<ObjectLocks> locks)
        : runtime_(std::move(runtime)), locks_(std::move(locks)) {}

    /** Runs a writing operation, or a dry run, to its end. `steps` is told of its steps as they
     * come and go, and remembers them for whoever gave it; without one a connector that has steps
     * is refused. */
    OperationResult run(const OperationRequest& request,
                        const std::shared_ptr<host::StepRecorder>& steps = {});

    /** Shows objects until the handler answers false. The filter is checked again here. */
    Result<SearchResult> search(const SearchRequest& request,
                                const std::function<bool(const ConnectorObject&)>& handler);

    /** As `search`, but shows each object where the connector has it, for the time of the call of
     * `handler`: nothing is copied, but to hold an object against a filter. */
    Result<SearchResult> searchViews(const SearchRequest& request,
                                     const std::function<bool(const ObjectView&)>& handler);

private:
    std::shared_ptr<host::TargetRuntime> runtime_;
    std::shared_ptr<ObjectLocks> locks_;
};

}  // namespace muster::provision
