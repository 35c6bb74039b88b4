#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "host/targets.h"
#include "provision/operation.h"
#include "store/journal.h"

namespace muster::provision {

class ObjectLocks;

struct ProvisionerOptions {
    /** How long after its deadline a call may take to come back before it is given up as stuck. */
    std::chrono::milliseconds stuckGrace{5000};
};

/** The facade: every operation of every caller goes through here and nowhere else.
 *
 *  Guards once (schema, duplicate names, Uid in a create, lookups, options), keeps one write at a
 * time per (target, class, Uid or name), journals the intent before anything leaves the machine and
 * the outcome after, and keeps time. Thread-safe. */
class Provisioner {
public:
    Provisioner(store::Journal& journal, host::Targets& targets, ProvisionerOptions options = {});
    ~Provisioner();

    /** Runs a writing operation to its end. Never throws and never loses one: every way out is in
     * the result. */
    OperationResult run(const OperationRequest& request);

    /** Reads one object; nothing when it is not there. */
    Result<std::optional<ConnectorObject>> get(std::string_view target,
                                               std::string_view objectClass,
                                               const ObjectRef& object,
                                               const std::vector<std::string>& attributes,
                                               std::vector<Notice>& notices,
                                               const std::stop_token& cancel = {});

    /** Shows objects until the handler answers false. The filter is checked again here when the
     * connector did not evaluate it. The handler is called on another thread than the caller's,
     * never after the call has returned. */
    Result<SearchResult> search(const SearchRequest& request,
                                const std::function<bool(const ConnectorObject&)>& handler);

    /** Tries the target and reports what was found. */
    Result<std::vector<Notice>> test(std::string_view target, const std::stop_token& cancel = {});

    /** Whether calls were given up whose threads may still run: the process then ends without
     * unloading anything. */
    bool hasAbandoned() const { return abandoned_ > 0; }

private:
    struct Write;
    struct Read;
    OperationResult refuse(Error error) const;
    void perform(Write& write, OperationResult& result);
    void journalEnd(const Write& write, OperationResult& result);
    /** One line for each operation, whatever became of it. */
    void logEnd(const Write& write, const OperationResult& result) const;
    Result<void> runRead(Read& read, std::optional<std::chrono::milliseconds> timeout,
                         std::stop_token cancel);

    store::Journal& journal_;
    host::Targets& targets_;
    ProvisionerOptions options_;
    std::shared_ptr<ObjectLocks> locks_;
    std::atomic<int> abandoned_{0};
};

}  // namespace muster::provision
