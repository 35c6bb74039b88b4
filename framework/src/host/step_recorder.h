#pragma once

#include <optional>
#include <string>

#include "store/records.h"
#include <muster/core/result.h>

namespace muster::host {

/** Where the steps of one operation are recorded. A step's start is durable when `start` returns.
 * One thread at a time. */
class StepRecorder {
public:
    virtual ~StepRecorder() = default;
    /** The recorded end of a step of that name and template which an earlier attempt of the
     * operation applied, to be answered in place of doing it again; nothing otherwise. */
    virtual std::optional<store::StepEnd> applied(const std::string& /*name*/,
                                                  const std::string& /*operationKey*/) {
        return std::nullopt;
    }
    /** Whether an earlier attempt began a step of that name and template of which nobody knows what
     * became. */
    virtual bool isInDoubt(const std::string& /*name*/, const std::string& /*operationKey*/) {
        return false;
    }
    virtual Result<store::StepOrdinal> start(const store::StepStart& step) = 0;
    virtual void end(store::StepOrdinal ordinal, const store::StepEnd& end) = 0;
};

}  // namespace muster::host
