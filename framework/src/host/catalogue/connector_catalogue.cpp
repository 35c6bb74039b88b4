#include "host/catalogue/connector_catalogue.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <set>
#include <thread>
#include <tuple>

#include <fmt/format.h>
#include <sys/stat.h>

#include "host/catalogue/connector_version.h"
#include "host/catalogue/elf_check.h"
#include "host/catalogue/file_access.h"
#include "host/catalogue/probe.h"

namespace muster::host {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/** The files that count, in the order of their names. */
Result<std::vector<std::string>> listLibraries(const std::string& folder) {
    std::error_code failed;
    std::vector<std::string> files;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const fs::path& path = at->path();
        if (path.extension() == ".so" && !path.filename().string().starts_with('.')) {
            files.push_back(path.string());
        }
    }
    if (failed) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = fmt::format("plugins folder \"{}\" cannot be listed: {}", folder,
                                            failed.message())};
    }
    std::sort(files.begin(), files.end());
    return files;
}

/** Whether the file changed less than `settleTime` ago; the change time is the kernel's own and
 * cannot be set. */
bool isYoung(const struct stat& status, milliseconds settleTime) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const auto sinceEpoch = [](const timespec& time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    const auto age = sinceEpoch(now) - sinceEpoch(status.st_ctim);
    return age >= milliseconds(0) && age < settleTime;
}

/** The files that somebody is still writing. Waits once, and only when a file is young. */
std::set<std::string> findUnsettled(const std::vector<std::string>& files,
                                    const CatalogueOptions& options) {
    std::map<std::string, struct stat> young;
    for (const std::string& file : files) {
        struct stat status {};
        if (::lstat(file.c_str(), &status) == 0 && isYoung(status, options.settleTime)) {
            young.emplace(file, status);
        }
    }
    std::set<std::string> unsettled;
    if (young.empty()) {
        return unsettled;
    }
    options.wait ? options.wait(options.settleTime)
                 : std::this_thread::sleep_for(options.settleTime);
    for (const auto& [file, before] : young) {
        struct stat after {};
        if (::lstat(file.c_str(), &after) != 0 || !isUnchanged(before, after)) {
            unsettled.insert(file);
        }
    }
    return unsettled;
}

CheckFailure stillWritten(milliseconds settleTime) {
    return {.step = "file",
            .found = "still being written",
            .expected = fmt::format("no change for {} ms", settleTime.count()),
            .hint = "wait until it is copied, then look again"};
}

/** Entries of one name and version: all but the first are bad. Expects the order of file names. */
void refuseDuplicates(std::vector<CatalogueEntry>& entries) {
    std::map<std::pair<std::string, std::string>, std::string> seen;
    for (CatalogueEntry& entry : entries) {
        if (entry.failure) {
            continue;
        }
        const auto [first, isNew] = seen.emplace(std::pair(entry.name, entry.version), entry.file);
        if (!isNew) {
            entry.failure =
                CheckFailure{.step = "duplicate",
                             .found = fmt::format("connector \"{}\" {}, which \"{}\" is already",
                                                  entry.name, entry.version, first->second),
                             .expected = "one file for each name and version",
                             .hint = "remove one of the two files"};
        }
    }
}

bool isListedBefore(const CatalogueEntry& a, const CatalogueEntry& b) {
    const auto key = [](const CatalogueEntry& entry) {
        return std::tuple(entry.name.empty(), entry.name, ConnectorVersion::parse(entry.version),
                          entry.file);
    };
    return key(a) < key(b);
}

/** Whether the same bytes would do the same another time. What the loader says depends on the
 * machine's other libraries, and how long it took on what else the machine did; a child that did
 * not get as far as loading says nothing of them. */
bool isWorthKeeping(const std::optional<CheckFailure>& failure) {
    return !failure ||
           (failure->step != "load" && failure->step != "probe start" && !failure->isForNow);
}

}  // namespace

std::string_view toString(EntryState state) {
    switch (state) {
        case EntryState::kOk:
            return "ok";
        case EntryState::kBad:
            return "bad";
    }
    return "bad";
}

const CatalogueEntry* chooseEntry(const std::vector<CatalogueEntry>& entries, std::string_view name,
                                  std::optional<std::string_view> version) {
    const CatalogueEntry* release = nullptr;
    const CatalogueEntry* preRelease = nullptr;
    for (const CatalogueEntry& entry : entries) {  // sorted: the newest comes last
        if (entry.failure || entry.name != name || (version && entry.version != *version)) {
            continue;
        }
        const std::optional<ConnectorVersion> parsed = ConnectorVersion::parse(entry.version);
        (parsed && parsed->isPreRelease() ? preRelease : release) = &entry;
    }
    return release != nullptr ? release : preRelease;
}

ConnectorCatalogue::ConnectorCatalogue(CatalogueOptions options)
    : options_(std::move(options)), copies_(options_.loadedFolder) {}

std::optional<CheckFailure> ConnectorCatalogue::tryOut(const ConnectorCopy& copy,
                                                       ProbeUse use) const {
    if (use == ProbeUse::kKeptVerdict) {
        if (const std::optional<ProbeVerdict> kept = copies_.verdict(copy.sha256)) {
            return kept->failure;
        }
    }
    std::optional<CheckFailure> failure =
        probeConnector(copy.path, {.program = options_.probeProgram, .limit = options_.probeLimit});
    if (isWorthKeeping(failure)) {
        copies_.keepVerdict(copy.sha256, {failure});
    }
    return failure;
}

