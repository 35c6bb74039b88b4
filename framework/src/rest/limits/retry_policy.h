#pragma once

#include <chrono>
#include <map>
#include <optional>

#include <muster/core/error.h>

namespace muster::rest {

/** How often and how soon a request is sent again. */
struct BackOff {
    /** How often it is sent at most, the first time included; 1 for never again. */
    int attempts = 1;
    /** The wait before the second time, at most. */
    std::chrono::milliseconds first{500};
    /** By how much each further wait is longer. */
    double factor = 2;
    std::chrono::milliseconds longest{15'000};
    friend bool operator==(const BackOff&, const BackOff&) = default;
};

/** What may be sent again, and after which time. Immutable once made.
 *
 *  Again is sent only what is certainly not applied and marked retryable, or repeatable without
 * harm (idempotent) with an unknown outcome. Which kinds are tried again at all, and how, is data.
 */
class RetryPolicy {
public:
    /** Retryable five times; ConnectionFailed, ConnectionBroken and Timeout as often as two or
     * three times; nothing else. */
    RetryPolicy();
    void set(ErrorCode kind, const BackOff& backOff) { kinds_[kind] = backOff; }
    /** Of a kind that is not tried again: one attempt. */
    BackOff backOff(ErrorCode kind) const;

    /** Whether the request may be sent again, whatever the wait. */
    static bool isSafe(const Error& error, bool isIdempotent);
    /** The wait before the next attempt after `attempt` (from 1) ended with `error`; nothing when
     * there is to be none. `random` (0 to 1) spreads the waits over their second half, so that
     * those who failed together do not come back together. What the target asked for (`retryAfter`)
     * is waited out in full. */
    std::optional<std::chrono::milliseconds> nextWait(const Error& error, int attempt,
                                                      bool isIdempotent, double random) const;

private:
    std::map<ErrorCode, BackOff> kinds_;
};

}  // namespace muster::rest
