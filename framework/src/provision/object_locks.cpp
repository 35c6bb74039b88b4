#include "provision/object_locks.h"

#include <algorithm>
#include <functional>

namespace muster::provision {
namespace {

std::uint64_t keyOf(const LockedObject& object) {
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15U;
    const std::hash<std::string_view> hash;
    // Multiplying in between keeps the three apart, whatever they have in common.
    return (hash(object.target) * kOdd + hash(object.objectClass)) * kOdd + hash(object.object);
}

}  // namespace

ObjectLocks::Lock& ObjectLocks::Lock::operator=(Lock&& other) noexcept {
    if (this != &other) {
        giveBack();
        locks_ = std::move(other.locks_);
        key_ = other.key_;
    }
    return *this;
}

void ObjectLocks::Lock::giveBack() {
    if (locks_ != nullptr) {
        locks_->release(key_);
        locks_.reset();
    }
}

bool ObjectLocks::isHeld(std::uint64_t key) const {
    return std::find(held_.begin(), held_.end(), key) != held_.end();
}

ObjectLocks::Lock ObjectLocks::acquire(const LockedObject& object,
                                       std::chrono::steady_clock::time_point deadline,
                                       const std::stop_token& cancel) {
    const std::uint64_t key = keyOf(object);
    std::unique_lock lock(mutex_);
    if (isHeld(key)) {
        ++waiting_;
        const bool isFree =
            changed_.wait_until(lock, cancel, deadline, [&] { return !isHeld(key); });
        --waiting_;
        if (!isFree) {
            return {};
        }
    }
    held_.push_back(key);
    return {shared_from_this(), key};
}

void ObjectLocks::release(std::uint64_t key) {
    bool isAwaited = false;
    {
        const std::lock_guard lock(mutex_);
        const auto held = std::find(held_.begin(), held_.end(), key);
        *held = held_.back();
        held_.pop_back();
        isAwaited = waiting_ > 0;
    }
    if (isAwaited) {
        changed_.notify_all();
    }
}

}  // namespace muster::provision
