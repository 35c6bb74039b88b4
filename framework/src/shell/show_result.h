#pragma once

#include "provision/operation.h"
#include "shell/output.h"
#include "shell/value_source.h"

namespace muster::shell {

/** Tells how a writing operation ended, and what to do when it did not end well. The result goes to
 * the results, everything about it to the messages. That what was deferred goes on by itself is
 * said at a prompt alone: a command or a script may be over by then. */
void showResult(Output& output, const provision::OperationRequest& request,
                const provision::OperationResult& result, LineOrigin origin);

/** Who does what a dry run shows. */
enum class PlanOf {
    kHost,      ///< requests from templates: nothing at all is sent
    kConnector  ///< the connector's own I/O, which may read: nothing is changed
};

/** Tells what a dry run would have done: the requests one by one, or the steps of the connector
 * with the changes asked for. Ends with "nothing was sent" or "nothing was changed". */
void showPlan(Output& output, const provision::OperationRequest& request,
              const provision::OperationResult& result, PlanOf planOf);

}  // namespace muster::shell
