#include "host/targets.h"

#include <algorithm>
#include <optional>

#include "host/home_writers.h"
#include "host/target_builder.h"
#include "host/target_loader.h"
#include "xml/strict.h"

namespace muster::host {
namespace {

/** Why a target cannot be used, all reasons at once, so that its file is mended once; nothing when
 * there is none. */
std::optional<Error> cannotBeUsed(const TargetEntry& entry) {
    std::vector<Error> reasons;
    for (const xml::Diagnostic& problem : entry.problems) {
        if (problem.severity == xml::Severity::kError) {
            reasons.push_back(problem.toError());
        }
    }
    if (reasons.empty()) {
        return std::nullopt;
    }
    Error error = reasons.front();
    const std::string count =
        reasons.size() > 1 ? ", for " + std::to_string(reasons.size()) + " reasons" : "";
    std::string told;
    for (const Error& reason : reasons) {
        const bool isSaid = reason.hint.empty() || reason.hint == error.hint;
        told += (told.empty() ? ": " : "; ") + reason.message +
                (isSaid ? "" : " (" + reason.hint + ")");
    }
    error.message = "target \"" + entry.name + "\" cannot be used" + count + told;
    return error;
}

}  // namespace

bool TargetEntry::isUsable() const {
    return std::none_of(problems.begin(), problems.end(), [](const xml::Diagnostic& problem) {
        return problem.severity == xml::Severity::kError;
    });
}

Targets::Targets(Home home, ConnectorCatalogue& catalogue, std::shared_ptr<Log> log,
                 CountersOf counters, std::chrono::milliseconds settingsLimit,
                 rest::LimiterClock& clock)
    : home_(std::move(home)),
      catalogue_(catalogue),
      log_(std::move(log)),
      counters_(std::move(counters)),
      settingsLimit_(settingsLimit),
      clock_(clock) {}

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
    const std::filesystem::path folder = home_.lookups() / file.connector;
    refuseForeignWriters(home_.lookups(), diagnostics);
    refuseForeignWriters(folder, diagnostics);
    return buildTarget(file, *std::move(connector),
                       {.root = home_.root,
                        .lookups = folder,
                        .log = log_,
                        .counters = counters_ ? counters_(file.name) : nullptr,
                        .clock = clock_,
                        .settingsLimit = settingsLimit_,
                        .onGivenUp = [this] { hasAbandoned_ = true; }},
                       diagnostics);
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
        if (std::optional<Error> whyNot = cannotBeUsed(slot.entry)) {
            return *std::move(whyNot);
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
