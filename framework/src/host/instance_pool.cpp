#include "host/instance_pool.h"

#include "host/coarse_clock.h"

namespace muster::host {

InstancePool::Lease::~Lease() {
    if (instance_ == nullptr) {
        return;  // moved from
    }
    if (isBad_) {
        instance_.reset();
        pool_->giveUpPlace();
    } else {
        pool_->giveBack(std::move(instance_));
    }
}

std::unique_ptr<Instance> InstancePool::takeIdle(std::chrono::steady_clock::time_point& since) {
    if (idle_.empty()) {
        return nullptr;
    }
    std::unique_ptr<Instance> instance = std::move(idle_.back().instance);
    since = idle_.back().since;
    idle_.pop_back();
    return instance;
}

bool InstancePool::waitForPlace(std::unique_lock<std::mutex>& lock, CallContext& context) {
    const bool isUrgent = context.urgency == rest::Urgency::kUrgent;
    const auto isFree = [&] { return places_ < most_ && (isUrgent || urgentWaiting_ == 0); };
    if (isFree()) {
        return true;
    }
    ++waiting_;
    urgentWaiting_ += isUrgent ? 1 : 0;
    const bool cameFree =
        changed_.wait_until(lock, context.cancel.get_token(), context.deadline, isFree);
    --waiting_;
    if (isUrgent && --urgentWaiting_ == 0) {
        changed_.notify_all();  // the others may have been waiting for this one alone
    }
    return cameFree;
}

Result<InstancePool::Lease> InstancePool::acquire(const std::shared_ptr<CallContext>& context) {
    std::unique_ptr<Instance> instance;
    std::chrono::steady_clock::time_point since;
    {
        std::unique_lock lock(mutex_);
        const bool isFree = waitForPlace(lock, *context);
        if (!isFree) {
            const bool isCancelled = context->cancel.stop_requested();
            return Error{
                .code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                .message = (isCancelled ? "the operation was cancelled while "
                                        : "no instance came free in time: ") +
                           ("all " + std::to_string(most_)) + " workers of the target were busy",
                .hint =
                    isCancelled ? "" : "raise `workers` of the target, or its `timeout-seconds`",
                .outcome = Outcome::kNotApplied};
        }
        ++places_;
        instance = takeIdle(since);
    }
    const bool isStale = instance != nullptr && coarseNow() - since >= trustedIdle_;
    if (isStale && !instance->isAlive(context)) {
        instance.reset();
    }
    if (instance == nullptr) {
        Result<std::unique_ptr<Instance>> made = make_();
        if (!made) {
            giveUpPlace();
            return std::move(made).error();
        }
        instance = *std::move(made);
    }
    return Lease(*this, std::move(instance));
}

void InstancePool::giveBack(std::unique_ptr<Instance> instance) {
    change([&] {
        idle_.push_back({std::move(instance), coarseNow()});
        --places_;
    });
}

void InstancePool::replaceLost() {
    change([&] { ++most_; });
}

void InstancePool::giveUpPlace() {
    change([&] { --places_; });
}

/** Changes what others may wait for, and tells them. */
template <typename Work>
void InstancePool::change(const Work& work) {
    bool isAwaited = false;
    {
        const std::lock_guard lock(mutex_);
        work();
        isAwaited = waiting_ > 0;
    }
    if (isAwaited) {
        changed_.notify_all();  // the next one is not always the one that goes first
    }
}

}  // namespace muster::host
