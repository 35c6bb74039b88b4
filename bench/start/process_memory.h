#pragma once

#include <string_view>

#include <sys/types.h>

namespace bench {

/** A figure of /proc/PID/status in MiB: `VmRSS` is what is resident now, `VmHWM` the most that ever
 * was (proc(5)). Ends the program when it cannot be read. */
double memoryMiB(pid_t process, std::string_view field);

}  // namespace bench
