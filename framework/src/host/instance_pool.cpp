#include "host/instance_pool.h"

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
    urgentWaiting_ += isUrgent ? 1 : 0;
    const bool isFree =
        changed_.wait_until(lock, context.cancel.get_token(), context.deadline,
                            [&] { return places_ < most_ && (isUrgent || urgentWaiting_ == 0); });
    if (isUrgent && --urgentWaiting_ == 0) {
        changed_.notify_all();  // the others may have been waiting for this one alone
    }
    return isFree;
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
    const bool isStale =
        instance != nullptr && std::chrono::steady_clock::now() - since > trustedIdle_;
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
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back({std::move(instance), std::chrono::steady_clock::now()});
        --places_;
    }
    changed_.notify_all();  // the next one is not always the one that goes first
}

void InstancePool::replaceLost() {
    {
        const std::lock_guard lock(mutex_);
        ++most_;
    }
    changed_.notify_all();
}

void InstancePool::giveUpPlace() {
    {
        const std::lock_guard lock(mutex_);
        --places_;
    }
    changed_.notify_all();
}

}  // namespace muster::host
