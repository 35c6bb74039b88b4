#include "host/targets.h"

#include <map>

#include "host/fingerprint.h"
#include "host/home_writers.h"
#include "host/target_loader.h"
#include "host/templated_caller.h"
#include "xml/strict.h"

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

std::shared_ptr<const SecretReader> secretsOf(const Target& target, const Home& home) {
    std::map<std::string, std::string, std::less<>> references;
    for (const Target::Setting& setting : target.settings) {
        if (setting.info.confidential && !setting.value.isNull()) {
            references[setting.info.name] = setting.value.toDisplay();
        }
    }
    return std::make_shared<SecretReader>(std::move(references), home.root);
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

}  // namespace

bool TargetEntry::isUsable() const {
    return std::none_of(problems.begin(), problems.end(), [](const xml::Diagnostic& problem) {
        return problem.severity == xml::Severity::kError;
    });
}

Targets::Targets(Home home, ConnectorCatalogue& catalogue, std::shared_ptr<Log> log,
                 CountersOf counters)
    : home_(std::move(home)),
      catalogue_(catalogue),
      log_(std::move(log)),
      counters_(std::move(counters)) {}

void Targets::load() {
    std::vector<Slot> slots;
    xml::Diagnostics writers;
    refuseForeignWriters(home_.targets(), writers);
    std::error_code problem;
    for (const auto& item : std::filesystem::directory_iterator(home_.targets(), problem)) {
        const std::string fileName = item.path().filename().string();
        if (item.path().extension() != ".xml" || fileName.starts_with('.')) {
            continue;
        }
        Slot slot;
        slot.entry.name = item.path().stem().string();
        slot.entry.file = item.path().string();
        xml::Diagnostics diagnostics;
        slot.file = readTargetFile(item.path(), diagnostics);
        slot.entry.connector = slot.file ? slot.file->connector : std::string();
        for (const xml::Diagnostic& finding : writers.all()) {
            if (finding.position.file == home_.targets() || finding.position.file == item.path()) {
                diagnostics.error(finding.position, finding.message, finding.hint);
                slot.file.reset();  // it can be read, but not trusted
            }
        }
        slot.entry.problems = diagnostics.sorted();
        slot.isResolved = !slot.file;
        slots.push_back(std::move(slot));
    }
    std::sort(slots.begin(), slots.end(),
              [](const Slot& a, const Slot& b) { return a.entry.name < b.entry.name; });
    const std::lock_guard lock(mutex_);
    slots_ = std::move(slots);
}

void Targets::resolve(Slot& slot) {
    if (slot.isResolved || !slot.file) {
        return;
    }
    xml::Diagnostics diagnostics;
    slot.runtime = build(*slot.file, diagnostics);
    const std::vector<xml::Diagnostic> found = diagnostics.sorted();
    slot.entry.problems.insert(slot.entry.problems.end(), found.begin(), found.end());
    slot.isResolved = true;
}

std::shared_ptr<TargetRuntime> Targets::build(const TargetFile& file,
                                              xml::Diagnostics& diagnostics) {
    Result<std::shared_ptr<const LoadedConnector>> connector = catalogue_.load(
        file.connector, file.connectorVersion.empty()
                            ? std::nullopt
                            : std::optional<std::string_view>(file.connectorVersion));
    if (!connector) {
        diagnostics.error(file.position, connector.error().message, connector.error().hint);
        return nullptr;
    }
    const Description& description = (*connector)->description();
    std::optional<Target> target = resolveTarget(file, description, diagnostics);
    const std::filesystem::path folder = home_.lookups() / file.connector;
    refuseForeignWriters(home_.lookups(), diagnostics);
    refuseForeignWriters(folder, diagnostics);
    auto lookups = std::filesystem::is_directory(folder) || !requiredLookups(description).empty() ||
                           description.usesTemplatedCalls
                       ? lookup::LookupCatalog::load(folder, diagnostics)
                       : std::make_shared<const lookup::LookupCatalog>();
    if (lookups != nullptr) {
        lookups->checkRequired(requiredLookups(description), diagnostics);
    }
    std::shared_ptr<const rest::OperationCatalog> operations;
    std::shared_ptr<const rest::LimitCatalog> limitCatalog;
    if (description.usesTemplatedCalls && target) {
        for (const std::string& sentence : checkConnection(*target)) {
            diagnostics.error(file.position, sentence);
        }
        operations =
            rest::OperationCatalog::load(folder,
                                         {.description = &description,
                                          .configuration = configurationOf(*target),
                                          .limits = rest::limitsInto(limitCatalog, diagnostics)},
                                         diagnostics);
    } else {
        limitCatalog = rest::LimitCatalog::load({folder}, diagnostics);
    }
    const auto limits =
        limitCatalog == nullptr || !target
            ? nullptr
            : makeLimits(*target, file, limitCatalog, counters_ ? counters_(target->name) : nullptr,
                         log_, diagnostics);
    if (diagnostics.hasErrors() || !target) {
        return nullptr;
    }
    target->connectorVersion = (*connector)->version();
    std::vector<std::filesystem::path> files = xmlFilesIn(folder);
    if (operations != nullptr) {
        files.insert(files.end(), operations->files().begin(), operations->files().end());
    }
    std::string fingerprint = fingerprintOf(**connector, *target, files);
    auto secrets = secretsOf(*target, home_);
    auto caller = operations == nullptr
                      ? nullptr
                      : std::make_shared<TemplatedCaller>(*target, operations, secrets, home_.root,
                                                          log_, limits);
    auto runtime = std::make_shared<TargetRuntime>(TargetRuntime::Parts{
        *std::move(target), *std::move(connector), std::move(lookups), std::move(operations),
        std::move(caller), limits, std::move(secrets), log_, std::move(fingerprint)});
    if (const Result<void> checked = runtime->checkSettings(); !checked) {
        diagnostics.error(
            file.position,
            "connector \"" + file.connector + "\" refuses the settings: " + checked.error().message,
            checked.error().hint);
        return nullptr;
    }
    return runtime;
}

std::vector<TargetEntry> Targets::list() {
    const std::lock_guard lock(mutex_);
    std::vector<TargetEntry> entries;
    for (Slot& slot : slots_) {
        resolve(slot);
        entries.push_back(slot.entry);
    }
    return entries;
}

std::vector<std::string> Targets::names() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    names.reserve(slots_.size());
    for (const Slot& slot : slots_) {
        names.push_back(slot.entry.name);
    }
    return names;
}

Result<std::shared_ptr<TargetRuntime>> Targets::find(std::string_view name) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string_view> known;
    for (Slot& slot : slots_) {
        if (slot.entry.name != name) {
            known.push_back(slot.entry.name);
            continue;
        }
        resolve(slot);
        if (slot.runtime != nullptr) {
            return slot.runtime;
        }
        for (const xml::Diagnostic& problem : slot.entry.problems) {
            if (problem.severity == xml::Severity::kError) {
                Error error = problem.toError();
                error.message =
                    "target \"" + slot.entry.name + "\" cannot be used: " + error.message;
                return error;
            }
        }
    }
    const std::string_view near = xml::nearest(name, known);
    return Error{
        .code = ErrorCode::kConfiguration,
        .message =
            "there is no target \"" + std::string(name) + "\" in " + home_.targets().string() +
            (known.empty() ? "; the folder has none" : "; there is " + xml::quotedList(known)),
        .hint = near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?"};
}

}  // namespace muster::host
