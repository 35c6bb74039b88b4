#pragma once

#include <mutex>
#include <vector>

#include "host/step_recorder.h"
#include "provision/operation.h"
#include "store/journal.h"

namespace muster::provision {

/** What the attempts before have left. */
struct EarlierSteps {
    std::vector<store::StepRecord> steps = {};
    /** Those of an attempt before this one are not replayed. */
    int replayFrom = 1;
    /** A resumable action: its connector finds out by itself what became of those of which nobody
     * knows (C-73). */
    bool areFoundOut = false;
};

/** How the call went of which the steps are. */
enum class CallEnd { kSucceeded, kFailed };

/** Records the steps of one attempt of an operation in the journal and remembers them for the
 * person who waits; what earlier attempts applied is answered from their record. Thread-safe, since
 * an abandoned call may come back while its operation is being ended. */
class JournalSteps : public host::StepRecorder {
public:
    /** A null journal (a dry run) replays and records nothing. */
    JournalSteps(store::Journal* journal, store::OperationId operation, EarlierSteps earlier = {});

    std::optional<store::StepEnd> applied(const std::string& name,
                                          const std::string& operationKey) override;
    bool isInDoubt(const std::string& name, const std::string& operationKey) override;
    /** kCancelled (not applied) once `close` was called: an abandoned call sends nothing more. */
    Result<store::StepOrdinal> start(const store::StepStart& step) override;
    void end(store::StepOrdinal ordinal, const store::StepEnd& end) override;

    /** No more steps. Gives those that earlier attempts applied, or of which nobody knows unless
     * this one applied them or found it out; then those of this one, where one that has not ended
     * is unknown. The journal is not touched afterwards. */
    std::vector<StepResult> close(CallEnd end);

private:
    bool counts(const store::StepRecord& earlier, CallEnd end) const;

    struct Running {
        store::StepOrdinal ordinal = {};
        std::string operationKey = {};
        StepResult result = {};
    };

    std::mutex mutex_;
    store::Journal* journal_;
    store::OperationId operation_;
    EarlierSteps earlier_;
    std::vector<Running> steps_;  ///< of this attempt, in their order
};

}  // namespace muster::provision
