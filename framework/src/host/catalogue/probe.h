#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** The argument that makes a host program a probe: `PROGRAM --probe-connector FILE`. */
inline constexpr const char* kProbeArgument = "--probe-connector";

/** The child's side: loads the connector, asks for its table and description, checks both, tells
 * the parent on descriptor 1, and ends the process. To be called first thing in main(), before any
 * thread exists. Never returns, so that no destructor of the library runs. */
[[noreturn]] void probeMain(const char* file);

struct ProbeOptions {
    std::string program = "/proc/self/exe";
    std::chrono::milliseconds limit{2000};
};

/** The parent's side: starts the child and waits for its verdict.
 *  @return nothing when the connector loaded and described itself; else what it did instead:
 * "killed by signal 11 (SIGSEGV) while loading", "called exit(3) while loading", "still loading
 * after 2 s", or the table's fault; with the last of what the library printed. [thread-safe] */
std::optional<CheckFailure> probeConnector(const std::string& file, const ProbeOptions& options);

}  // namespace muster::host