CatalogueEntry ConnectorCatalogue::examine(const std::string& file, FileTrust trust,
                                           ProbeUse use) const {
    CatalogueEntry entry{.file = file};
    CheckFailure failure;
    const std::optional<ConnectorCopy> copy = copies_.take(file, trust, failure);
    if (!copy) {
        entry.failure = std::move(failure);
        return entry;
    }
    entry.sha256 = copy->sha256;
    ElfReport report = checkElf(copy->bytes);
    entry.name = std::move(report.name);
    entry.version = std::move(report.version);
    entry.warnings = std::move(report.warnings);
    entry.failure = report.failure ? std::move(report.failure) : tryOut(*copy, use);
    return entry;
}

Result<void> ConnectorCatalogue::scan() {
    const std::lock_guard scanning(scanning_);
    if (const auto failure = checkPluginsFolder(options_.pluginsFolder)) {
        adopt({});
        Error error = toError(*failure, options_.pluginsFolder);
        error.message = fmt::format("plugins folder \"{}\": {}; expected {}",
                                    options_.pluginsFolder, failure->found, failure->expected);
        return error;
    }
    Result<std::vector<std::string>> files = listLibraries(options_.pluginsFolder);
    if (!files) {
        adopt({});
        return std::move(files).error();
    }
    const std::set<std::string> unsettled = findUnsettled(*files, options_);
    std::vector<CatalogueEntry> entries;
    for (const std::string& file : *files) {
        entries.push_back(
            unsettled.contains(file)
                ? CatalogueEntry{.file = file, .failure = stillWritten(options_.settleTime)}
                : examine(file, FileTrust::kOwnerOnly, ProbeUse::kKeptVerdict));
    }
    refuseDuplicates(entries);
    std::sort(entries.begin(), entries.end(), isListedBefore);
    adopt(std::move(entries));
    return {};
}

void ConnectorCatalogue::adopt(std::vector<CatalogueEntry> entries) {
    std::set<std::string> needed;
    for (const CatalogueEntry& entry : entries) {
        needed.insert(entry.sha256);
    }
    const std::lock_guard lock(mutex_);
    entries_ = std::move(entries);
    // Whoever uses a library that is gone from the folder still holds it.
    std::erase_if(loaded_, [&](const auto& item) { return !needed.contains(item.first); });
    copies_.prune(needed);
}

std::vector<CatalogueEntry> ConnectorCatalogue::entries() const {
    const std::lock_guard lock(mutex_);
    return entries_;
}

Error ConnectorCatalogue::explainMissing(std::string_view name,
                                         std::optional<std::string_view> version) const {
    std::string others;
    std::vector<std::string_view> versions;
    for (const CatalogueEntry& entry : entries_) {
        if (entry.failure && entry.name == name && (!version || entry.version == *version)) {
            return toError(*entry.failure, entry.file);
        }
        if (entry.failure) {
            continue;
        }
        if (entry.name == name) {
            versions.push_back(entry.version);
        }
        others += fmt::format("{}\"{}\" {}", others.empty() ? "" : ", ", entry.name, entry.version);
    }
    if (version && !versions.empty()) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = fmt::format(
                         "connector \"{}\" has no version {} in plugins folder \"{}\"; it has {}",
                         name, *version, options_.pluginsFolder, fmt::join(versions, ", ")),
                     .hint = "put that version's file there, or ask for another"};
    }
    return Error{
        .code = ErrorCode::kConfiguration,
        .message = fmt::format("no connector \"{}\"{} in plugins folder \"{}\"; usable are: {}",
                               name, version ? fmt::format(" of version {}", *version) : "",
                               options_.pluginsFolder, others.empty() ? "none" : others),
        .hint = "\"connector list\" tells of every file there"};
}

Result<std::shared_ptr<const LoadedConnector>> ConnectorCatalogue::load(
    std::string_view name, std::optional<std::string_view> version) {
    const std::lock_guard lock(mutex_);
    const CatalogueEntry* entry = chooseEntry(entries_, name, version);
    if (entry == nullptr) {
        return explainMissing(name, version);
    }
    std::shared_ptr<const LoadedConnector>& held = loaded_[entry->sha256];
    if (held == nullptr) {
        CheckFailure failure;
        held = LoadedConnector::open(options_.loadedFolder + "/" + entry->sha256 + ".so",
                                     {entry->name, entry->version, entry->sha256}, failure);
        if (held == nullptr) {
            return toError(failure, entry->file);
        }
    }
    return held;
}

CatalogueEntry ConnectorCatalogue::verify(const std::string& file) {
    const std::lock_guard scanning(scanning_);
    CatalogueEntry entry = examine(file, FileTrust::kAnyone, ProbeUse::kFresh);
    // A copy usually has the same mode, and would be refused.
    if (const auto foreign = checkConnectorFile(file); foreign && !entry.failure) {
        entry.warnings.push_back(fmt::format("{}; a plugins folder takes only a file with {}; {}",
                                             foreign->found, foreign->expected, foreign->hint));
    }
    return entry;
}

}  // namespace muster::host
