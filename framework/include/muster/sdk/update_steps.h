#pragma once

#include <functional>
#include <string>
#include <vector>

#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::sdk {

/** The steps of one update, run in their order, with a report that tells the truth when one of them
 * fails: those before stay, and whoever mends the failure learns in a notice `not-begun` which did
 * not begin. Valid during the call. */
class UpdateSteps {
public:
    /** Does one step. What it changes of the report counts once it has succeeded, or once it has
     * said `applied`. */
    using Work = std::function<Result<void>(UpdateSteps& steps)>;

    /** `report` is the object as it was before the first step. */
    UpdateSteps(Call& call, WriteReport report) : call_(call), report_(std::move(report)) {}

    void add(std::string name, Work work) { steps_.push_back({std::move(name), std::move(work)}); }
    bool isEmpty() const { return steps_.empty(); }
    /** The object as it is after the steps so far; a step may change it. */
    WriteReport& report() { return report_; }
    /** Says, from within a step of several requests, that something was applied. */
    void applied() { hasApplied_ = true; }

    /** Runs all of them. When one fails after something was applied, the report goes to the caller
     * before the error. */
    Result<WriteReport> run();

private:
    struct Step {
        std::string name;
        Work work;
    };

    void sayNotBegun(std::size_t from);

    Call& call_;
    WriteReport report_;
    std::vector<Step> steps_;
    bool hasApplied_ = false;
};

}  // namespace muster::sdk
