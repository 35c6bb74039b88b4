#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/call_context.h"
#include <muster/abi/types.h>
#include <muster/core/object_view.h>
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
    /** The host stopped it, since the time was over or the call cancelled. */
    bool isCutShort = false;
    /** The first clause of the contract that the connector broke. */
    std::optional<Error> violation = {};
};

/** Shows one object; false stops. */
using ObjectHandler = std::function<bool(const ConnectorObject&)>;
/** Shows one object where it lies, for the time of the call; false stops. */
using ViewHandler = std::function<bool(const ObjectView&)>;

/** The sink that an instance reports to. It lives as long as its instance, and hands out several
 * tables in turn, so that a report through the table of an earlier call finds memory that is there,
 * is not heeded, and is told of. */
class CallSink {
public:
    CallSink();
    CallSink(const CallSink&) = delete;
    CallSink& operator=(const CallSink&) = delete;

    /** Starts listening through the table returned, until `close`. `onObject` is null for calls
     * that show no object. */
    const muster_sink& open(CallContext& context, const ViewHandler* onObject);
    /** The call ended with an exception: this is its error, whatever it had reported itself. */
    void fail(Error error);
    /** Stops listening and gives what was heard. */
    CallReport close();

private:
    friend struct SinkFunctions;
    /** One table; what it is given as context is the slot itself. */
    struct Slot {
        CallSink* owner = nullptr;
        muster_sink table = {};
    };
    /** Whether a report through `slot` belongs to the call under way; tells of it when not. */
    bool isHeard(const Slot& slot, const char* what);
    void violate(Error error);
    void onWrite(const muster_write_report& report);
    int onObject(const muster_object& object);
    void onSearchEnd(const muster_search_report& report);
    void onNotice(const muster_notice& notice);
    void onStep(const muster_step_report& report);
    void onError(const muster_error& error);

    std::array<Slot, 8> slots_;
    std::size_t current_ = 0;
    CallContext* context_ = nullptr;  ///< while a call is under way
    const ViewHandler* onObject_ = nullptr;
    bool stopped_ = false;
    CallReport report_;
};

}  // namespace muster::host
