#pragma once

#include "common/fault_answers.h"

namespace sandbox::zoom {

/// What Zoom says when a fault meets a call.
extern const FaultWords kFaultWords;

}  // namespace sandbox::zoom
