#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/instance.h"
#include "provision/operation.h"

namespace muster::provision {

/** The code of the notice that says that there was nobody to delete or disassociate. */
inline constexpr std::string_view kAlreadyGone = "already-gone";

/** What is known of a write when its call has come back. */
struct WriteFacts {
    store::OperationKind kind = store::OperationKind::kCreate;
    std::string_view target = {};
    std::string_view object = {};  ///< Uid or name, for sentences
    /** Every write of the connector is a recorded step: no step means that nothing was written. */
    bool everyWriteIsAStep = false;
    host::WriteAnswer answer = {};
    std::vector<StepResult> steps = {};
};

/** Fills outcome, report, notices, error and steps of a result: the table of
 * `framework/docs/errors.md`. Pure. */
void conclude(WriteFacts facts, OperationResult& result);

}  // namespace muster::provision
