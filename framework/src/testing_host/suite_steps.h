#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/call_context.h"
#include "host/step_recorder.h"
#include <muster/testing/host_services.h>

namespace muster::testing {

/** The steps of one call, in place of a journal: recorded in memory, and answered from what the
 * suite says was applied before. One thread. */
class SuiteSteps : public host::StepRecorder {
public:
    explicit SuiteSteps(std::map<std::string, std::string> applied)
        : applied_(std::move(applied)) {}

    std::optional<store::StepEnd> applied(const std::string& name,
                                          const std::string& operationKey) override;
    Result<store::StepOrdinal> start(const store::StepStart& step) override;
    void end(store::StepOrdinal ordinal, const store::StepEnd& end) override;

    /** Adds what a dry run would have sent. */
    void plan(const std::vector<host::PlannedRequest>& requests);
    bool hasBegun(std::string_view name) const;
    /** All steps in their order; one that was tried again is there once. */
    std::vector<StepBegun> take() { return std::move(begun_); }
    std::vector<std::string> takeViolations() { return std::move(violations_); }

private:
    std::map<std::string, std::string> applied_;
    std::vector<StepBegun> begun_;
    std::vector<std::string> violations_;
};

}  // namespace muster::testing
