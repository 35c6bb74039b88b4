#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "host/catalogue/loaded_connector.h"
#include "host/instance_pool.h"
#include "host/schema_index.h"
#include "host/secret_reader.h"
#include "host/target.h"
#include "host/target_limits.h"
#include "lookup/lookup_catalog.h"
#include "rest/template/operation_catalog.h"

namespace muster::host {

class HostServices;
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
        /** Of everything that decides which requests an operation sends. */
        std::string fingerprint;
    };

    explicit TargetRuntime(Parts parts);

    const Target& target() const { return parts_.target; }
    const LoadedConnector& connector() const { return *parts_.connector; }
    /** What the connector says of itself; of object classes those that are in use here. */
    const Description& description() const { return description_; }
    const lookup::LookupCatalog& lookups() const { return *parts_.lookups; }
    /** The description and the lookups, ready for many requests. */
    const SchemaIndex& schema() const { return schema_; }
    const rest::OperationCatalog* operations() const { return parts_.operations.get(); }
    const TargetLimits& limits() const { return *parts_.limits; }
    /** The scopes that the target's newest token was granted, if that is known. */
    std::optional<std::vector<std::string>> grantedScopes() const;
    InstancePool& pool() { return pool_; }
    /** Lets the connector look at the settings: it makes an instance, which does no I/O (C-10), and
     * lets it go. Its error when it refuses them. */
    Result<void> checkSettings() const;
    /** The host's side of one further instance. */
    std::shared_ptr<HostServices> makeServices() const;
    /** The settings that an instance is made with: neither the host's own nor confidential ones. */
    std::vector<Attribute> connectorSettings() const;
    Log& log() const { return *parts_.log; }
    /** Of connector, templates, lookups and the settings that the connector sees. An operation that
     * is resumed under another one is planned afresh. */
    const std::string& fingerprint() const { return parts_.fingerprint; }
    /** How far the target's clock is ahead of ours, if its answers tell. */
    std::optional<std::chrono::microseconds> clockAhead() const;

    /** Calls that never came back. After `kMostStuck` nothing more is asked of the target until it
     * is released. */
    static constexpr int kMostStuck = 3;
    void countStuck() {
        ++stuck_;
        pool_.replaceLost();
    }
    void forgetStuck() { stuck_ = 0; }
    int stuck() const { return stuck_; }
    bool isStuck() const { return stuck_ >= kMostStuck; }

private:
    Result<std::unique_ptr<Instance>> makeInstance() const;

    Parts parts_;
    Description description_;
    SchemaIndex schema_;
    InstancePool pool_;
    std::atomic<int> stuck_{0};
};

}  // namespace muster::host
