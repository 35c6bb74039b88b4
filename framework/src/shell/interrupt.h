#pragma once

#include <atomic>
#include <csignal>
#include <mutex>
#include <stop_token>
#include <thread>

#include <termios.h>

#include "shell/cancellation.h"

namespace muster::shell {

/** Turns Ctrl-C (SIGINT) and SIGTERM into cancellation. To be made in main() before any other
 * thread, which then all leave these signals to this object's thread.
 *
 *  While a command that can be cancelled runs, a signal cancels it; in a script the script then
 * ends. Otherwise a signal ends the program with 130; at the prompt, where Ctrl-C reaches here only
 * while a command runs, the second one does. */
class Interrupt : public Cancellation {
public:
    Interrupt();
    ~Interrupt() override;

    /** At the prompt a cancelled command does not end the program. */
    void setInteractive(bool isInteractive) { isInteractive_ = isInteractive; }

    std::stop_token begin() override;
    void end() override;
    bool isInterrupted() const override { return isInterrupted_; }

private:
    void watch();
    void handle(int signal);
    [[noreturn]] void leave() const;

    sigset_t signals_{};
    termios terminal_{};
    bool hasTerminal_ = false;
    std::atomic<bool> isInteractive_{false};
    std::atomic<bool> isInterrupted_{false};
    std::atomic<bool> isEnding_{false};
    int idleSignals_ = 0;
    std::mutex mutex_;
    std::stop_source source_;
    bool isRunning_ = false;
    std::thread thread_;
};

}  // namespace muster::shell
