#pragma once

#include <memory>

#include "host/log.h"
#include "host/target.h"
#include "rest/limits/limit_catalog.h"
#include "rest/limits/rate_limiter.h"

namespace muster::host {

/** What keeps one target's requests within bounds. Shared by all its workers. */
struct TargetLimits {
    std::shared_ptr<const rest::LimitCatalog> catalog;
    std::shared_ptr<rest::RateLimiter> limiter;
};

/** Limits that limit nothing, with the usual retries. */
std::shared_ptr<const TargetLimits> noLimits();

/** The limits of the target's plan, by that clock, which outlives them. Null with an error in
 * `diagnostics` when the target names no plan of the catalog: at the property in its file, else at
 * the file. */
std::shared_ptr<const TargetLimits> makeLimits(
    const Target& target, const TargetFile& file, std::shared_ptr<const rest::LimitCatalog> catalog,
    std::shared_ptr<rest::CounterStore> counters, const std::shared_ptr<Log>& log,
    xml::Diagnostics& diagnostics, rest::LimiterClock& clock = rest::LimiterClock::real());

}  // namespace muster::host
