#pragma once

#include <csignal>

namespace muster::rest {

/** Keeps SIGPIPE away from this thread while it lives: writing to a connection that the other side
 * has closed is an error of that call, not the end of the process. The process's own handling of
 * the signal is left as it is. */
class SigpipeGuard {
public:
    SigpipeGuard();
    ~SigpipeGuard();
    SigpipeGuard(const SigpipeGuard&) = delete;
    SigpipeGuard& operator=(const SigpipeGuard&) = delete;

private:
    sigset_t before_ = {};
    bool wasPending_ = false;
};

}  // namespace muster::rest
