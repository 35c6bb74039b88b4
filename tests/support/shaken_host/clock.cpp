// The wall clock of the shaken host is off by as many seconds as the order `clock` says. The steady
// clock is as it is, and so is the simulator's.
#include <cstdlib>
#include <ctime>

#include <sys/syscall.h>
#include <unistd.h>

#include "orders.h"

// Stands before the C library's function, which std::chrono::system_clock calls.
extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
    const long result = ::syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) {
        if (const auto off = shaken::order("clock")) {
            time->tv_sec += std::atol(off->c_str());
        }
    }
    return static_cast<int>(result);
}
