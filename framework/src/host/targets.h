#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/catalogue/connector_catalogue.h"
#include "host/home.h"
#include "host/log.h"
#include "host/target.h"
#include "host/target_builder.h"
#include "host/target_runtime.h"
#include "xml/diagnostics.h"
#include <muster/core/result.h>

namespace muster::host {

/** What became of one file in the targets folder. */
struct TargetEntry {
    std::string name;       ///< the file's name without `.xml`
    std::string connector;  ///< empty when the file could not be read
    std::string file;
    /** Errors keep the target from being used; warnings do not. */
    std::vector<xml::Diagnostic> problems;
    bool isUsable() const;
};

/** The targets of a home. A target is held against its connector, lookups and templates at its
 * first use, since that loads the connector. Thread-safe. */
class Targets {
public:
    /** `counters` keeps the daily counts of a target; empty forgets them at the end. What it gives
     * and `clock`, by which limits go, must outlive the targets. */
    using CountersOf =
        std::function<std::shared_ptr<rest::CounterStore>(const std::string& target)>;
    Targets(Home home, ConnectorCatalogue& catalogue, std::shared_ptr<Log> log,
            CountersOf counters = {}, std::chrono::milliseconds settingsLimit = kSettingsLimit,
            rest::LimiterClock& clock = rest::LimiterClock::real());
    Targets(const Targets&) = delete;
    Targets& operator=(const Targets&) = delete;

    /** Finds the files of the targets folder and reads them. A bad one harms no other. */
    void load();
    /** Every target with its problems, in the order of their names. Loads every connector that a
     * target names. */
    std::vector<TargetEntry> list();
    /** The names alone; loads nothing. */
    std::vector<std::string> names() const;
    /** The target of that name, ready for use. kConfiguration with its first problem, or with the
     * list of known ones. */
    Result<std::shared_ptr<TargetRuntime>> find(std::string_view name);
    /** Whether a connector never came back from looking at settings: its thread may still run. */
    bool hasAbandoned() const { return hasAbandoned_; }

private:
    struct Slot {
        TargetEntry entry;
        std::optional<TargetFile> file;
        bool isResolved = false;
        std::shared_ptr<TargetRuntime> runtime;
    };
    void resolve(Slot& slot);
    std::shared_ptr<TargetRuntime> build(const TargetFile& file, xml::Diagnostics& diagnostics);

    Home home_;
    ConnectorCatalogue& catalogue_;
    std::shared_ptr<Log> log_;
    CountersOf counters_;
    std::chrono::milliseconds settingsLimit_;
    rest::LimiterClock& clock_;
    std::atomic<bool> hasAbandoned_{false};
    mutable std::mutex mutex_;
    std::vector<Slot> slots_;
};

}  // namespace muster::host
