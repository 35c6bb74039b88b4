#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "rest/auth/token_answer.h"
#include "rest/connection/call_limits.h"

namespace muster::rest {

/** The one token of a target, shared by all its threads. However many need it, one request for a
 * new one is under way at a time; the others wait within their own limits, or go on with the old
 * one while it lasts. Thread-safe. */
class TokenCache {
public:
    using Clock = std::chrono::steady_clock;
    using Fetch = std::function<Result<AccessToken>(const CallLimits&)>;

    /** `now` is for tests. */
    explicit TokenCache(std::function<Clock::time_point()> now = Clock::now);

    /** The token, from `fetch` when there is none, when it has ended, or when it ends soon: within
     * 60 s or a tenth of its life, whichever is shorter. A failed renewal ahead of time is not told
     * while the old token lasts.
     *
     *  A failure is shared with those who waited for the same request, but not the time-out or
     *  cancellation of the caller that made it: then one of the waiting asks again.
     *  @return the errors of `fetch`; kTimeout or kCancelled, not applied, when waiting was ended.
     */
    Result<Secret> token(const CallLimits& limits, const Fetch& fetch);

    /** What the newest token permits; nothing when there was none yet, or when it was not told. */
    std::optional<std::vector<std::string>> scopes();

    /** Forgets the token if it is still `value`; another thread may have got a new one since. */
    void drop(const Secret& value);

private:
    /** One token request under way. */
    struct Flight {
        std::optional<Result<Secret>> answer;
    };

    bool isValid(Clock::time_point now) const;
    bool endsSoon(Clock::time_point now) const;
    Result<Secret> lead(std::unique_lock<std::mutex>& lock, const CallLimits& limits,
                        const Fetch& fetch);
    void keep(const AccessToken& fetched, Clock::time_point asked);

    const std::function<Clock::time_point()> now_;
    std::mutex mutex_;
    std::condition_variable_any landed_;
    std::shared_ptr<Flight> flight_;
    Secret value_;
    std::optional<std::vector<std::string>> scopes_;
    Clock::time_point renewAt_{};
    Clock::time_point endsAt_{};
};

}  // namespace muster::rest
