#include "shell/interrupt.h"

#include <cstdlib>
#include <string_view>

#include <pthread.h>
#include <unistd.h>

#include "shell/exit_code.h"

namespace muster::shell {
namespace {

void tell(std::string_view sentence) {
    // The stream of the messages belongs to another thread.
    [[maybe_unused]] const ssize_t size = ::write(STDERR_FILENO, sentence.data(), sentence.size());
}

}  // namespace

Interrupt::Interrupt() {
    hasTerminal_ = ::tcgetattr(STDIN_FILENO, &terminal_) == 0;
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    // Wakes the thread at the end.
    sigaddset(&signals_, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
    isEnding_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
}

std::stop_token Interrupt::begin() {
    const std::lock_guard lock(mutex_);
    source_ = std::stop_source();
    isRunning_ = true;
    return source_.get_token();
}

void Interrupt::end() {
    const std::lock_guard lock(mutex_);
    isRunning_ = false;
    idleSignals_ = 0;
}

void Interrupt::watch() {
    while (!isEnding_) {
        int signal = 0;
        if (sigwait(&signals_, &signal) == 0 && (signal == SIGINT || signal == SIGTERM)) {
            handle(signal);
        }
    }
}

void Interrupt::handle(int signal) {
    const std::lock_guard lock(mutex_);
    isInterrupted_ = isInterrupted_ || signal == SIGTERM || !isInteractive_;
    if (isRunning_) {
        if (source_.request_stop()) {
            tell("\ncancelling; waiting for what is under way to end\n");
        }
        return;
    }
    ++idleSignals_;
    if (isInteractive_ && signal == SIGINT && idleSignals_ < 2) {
        tell("\nthis command cannot be cancelled; Ctrl-C again leaves muster\n");
        return;
    }
    leave();
}

void Interrupt::leave() const {
    if (hasTerminal_) {
        ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_);
    }
    // Nothing that writes is under way, and what is may not come back: no destructor can run.
    std::_Exit(static_cast<int>(ExitCode::kInterrupted));
}

}  // namespace muster::shell
