#pragma once

namespace sandbox {

/// Blocks SIGINT and SIGTERM for this thread and those that it starts, and ignores SIGPIPE. Call
/// it first in main; then `waitForStop` is the only place where those signals arrive.
void holdStopSignals();

/// Returns when SIGINT or SIGTERM comes.
void waitForStop();

/// Asks the system to send SIGTERM when the parent process ends (Linux prctl PR_SET_PDEATHSIG).
/// False when the parent has ended already.
bool stopWithParent();

}  // namespace sandbox
