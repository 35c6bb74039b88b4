#pragma once

#include <mutex>
#include <vector>

#include "host/step_recorder.h"
#include "provision/operation.h"
#include "store/journal.h"

namespace muster::provision {

/** Records the steps of one operation in the journal and remembers them for the person who waits.
 * Thread-safe, since an abandoned call may come back while its operation is being ended. */
class JournalSteps : public host::StepRecorder {
public:
    JournalSteps(store::Journal& journal, store::OperationId operation)
        : journal_(&journal), operation_(operation) {}

    /** kCancelled (not applied) once `close` was called: an abandoned call sends nothing more. */
    Result<store::StepOrdinal> start(const store::StepStart& step) override;
    void end(store::StepOrdinal ordinal, const store::StepEnd& end) override;

    /** No more steps. Gives those there were; one that has not ended is unknown. The journal is not
     * touched afterwards. */
    std::vector<StepResult> close();

private:
    std::mutex mutex_;
    store::Journal* journal_;
    store::OperationId operation_;
    std::vector<StepResult> steps_;  ///< in the order of their ordinals
};

}  // namespace muster::provision
