#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "host/call_context.h"
#include "store/records.h"
#include <muster/core/check_finding.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>

namespace muster::provision {

/** Where the call into the connector is made. */
enum class CallThread {
    /** On a thread of its own, which is given up when it does not come back: for whoever has people
     * waiting. Starting it costs some ten microseconds. */
    kOwn,
    /** On the thread that asks, which waits as long as the connector takes; the deadline still ends
     * every request that goes through the host. For workers that are watched over themselves, and
     * that others stand in for when one hangs. */
    kCalling,
};

/** What somebody wants done at a target. Attribute names as in the schema (or native names, or
 * ICF's special ones); values as people type them: the facade turns texts into the schema's kinds
 * and decodes into code keys. */
struct OperationRequest {
    store::OperationKind kind = store::OperationKind::kCreate;
    std::string target = {};
    /** Empty for `__ACCOUNT__`. */
    std::string objectClass = {};
    /** The object; unset for a create only. */
    std::optional<ObjectRef> object = {};
    std::vector<Attribute> attributes = {};   ///< of a create; the parameters of an action
    std::vector<AttributeDelta> deltas = {};  ///< of an update
    std::vector<Attribute> options = {};      ///< `policy=deactivate`
    std::string action = {};                  ///< of an action: its name
    bool dryRun = false;
    std::string askedBy = {};
    CallThread thread = CallThread::kOwn;
    /** Instead of the target's own limit. */
    std::optional<std::chrono::milliseconds> timeout = {};
    /** Asked for by whoever waits (Ctrl-C). An operation that is stopped ends with kCancelled and
     * the outcome that its steps prove. */
    std::stop_token cancel = {};

    /** What the object is addressed by: its Uid, or null. */
    const std::string* objectUid() const {
        return object && !object->isName() ? &object->text() : nullptr;
    }
    /** Its name, or null. */
    const std::string* objectName() const {
        return object && object->isName() ? &object->text() : nullptr;
    }
};

/** One step as it went, for the person who waits. */
struct StepResult {
    std::string name = {};
    std::string method = {};
    std::string url = {};
    Outcome outcome = Outcome::kUnset;
    int httpStatus = 0;
};

/** What somebody wants done about an operation that is not over. */
struct ResumeRequest {
    store::OperationId id = {};
    /** Secrets that have to be sent again, by attribute name. */
    std::vector<Attribute> secrets = {};
    /** Of a create: this object is the one that it made. */
    std::string take = {};
    /** A person has looked: it was not done, or what was found is not ours. */
    bool isNotApplied = false;
    /** Only when nothing of it was applied. */
    bool isRetry = false;
    /** Also when a later operation has written the same to the object. */
    bool isAnyway = false;
    bool dryRun = false;
    std::string askedBy = {};
    std::optional<std::chrono::milliseconds> timeout = {};
    std::stop_token cancel = {};
};

/** How an operation ended. */
struct OperationResult {
    /** Its number in the journal; unset for a dry run and for what was refused before it began. */
    std::optional<store::OperationId> id = {};
    std::string correlation = {};
    Outcome outcome = Outcome::kNotApplied;
    /** The target finishes the work later. */
    bool accepted = false;
    /** Refused before anything was sent: the request, not the target, is at fault. */
    bool refused = false;
    /** kEnded, or what the operation waits in. */
    store::OperationState state = store::OperationState::kEnded;
    /** For what, unless it ended. */
    store::Waiting waiting = {};
    std::optional<WriteReport> report = {};
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
    std::vector<StepResult> steps = {};
    /** Of a dry run: what would be sent, in order. */
    std::vector<host::PlannedRequest> planned = {};
    /** Of a dry run: the lookups that translated a value, e.g. `Lookup.Zoom.type`. */
    std::vector<std::string> lookupsUsed = {};
};

/** A resumed operation: what it came down to, and how it ended. */
struct ResumedOperation {
    OperationRequest request = {};
    OperationResult result = {};
};

/** What a search is asked for. */
struct SearchRequest {
    std::string target = {};
    std::string objectClass = {};
    Filter filter = {};
    std::vector<std::string> attributes = {};
    std::int64_t limit = 0;  ///< 0 for all
    std::int64_t pageSize = 0;
    std::optional<std::chrono::milliseconds> timeout = {};
    std::stop_token cancel = {};
};

/** What a check of a target found. */
struct CheckResult {
    std::vector<muster::CheckFinding> findings = {};
    /** There is more than is told: the check was ended after `kMostFindings`. */
    bool isCut = false;
    std::vector<Notice> notices = {};
};

/** More than anybody reads at a time. */
inline constexpr std::size_t kMostFindings = 10'000;

/** How a search ended, and where its filter was evaluated. */
struct SearchResult {
    std::int64_t shown = 0;
    bool filterEvaluatedAtTarget = false;
    std::vector<Notice> notices = {};
};

}  // namespace muster::provision
