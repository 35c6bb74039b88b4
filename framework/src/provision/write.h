#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "provision/guarded_write.h"
#include "provision/journal_steps.h"
#include "provision/provisioner.h"

namespace muster::provision {

/** One write under way, with what the journal has to do with it. Shared with the thread that does
 * it, which may outlive the wait. */
struct Provisioner::Write : GuardedWrite {
    std::shared_ptr<JournalSteps> steps;
    /** What the journal held of the object before; unset when it has not been asked, or has learned
     * more since. */
    std::optional<store::ObjectHistory> history = {};
    /** Of a resumed operation. */
    std::optional<store::OperationRecord> resumed = {};
    bool isPlannedAfresh = false;
    /** It is an action whose connector finds out what became of the attempts before. */
    bool findsOutItself = false;
    /** A person has said that what a look found is another's. */
    bool isAnothers = false;
    /** Of a create: steps that may have made what it was refused for (`doubtRefusal`). */
    std::vector<store::StepSettlement> doubted = {};
    std::vector<std::string> missingSecrets = {};
    std::vector<AttributeDelta> deferredBefore = {};
};

}  // namespace muster::provision
