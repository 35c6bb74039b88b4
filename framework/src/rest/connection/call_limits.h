#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>

namespace muster::rest {

/** Says that the caller no longer wants the call; made by a `std::stop_source`. */
using CancelToken = std::stop_token;

/** What one call may cost. */
struct CallLimits {
    /** When the call ends at the latest, name resolution, connection, proxy and TLS included. Left
     * unset it has passed already: there is no call without a limit. */
    std::chrono::steady_clock::time_point deadline = {};
    /** Ends the call at once, in any phase, with kCancelled. The default never cancels. */
    CancelToken cancel = {};
    /** Bytes of the answer's body, counted both as received and inflated; more is kProtocol. */
    std::size_t maxBodyBytes = std::size_t{16} * 1024 * 1024;
    /** How many times larger than received a body may become by inflating. Checked from 1 MiB on,
     * so that small, very regular bodies pass; JSON of directories inflates 5 to 30 times. */
    std::size_t maxInflateRatio = 200;
    /** Bytes of the status line and all header fields of one answer; more is kProtocol. */
    std::size_t maxHeaderBytes = std::size_t{64} * 1024;
    /** Header fields of one answer; more is kProtocol. */
    std::size_t maxHeaderFields = 100;
    /** Interim answers (1xx, RFC 9110 section 15.2) that are skipped; more is kProtocol. */
    int maxInterimAnswers = 16;

    /** The defaults, ending `duration` from now. */
    static CallLimits within(std::chrono::milliseconds duration) {
        return {.deadline = std::chrono::steady_clock::now() + duration};
    }
};

}  // namespace muster::rest
