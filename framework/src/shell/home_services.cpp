#include "shell/home_services.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "host/journal_counters.h"

namespace muster::shell {
namespace {

/** What a crash usually leaves. More is written down in the background, and shown rightly before.
 */
constexpr std::int64_t kMarkedAtOnce = 500;

bool isUnsettled(const provision::OperationResult& result) {
    return result.id &&
           (result.outcome == Outcome::kUnknown || result.state != store::OperationState::kEnded);
}

}  // namespace

Result<std::unique_ptr<HomeServices>> HomeServices::open(const HomeSettings& settings) {
    MUSTER_ASSIGN_OR_RETURN(host::Home home, host::Home::locate(settings.folder));
    MUSTER_ASSIGN_OR_RETURN(auto lock, host::HomeLock::take(home));
    MUSTER_ASSIGN_OR_RETURN(auto log, host::makeLog(settings.log));
    store::JournalOptions options = settings.journal;
    options.folder = home.root;
    MUSTER_ASSIGN_OR_RETURN(auto journal, store::Journal::open(options));
    MUSTER_RETURN_IF_ERROR(journal->markInterrupted(kMarkedAtOnce));
    return std::unique_ptr<HomeServices>(
        new HomeServices(std::move(home), std::move(lock), std::move(journal), std::move(log)));
}

HomeServices::HomeServices(host::Home home, std::unique_ptr<host::HomeLock> lock,
                           std::unique_ptr<store::Journal> journal, std::shared_ptr<host::Log> log)
    : home_(std::move(home)),
      lock_(std::move(lock)),
      journal_(std::move(journal)),
      log_(std::move(log)),
      catalogue_(
          {.pluginsFolder = home_.plugins().string(), .loadedFolder = home_.loaded().string()}),
      targets_(home_, catalogue_, log_,
               [this](const std::string& target) {
                   return std::make_shared<host::JournalCounters>(*journal_, target);
               }),
      provisioner_(*journal_, targets_) {}

HomeServices::~HomeServices() = default;

Result<void> HomeServices::load() {
    if (!isLoaded_) {
        MUSTER_RETURN_IF_ERROR(catalogue_.scan());
        targets_.load();
        isLoaded_ = true;
    }
    return {};
}

Result<void> HomeServices::close() {
    recovery_.reset();
    return journal_->close();
}

bool HomeServices::hasAbandoned() const {
    return provisioner_.hasAbandoned() || targets_.hasAbandoned();
}

std::string HomeServices::homeFolder() const { return home_.root.string(); }

Result<std::vector<host::CatalogueEntry>> HomeServices::connectors() {
    MUSTER_RETURN_IF_ERROR(load());
    return catalogue_.entries();
}

namespace {

/** What is known of that name when it has no usable file: a bad one of that version, if any. */
const host::CatalogueEntry* badEntry(const std::vector<host::CatalogueEntry>& entries,
                                     std::string_view name,
                                     std::optional<std::string_view> version) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        const std::string stem = std::filesystem::path(entry.file).stem().string();
        const bool isNamed = entry.name == name || (entry.name.empty() && stem == name);
        return isNamed && (!version || entry.version == *version);
    });
    return found == entries.end() ? nullptr : &*found;
}

Error unknownConnector(const std::vector<host::CatalogueEntry>& entries, std::string_view name,
                       std::optional<std::string_view> version) {
    std::vector<std::string_view> names;
    std::vector<std::string_view> versions;
    for (const host::CatalogueEntry& entry : entries) {
        if (entry.name == name) {
            versions.push_back(entry.version);
        }
        if (!entry.name.empty() && (names.empty() || names.back() != entry.name)) {
            names.push_back(entry.name);
        }
    }
    if (version && !versions.empty()) {
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = fmt::format("connector \"{}\" has no version {}; it has {}", name,
                                            *version, fmt::join(versions, ", "))};
    }
    const std::string_view near = xml::nearest(name, names);
    return Error{.code = ErrorCode::kUnknownUid,
                 .message = names.empty()
                                ? fmt::format("there is no connector \"{}\"", name)
                                : fmt::format("there is no connector \"{}\"; known are {}", name,
                                              xml::quotedList(names)),
                 .hint = near.empty() ? "\"connector list\" shows every file with its problem"
                                      : fmt::format("did you mean \"{}\"?", near)};
}

}  // namespace

Result<ConnectorView> HomeServices::connector(std::string_view name,
                                              std::optional<std::string_view> version) {
    MUSTER_RETURN_IF_ERROR(load());
    const std::vector<host::CatalogueEntry> entries = catalogue_.entries();
    if (const host::CatalogueEntry* good = host::chooseEntry(entries, name, version)) {
        MUSTER_ASSIGN_OR_RETURN(const auto loaded, catalogue_.load(good->name, good->version));
        return ConnectorView{*good, {loaded, &loaded->description()}};
    }
    if (const host::CatalogueEntry* bad = badEntry(entries, name, version)) {
        return ConnectorView{.entry = *bad};
    }
    return unknownConnector(entries, name, version);
}

Result<std::vector<std::string>> HomeServices::targetNames() {
    MUSTER_RETURN_IF_ERROR(load());
    return targets_.names();
}

Result<std::vector<TargetSummary>> HomeServices::targets() {
    MUSTER_RETURN_IF_ERROR(load());
    std::vector<TargetSummary> all;
    for (const host::TargetEntry& entry : targets_.list()) {
        all.push_back({.name = entry.name,
                       .connector = entry.connector,
                       .file = entry.file,
                       .hold = provisioner_.heldBy(entry.name),
                       .problems = entry.problems,
                       .isUsable = entry.isUsable()});
    }
    return all;
}

