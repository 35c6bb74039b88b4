#pragma once

#include "common/fault_answers.h"

namespace sandbox::lineworks {

/// What LINE WORKS says when a fault meets a call.
extern const FaultWords kFaultWords;

}  // namespace sandbox::lineworks
