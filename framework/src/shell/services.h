#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/catalogue/connector_catalogue.h"
#include "host/target.h"
#include "lookup/lookup_catalog.h"
#include "provision/operation.h"
#include "rest/limits/limit_status.h"
#include "store/records.h"
#include "xml/diagnostics.h"
#include <muster/core/schema.h>

namespace muster::shell {

/** One line of `target list`. */
struct TargetSummary {
    std::string name = {};
    std::string connector = {};
    std::string file = {};
    std::optional<store::TargetHold> hold = {};
    /** Why it cannot be used; warnings too. */
    std::vector<xml::Diagnostic> problems = {};
    bool isUsable = true;
};

/** A usable target as commands see it; each part lives as long as it is held. */
struct TargetView {
    std::shared_ptr<const host::Target> target = {};
    std::shared_ptr<const Description> description = {};
    std::shared_ptr<const lookup::LookupCatalog> lookups = {};
    int stuck = 0;  ///< calls that never came back
    std::optional<store::TargetHold> hold = {};
};

/** One operation template for people. */
struct TemplateView {
    std::string key = {};
    std::string method = {};
    std::string path = {};  ///< with its query
    std::string file = {};  ///< FILE:LINE
    /** Body rule, response rules and the like: name and text. */
    std::vector<std::pair<std::string, std::string>> details = {};
};

/** A connector of the home, loaded to be shown. */
struct ConnectorView {
    host::CatalogueEntry entry = {};
    std::shared_ptr<const Description> description = {};
};

/** What a home offers to the commands. The one way from the shell to everything below it, so that
 * commands can be tried without any of it. Errors are those of the parts behind it. Called by one
 * thread at a time. */
class Services {
public:
    virtual ~Services() = default;

    /** Writes what is queued. To be called last; fails when records would be lost. */
    virtual Result<void> close() = 0;
    /** Whether calls were given up whose threads may still run: the program then ends without
     * unloading anything. */
    virtual bool hasAbandoned() const = 0;
    virtual std::string homeFolder() const = 0;

    virtual Result<std::vector<host::CatalogueEntry>> connectors() = 0;
    /** That version of that name, or the one that a target without a version would take; a bad file
     * when there is no good one. kUnknownUid with what there is when there is none. */
    virtual Result<ConnectorView> connector(std::string_view name,
                                            std::optional<std::string_view> version) = 0;

    /** The names alone; loads no connector. */
    virtual Result<std::vector<std::string>> targetNames() = 0;
    /** Every target with its problems; loads the connectors that they name. */
    virtual Result<std::vector<TargetSummary>> targets() = 0;
    /** kConfiguration when it cannot be used or is not there. */
    virtual Result<TargetView> target(std::string_view name) = 0;
    /** See Provisioner::test. */
    virtual Result<void> test(std::string_view target, std::vector<Notice>& notices,
                              const std::stop_token& cancel) = 0;
    /** Looks over what is at the target; see Provisioner::check. */
    virtual Result<provision::CheckResult> check(std::string_view target,
                                                 std::optional<std::chrono::milliseconds> timeout,
                                                 const std::stop_token& cancel) = 0;
    /** Reads the names of the objects of a class; see Provisioner::syncNames. */
    virtual Result<std::int64_t> syncNames(std::string_view target, std::string_view objectClass,
                                           const std::stop_token& cancel) = 0;
    /** In the order of their keys; empty when the connector does its own I/O. */
    virtual Result<std::vector<TemplateView>> templates(std::string_view target) = 0;
    /** How the limits of a target stand, in the order of its limits.xml. */
    virtual Result<std::vector<rest::LimitStatus>> limits(std::string_view target) = 0;
    /** The folders below the home's `lookups`, one a connector. */
    virtual std::vector<std::string> lookupFolders() = 0;

    virtual provision::OperationResult run(const provision::OperationRequest& request) = 0;
    virtual provision::ResumedOperation resume(const provision::ResumeRequest& request) = 0;
    virtual Result<void> abandon(store::OperationId id, const std::string& why,
                                 const std::string& by) = 0;
    virtual Result<void> hold(const std::string& target, const std::string& why,
                              const std::string& by) = 0;
    virtual Result<void> release(const std::string& target) = 0;
    /** From now on what can go on by itself does, in the background. */
    virtual void startRecovery() = 0;
    virtual Result<std::optional<ConnectorObject>> get(std::string_view target,
                                                       std::string_view objectClass,
                                                       const ObjectRef& object,
                                                       const std::vector<std::string>& attributes,
                                                       std::vector<Notice>& notices,
                                                       const std::stop_token& cancel) = 0;
    virtual Result<provision::SearchResult> search(
        const provision::SearchRequest& request,
        const std::function<bool(const ConnectorObject&)>& handler) = 0;

    virtual Result<std::vector<store::OperationRecord>> operations(
        const store::OperationQuery& query) = 0;
    virtual Result<std::optional<store::OperationRecord>> operation(store::OperationId id) = 0;
    virtual Result<store::UnsettledCount> unsettledCount() = 0;
    virtual Result<std::vector<store::AccountRecord>> accounts(
        const store::AccountQuery& query) = 0;
    virtual Result<std::optional<store::AccountRecord>> account(std::string_view target,
                                                                std::string_view uidOrName,
                                                                std::string_view objectClass) = 0;
};

/** What works without a home: looking at files. */
class FileChecks {
public:
    virtual ~FileChecks() = default;
    virtual host::CatalogueEntry verifyConnector(const std::string& file) = 0;
    /** Reads the lookups of a folder, or of the folders in it; gives how many were good. */
    virtual std::size_t checkLookups(const std::string& folder, xml::Diagnostics& findings) = 0;
    /** Whether a connector's folder holds operation templates; one for a connector that does its
     * own I/O has lookups alone. */
    virtual bool hasTemplates(const std::string& folder) = 0;
    /** The same with operation templates. */
    virtual std::size_t checkTemplates(const std::string& folder, xml::Diagnostics& findings) = 0;
};

}  // namespace muster::shell
