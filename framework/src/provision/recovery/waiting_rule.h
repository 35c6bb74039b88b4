#pragma once

#include <string>
#include <vector>

#include "provision/operation.h"
#include "store/records.h"

namespace muster::provision {

/** What an attempt left behind, beside its result. */
struct AttemptFacts {
    store::OperationId id = {};
    Time now = {};
    /** Who has to wait for less asks again at once if he wants; from here on the operation waits in
     * the journal. `Target::longestWait`. */
    std::chrono::milliseconds deferralFrom{30'000};
    /** A secret would have had to be sent that is not kept; the names of those that are missing. */
    bool neededSecret = false;
    std::vector<std::string> missingSecrets = {};
    /** Of an attempt to make changes that the target takes later: what it was to change. */
    std::vector<AttributeDelta> deferredBefore = {};
};

/** Decides whether an operation is over or waits, and fills state and waiting of its result; may
 * replace the error by the sentence that says what to do. The table of `framework/docs/errors.md`,
 * "States". Pure. */
void decideState(const AttemptFacts& facts, OperationResult& result);

}  // namespace muster::provision
