#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "rest/connection/connection.h"

namespace muster::rest {

/** Keeps connections between calls, a few per origin and not for long. Thread-safe. */
class ConnectionPool {
public:
    ConnectionPool(std::size_t maxIdlePerOrigin, std::chrono::milliseconds maxIdleTime);

    /** The connection to `origin` that was used last, or null. Those that the target has closed and
     * those that have waited too long are closed on the way. */
    std::unique_ptr<Connection> take(const std::string& origin);
    /** Keeps it for another call; closes it when there are enough. */
    void put(const std::string& origin, std::unique_ptr<Connection> connection);
    std::size_t idleCount() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Idle {
        std::string origin;
        std::unique_ptr<Connection> connection;
        Clock::time_point since;
    };

    std::size_t countOf(const std::string& origin) const;
    /** Moves what is too old into `closing`, to be closed outside the lock. */
    void expire(std::list<Idle>& closing);

    const std::size_t maxIdlePerOrigin_;
    const std::chrono::milliseconds maxIdleTime_;
    mutable std::mutex mutex_;
    std::list<Idle> idle_;
};

}  // namespace muster::rest
