#include "rest/limits/limit_catalog.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace muster::rest {

std::shared_ptr<const LimitCatalog> LimitCatalog::load(
    const std::vector<std::filesystem::path>& folders, xml::Diagnostics& diagnostics) {
    for (const std::filesystem::path& folder : folders) {
        const std::filesystem::path path = folder / kFileName;
        std::error_code problem;
        if (!std::filesystem::exists(path, problem)) {
            continue;
        }
        const Result<xml::Document> document = xml::Document::load(path, diagnostics);
        return document ? read(*document, diagnostics) : nullptr;
    }
    return std::make_shared<const LimitCatalog>();
}

std::vector<std::string> LimitCatalog::labels() const {
    std::set<std::string> all;
    const auto add = [&](const std::vector<LimitSpec>& limits) {
        for (const LimitSpec& limit : limits) {
            all.insert(limit.labels.begin(), limit.labels.end());
        }
    };
    add(everywhere_);
    for (const Plan& plan : plans_) add(plan.limits);
    return {all.begin(), all.end()};
}

std::vector<std::string> LimitCatalog::refusals() const {
    std::set<std::string> all = {"rate", "day", "concurrency"};
    const auto add = [&](const std::vector<LimitSpec>& limits) {
        for (const LimitSpec& limit : limits) all.insert(limit.name);
    };
    add(everywhere_);
    for (const Plan& plan : plans_) add(plan.limits);
    return {all.begin(), all.end()};
}

std::vector<LimitNames> LimitCatalog::names() const {
    std::vector<LimitNames> all;
    const auto add = [&](const std::vector<LimitSpec>& limits) {
        for (const LimitSpec& limit : limits) {
            all.push_back({limit.name, limit.labels, limit.labelPosition, limit.operations,
                           limit.operationPosition, limit.placeholder, limit.keyPosition,
                           limit.whenName, limit.whenPosition});
        }
    };
    add(everywhere_);
    for (const Plan& plan : plans_) add(plan.limits);
    return all;
}

void lintForOwnIo(const LimitCatalog& catalog, std::string_view connector,
                  xml::Diagnostics& diagnostics) {
    for (const LimitNames& names : catalog.names()) {
        const auto refuse = [&](std::string_view attribute, const xml::Position& position) {
            diagnostics.error(position,
                              "limit \"" + names.limit + "\" counts by \"" +
                                  std::string(attribute) + "\", and connector \"" +
                                  std::string(connector) +
                                  "\" sends no templates: it would never count",
                              "count by \"label\", which such a connector tells");
        };
        if (!names.operations.empty()) refuse("operation", names.operationPosition);
        if (!names.whenName.empty()) refuse("when", names.whenPosition);
        if (!names.placeholder.empty()) refuse("key", names.keyPosition);
    }
}

std::function<std::optional<KnownLimits>(const std::vector<std::filesystem::path>&)> limitsInto(
    std::shared_ptr<const LimitCatalog>& catalog, xml::Diagnostics& diagnostics) {
    return [&](const std::vector<std::filesystem::path>& folders) -> std::optional<KnownLimits> {
        catalog = LimitCatalog::load(folders, diagnostics);
        if (catalog == nullptr) {
            return std::nullopt;  // its own findings are enough
        }
        return KnownLimits{catalog->labels(), catalog->refusals(), catalog->names()};
    };
}

std::vector<std::string_view> LimitCatalog::plans() const {
    std::vector<std::string_view> names;
    names.reserve(plans_.size());
    for (const Plan& plan : plans_) names.push_back(plan.name);
    return names;
}

std::optional<std::vector<LimitSpec>> LimitCatalog::limitsOf(std::string_view plan) const {
    std::vector<LimitSpec> limits = everywhere_;
    if (plan.empty() && plans_.empty()) {
        return limits;
    }
    const auto found = std::find_if(plans_.begin(), plans_.end(),
                                    [&](const Plan& each) { return each.name == plan; });
    if (found == plans_.end()) {
        return std::nullopt;
    }
    limits.insert(limits.end(), found->limits.begin(), found->limits.end());
    return limits;
}

}  // namespace muster::rest
