#pragma once

#include "common/fault.h"
#include "http/message.h"

namespace sandbox::zoom {

/// The answer in place of a call that such a fault ("before", throttle, broken-json) keeps away.
Response answerInstead(const Fault& fault, std::int64_t nowMs);

/// Does to the answer of a call that took effect what an "after" fault says. An answer without a
/// body is truncated by nobody, and one that is no 2xx keeps its body from code-zero.
void spoil(Response& response, const Fault& fault);

}  // namespace sandbox::zoom
