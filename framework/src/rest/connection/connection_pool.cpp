#include "rest/connection/connection_pool.h"

#include <algorithm>

namespace muster::rest {

ConnectionPool::ConnectionPool(std::size_t maxIdlePerOrigin, std::chrono::milliseconds maxIdleTime)
    : maxIdlePerOrigin_(maxIdlePerOrigin), maxIdleTime_(maxIdleTime) {}

std::size_t ConnectionPool::countOf(const std::string& origin) const {
    return static_cast<std::size_t>(std::count_if(
        idle_.begin(), idle_.end(), [&](const Idle& idle) { return idle.origin == origin; }));
}

void ConnectionPool::expire(std::list<Idle>& closing) {
    const Clock::time_point oldest = Clock::now() - maxIdleTime_;
    // The front has waited longest.
    while (!idle_.empty() && idle_.front().since < oldest) {
        closing.splice(closing.end(), idle_, idle_.begin());
    }
}

std::unique_ptr<Connection> ConnectionPool::take(const std::string& origin) {
    for (;;) {
        std::list<Idle> closing;
        std::unique_ptr<Connection> connection;
        {
            const std::lock_guard lock(mutex_);
            expire(closing);
            const auto last = std::find_if(idle_.rbegin(), idle_.rend(),
                                           [&](const Idle& idle) { return idle.origin == origin; });
            if (last == idle_.rend()) {
                return nullptr;
            }
            connection = std::move(last->connection);
            idle_.erase(std::next(last).base());
        }
        if (connection->isQuiet()) {
            return connection;
        }
    }
}

void ConnectionPool::put(const std::string& origin, std::unique_ptr<Connection> connection) {
    std::list<Idle> closing;
    const std::lock_guard lock(mutex_);
    expire(closing);
    if (countOf(origin) < maxIdlePerOrigin_) {
        idle_.push_back({origin, std::move(connection), Clock::now()});
    }
}

std::size_t ConnectionPool::idleCount() const {
    const std::lock_guard lock(mutex_);
    return idle_.size();
}

}  // namespace muster::rest
