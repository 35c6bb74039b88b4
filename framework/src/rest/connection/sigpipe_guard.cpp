#include "rest/connection/sigpipe_guard.h"

#include <ctime>

namespace muster::rest {
namespace {

sigset_t sigpipeSet() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

SigpipeGuard::SigpipeGuard() {
    sigset_t pending;
    sigpending(&pending);
    wasPending_ = sigismember(&pending, SIGPIPE) == 1;
    const sigset_t set = sigpipeSet();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
}

SigpipeGuard::~SigpipeGuard() {
    if (!wasPending_) {
        // A SIGPIPE of our own writes is pending on this thread only: take it before unblocking.
        const sigset_t set = sigpipeSet();
        const timespec none = {};
        while (sigtimedwait(&set, nullptr, &none) == SIGPIPE) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace muster::rest
