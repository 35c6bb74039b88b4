#include "provision/object_locks.h"

namespace muster::provision {

ObjectLocks::Lock ObjectLocks::acquire(const std::string& key,
                                       std::chrono::steady_clock::time_point deadline,
                                       const std::stop_token& cancel) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, cancel, deadline, [&] { return !held_.contains(key); })) {
        return nullptr;
    }
    held_.insert(key);
    return Lock(static_cast<void*>(this), [self = shared_from_this(), key](void*) {
        {
            const std::lock_guard guard(self->mutex_);
            self->held_.erase(key);
        }
        self->changed_.notify_all();
    });
}

}  // namespace muster::provision
