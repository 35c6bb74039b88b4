#pragma once

// The parts of the judge; see judge.h. Each adds what it finds.

#include <vector>

#include "history.h"
#include "judge.h"

namespace crash {

/// A step with the writes that it sent.
struct SentStep {
    const OperationRow* operation = nullptr;
    const StepRow* step = nullptr;
    std::vector<const Write*> writes = {};

    bool hadEffect() const;
};

/// An operation with the command that it was and the steps that it sent.
struct Judged {
    const Command* command = nullptr;
    const OperationRow* operation = nullptr;
    std::vector<SentStep> steps = {};
};

/// Finds the command of each operation: on each user the operations are the first of the commands,
/// in their order.
std::vector<Judged> matchCommands(const Facts& facts, std::vector<Finding>& findings);
/// Finds the step of each write: the last one of that user, method and target that had begun.
void matchWrites(const Facts& facts, std::vector<Judged>& all, std::vector<Finding>& findings);

/// Whether each step is known as what became of it.
void judgeSteps(const Judged& judged, const History& history, std::vector<Finding>& findings);
/// Whether nothing was sent again that had been done.
void judgeRepeats(const Judged& judged, std::vector<Finding>& findings);
/// Whether the operation is over, with a sentence where it is not done, and its outcome is what the
/// simulator did.
void judgeOutcome(const Judged& judged, const History& history, std::vector<Finding>& findings);
/// Whether the objects are as the operations that were applied leave them, and each is there once.
void judgeObjects(const Facts& facts, const std::vector<Judged>& all,
                  std::vector<Finding>& findings);
/// Whether all that was asked for is there, of a run that was not killed.
void judgeLost(const Facts& facts, std::vector<Finding>& findings);
/// Whether what was told before the crash is what the journal kept.
void judgeTold(const Facts& facts, std::vector<Finding>& findings);
/// Whether no secret stands in the files.
void judgeSecrets(const Facts& facts, std::vector<Finding>& findings);

}  // namespace crash
