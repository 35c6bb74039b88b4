#pragma once

#include <optional>
#include <string_view>

#include "rest/limits/limiter_clock.h"

namespace muster::rest {

/** Reads a moment: ISO 8601 (`2020-05-31T00:00:00Z`, as Zoom writes it), or one of the three forms
 * of an HTTP date (RFC 9110 section 5.6.7). Blanks around it are ignored. Nothing for anything
 * else. */
std::optional<WallTime> parseMoment(std::string_view text, WallTime now);

/** How long a `Retry-After` (RFC 9110 section 10.2.3) asks to wait: a moment, or seconds (a
 * fraction is taken, too). A moment that has passed gives 0; more than 366 days is nothing that
 * anybody means and gives nothing. `now` is the sender's time, its `Date` if it sent one. */
std::optional<std::chrono::milliseconds> parseRetryAfter(std::string_view text, WallTime now);

}  // namespace muster::rest
