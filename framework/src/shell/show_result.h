#pragma once

#include "provision/operation.h"
#include "shell/output.h"

namespace muster::shell {

/** Tells how a writing operation ended, and what to do when it did not end well. The result goes to
 * the results, everything about it to the messages. */
void showResult(Output& output, const provision::OperationRequest& request,
                const provision::OperationResult& result);

/** Tells what a dry run would have sent, request by request. Ends with "nothing was sent". */
void showPlan(Output& output, const provision::OperationRequest& request,
              const provision::OperationResult& result);

}  // namespace muster::shell
