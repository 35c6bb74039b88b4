#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "host/object_memory.h"
#include "host/step_recorder.h"
#include "rest/limits/urgency.h"
#include <muster/core/secret.h>

namespace muster::host {

/** A request that a dry run would have sent. Secrets are shown as `***`. */
struct PlannedRequest {
    std::string step = {};          ///< empty for a read
    std::string operationKey = {};  ///< the template used; empty for a connector's own I/O
    std::string method = {};
    std::string url = {};
    std::string body = {};
    /** For a connector's own I/O: what it said it would do. */
    std::string action = {};
};

/** The circumstances of one call into a connector, shared by the caller and the services, so that
 * an abandoned call still finds them. The fields are set before the call; `planned` is filled by
 * it. */
struct CallContext {
    CallContext() = default;
    /** Of a call that nobody can cancel: `cancel` asks for nothing. */
    explicit CallContext(std::nostopstate_t none) : cancel(none) {}

    std::string correlation = {};
    std::chrono::steady_clock::time_point deadline = {};
    std::stop_source cancel = {};
    bool dryRun = false;
    /** An operation that was begun before, and goes on. */
    bool isResumed = false;
    /** Whether it goes before others in the queues for workers and limits. */
    rest::Urgency urgency = rest::Urgency::kNormal;
    /** Null for calls that write nothing. */
    std::shared_ptr<StepRecorder> steps = {};
    /** Null for calls that only read. */
    std::shared_ptr<ObjectMemory> memory = {};
    std::vector<PlannedRequest> planned = {};
    /** Of a resumed operation: stand-ins for secrets that are not kept. A request that holds one is
     * not sent, and `neededWithheld` tells that there was one. */
    std::vector<Secret> withheld = {};
    std::atomic<bool> neededWithheld = false;
    /** Steps of the connector's own I/O that have begun and not ended, by name. */
    struct RunningStep {
        store::StepOrdinal ordinal = {};
        std::chrono::steady_clock::time_point begun = {};
    };
    std::map<std::string, RunningStep> ownSteps = {};

    /** Time that was spent waiting for whoever takes the objects of a search; it does not count. */
    std::atomic<std::chrono::steady_clock::duration> waited =
        std::chrono::steady_clock::duration::zero();
    std::atomic<bool> isWaitingForReader = false;

    std::chrono::steady_clock::time_point effectiveDeadline() const {
        return deadline + waited.load();
    }
    bool isOver() const {
        return cancel.stop_requested() || std::chrono::steady_clock::now() >= effectiveDeadline();
    }
};

}  // namespace muster::host
