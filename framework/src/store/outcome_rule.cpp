#include "store/outcome_rule.h"

#include <algorithm>
#include <array>

namespace muster::store {
namespace {

bool isSafe(const StepStart& step) {
    constexpr std::array<std::string_view, 4> kSafe = {"GET", "HEAD", "OPTIONS", "TRACE"};
    return std::find(kSafe.begin(), kSafe.end(), step.method) != kSafe.end();
}

Outcome outcomeOf(const StepRecord& step) { return step.outcome(); }

bool isTriedAgain(const std::vector<StepRecord>& steps, std::size_t index) {
    const StepRecord& step = steps[index];
    return outcomeOf(step) == Outcome::kNotApplied &&
           std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(index) + 1, steps.end(),
                       [&](const StepRecord& later) {
                           return later.start.name == step.start.name &&
                                  later.start.operationKey == step.start.operationKey;
                       });
}

std::vector<const StepRecord*> countingSteps(const std::vector<StepRecord>& steps) {
    std::vector<const StepRecord*> counting;
    for (std::size_t index = 0; index < steps.size(); ++index) {
        if (!isSafe(steps[index].start) && !isTriedAgain(steps, index)) {
            counting.push_back(&steps[index]);
        }
    }
    return counting;
}

std::string quotedNames(const std::vector<const StepRecord*>& steps, bool (*holds)(Outcome)) {
    std::string names;
    for (const StepRecord* step : steps) {
        if (holds(outcomeOf(*step))) {
            names += (names.empty() ? "\"" : ", \"") + step->start.name + "\"";
        }
    }
    return names;
}

bool isOpen(Outcome outcome) { return outcome == Outcome::kUnknown || outcome == Outcome::kUnset; }
bool hasActed(Outcome outcome) {
    return outcome == Outcome::kApplied || outcome == Outcome::kPartial;
}

}  // namespace

Outcome interruptedOutcome(const std::vector<StepRecord>& steps) {
    const auto counting = countingSteps(steps);
    const auto count = [&](Outcome wanted) {
        return std::count_if(counting.begin(), counting.end(),
                             [&](const StepRecord* step) { return outcomeOf(*step) == wanted; });
    };
    const auto all = static_cast<std::ptrdiff_t>(counting.size());
    if (count(Outcome::kUnknown) + count(Outcome::kUnset) > 0) {
        return Outcome::kUnknown;
    }
    if (count(Outcome::kNotApplied) == all) {  // none at all included
        return Outcome::kNotApplied;
    }
    return Outcome::kPartial;  // of steps that had not begun nobody knows
}

std::string interruptedMessage(const std::vector<StepRecord>& steps) {
    std::string prefix = "muster stopped while this operation was under way: ";
    const auto counting = countingSteps(steps);
    switch (interruptedOutcome(steps)) {
        case Outcome::kNotApplied:
            return prefix + (counting.empty() ? "nothing that changes the target had been sent"
                                              : "no step had been applied");
        case Outcome::kUnknown:
        case Outcome::kUnset:
            return prefix + "what became of step " + quotedNames(counting, &isOpen) +
                   " is not known";
        case Outcome::kApplied:
        case Outcome::kPartial:
            return prefix + "applied was " + quotedNames(counting, &hasActed) +
                   "; whether more was to come is not known";
    }
    return prefix;
}

}  // namespace muster::store
