#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/call_context.h"
#include <muster/abi/types.h>
#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster::host {

/** What one call reported. */
struct CallReport {
    std::optional<WriteReport> write = {};
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
    bool searchEnded = false;
    std::string nextPageToken = {};
    bool filterEvaluated = false;
    /** The first clause of the contract that the connector broke. */
    std::optional<Error> violation = {};
};

/** Shows one object; false stops. */
using ObjectHandler = std::function<bool(const ConnectorObject&)>;

/** The sink that an instance reports to. One lives as long as its instance, so that a report after
 * the call's return finds memory that is there, is not heeded, and is told of at the next call. */
class CallSink {
public:
    CallSink();
    CallSink(const CallSink&) = delete;
    CallSink& operator=(const CallSink&) = delete;

    const muster_sink& table() const { return table_; }
    /** Starts listening; `onObject` may be empty for calls that show none. */
    void open(std::shared_ptr<CallContext> context, ObjectHandler onObject);
    /** Stops listening and gives what was heard. */
    CallReport close();
    bool isOpen() const { return context_ != nullptr; }

private:
    friend struct SinkFunctions;
    void violate(Error error);
    void onWrite(const muster_write_report* report);
    int onObject(const muster_object* object);
    void onSearchEnd(const muster_search_report* report);
    void onNotice(const muster_notice* notice);
    void onStep(const muster_step_report* report);
    void onError(const muster_error* error);

    muster_sink table_;
    std::shared_ptr<CallContext> context_;
    ObjectHandler objectHandler_;
    bool stopped_ = false;
    CallReport report_;
};

}  // namespace muster::host
