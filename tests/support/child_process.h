#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace support {

/// What to start. The program is found by path, not by PATH.
struct Command {
    std::string program;
    std::vector<std::string> arguments = {};
    /// Variables set over the inherited ones.
    std::vector<std::pair<std::string, std::string>> environment = {};
};

/// How a program ended and all that it wrote.
struct Finished {
    int exitCode = 0;  ///< 128 + the signal when one ended it, as a shell shows it
    std::string out;
    std::string err;
};

/// A program started by a test, with its three streams on pipes. It cannot outlive the test: the
/// destructor ends it, and the system does when the test itself dies. Every wait has a limit and
/// throws std::runtime_error, with what the program wrote so far, when it passes; a test therefore
/// fails with a reason and never hangs. For one thread.
class ChildProcess {
public:
    using Duration = std::chrono::milliseconds;
    static constexpr Duration kLimit = std::chrono::seconds(20);

    /// Throws std::runtime_error when the program cannot be started.
    explicit ChildProcess(const Command& command);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return pid_; }

    /// Waits for the first line on stdout that holds `part`, as a server writes when it is ready,
    /// and returns it without its end.
    std::string waitForLine(std::string_view part, Duration limit = kLimit);
    /// Waits for a line on stderr that holds `part`, and takes what the program has written up to
    /// that line, which is left out, away from both streams. The exit code is 0.
    Finished takeUntilErrorLine(std::string_view part, Duration limit = kLimit);
    /// Writes to stdin as much as the program takes; stops quietly when it has closed it.
    void write(std::string_view text);
    void closeInput();
    /// Ends our side of stdout, as a reader does that has seen enough.
    void closeOutput();
    void signal(int number);
    /// Takes what the program wrote so far, without waiting, and says whether it still runs.
    bool isRunning();

    /// Waits for the end of the program; call closeInput first if it reads until the end.
    Finished wait(Duration limit = kLimit);
    /// SIGTERM, then SIGKILL after `limit`.
    Finished terminate(Duration limit = kLimit);

private:
    struct Stream {
        int descriptor = -1;
        std::string text;
    };
    using Instant = std::chrono::steady_clock::time_point;

    bool readSome(Instant deadline);
    bool reap();
    [[noreturn]] void fail(const std::string& what) const;

    std::string program_;
    pid_t pid_ = -1;
    int input_ = -1;
    Stream out_;
    Stream err_;
    bool ended_ = false;
    int exitCode_ = 0;
};

/// Runs a program to its end with `input` on stdin.
Finished run(const Command& command, std::string_view input = {},
             ChildProcess::Duration limit = ChildProcess::kLimit);

}  // namespace support
