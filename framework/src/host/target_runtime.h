#pragma once

#include <atomic>
#include <memory>

#include "host/catalogue/loaded_connector.h"
#include "host/instance_pool.h"
#include "host/target.h"
#include "lookup/lookup_catalog.h"
#include "rest/template/operation_catalog.h"

namespace muster::host {

class TemplatedCaller;

/** Everything that serves one target while the process runs. Immutable but for the pool and the
 * counters; thread-safe. */
class TargetRuntime {
public:
    TargetRuntime(Target target, std::shared_ptr<const LoadedConnector> connector,
                  std::shared_ptr<const lookup::LookupCatalog> lookups,
                  std::shared_ptr<const rest::OperationCatalog> operations,
                  std::shared_ptr<TemplatedCaller> caller, std::filesystem::path home);

    const Target& target() const { return target_; }
    const LoadedConnector& connector() const { return *connector_; }
    const Description& description() const { return connector_->description(); }
    const lookup::LookupCatalog& lookups() const { return *lookups_; }
    /** Null when the connector does its own I/O. */
    const rest::OperationCatalog* operations() const { return operations_.get(); }
    InstancePool& pool() { return pool_; }

    /** Calls that never came back. After `kMostStuck` the target is held: nothing is sent until the
     * host starts anew. */
    static constexpr int kMostStuck = 3;
    void countStuck() { ++stuck_; }
    int stuck() const { return stuck_; }
    bool isHeld() const { return stuck_ >= kMostStuck; }

private:
    Target target_;
    std::shared_ptr<const LoadedConnector> connector_;
    std::shared_ptr<const lookup::LookupCatalog> lookups_;
    std::shared_ptr<const rest::OperationCatalog> operations_;
    InstancePool pool_;
    std::atomic<int> stuck_{0};
};

}  // namespace muster::host
