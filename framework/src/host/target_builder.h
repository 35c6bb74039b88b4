#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "host/catalogue/loaded_connector.h"
#include "host/log.h"
#include "host/target.h"
#include "host/target_runtime.h"
#include "rest/limits/rate_limiter.h"
#include "xml/diagnostics.h"

namespace muster::host {

/** How long a connector may look at the settings of a target, which takes it no time. */
inline constexpr std::chrono::milliseconds kSettingsLimit{5000};

/** What a target is built with, beside its file and its connector. */
struct TargetSurroundings {
    /** Where the relative paths of secrets and certificates start: the home. */
    std::filesystem::path root = {};
    /** The connector's lookups, operations and limits. */
    std::filesystem::path lookups = {};
    std::shared_ptr<Log> log = {};
    /** Keeps the daily counts; null forgets them at the end. */
    std::shared_ptr<rest::CounterStore> counters = {};
    /** False checks limits.xml and then limits nothing. */
    bool keepsLimits = true;
    /** The time that limits and retries go by. Outlives the target. */
    rest::LimiterClock& clock = rest::LimiterClock::real();
    std::chrono::milliseconds settingsLimit = kSettingsLimit;
    /** Called when the connector did not come back from the settings: its thread may still run. */
    std::function<void()> onGivenUp = {};
};

/** A target held against its connector, lookups, templates and limits, ready for use. Every finding
 * goes to `diagnostics`; null when one is an error. */
std::shared_ptr<TargetRuntime> buildTarget(const TargetFile& file,
                                           std::shared_ptr<const LoadedConnector> connector,
                                           const TargetSurroundings& surroundings,
                                           xml::Diagnostics& diagnostics);

}  // namespace muster::host
