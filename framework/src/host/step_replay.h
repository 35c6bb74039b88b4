#pragma once

#include <optional>
#include <string>

#include "host/call_context.h"
#include "host/templated_caller.h"
#include "rest/template/expansion.h"

namespace muster::host {

/** What is saved of an answer, to be given in its place when the operation is resumed: status, Uid
 * and name as JSON. */
std::string savedResult(const CallAnswer& answer);

/** The saved answer of a step that an earlier attempt of the operation applied; nothing when it is
 * to be sent. */
std::optional<CallAnswer> replayedAnswer(const CallContext& context, const std::string& step,
                                         const std::string& operationKey);

/** kInvalidState, not applied, for a request that holds a stand-in for a secret that is not known.
 * A dry run is only noted. */
Result<void> checkSecretsKnown(CallContext& context, const rest::ExpandedRequest& request);

}  // namespace muster::host
