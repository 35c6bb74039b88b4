#pragma once

#include <chrono>
#include <ctime>

namespace muster::host {

/** The steady clock as of the kernel's last tick: at most some milliseconds behind, and several
 * times cheaper to read (clock_gettime(2), CLOCK_MONOTONIC_COARSE). For how long something lay
 * idle; never for deadlines. */
inline std::chrono::steady_clock::time_point coarseNow() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::chrono::steady_clock::time_point(std::chrono::seconds(now.tv_sec) +
                                                 std::chrono::nanoseconds(now.tv_nsec));
}

}  // namespace muster::host
