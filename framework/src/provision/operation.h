#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "host/call_context.h"
#include "store/records.h"
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>

namespace muster::provision {

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
    std::vector<Attribute> attributes = {};   ///< of a create
    std::vector<AttributeDelta> deltas = {};  ///< of an update
    std::vector<Attribute> options = {};      ///< `policy=deactivate`
    bool dryRun = false;
    std::string askedBy = {};
    /** Instead of the target's own limit. */
    std::optional<std::chrono::milliseconds> timeout = {};
    /** Asked for by whoever waits (Ctrl-C). An operation that is stopped ends with kCancelled and
     * the outcome that its steps prove. */
    std::stop_token cancel = {};
};

/** One step as it went, for the person who waits. */
struct StepResult {
    std::string name = {};
    std::string method = {};
    std::string url = {};
    Outcome outcome = Outcome::kUnset;
    int httpStatus = 0;
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
    std::optional<WriteReport> report = {};
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
    std::vector<StepResult> steps = {};
    /** Of a dry run: what would be sent, in order. */
    std::vector<host::PlannedRequest> planned = {};
    /** Of a dry run: the lookups that translated a value, e.g. `Lookup.Zoom.type`. */
    std::vector<std::string> lookupsUsed = {};
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

/** How a search ended, and where its filter was evaluated. */
struct SearchResult {
    std::int64_t shown = 0;
    bool filterEvaluatedAtTarget = false;
    std::vector<Notice> notices = {};
};

}  // namespace muster::provision
