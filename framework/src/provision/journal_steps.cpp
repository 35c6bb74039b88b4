#include "provision/journal_steps.h"

namespace muster::provision {

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
    steps_.push_back({.name = step.name, .method = step.method, .url = step.url});
    return ordinal;
}

void JournalSteps::end(store::StepOrdinal ordinal, const store::StepEnd& end) {
    const std::lock_guard lock(mutex_);
    if (journal_ == nullptr) {
        return;
    }
    journal_->endStep(operation_, ordinal, end);
    StepResult& step = steps_.at(static_cast<std::size_t>(ordinal.number - 1));
    step.outcome = end.outcome;
    step.httpStatus = end.httpStatus;
}

std::vector<StepResult> JournalSteps::close() {
    const std::lock_guard lock(mutex_);
    journal_ = nullptr;
    for (StepResult& step : steps_) {
        if (step.outcome == Outcome::kUnset) {
            step.outcome = Outcome::kUnknown;
        }
    }
    return steps_;
}

}  // namespace muster::provision
