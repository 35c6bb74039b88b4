#pragma once

#include <string>
#include <thread>
#include <vector>

#include "testing/host_gate.h"
#include "testing/messages.h"
#include <muster/abi/types.h>
#include <muster/core/object.h>
#include <muster/testing/host_services.h>

namespace muster::testing {

/** All that came of one call. */
struct CallResult {
    muster_status status = MUSTER_OK;
    std::vector<WriteReport> writes = {};
    std::vector<ConnectorObject> objects = {};
    std::vector<Notice> notices = {};
    std::vector<Error> errors = {};
    std::vector<SearchReportMessage> searchEnds = {};
    std::vector<StepReportMessage> stepsEnded = {};
    std::vector<StepBegun> stepsBegun = {};
    /** What was asked of the host meanwhile. */
    HostAsked asked = {};
    /** Clauses broken by what was reported, each as a sentence. */
    std::vector<std::string> violations = {};

    bool isOk() const { return status == MUSTER_OK; }
    /** The names of the steps begun, in their order. */
    std::vector<std::string> stepNames() const;
    /** What became of the change by the connector's own word: "applied" for MUSTER_OK. */
    Outcome outcome() const;
    /** "OK", or the error's code and message, for the message of a failed check. */
    std::string describe() const;
};

/** A sink that copies all it is told. It outlives the calls, so that a report after the end of a
 * call is found out. */
class RecordingSink {
public:
    /** `services` is told of the ends of steps. */
    explicit RecordingSink(HostServices& services);
    RecordingSink(const RecordingSink&) = delete;
    RecordingSink& operator=(const RecordingSink&) = delete;

    const muster_sink& table() const { return table_; }
    /** A call begins; its sink answers "stop" with object number `stopAfter` (0 for never). */
    void open(std::size_t stopAfter);
    /** The call has returned: what it reported. */
    CallResult close();

private:
    static void onWrite(void* context, const muster_write_report* report);
    static std::int32_t onObject(void* context, const muster_object* object);
    static void onSearchEnd(void* context, const muster_search_report* report);
    static void onNotice(void* context, const muster_notice* notice);
    static void onStep(void* context, const muster_step_report* report);
    static void onError(void* context, const muster_error* error);
    /** Notes a report that comes at the wrong time. */
    static RecordingSink& enter(void* context, const char* what);

    template <typename T>
    void keep(std::vector<T>& list, Result<T> copy);

    HostServices& services_;
    muster_sink table_;
    CallResult result_;
    std::size_t stopAfter_ = 0;
    bool isOpen_ = false;
    bool isStopped_ = false;
    std::thread::id thread_;
};

}  // namespace muster::testing
