#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include "host/catalogue/loaded_connector.h"
#include "host/host_services.h"
#include "host/target_loader.h"
#include "host/templated_caller.h"
#include "temporary_folder.h"
#include "zoom_sandbox.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::CallSettings;
using muster::testing::ConnectorQuirks;
using muster::testing::StepBegun;

/** The simulated account behind the suite; one for the whole run. */
support::ZoomSandbox& sandbox() {
    static support::ZoomSandbox simulator;
    return simulator;
}

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

std::string pluginFile() {
    const char* file = std::getenv("MUSTER_CONTRACT_PLUGIN");
    return file == nullptr ? "zoom.so" : file;
}

/** A target that points at the simulator, checked as the host checks it. */
host::Target target(const Description& description) {
    const std::string base = sandbox().baseUrl();
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
class ZoomHost : public muster::testing::HostServices {
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

    muster::testing::TemporaryFolder folder_;
    std::shared_ptr<const host::LoadedConnector> library_;
    std::unique_ptr<host::HostServices> services_;
    std::shared_ptr<host::CallContext> context_;
    std::shared_ptr<RecordedSteps> steps_;
};

std::vector<Attribute> newUser(int number) {
    return {Attribute("__NAME__", "person" + std::to_string(number) + "@example.com"),
            Attribute("createType", "autoCreate"),
            Attribute("__PASSWORD__", Secret("Contract-Passw0rd1")),
            Attribute("type", "1"),
            Attribute("first_name", "Aiko " + std::to_string(number)),
            Attribute("last_name", "森田"),
            Attribute("dept", "Research")};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("first_name", "Bea " + std::to_string(number))},
            {DeltaMode::kReplace, Attribute("type", "2")}};
}

Value phone(const char* number, const char* label) {
    return Value(ObjectValue({Attribute("country", "JP"), Attribute("code", "+81"),
                              Attribute("number", number), Attribute("label", label)}));
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back({DeltaMode::kReplace,
                      Attribute("__NAME__", "renamed" + std::to_string(number) + "@example.com")});
    return deltas;
}

ConnectorQuirks quirks() {
    ConnectorQuirks zoom;
    zoom.plugin = "zoom.so";
    zoom.newObject = newUser;
    zoom.change = change;
    zoom.changeInSteps = changeInSteps;
    zoom.refusedProperties = {Attribute("defaultType", "99")};  // None, without ssoCreate
    zoom.refusedValue = Attribute("type", "99");
    zoom.list = {.name = "phone_numbers",
                 .values = {phone("312345678", "Office"), phone("9012345678", "Mobile"),
                            phone("312345679", "Home")}};
    zoom.clearable = "dept";
    zoom.action = muster::testing::ActionSample{.name = "logout"};
    zoom.host = [] { return std::make_unique<ZoomHost>(); };
    return zoom;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
