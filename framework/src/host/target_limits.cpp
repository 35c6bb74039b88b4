#include "host/target_limits.h"

#include <algorithm>

namespace muster::host {
namespace {

xml::Position positionOf(const TargetFile& file, const std::string& property) {
    const auto found =
        std::find_if(file.properties.begin(), file.properties.end(),
                     [&](const TargetProperty& each) { return each.name == property; });
    return found == file.properties.end() ? file.position : found->position;
}

/** The limits of the plan that the target names; nothing, and a finding, when there is none. */
std::optional<std::vector<rest::LimitSpec>> limitsOf(const Target& target, const TargetFile& file,
                                                     const rest::LimitCatalog& catalog,
                                                     xml::Diagnostics& diagnostics) {
    const std::string& property = catalog.planProperty();
    if (property.empty()) {
        return catalog.limitsOf({});
    }
    if (target.find(property) == nullptr) {
        diagnostics.error(catalog.planPosition(), "connector \"" + target.connector +
                                                      "\" has no property \"" + property +
                                                      "\", which is to name the plan");
        return std::nullopt;
    }
    const std::string plan = target.text(property);
    auto limits = catalog.limitsOf(plan);
    if (!limits) {
        const std::vector<std::string_view> plans = catalog.plans();
        const std::string_view near = xml::nearest(plan, plans);
        diagnostics.error(positionOf(file, property),
                          "property \"" + property + "\" is \"" + plan + "\", and " +
                              catalog.file() + " has the plans " + xml::quotedList(plans),
                          near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?");
    }
    return limits;
}

}  // namespace

std::shared_ptr<const TargetLimits> noLimits() {
    return std::make_shared<const TargetLimits>(
        TargetLimits{std::make_shared<const rest::LimitCatalog>(), rest::RateLimiter::make({})});
}

std::shared_ptr<const TargetLimits> makeLimits(const Target& target, const TargetFile& file,
                                               std::shared_ptr<const rest::LimitCatalog> catalog,
                                               std::shared_ptr<rest::CounterStore> counters,
                                               const std::shared_ptr<Log>& log,
                                               xml::Diagnostics& diagnostics,
                                               rest::LimiterClock& clock) {
    auto limits = limitsOf(target, file, *catalog, diagnostics);
    if (!limits) {
        return nullptr;
    }
    rest::RateLimiterOptions options{.target = target.name,
                                     .limits = *std::move(limits),
                                     .counters = std::move(counters),
                                     .longestWait = target.longestWait};
    if (log != nullptr && log->wants(Log::Severity::kDebug)) {
        options.log = [log](const std::string& line) { log->write(Log::Severity::kDebug, line); };
    }
    return std::make_shared<const TargetLimits>(
        TargetLimits{std::move(catalog), rest::RateLimiter::make(std::move(options), clock)});
}

}  // namespace muster::host
