#include "host/target_builder.h"

#include <algorithm>
#include <map>

#include "host/fingerprint.h"
#include "host/supervised_call.h"
#include "host/target_loader.h"
#include "host/templated_caller.h"

namespace muster::host {
namespace {

/** The lookups that a connector cannot do without: those it lists and those its attributes name. */
std::vector<std::string> requiredLookups(const Description& description) {
    std::vector<std::string> names = description.lookups;
    for (const ObjectClassInfo& info : description.classes) {
        for (const AttributeInfo& attribute : info.attributes) {
            if (!attribute.lookup.empty()) {
                names.push_back(attribute.lookup);
            }
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::shared_ptr<const SecretReader> secretsOf(const Target& target,
                                              const std::filesystem::path& root) {
    std::map<std::string, std::string, std::less<>> references;
    for (const Target::Setting& setting : target.settings) {
        if (setting.info.confidential && !setting.value.isNull()) {
            references[setting.info.name] = setting.value.toDisplay();
        }
    }
    return std::make_shared<SecretReader>(std::move(references), root);
}

std::vector<std::string> configurationOf(const Target& target) {
    std::vector<std::string> names;
    for (const Target::Setting& setting : target.settings) {
        if (!setting.info.confidential) {
            names.push_back(setting.info.name);
        }
    }
    return names;
}

std::shared_ptr<const lookup::LookupCatalog> lookupsOf(const Description& description,
                                                       const std::filesystem::path& folder,
                                                       xml::Diagnostics& diagnostics) {
    const std::vector<std::string> required = requiredLookups(description);
    if (!std::filesystem::is_directory(folder) && required.empty() &&
        !description.usesTemplatedCalls) {
        return std::make_shared<const lookup::LookupCatalog>();
    }
    auto lookups = lookup::LookupCatalog::load(folder, diagnostics);
    if (lookups != nullptr) {
        lookups->checkRequired(required, diagnostics);
    }
    return lookups;
}

/** What requests are built from and held back by; either is null when it cannot be had. */
struct Requests {
    std::shared_ptr<const rest::OperationCatalog> operations;
    std::shared_ptr<const rest::LimitCatalog> limits;
};

Requests requestsOf(const TargetFile& file, const Description& description,
                    const std::optional<Target>& target, const std::filesystem::path& folder,
                    xml::Diagnostics& diagnostics) {
    Requests requests;
    if (!description.usesTemplatedCalls || !target) {
        requests.limits = rest::LimitCatalog::load({folder}, diagnostics);
        if (requests.limits != nullptr && !description.usesTemplatedCalls) {
            rest::lintForOwnIo(*requests.limits, file.connector, diagnostics);
        }
        return requests;
    }
    for (const std::string& sentence : checkConnection(*target)) {
        diagnostics.error(file.position, sentence);
    }
    requests.operations =
        rest::OperationCatalog::load(folder,
                                     {.description = &description,
                                      .configuration = configurationOf(*target),
                                      .limits = rest::limitsInto(requests.limits, diagnostics)},
                                     diagnostics);
    return requests;
}

/** The connector's own look at the settings, which must not hold up other targets. */
bool acceptsSettings(const std::shared_ptr<TargetRuntime>& runtime, const TargetFile& file,
                     const TargetSurroundings& surroundings, xml::Diagnostics& diagnostics) {
    const auto checked = std::make_shared<Result<void>>();
    const auto limit = std::chrono::steady_clock::now() + surroundings.settingsLimit;
    const bool cameBack = runSupervised([runtime, checked] { *checked = runtime->checkSettings(); },
                                        [limit] { return limit; });
    const std::string who = "connector \"" + file.connector + "\" ";
    if (!cameBack) {
        diagnostics.error(
            file.position,
            who + "did not come back within " + rest::displayDuration(surroundings.settingsLimit) +
                " from being given the settings (its make, create_instance), expected it to look "
                "at them and do no I/O (C-10)",
            "the target cannot be used until muster starts anew with a connector that is mended");
        if (surroundings.onGivenUp) surroundings.onGivenUp();
    } else if (!*checked) {
        diagnostics.error(file.position, who + "refuses the settings: " + checked->error().message,
                          checked->error().hint);
    }
    return cameBack && *checked;
}

}  // namespace

std::shared_ptr<TargetRuntime> buildTarget(const TargetFile& file,
                                           std::shared_ptr<const LoadedConnector> connector,
                                           const TargetSurroundings& surroundings,
                                           xml::Diagnostics& diagnostics) {
    const Description& description = connector->description();
    const std::filesystem::path& folder = surroundings.lookups;
    std::optional<Target> target = resolveTarget(file, description, diagnostics);
    auto lookups = lookupsOf(description, folder, diagnostics);
    Requests requests = requestsOf(file, description, target, folder, diagnostics);
    auto limits = requests.limits == nullptr || !target
                      ? nullptr
                      : makeLimits(*target, file, requests.limits, surroundings.counters,
                                   surroundings.log, diagnostics, surroundings.clock);
    if (diagnostics.hasErrors() || !target) {
        return nullptr;
    }
    if (!surroundings.keepsLimits) {
        limits = noLimits();
    }
    target->connectorVersion = connector->version();
    std::vector<std::filesystem::path> files = xmlFilesIn(folder);
    if (requests.operations != nullptr) {
        const auto& more = requests.operations->files();
        files.insert(files.end(), more.begin(), more.end());
    }
    std::string fingerprint = fingerprintOf(*connector, *target, files);
    auto secrets = secretsOf(*target, surroundings.root);
    auto caller = requests.operations == nullptr ? nullptr
                                                 : std::make_shared<TemplatedCaller>(
                                                       *target, requests.operations, secrets,
                                                       surroundings.root, surroundings.log, limits);
    auto runtime = std::make_shared<TargetRuntime>(
        TargetRuntime::Parts{*std::move(target), std::move(connector), std::move(lookups),
                             std::move(requests.operations), std::move(caller), limits,
                             std::move(secrets), surroundings.log, std::move(fingerprint)});
    return acceptsSettings(runtime, file, surroundings, diagnostics) ? runtime : nullptr;
}

}  // namespace muster::host
