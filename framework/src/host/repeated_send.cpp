#include "host/repeated_send.h"

#include <random>

#include "host/step_replay.h"
#include "host/templated_caller.h"

namespace muster::host {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

double chance() {
    thread_local std::minstd_rand generator{std::random_device{}()};
    return std::uniform_real_distribution<double>(0, 1)(generator);
}

}  // namespace

Result<CallAnswer> RepeatedSend::run() {
    MUSTER_RETURN_IF_ERROR(checkDoubt());
    for (int number = 1;; ++number) {
        Result<CallAnswer> answer = attempt(number);
        if (answer) {
            return answer;
        }
        Error error = std::move(answer).error();
        const auto wait = nextWait(error, number);
        if (!wait) {
            return giveUp(std::move(error));
        }
        if (error.effectiveOutcome() == Outcome::kUnknown) {
            isDoubtful_ = true;  // the next attempt belongs to the same step
        } else if (open_) {
            endWith(error);
        }
        logRetry(error, number, *wait);
        rest::LimiterClock& clock = parts_.limits.limiter->clock();
        (void)rest::waitUntil(clock, clock.now() + *wait, parts_.context.cancel.get_token());
    }
}

/** A step of an earlier attempt of which nobody knows what became, and of which reading does not
 * tell either, is sent again if that does no harm. */
Result<void> RepeatedSend::checkDoubt() {
    isDoubtful_ = !parts_.step.empty() &&
                  parts_.context.steps->isInDoubt(parts_.step, parts_.expanded.operationKey);
    if (!isDoubtful_ || parts_.expanded.idempotent) {
        return {};
    }
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "nobody knows whether step \"" + parts_.step +
                            "\" was done before, reading does not tell, and doing it twice may "
                            "do harm",
                 .hint =
                     "look at the target yourself; \"operation resume\" with --not-applied "
                     "sends it again, \"operation abandon\" ends it",
                 .outcome = Outcome::kUnknown};
}

std::optional<Error> RepeatedSend::over() const {
    if (!parts_.context.isOver()) {
        return std::nullopt;
    }
    const bool isCancelled = parts_.context.cancel.stop_requested();
    return Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                 .message = std::string(isCancelled ? "the operation was cancelled"
                                                    : "the operation's time was over") +
                            " before " + parts_.expanded.toDisplay() + " was sent",
                 .outcome = Outcome::kNotApplied};
}

Result<CallAnswer> RepeatedSend::attempt(int number) {
    if (std::optional<Error> tooLate = over()) {
        return *std::move(tooLate);
    }
    MUSTER_ASSIGN_OR_RETURN(
        rest::Permit permit,
        parts_.limits.limiter->acquire({.facts = parts_.facts,
                                        .urgency = parts_.context.urgency,
                                        .deadline = parts_.context.effectiveDeadline(),
                                        .cancel = parts_.context.cancel.get_token(),
                                        .correlation = parts_.context.correlation}));
    MUSTER_RETURN_IF_ERROR(start());
    Result<CallAnswer> answer = parts_.exchange(permit, number);
    if (answer) {
        endWith(answer);
        return answer;
    }
    Error error = std::move(answer).error();
    if (isDoubtful_ && error.effectiveOutcome() == Outcome::kNotApplied) {
        error.outcome = Outcome::kUnknown;  // an earlier attempt may have done it
    }
    return error;
}

Result<void> RepeatedSend::start() {
    if (parts_.step.empty() || open_) {
        return {};
    }
    MUSTER_ASSIGN_OR_RETURN(
        const store::StepOrdinal ordinal,
        parts_.context.steps->start({.name = parts_.step,
                                     .operationKey = parts_.expanded.operationKey,
                                     .method = parts_.expanded.method,
                                     .url = parts_.url}));
    open_ = ordinal;
    begun_ = steady_clock::now();
    return {};
}

void RepeatedSend::endWith(const Result<CallAnswer>& answer) {
    if (!open_) {
        return;
    }
    store::StepEnd end{.duration =
                           std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun_)};
    if (answer) {
        end.outcome = Outcome::kApplied;
        end.httpStatus = answer->httpStatus;
        end.savedResult = savedResult(*answer);
    } else {
        end.outcome = answer.error().effectiveOutcome();
        end.httpStatus = answer.error().httpStatus;
        end.targetCode = answer.error().targetCode;
    }
    parts_.context.steps->end(*open_, end);
    open_.reset();
}

/** Nothing more is sent. What an earlier attempt may have done stays unknown, whatever kept the
 * next one from leaving. */
Error RepeatedSend::giveUp(Error error) {
    const bool isSettled = error.httpStatus != 0;
    if (open_ && isDoubtful_ && !isSettled) {
        error.outcome = Outcome::kUnknown;
    }
    endWith(error);
    return error;
}

std::optional<milliseconds> RepeatedSend::nextWait(Error& error, int number) const {
    const bool isOurs = !open_ && !parts_.step.empty();  // refused before a step began
    if (isOurs || (error.httpStatus == 0 && error.code == ErrorCode::kRetryable)) {
        return std::nullopt;
    }
    const auto wait = parts_.limits.catalog->retries().nextWait(
        error, number, parts_.expanded.idempotent, chance());
    const rest::RateLimiter& limiter = *parts_.limits.limiter;
    if (!wait) {
        return std::nullopt;
    }
    const bool isLong = *wait > limiter.longestWait() ||
                        limiter.clock().now() + *wait >= parts_.context.effectiveDeadline();
    if (isLong) {
        error.retryAfter = *wait;
        return std::nullopt;
    }
    return wait;
}

void RepeatedSend::logRetry(const Error& error, int number, milliseconds wait) const {
    if (parts_.log == nullptr || !parts_.log->wants(Log::Severity::kDebug)) {
        return;
    }
    parts_.log->write(Log::Severity::kDebug, "retry rel=" + parts_.expanded.operationKey +
                                                 " attempt=" + std::to_string(number) +
                                                 " why=" + std::string(toString(error.code)) +
                                                 " status=" + std::to_string(error.httpStatus) +
                                                 " wait_ms=" + std::to_string(wait.count()) +
                                                 " corr=" + parts_.context.correlation);
}

}  // namespace muster::host
