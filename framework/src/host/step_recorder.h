#pragma once

#include <string>
#include <vector>

#include "store/records.h"
#include <muster/core/result.h>

namespace muster::host {

/** Where the steps of one operation are recorded. A step's start is durable when `start` returns.
 * One thread at a time. */
class StepRecorder {
public:
    virtual ~StepRecorder() = default;
    virtual Result<store::StepOrdinal> start(const store::StepStart& step) = 0;
    virtual void end(store::StepOrdinal ordinal, const store::StepEnd& end) = 0;
};

}  // namespace muster::host
