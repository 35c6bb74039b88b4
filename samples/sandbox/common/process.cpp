#include "common/process.h"

#include <csignal>

#include <sys/prctl.h>
#include <unistd.h>

namespace sandbox {

namespace {

sigset_t stopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

void holdStopSignals() {
    const auto signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void waitForStop() {
    const auto signals = stopSignals();
    int received = 0;
    sigwait(&signals, &received);
}

bool stopWithParent() {
    const auto parent = getppid();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    // Between the two calls the parent may have ended, and then no signal will come.
    return getppid() == parent;
}

}  // namespace sandbox
