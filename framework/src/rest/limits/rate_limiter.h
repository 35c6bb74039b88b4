#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "rest/limits/counter_store.h"
#include "rest/limits/limit_queue.h"
#include "rest/limits/limit_status.h"
#include <muster/core/result.h>

namespace muster::rest {

class RateLimiter;

/** Leave for one request; what it holds (its place among so many at a time) is given back with it.
 * For one thread at a time. */
class Permit {
public:
    Permit(std::shared_ptr<RateLimiter> limiter, std::unique_ptr<LimitTicket> ticket);
    Permit(Permit&&) = default;
    Permit& operator=(Permit&&) = delete;
    ~Permit();

    /** To be called right before the request leaves; without it the turn counts as unused. */
    void sent();
    /** The request leaves a second time, the first one having done nothing: it takes a turn of the
     * next one, and nobody waits. */
    void sentAgain();
    /** What the answer said. */
    void observe(const AnswerLimits& answer);

private:
    std::shared_ptr<RateLimiter> limiter_;
    std::unique_ptr<LimitTicket> ticket_;
};

struct PermitRequest {
    RequestFacts facts = {};
    Urgency urgency = Urgency::kNormal;
    SteadyTime deadline = SteadyTime::max();
    std::stop_token cancel = {};
    std::string correlation = {};  ///< for the log
};

struct RateLimiterOptions {
    std::string target = {};  ///< for sentences
    std::vector<LimitSpec> limits = {};
    /** Null: counts of the day are forgotten at the end. */
    std::shared_ptr<CounterStore> counters = {};
    /** Who would have to wait for longer is refused, so that the worker is free. */
    std::chrono::milliseconds longestWait{30'000};
    /** Told of each wait, as fields. May be empty. */
    std::function<void(const std::string& line)> log = {};
};

/** Keeps the limits of one target for all its workers. Thread-safe; held by shared_ptr. */
class RateLimiter : public std::enable_shared_from_this<RateLimiter> {
public:
    static std::shared_ptr<RateLimiter> make(RateLimiterOptions options,
                                             LimiterClock& clock = LimiterClock::real());
    RateLimiter(const RateLimiter&) = delete;
    RateLimiter& operator=(const RateLimiter&) = delete;

    /** Waits until the request may go. What is taken of a day's count is durable when it returns.
     *  - kRetryable (not applied, with `retryAfter`): it would have to wait for longer than
     *    `longestWait` or than its deadline allows; told at once, without waiting.
     *  - kTimeout (not applied): the deadline came while others held what it needs.
     *  - kCancelled (not applied).
     *  - the error of the counter store (not applied). */
    Result<Permit> acquire(const PermitRequest& request);

    /** In the order of the limits; of those with many keys, the busiest ten. Reads the counts of
     * the day from the store where nobody has asked yet. */
    std::vector<LimitStatus> status();

    LimiterClock& clock() const { return clock_; }
    std::chrono::milliseconds longestWait() const { return options_.longestWait; }

private:
    friend class Permit;
    using Lock = std::unique_lock<std::mutex>;
    RateLimiter(RateLimiterOptions options, LimiterClock& clock);

    Result<void> loadLastSent();
    Result<void> loadCounts(Lock& lock, const std::vector<LimitBucket*>& buckets);
    Result<void> reserveCounts(Lock& lock, const LimitTicket& ticket);
    Result<void> reserve(Lock& lock, const CounterName& name, DayPot& pot);
    void waitForTurn(Lock& lock, LimitTicket& ticket, const PermitRequest& request);
    Error refusal(const LimitTicket& ticket, const PermitRequest& request) const;
    void logWait(const LimitTicket& ticket, const LimitDelay& why,
                 const PermitRequest& request) const;
    void finish(LimitTicket& ticket);
    void sent(LimitTicket& ticket);
    void sentAgain(LimitTicket& ticket);
    void observe(LimitTicket& ticket, const AnswerLimits& answer);
    LimitStatus statusOf(const LimitSpec& limit, LimitBucket* bucket) const;

    RateLimiterOptions options_;
    LimiterClock& clock_;
    std::mutex mutex_;
    bool knowsLastSent_ = false;
    LimitQueue queue_;
};

}  // namespace muster::rest
