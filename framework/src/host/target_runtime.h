#pragma once

#include <atomic>
#include <memory>

#include "host/catalogue/loaded_connector.h"
#include "host/instance_pool.h"
#include "host/secret_reader.h"
#include "host/target.h"
#include "host/target_limits.h"
#include "lookup/lookup_catalog.h"
#include "rest/template/operation_catalog.h"

namespace muster::host {

class TemplatedCaller;
class Log;

/** Everything that serves one target while the process runs. Immutable but for the pool and the
 * counters; thread-safe. Kept by shared_ptr, so that an abandoned call still finds it. */
class TargetRuntime {
public:
    struct Parts {
        Target target;
        std::shared_ptr<const LoadedConnector> connector;
        std::shared_ptr<const lookup::LookupCatalog> lookups;
        /** Null when the connector does its own I/O; so is `caller`. */
        std::shared_ptr<const rest::OperationCatalog> operations;
        std::shared_ptr<TemplatedCaller> caller;
        std::shared_ptr<const TargetLimits> limits;
        std::shared_ptr<const SecretReader> secrets;
        std::shared_ptr<Log> log;
    };

    explicit TargetRuntime(Parts parts);

    const Target& target() const { return parts_.target; }
    const LoadedConnector& connector() const { return *parts_.connector; }
    const Description& description() const { return parts_.connector->description(); }
    const lookup::LookupCatalog& lookups() const { return *parts_.lookups; }
    const rest::OperationCatalog* operations() const { return parts_.operations.get(); }
    const TargetLimits& limits() const { return *parts_.limits; }
    InstancePool& pool() { return pool_; }
    Log& log() const { return *parts_.log; }

    /** Calls that never came back. After `kMostStuck` the target is held: nothing is sent until the
     * host starts anew. */
    static constexpr int kMostStuck = 3;
    void countStuck() {
        ++stuck_;
        pool_.replaceLost();
    }
    int stuck() const { return stuck_; }
    bool isHeld() const { return stuck_ >= kMostStuck; }

private:
    Result<std::unique_ptr<Instance>> makeInstance() const;

    Parts parts_;
    InstancePool pool_;
    std::atomic<int> stuck_{0};
};

}  // namespace muster::host
