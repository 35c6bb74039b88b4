#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "host/catalogue/connector_catalogue.h"
#include "host/home.h"
#include "host/log.h"
#include "host/targets.h"
#include "provision/provisioner.h"
#include "provision/recovery/recovery_service.h"
#include "shell/services.h"
#include "store/journal.h"

namespace muster::shell {

/** What `HomeServices` is opened with. */
struct HomeSettings {
    /** `--home`; unset for the usual places, see `host::Home::locate`. */
    std::optional<std::string> folder = {};
    host::LogSettings log = {};
    /** Hooks for tests; the folder is the home's. */
    store::JournalOptions journal = {};
};

/** The services of a real home, which this process owns while the object lives. Connectors are
 * looked for and targets read at their first use. */
class HomeServices : public Services {
public:
    /** Takes the home's lock, opens its journal and turns what earlier owners left open into
     * interrupted operations. kConflict when another process owns the home; kConfiguration when
     * something of it cannot be used. */
    static Result<std::unique_ptr<HomeServices>> open(const HomeSettings& settings);
    ~HomeServices() override;

    Result<void> close() override;
    bool hasAbandoned() const override;
    std::string homeFolder() const override;

    Result<std::vector<host::CatalogueEntry>> connectors() override;
    Result<ConnectorView> connector(std::string_view name,
                                    std::optional<std::string_view> version) override;

    Result<std::vector<std::string>> targetNames() override;
    Result<std::vector<TargetSummary>> targets() override;
    Result<TargetView> target(std::string_view name) override;
    Result<void> test(std::string_view target, std::vector<Notice>& notices,
                      const std::stop_token& cancel) override;
    Result<provision::CheckResult> check(std::string_view target,
                                         std::optional<std::chrono::milliseconds> timeout,
                                         const std::stop_token& cancel) override;
    Result<std::vector<rest::LimitStatus>> limits(std::string_view target) override;
    Result<std::int64_t> syncNames(std::string_view target, std::string_view objectClass,
                                   const std::stop_token& cancel) override;
    Result<std::vector<TemplateView>> templates(std::string_view target) override;
    std::vector<std::string> lookupFolders() override;

    provision::OperationResult run(const provision::OperationRequest& request) override;
    provision::ResumedOperation resume(const provision::ResumeRequest& request) override;
    Result<void> abandon(store::OperationId id, const std::string& why,
                         const std::string& by) override;
    Result<void> hold(const std::string& target, const std::string& why,
                      const std::string& by) override;
    Result<void> release(const std::string& target) override;
    void startRecovery() override;
    Result<std::optional<ConnectorObject>> get(std::string_view target,
                                               std::string_view objectClass,
                                               const ObjectRef& object,
                                               const std::vector<std::string>& attributes,
                                               std::vector<Notice>& notices,
                                               const std::stop_token& cancel) override;
    Result<provision::SearchResult> search(
        const provision::SearchRequest& request,
        const std::function<bool(const ConnectorObject&)>& handler) override;

    Result<std::vector<store::OperationRecord>> operations(
        const store::OperationQuery& query) override;
    Result<std::optional<store::OperationRecord>> operation(store::OperationId id) override;
    Result<store::UnsettledCount> unsettledCount() override;
    Result<std::vector<store::AccountRecord>> accounts(const store::AccountQuery& query) override;
    Result<std::optional<store::AccountRecord>> account(std::string_view target,
                                                        std::string_view uidOrName,
                                                        std::string_view objectClass) override;

private:
    HomeServices(host::Home home, std::unique_ptr<host::HomeLock> lock,
                 std::unique_ptr<store::Journal> journal, std::shared_ptr<host::Log> log);
    /** Scans the plugins folder and reads the target files, once. */
    Result<void> load();
    /** Starts the recovery that was asked for once there is something for it to do. */
    void recoverIf(bool isNeeded);

    // In the order in which they need each other: the lock is given back last.
    host::Home home_;
    std::unique_ptr<host::HomeLock> lock_;
    std::unique_ptr<store::Journal> journal_;
    std::shared_ptr<host::Log> log_;
    host::ConnectorCatalogue catalogue_;
    host::Targets targets_;
    provision::Provisioner provisioner_;
    bool isLoaded_ = false;
    bool wantsRecovery_ = false;
    std::unique_ptr<provision::RecoveryService> recovery_;  ///< last: its thread uses the others
};

}  // namespace muster::shell
