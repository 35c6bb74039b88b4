#pragma once

#include <string>

#include "child_process.h"
#include "sandbox_home.h"

namespace support {

/// The program muster on a home, kept running: commands go to it one by one as lines of a script,
/// and each is answered before the next. Saves the start of a program for each. For one thread.
class MusterScript {
public:
    explicit MusterScript(const SandboxHome& home);

    /// Runs one command, without a line break in it. What it wrote on both streams; the exit code
    /// is 1 when it failed, and 0 else. Throws when it takes longer than `ChildProcess::kLimit`.
    Finished run(const std::string& command);

private:
    ChildProcess child_;
    int line_ = 0;
};

}  // namespace support
