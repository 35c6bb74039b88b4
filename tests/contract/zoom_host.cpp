#include "zoom_host.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <sys/stat.h>

#include "host/catalogue/loaded_connector.h"
#include "host/host_services.h"
#include "host/target_loader.h"
#include "host/templated_caller.h"
#include "temporary_folder.h"
#include "zoom_sandbox.h"
#include <muster/testing/host_services.h>

namespace muster::testing {
namespace {

/** Ends the case with a sentence when its surroundings cannot be made. */
void require(bool condition, const std::string& sentence) {
    if (!condition) {
        throw std::runtime_error(sentence);
    }
}

/** Steps for the suite in place of a journal. */
class RecordedSteps : public host::StepRecorder {
public:
    Result<store::StepOrdinal> start(const store::StepStart& step) override {
        begun.push_back({.name = step.name, .action = step.operationKey, .isTemplatedCall = true});
        return store::StepOrdinal{static_cast<std::int64_t>(begun.size())};
    }
    void end(store::StepOrdinal /*ordinal*/, const store::StepEnd& /*end*/) override {}

    std::vector<StepBegun> begun;
};

/** What the connector keeps with objects, for all instances of the run: there is one target. */
class KeptValues : public host::ObjectMemory {
public:
    Result<void> remember(const std::string& objectClass, const std::string& uid,
                          const std::vector<Attribute>& values) override {
        const std::lock_guard lock(mutex_);
        std::vector<Attribute>& known = kept_[{objectClass, uid}];
        for (const Attribute& value : values) {
            std::erase_if(
                known, [&](const Attribute& one) { return equalNames(one.name(), value.name()); });
            if (!value.values().empty()) {
                known.push_back(value);
            }
        }
        return {};
    }
    Result<std::vector<Attribute>> recall(const std::string& objectClass,
                                          const std::string& uid) override {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find({objectClass, uid});
        return found == kept_.end() ? std::vector<Attribute>() : found->second;
    }

    static const std::shared_ptr<KeptValues>& ofTheRun() {
        static const auto kValues = std::make_shared<KeptValues>();
        return kValues;
    }

private:
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, std::vector<Attribute>> kept_;
};

std::string pluginFile() {
    const char* file = std::getenv("MUSTER_CONTRACT_PLUGIN");
    return file == nullptr ? "zoom.so" : file;
}

/** A target that points at the simulator, checked as the host checks it. */
host::Target target(const Description& description) {
    const std::string base = zoomSandbox().baseUrl();
    host::TargetFile file{.name = "contract", .connector = "zoom"};
    file.properties = {{"baseUrl", base},
                       {"authenticationServerUrl", base + "/oauth/token"},
                       {"accountId", "acc-sandbox"},
                       {"clientId", "sandbox-client"},
                       {"clientSecret", "file:secret"}};
    xml::Diagnostics diagnostics;
    auto resolved = host::resolveTarget(file, description, diagnostics);
    require(resolved.has_value(), diagnostics.toText());
    return *std::move(resolved);
}

/** The host's own services before the simulator. */
class ZoomHost : public HostServices {
public:
    ZoomHost() {
        ::chmod(folder_.write("secret", "sandbox-secret\n").c_str(), 0600);
        auto log = host::makeLog({.least = host::Log::Severity::kTrace, .file = logFile()});
        require(log.hasValue(), "the log cannot be opened");
        host::CheckFailure failure;
        library_ = host::LoadedConnector::open(pluginFile(), {.name = "zoom"}, failure);
        require(library_ != nullptr, failure.found);
        const Description& description = library_->description();
        xml::Diagnostics diagnostics;
        auto operations =
            rest::OperationCatalog::load(std::string(MUSTER_TEST_SOURCE) + "/lookups/zoom",
                                         {.description = &description}, diagnostics);
        require(operations != nullptr, diagnostics.toText());
        auto secrets = std::make_shared<host::SecretReader>(
            std::map<std::string, std::string, std::less<>>{{"clientSecret", "file:secret"}},
            folder_.path());
        // Without limits: the simulator keeps none here, and the suite shall not wait.
        auto limits = std::make_shared<const host::TargetLimits>(
            host::TargetLimits{rest::LimitCatalog::load({}, diagnostics),
                               rest::RateLimiter::make({.target = "zoom"})});
        auto caller = std::make_shared<host::TemplatedCaller>(
            target(description), operations, secrets, folder_.path(), *log, std::move(limits));
        services_ =
            std::make_unique<host::HostServices>(std::move(caller), std::move(secrets), *log);
    }

    const muster_host& table() const override { return services_->table(); }

    void beginCall(const CallSettings& settings) override {
        context_ = std::make_shared<host::CallContext>();
        context_->correlation = "contract";
        context_->dryRun = settings.isDryRun;
        context_->memory = KeptValues::ofTheRun();
        context_->deadline = std::chrono::steady_clock::now() + settings.timeLimit;
        steps_ = std::make_shared<RecordedSteps>();
        context_->steps = steps_;
        if (settings.isCancelled) {
            context_->cancel.request_stop();
        }
        services_->enter(context_);
    }

    std::vector<StepBegun> endCall() override {
        services_->leave();
        for (const host::PlannedRequest& planned : context_->planned) {
            if (!planned.step.empty()) {
                steps_->begun.push_back({.name = planned.step,
                                         .action = planned.operationKey,
                                         .verdict = MUSTER_STEP_DRY_RUN,
                                         .isTemplatedCall = true});
            }
        }
        return std::move(steps_->begun);
    }

    void stepEnded(const muster_step_report& /*report*/) override {}  // Zoom has no I/O of its own
    bool canReplay() const override { return false; }
    std::vector<std::string> takeViolations() override { return {}; }
    std::string logText() const override {
        std::stringstream text;
        text << std::ifstream(logFile()).rdbuf();
        return text.str();
    }

private:
    std::string logFile() const { return (folder_ / "log").string(); }

    TemporaryFolder folder_;
    std::shared_ptr<const host::LoadedConnector> library_;
    std::unique_ptr<host::HostServices> services_;
    std::shared_ptr<host::CallContext> context_;
    std::shared_ptr<RecordedSteps> steps_;
};

}  // namespace

support::ZoomSandbox& zoomSandbox() {
    static support::ZoomSandbox simulator;
    return simulator;
}

std::unique_ptr<HostServices> makeZoomHost() { return std::make_unique<ZoomHost>(); }

}  // namespace muster::testing
