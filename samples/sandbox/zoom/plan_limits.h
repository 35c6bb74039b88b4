#pragma once

#include "zoom/labels.h"
#include "zoom/settings.h"

namespace sandbox::zoom {

inline constexpr int kNoLimit = -1;

/// What an account may send under one label.
struct LabelLimit {
    int calls;     ///< within `windowMs`
    int windowMs;  ///< a second, or a minute for resource-intensive calls
    int perDay;    ///< kNoLimit: none; 00:00 to 24:00 UTC
};

/// The budget of a label: the table of the developer docs, "Rate limits" (February 2026), unless a
/// switch like `light-per-second` says otherwise.
LabelLimit limitOf(const Settings& settings, Label label);

/// The label in whose daily pot calls of `label` are counted. Heavy and resource-intensive ones
/// share one above the Free plan.
Label potOf(const Settings& settings, Label label);

/// POST /users with action=create a day (Users API reference, POST /users).
int invitesPerDay(const Settings& settings);

}  // namespace sandbox::zoom
