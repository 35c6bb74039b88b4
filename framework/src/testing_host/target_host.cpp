#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "host/catalogue/elf_check.h"
#include "host/host_services.h"
#include "host/target_builder.h"
#include "host/target_loader.h"
#include "testing_host/kept_values.h"
#include "testing_host/scratch_folder.h"
#include "testing_host/suite_steps.h"
#include <muster/core/abi_convert.h>
#include <muster/testing/target_host.h>

namespace muster::testing {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& sentence) { throw std::runtime_error(sentence); }

std::string contentsOf(const fs::path& file, std::uintmax_t from = 0) {
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(from));
    return {std::istreambuf_iterator<char>(stream), {}};
}

/** The plugin, checked as the host checks it before it loads it. */
std::shared_ptr<const host::LoadedConnector> openPlugin(const ConnectorQuirks& quirks) {
    const char* said = std::getenv("MUSTER_CONTRACT_PLUGIN");
    const std::string file = said == nullptr ? quirks.plugin : said;
    if (!fs::exists(file)) {
        refuse("there is no plugin \"" + file +
               "\"; MUSTER_CONTRACT_PLUGIN or the quirk `plugin` is to name it");
    }
    const std::string bytes = contentsOf(file);
    const host::ElfReport report = host::checkElf(std::as_bytes(std::span(bytes)));
    if (report.failure) {
        refuse(host::toError(*report.failure, file).describe());
    }
    host::CheckFailure failure;
    auto connector = host::LoadedConnector::open(
        fs::absolute(file).string(), {.name = report.name, .version = report.version}, failure);
    if (connector == nullptr) {
        refuse(host::toError(failure, file).describe());
    }
    return connector;
}

void put(host::TargetFile& file, const std::string& name, const std::string& text) {
    for (host::TargetProperty& property : file.properties) {
        if (property.name == name) {
            property.text = text;
            return;
        }
    }
    file.properties.push_back(
        {.name = name, .text = text, .position = {.file = "the settings of the contract test"}});
}

/** Everything that the instances of one run share: one target, as the host has it. */
struct SharedTarget {
    ScratchFolder folder;
    std::shared_ptr<host::Log> log;
    std::shared_ptr<host::TargetRuntime> runtime;
    std::shared_ptr<KeptValues> memory = std::make_shared<KeptValues>();

    fs::path logFile() const { return folder / "log"; }
};

/** The target as a file would say it. The quirks' own settings and secrets belong to it. */
host::TargetFile targetFile(const ConnectorQuirks& quirks, const TargetSetup& setup,
                            const std::string& connector, const ScratchFolder& folder,
                            xml::Diagnostics& diagnostics) {
    host::TargetFile file{.name = "contract", .connector = connector};
    file.position.file = "the settings of the contract test";
    if (!setup.targetFile.empty()) {
        auto read = host::readTargetFile(setup.targetFile, diagnostics);
        if (!read) {
            refuse(diagnostics.toText());
        }
        file = *std::move(read);
    }
    for (const Attribute& property : quirks.properties) {
        if (property.single() != nullptr) {
            put(file, property.name(), property.single()->toDisplay());
        }
    }
    for (const auto& [name, text] : setup.properties) {
        put(file, name, text);
    }
    const auto keep = [&](const std::string& name, std::string_view secret) {
        put(file, name, "file:" + folder.write("secret-" + name, secret).string());
    };
    for (const Attribute& secret : quirks.secrets) {
        if (secret.single() != nullptr && secret.single()->as<Secret>() != nullptr) {
            keep(secret.name(), secret.single()->as<Secret>()->expose());
        }
    }
    for (const auto& [name, secret] : setup.secrets) {
        keep(name, secret);
    }
    return file;
}

std::shared_ptr<const SharedTarget> makeTarget(const ConnectorQuirks& quirks,
                                               const TargetSetup& setup) {
    auto shared = std::make_shared<SharedTarget>();
    auto connector = openPlugin(quirks);
    auto log =
        host::makeLog({.least = host::Log::Severity::kTrace, .file = shared->logFile().string()});
    if (!log) {
        refuse(log.error().describe());
    }
    shared->log = *log;
    xml::Diagnostics diagnostics;
    const host::TargetFile file =
        targetFile(quirks, setup, connector->name(), shared->folder, diagnostics);
    if (file.connector != connector->name()) {
        refuse(setup.targetFile + " names the connector \"" + file.connector +
               "\", and the plugin is \"" + connector->name() + "\"");
    }
    // In a home the file stands in HOME/targets, and paths in it start at HOME.
    const fs::path root = setup.targetFile.empty()
                              ? fs::current_path()
                              : fs::absolute(setup.targetFile).parent_path().parent_path();
    shared->runtime = host::buildTarget(file, std::move(connector),
                                        {.root = root,
                                         .lookups = setup.lookups,
                                         .log = shared->log,
                                         .keepsLimits = setup.keepsLimits},
                                        diagnostics);
    if (shared->runtime == nullptr) {
        refuse(diagnostics.toText());
    }
    return shared;
}

/** The services of one instance. */
class TargetHost : public HostServices {
public:
    explicit TargetHost(std::shared_ptr<const SharedTarget> shared)
        : shared_(std::move(shared)),
          services_(shared_->runtime->makeServices()),
          logBegin_(fs::file_size(shared_->logFile())) {}

    const muster_host& table() const override { return services_->table(); }

    void beginCall(const CallSettings& settings) override {
        context_ = std::make_shared<host::CallContext>();
        context_->correlation = "contract";
        context_->dryRun = settings.isDryRun;
        context_->isResumed = settings.isResumed;
        context_->memory = shared_->memory;
        context_->deadline = std::chrono::steady_clock::now() + settings.timeLimit;
        steps_ = std::make_shared<SuiteSteps>(settings.applied);
        context_->steps = steps_;
        if (settings.isCancelled) {
            context_->cancel.request_stop();
        }
        services_->enter(*context_);
    }

    std::vector<StepBegun> endCall() override {
        services_->leave();
        steps_->plan(context_->planned);
        violations_ = steps_->takeViolations();
        return steps_->take();
    }

    void stepEnded(const muster_step_report& report) override {
        const std::string_view name = abi::text(report.name);
        if (!steps_->hasBegun(name)) {
            violations_.push_back("C-54: step \"" + std::string(name) +
                                  "\" was reported and never begun");
        }
    }

    bool canReplay() const override { return true; }
    std::vector<std::string> takeViolations() override {
        return std::exchange(violations_, std::vector<std::string>());
    }
    std::string logText() const override { return contentsOf(shared_->logFile(), logBegin_); }

private:
    std::shared_ptr<const SharedTarget> shared_;
    std::shared_ptr<host::HostServices> services_;
    std::uintmax_t logBegin_;  ///< what others logged before is not ours
    std::shared_ptr<host::CallContext> context_;
    std::shared_ptr<SuiteSteps> steps_;
    std::vector<std::string> violations_;
};

}  // namespace

void useTarget(ConnectorQuirks& quirks, const TargetSetup& setup) {
    const std::shared_ptr<const SharedTarget> shared = makeTarget(quirks, setup);
    quirks.properties = shared->runtime->connectorSettings();
    quirks.host = [shared] { return std::make_unique<TargetHost>(shared); };
}

}  // namespace muster::testing
