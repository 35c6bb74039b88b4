#include "provision/journal_steps.h"

#include <algorithm>

namespace muster::provision {

JournalSteps::JournalSteps(store::Journal* journal, store::OperationId operation,
                           EarlierSteps earlier)
    : journal_(journal), operation_(operation), earlier_(std::move(earlier)) {}

std::optional<store::StepEnd> JournalSteps::applied(const std::string& name,
                                                    const std::string& operationKey) {
    const std::lock_guard lock(mutex_);
    for (const store::StepRecord& step : earlier_.steps) {
        if (step.attempt >= earlier_.replayFrom && step.outcome() == Outcome::kApplied &&
            step.start.name == name && step.start.operationKey == operationKey) {
            store::StepEnd end = step.end.value_or(store::StepEnd{});
            end.outcome = Outcome::kApplied;
            end.savedResult = step.result();
            return end;
        }
    }
    return std::nullopt;
}

bool JournalSteps::isInDoubt(const std::string& name, const std::string& operationKey) {
    const std::lock_guard lock(mutex_);
    const auto& steps = earlier_.steps;
    return !earlier_.areFoundOut &&
           std::any_of(steps.begin(), steps.end(), [&](const store::StepRecord& step) {
               return step.attempt >= earlier_.replayFrom && step.outcome() == Outcome::kUnknown &&
                      step.start.name == name && step.start.operationKey == operationKey;
           });
}

Result<store::StepOrdinal> JournalSteps::start(const store::StepStart& step) {
    const std::lock_guard lock(mutex_);
    if (journal_ == nullptr) {
        return Error{.code = ErrorCode::kCancelled,
                     .message = "the operation has ended; step \"" + step.name + "\" is not begun",
                     .outcome = Outcome::kNotApplied};
    }
    Result<store::StepOrdinal> ordinal = journal_->startStep(operation_, step);
    if (!ordinal) {
        Error error = std::move(ordinal).error();
        error.outcome = Outcome::kNotApplied;  // nothing leaves the machine without its record
        return error;
    }
    steps_.push_back(
        {*ordinal, step.operationKey, {.name = step.name, .method = step.method, .url = step.url}});
    return ordinal;
}

void JournalSteps::end(store::StepOrdinal ordinal, const store::StepEnd& end) {
    const std::lock_guard lock(mutex_);
    if (journal_ == nullptr) {
        return;
    }
    journal_->endStep(operation_, ordinal, end);
    const auto running = std::find_if(steps_.begin(), steps_.end(),
                                      [&](const Running& step) { return step.ordinal == ordinal; });
    if (running != steps_.end()) {
        running->result.outcome = end.outcome;
        running->result.httpStatus = end.httpStatus;
    }
}

/** Whether a step of an earlier attempt still says something of the operation. */
bool JournalSteps::counts(const store::StepRecord& earlier, CallEnd end) const {
    const bool isReplaced = std::any_of(steps_.begin(), steps_.end(), [&](const Running& step) {
        return step.result.outcome == Outcome::kApplied && step.result.name == earlier.start.name &&
               step.operationKey == earlier.start.operationKey;
    });
    const bool isFoundOut = earlier_.areFoundOut && end == CallEnd::kSucceeded;
    return earlier.outcome() == Outcome::kApplied ||
           (earlier.outcome() == Outcome::kUnknown && earlier.attempt >= earlier_.replayFrom &&
            !isReplaced && !isFoundOut);
}

std::vector<StepResult> JournalSteps::close(CallEnd end) {
    const std::lock_guard lock(mutex_);
    journal_ = nullptr;
    std::vector<StepResult> all;
    for (const store::StepRecord& step : earlier_.steps) {
        if (counts(step, end)) {
            all.push_back({.name = step.start.name,
                           .method = step.start.method,
                           .url = step.start.url,
                           .outcome = step.outcome(),
                           .httpStatus = step.end ? step.end->httpStatus : 0});
        }
    }
    for (Running& step : steps_) {
        if (step.result.outcome == Outcome::kUnset) {
            step.result.outcome = Outcome::kUnknown;
        }
        all.push_back(step.result);
    }
    return all;
}

}  // namespace muster::provision
