#pragma once

#include <cstdint>
#include <string_view>

#include "common/fault.h"
#include "http/message.h"

namespace sandbox {

/// How a target words the answers that faults bring.
struct FaultWords {
    /// An error of that status without a body of its own.
    Response (*error)(int status, std::string_view reason);
    /// A 429 that no limit explains.
    Response (*throttled)(const Fault& fault, std::int64_t nowMs);
    /// An error whose body is no JSON.
    Response (*broken)();
};

/// The answer in place of a call that such a fault ("before", throttle, broken-json) keeps away.
Response answerInstead(const FaultWords& words, const Fault& fault, std::int64_t nowMs);

/// Does to the answer of a call that took effect what an "after" fault says. An answer without a
/// body is truncated by nobody, and one that is no 2xx keeps its body from code-zero.
void spoil(const FaultWords& words, Response& response, const Fault& fault);

}  // namespace sandbox