Result<TargetView> HomeServices::target(std::string_view name) {
    MUSTER_RETURN_IF_ERROR(load());
    MUSTER_ASSIGN_OR_RETURN(const auto runtime, targets_.find(name));
    return TargetView{.target = {runtime, &runtime->target()},
                      .description = {runtime, &runtime->description()},
                      .lookups = {runtime, &runtime->lookups()},
                      .stuck = runtime->stuck(),
                      .hold = provisioner_.heldBy(name)};
}

Result<void> HomeServices::test(std::string_view target, std::vector<Notice>& notices,
                                const std::stop_token& cancel) {
    MUSTER_RETURN_IF_ERROR(load());
    return provisioner_.test(target, notices, cancel);
}

Result<provision::CheckResult> HomeServices::check(std::string_view target,
                                                   std::optional<std::chrono::milliseconds> timeout,
                                                   const std::stop_token& cancel) {
    MUSTER_RETURN_IF_ERROR(load());
    return provisioner_.check(target, timeout, cancel);
}

Result<std::int64_t> HomeServices::syncNames(std::string_view target, std::string_view objectClass,
                                             const std::stop_token& cancel) {
    MUSTER_RETURN_IF_ERROR(load());
    return provisioner_.syncNames(target, objectClass, cancel);
}

Result<std::vector<TemplateView>> HomeServices::templates(std::string_view target) {
    MUSTER_RETURN_IF_ERROR(load());
    MUSTER_ASSIGN_OR_RETURN(const auto runtime, targets_.find(target));
    std::vector<TemplateView> all;
    if (runtime->operations() == nullptr) {
        return all;
    }
    for (const rest::RelUrlTemplate* each : runtime->operations()->all()) {
        TemplateView view{.key = each->key.toString(),
                          .method = each->method,
                          .path = each->path.text(),
                          .file = each->position.toString()};
        for (const rest::DescribedLine& line : rest::describe(*each)) {
            if (line.name == "key" || line.name == "method" || line.name == "path" ||
                line.name == "defined at") {
                continue;
            }
            view.details.emplace_back(line.name, line.value);
        }
        all.push_back(std::move(view));
    }
    return all;
}

Result<std::vector<rest::LimitStatus>> HomeServices::limits(std::string_view target) {
    MUSTER_RETURN_IF_ERROR(load());
    MUSTER_ASSIGN_OR_RETURN(const auto runtime, targets_.find(target));
    return runtime->limits().limiter->status();
}

std::vector<std::string> HomeServices::lookupFolders() {
    std::vector<std::string> folders;
    std::error_code problem;
    for (const auto& item : std::filesystem::directory_iterator(home_.lookups(), problem)) {
        if (item.is_directory(problem)) {
            folders.push_back(item.path().string());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

provision::OperationResult HomeServices::run(const provision::OperationRequest& request) {
    provision::OperationResult result = provisioner_.run(request);
    recoverIf(isUnsettled(result));
    return result;
}

provision::ResumedOperation HomeServices::resume(const provision::ResumeRequest& request) {
    if (Result<void> loaded = load(); !loaded) {
        return {.result = {.refused = true, .error = loaded.error()}};
    }
    provision::ResumedOperation resumed = provisioner_.resume(request);
    recoverIf(isUnsettled(resumed.result));
    return resumed;
}

Result<void> HomeServices::abandon(store::OperationId id, const std::string& why,
                                   const std::string& by) {
    return provisioner_.abandon(id, why, by);
}

Result<void> HomeServices::hold(const std::string& target, const std::string& why,
                                const std::string& by) {
    MUSTER_RETURN_IF_ERROR(load());
    return provisioner_.hold(target, why, by);
}

Result<void> HomeServices::release(const std::string& target) {
    MUSTER_RETURN_IF_ERROR(load());
    return provisioner_.release(target);
}

void HomeServices::startRecovery() {
    wantsRecovery_ = true;
    const auto count = journal_->unsettledCount();
    recoverIf(count && count->unsettled() > 0);
}

void HomeServices::recoverIf(bool isNeeded) {
    if (wantsRecovery_ && isNeeded && recovery_ == nullptr && load()) {
        recovery_ = std::make_unique<provision::RecoveryService>(*journal_, provisioner_, log_);
    }
}

Result<std::optional<ConnectorObject>> HomeServices::get(std::string_view target,
                                                         std::string_view objectClass,
                                                         const ObjectRef& object,
                                                         const std::vector<std::string>& attributes,
                                                         std::vector<Notice>& notices,
                                                         const std::stop_token& cancel) {
    return provisioner_.get(target, objectClass, object, attributes, notices, cancel);
}

Result<provision::SearchResult> HomeServices::search(
    const provision::SearchRequest& request,
    const std::function<bool(const ConnectorObject&)>& handler) {
    return provisioner_.search(request, handler);
}

Result<std::vector<store::OperationRecord>> HomeServices::operations(
    const store::OperationQuery& query) {
    return journal_->operations(query);
}

Result<std::optional<store::OperationRecord>> HomeServices::operation(store::OperationId id) {
    return journal_->operation(id);
}

Result<store::UnsettledCount> HomeServices::unsettledCount() { return journal_->unsettledCount(); }

Result<std::vector<store::AccountRecord>> HomeServices::accounts(const store::AccountQuery& query) {
    return journal_->accounts(query);
}

Result<std::optional<store::AccountRecord>> HomeServices::account(std::string_view target,
                                                                  std::string_view uidOrName,
                                                                  std::string_view objectClass) {
    return journal_->account(target, uidOrName, objectClass);
}

}  // namespace muster::shell
