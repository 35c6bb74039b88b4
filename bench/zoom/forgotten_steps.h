#pragma once

#include "host/step_recorder.h"

namespace bench {

/** Steps that nobody keeps: the same client with its journal off. */
class ForgottenSteps : public muster::host::StepRecorder {
public:
    std::optional<muster::store::StepEnd> applied(const std::string& /*name*/,
                                                  const std::string& /*operationKey*/) override {
        return std::nullopt;
    }
    muster::Result<muster::store::StepOrdinal> start(
        const muster::store::StepStart& /*step*/) override {
        return muster::store::StepOrdinal{1};
    }
    void end(muster::store::StepOrdinal /*ordinal*/,
             const muster::store::StepEnd& /*end*/) override {}
};

}  // namespace bench
