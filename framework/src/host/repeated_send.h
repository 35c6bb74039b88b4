#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/call_context.h"
#include "host/log.h"
#include "host/target_limits.h"
#include "rest/template/expansion.h"

namespace muster::host {

struct CallAnswer;

/** One request of a templated call with its attempts. For each: the limits' turn, then the step
 * made durable, then the exchange, then the step's end; after a failure that permits it a wait, and
 * the next. Used once, by one thread. */
class RepeatedSend {
public:
    struct Parts {
        CallContext& context;
        const TargetLimits& limits;
        Log* log;  ///< may be null
        const rest::ExpandedRequest& expanded;
        std::string step;  ///< empty for a read
        std::string url;   ///< redacted
        rest::RequestFacts facts;
        /** Sends once; tells the permit what left and what was answered. */
        std::function<Result<CallAnswer>(rest::Permit& permit, int attempt)> exchange;
    };
    explicit RepeatedSend(Parts parts) : parts_(std::move(parts)) {}

    /** The errors of `RateLimiter::acquire`, of the journal, and of the last exchange. `retryAfter`
     * is set where a further attempt would have had to wait longer than is waited here. */
    Result<CallAnswer> run();

private:
    Result<void> checkDoubt();
    std::optional<Error> over() const;
    Result<void> start();
    void endWith(const Result<CallAnswer>& answer);
    Error giveUp(Error error);
    Result<CallAnswer> attempt(int number);
    std::optional<std::chrono::milliseconds> nextWait(Error& error, int number) const;
    void logRetry(const Error& error, int number, std::chrono::milliseconds wait) const;

    Parts parts_;
    std::optional<store::StepOrdinal> open_;  ///< the step that has begun and not ended
    std::chrono::steady_clock::time_point begun_ = {};
    bool isDoubtful_ = false;  ///< an earlier attempt may have acted
};

}  // namespace muster::host
