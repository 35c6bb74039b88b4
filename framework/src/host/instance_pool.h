#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "host/instance.h"

namespace muster::host {

/** The instances of one target: at most so many at once, kept for the next call. Thread-safe. */
class InstancePool {
public:
    using Make = std::function<Result<std::unique_ptr<Instance>>()>;
    /** An instance idle for longer is asked whether it is alive before it is used again. */
    static constexpr std::chrono::seconds kTrustedIdle{30};

    InstancePool(std::size_t most, Make make, std::chrono::milliseconds trustedIdle = kTrustedIdle)
        : most_(most), trustedIdle_(trustedIdle), make_(std::move(make)) {}
    InstancePool(const InstancePool&) = delete;
    InstancePool& operator=(const InstancePool&) = delete;

    /** An instance for the time of one call. */
    class Lease {
    public:
        Lease(InstancePool& pool, std::unique_ptr<Instance> instance)
            : pool_(&pool), instance_(std::move(instance)) {}
        Lease(Lease&&) = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease();
        Instance& operator*() const { return *instance_; }
        Instance* operator->() const { return instance_.get(); }
        /** Not used again: the connector broke the contract. */
        void discard() { isBad_ = true; }

    private:
        InstancePool* pool_;
        std::unique_ptr<Instance> instance_;
        bool isBad_ = false;
    };

    /** Waits for a free instance or makes one; urgent calls go before others. kTimeout (not
     * applied) when none comes free in time.
     */
    Result<Lease> acquire(const std::shared_ptr<CallContext>& context);

    /** An instance was given up with its thread, and will not come back: another may take its
     * place. */
    void replaceLost();

private:
    struct Idle {
        std::unique_ptr<Instance> instance;
        std::chrono::steady_clock::time_point since;
    };
    bool waitForPlace(std::unique_lock<std::mutex>& lock, CallContext& context);
    std::unique_ptr<Instance> takeIdle(std::chrono::steady_clock::time_point& since);
    void giveBack(std::unique_ptr<Instance> instance);
    void giveUpPlace();
    template <typename Work>
    void change(const Work& work);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::size_t most_;
    const std::chrono::milliseconds trustedIdle_;
    std::size_t places_ = 0;         ///< instances in use
    std::size_t waiting_ = 0;        ///< calls that wait for a place
    std::size_t urgentWaiting_ = 0;  ///< of these, those that go before others
    Make make_;
    std::vector<Idle> idle_;
};

}  // namespace muster::host
