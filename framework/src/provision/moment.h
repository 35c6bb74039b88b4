#pragma once

#include <string_view>

#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::provision {

/** The forms of a moment, for messages. */
inline constexpr std::string_view kMomentExpected =
    "a time such as 2026-01-31T08:05:00Z, 2026-01-31, 90s, 30m, 2h or 7d";

/** A moment as people type it: ISO 8601, a date (its midnight in UTC), or how long before `now`
 * (`90s`, `30m`, `2h`, `7d`). kConfiguration otherwise. */
Result<Time> parseMoment(std::string_view text, Time now);

}  // namespace muster::provision
