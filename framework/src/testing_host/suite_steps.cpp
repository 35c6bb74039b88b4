#include "testing_host/suite_steps.h"

#include <algorithm>

namespace muster::testing {

std::optional<store::StepEnd> SuiteSteps::applied(const std::string& name,
                                                  const std::string& operationKey) {
    const auto found = applied_.find(name);
    if (found == applied_.end()) {
        return std::nullopt;
    }
    begun_.push_back({.name = name,
                      .action = operationKey,
                      .verdict = MUSTER_STEP_ALREADY_APPLIED,
                      .isTemplatedCall = !operationKey.empty()});
    return store::StepEnd{.outcome = Outcome::kApplied, .savedResult = found->second};
}

Result<store::StepOrdinal> SuiteSteps::start(const store::StepStart& step) {
    const auto same = std::find_if(begun_.begin(), begun_.end(), [&](const StepBegun& earlier) {
        return earlier.name == step.name;
    });
    if (same == begun_.end()) {
        const bool isTemplated = !step.operationKey.empty();
        begun_.push_back({.name = step.name,
                          .action = isTemplated ? step.operationKey : step.url,
                          .isTemplatedCall = isTemplated});
        return store::StepOrdinal{static_cast<std::int64_t>(begun_.size())};
    }
    // The host tries a request again under the same step; a connector must not.
    if (same->saved || !same->isTemplatedCall) {
        violations_.push_back("C-53: step \"" + step.name + "\" was begun twice");
    }
    return store::StepOrdinal{same - begun_.begin() + 1};
}

void SuiteSteps::end(store::StepOrdinal ordinal, const store::StepEnd& end) {
    const auto index = static_cast<std::size_t>(ordinal.number) - 1;
    if (end.outcome == Outcome::kApplied && index < begun_.size()) {
        begun_[index].saved = end.savedResult;
    }
}

void SuiteSteps::plan(const std::vector<host::PlannedRequest>& requests) {
    for (const host::PlannedRequest& planned : requests) {
        if (!planned.step.empty()) {
            const bool isTemplated = !planned.operationKey.empty();
            begun_.push_back({.name = planned.step,
                              .action = isTemplated ? planned.operationKey : planned.action,
                              .verdict = MUSTER_STEP_DRY_RUN,
                              .isTemplatedCall = isTemplated});
        }
    }
}

bool SuiteSteps::hasBegun(std::string_view name) const {
    return std::any_of(begun_.begin(), begun_.end(),
                       [&](const StepBegun& step) { return step.name == name; });
}

}  // namespace muster::testing
