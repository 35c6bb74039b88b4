#pragma once

#include <memory>
#include <string>
#include <vector>

#include "testing/host_gate.h"
#include "testing/lent_memory.h"
#include "testing/recording_sink.h"
#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/schema.h>
#include <muster/testing/connector_quirks.h>

namespace muster::testing {

/** One instance of the connector with its host services. Every call is checked against the clauses
 * that hold for all calls (C-15 to C-22, C-53, C-54, C-61), by BOOST_TEST. One thread at a time. */
class Session {
public:
    /** Fails the test case when no instance can be made. */
    Session(const muster_connector& table, const Description& description,
            const ConnectorQuirks& quirks, Layout layout = Layout::kExact);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    CallResult test(const CallSettings& settings = {});
    CallResult checkAlive(const CallSettings& settings = {});
    CallResult get(const ObjectRef& ref, const std::vector<std::string>& attributes = {},
                   const CallSettings& settings = {});
    CallResult create(const std::vector<Attribute>& attributes, const CallSettings& settings = {});
    CallResult update(const ObjectRef& ref, const std::vector<AttributeDelta>& deltas,
                      const CallSettings& settings = {});
    CallResult remove(const ObjectRef& ref, const CallSettings& settings = {});
    CallResult disassociate(const ObjectRef& ref, const CallSettings& settings = {});

    /** What to search for. */
    struct Search {
        Filter filter = {};
        std::string pageToken = {};
        std::int64_t pageSize = 0;
        std::int64_t limit = 0;
        std::size_t stopAfter = 0;
    };
    CallResult search(const Search& wanted, const CallSettings& settings = {});
    CallResult act(const ObjectRef& ref, const std::string& action,
                   const std::vector<Attribute>& parameters, const CallSettings& settings = {});
    /** Whether the connector has `muster.check/1`. */
    bool hasCheck() const { return check_ != nullptr; }
    CallResult check(std::size_t stopAfter = 0, const CallSettings& settings = {});
    bool canReplay() const { return services_->canReplay(); }

private:
    /** What every call is made with, and the memory to lend it the rest from. */
    struct Arguments {
        const muster_call& call;
        const muster_sink& sink;
        muster_string_view objectClass;
        LentMemory& lent;
    };
    /** Which reports a call may make (C-22). */
    enum class Reports { kNothing, kObjects, kSearch, kWrite, kRemains };

    template <typename Function>
    CallResult run(const char* operation, Reports reports, const CallSettings& settings,
                   std::size_t stopAfter, const Function& function);
    void checkReports(const CallResult& result, const char* operation, Reports reports,
                      const CallSettings& settings);
    void checkSteps(const CallResult& result, const char* operation);
    void checkSecrets(const CallResult& result, const char* operation);
    void learnSecrets(const std::vector<Attribute>& attributes);

    const muster_connector& table_;
    const muster_search_extension* search_;
    const muster_action_extension* action_;
    const muster_check_extension* check_;
    const ConnectorQuirks& quirks_;
    Layout layout_;
    std::unique_ptr<HostServices> services_;
    HostGate gate_;
    LentMemory lentForLife_;  // the table of the host services
    RecordingSink sink_;
    muster_instance* instance_ = nullptr;
    std::vector<Secret> secrets_;
};

/** The settings that the host would give: those of the quirks, and defaults for the others. */
std::vector<Attribute> filledProperties(const Description& description,
                                        const std::vector<Attribute>& given);

}  // namespace muster::testing
