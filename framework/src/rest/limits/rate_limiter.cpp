#include "rest/limits/rate_limiter.h"

#include <algorithm>

#include <muster/core/value.h>

namespace muster::rest {
namespace {

using std::chrono::ceil;
using std::chrono::milliseconds;

std::string displayMoment(WallTime moment) {
    // Whole seconds are enough for people.
    return Time{std::chrono::round<std::chrono::seconds>(moment).time_since_epoch().count() *
                1'000'000}
        .toString();
}

std::string_view word(LimitPart part) {
    switch (part) {
        case LimitPart::kRate:
            return "rate";
        case LimitPart::kDay:
            return "day";
        case LimitPart::kConcurrency:
            return "concurrency";
        case LimitPart::kNone:
            break;
    }
    return "none";
}

std::string quotedKey(const LimitBucket& bucket) {
    return bucket.key.empty() ? "" : " for \"" + bucket.key + "\"";
}

Error notApplied(ErrorCode code, std::string message, std::string hint = {}) {
    return Error{.code = code,
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .outcome = Outcome::kNotApplied};
}

}  // namespace

Permit::Permit(std::shared_ptr<RateLimiter> limiter, std::unique_ptr<LimitTicket> ticket)
    : limiter_(std::move(limiter)), ticket_(std::move(ticket)) {}

Permit::~Permit() {
    if (ticket_ != nullptr) {
        limiter_->finish(*ticket_);
    }
}

void Permit::sent() { limiter_->sent(*ticket_); }
void Permit::sentAgain() { limiter_->sentAgain(*ticket_); }
void Permit::observe(const AnswerLimits& answer) { limiter_->observe(*ticket_, answer); }

std::shared_ptr<RateLimiter> RateLimiter::make(RateLimiterOptions options, LimiterClock& clock) {
    return std::shared_ptr<RateLimiter>(new RateLimiter(std::move(options), clock));
}

RateLimiter::RateLimiter(RateLimiterOptions options, LimiterClock& clock)
    : options_(std::move(options)), clock_(clock), queue_(options_.limits, options_.longestWait) {}

Result<Permit> RateLimiter::acquire(const PermitRequest& request) {
    auto ticket = std::make_unique<LimitTicket>();
    ticket->urgency = request.urgency;
    ticket->deadline = request.deadline;
    Lock lock(mutex_);
    ticket->arrived = clock_.now();
    MUSTER_RETURN_IF_ERROR(loadLastSent());
    ticket->buckets = queue_.bucketsFor(request.facts, ticket->arrived);
    MUSTER_RETURN_IF_ERROR(loadCounts(lock, ticket->buckets));
    queue_.enter(*ticket);
    queue_.dispatch(clock_.now(), clock_.wall());
    const LimitDelay why = ticket->delay;
    waitForTurn(lock, *ticket, request);
    if (ticket->state != LimitTicket::State::kGranted) {
        if (ticket->state == LimitTicket::State::kWaiting) {
            queue_.leave(*ticket);
            queue_.dispatch(clock_.now(), clock_.wall());
        }
        return refusal(*ticket, request);
    }
    logWait(*ticket, why, request);
    Result<void> reserved = reserveCounts(lock, *ticket);
    lock.unlock();
    Permit permit(shared_from_this(), std::move(ticket));
    if (!reserved) {
        return std::move(reserved).error();
    }
    return permit;
}

/** Once, with the lock held: a start right after the end of an earlier run keeps its distance. */
Result<void> RateLimiter::loadLastSent() {
    const bool hasIntervals =
        std::any_of(options_.limits.begin(), options_.limits.end(),
                    [](const LimitSpec& limit) { return limit.leastInterval.count() > 0; });
    if (knowsLastSent_ || !hasIntervals || options_.counters == nullptr) {
        return {};
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<WallTime> last, options_.counters->lastSent());
    knowsLastSent_ = true;
    const WallTime now = clock_.wall();
    if (last && *last <= now) {
        queue_.sentBefore(clock_.now() - (now - *last));
    }
    return {};
}

void RateLimiter::waitForTurn(Lock& lock, LimitTicket& ticket, const PermitRequest& request) {
    const auto isOver = [&] {
        return request.cancel.stop_requested() || clock_.now() >= ticket.deadline;
    };
    while (ticket.state == LimitTicket::State::kWaiting && !isOver()) {
        ticket.isPoked = false;
        clock_.wait(lock, ticket.changed, request.cancel, std::min(ticket.wakeAt, ticket.deadline),
                    [&] { return ticket.state != LimitTicket::State::kWaiting || ticket.isPoked; });
        if (ticket.state == LimitTicket::State::kWaiting && clock_.now() >= ticket.wakeAt) {
            ticket.wakeAt = SteadyTime::max();
            queue_.dispatch(clock_.now(), clock_.wall());
        }
    }
}

Error RateLimiter::refusal(const LimitTicket& ticket, const PermitRequest& request) const {
    const LimitDelay& why = ticket.delay;
    const LimitBucket& bucket = why.bucket == nullptr ? *ticket.buckets.front() : *why.bucket;
    const std::string limit = "limit \"" + bucket.spec.name + "\" of target \"" + options_.target +
                              "\"" + quotedKey(bucket);
    if (request.cancel.stop_requested()) {
        return notApplied(ErrorCode::kCancelled,
                          "the operation was cancelled while it waited for " + limit);
    }
    if (ticket.state == LimitTicket::State::kWaiting) {
        return notApplied(ErrorCode::kTimeout,
                          "the operation's time was over while it waited for " + limit);
    }
    const milliseconds wait = ceil<milliseconds>(why.until - clock_.now());
    const std::string until = displayMoment(clock_.wall() + wait);
    std::string found;
    if (why.part == LimitPart::kDay && bucket.day) {
        const DayPot& pot = *bucket.day;
        found = std::to_string(pot.used()) + " of " + std::to_string(pot.spec().amount) +
                " requests of today are used, until " + until;
    } else {
        const bool isTold = why.until == bucket.pausedUntil || bucket.spec.toDisplay().empty();
        found = (isTold ? std::string("the target asked to wait") : bucket.spec.toDisplay()) +
                "; the next turn is free in " + displayDuration(ceil<std::chrono::seconds>(wait)) +
                ", at " + until;
    }
    Error error = notApplied(
        ErrorCode::kRetryable, limit + ": " + found + "; nothing was sent",
        "do it again then; `target limits " + options_.target + "` shows how the limits stand");
    error.retryAfter = wait;
    return error;
}

void RateLimiter::logWait(const LimitTicket& ticket, const LimitDelay& why,
                          const PermitRequest& request) const {
    const auto waited = std::chrono::floor<milliseconds>(ticket.grantedAt - ticket.arrived);
    if (!options_.log || waited.count() < 1) {
        return;
    }
    const std::string name = why.bucket == nullptr ? "queue" : why.bucket->spec.name;
    options_.log("limit=" + name + " why=" + std::string(word(why.part)) +
                 " waited_ms=" + std::to_string(waited.count()) +
                 " urgent=" + (ticket.urgency == Urgency::kUrgent ? "yes" : "no") +
                 " target=" + options_.target +
                 (request.facts.operationKey.empty() ? "" : " rel=" + request.facts.operationKey) +
                 (request.correlation.empty() ? "" : " corr=" + request.correlation));
}

void RateLimiter::sent(LimitTicket& ticket) {
    const Lock lock(mutex_);
    queue_.sent(ticket, clock_.now());
    if (queue_.waiting() > 0) {
        queue_.dispatch(clock_.now(), clock_.wall());  // a full window now has an end
    }
}

void RateLimiter::sentAgain(LimitTicket& ticket) {
    const Lock lock(mutex_);
    queue_.sentAgain(ticket, clock_.now());
}

void RateLimiter::finish(LimitTicket& ticket) {
    const Lock lock(mutex_);
    queue_.finish(ticket);
    if (queue_.waiting() > 0) {
        queue_.dispatch(clock_.now(), clock_.wall());
    }
}

void RateLimiter::observe(LimitTicket& ticket, const AnswerLimits& answer) {
    Lock lock(mutex_);
    queue_.observe(ticket, answer, clock_.now(), clock_.wall());
    queue_.dispatch(clock_.now(), clock_.wall());
    if (answer.isRefused) {
        // A pot that the target calls empty stays empty over a restart. If that cannot be written,
        // the target will say it again.
        (void)reserveCounts(lock, ticket).hasValue();
    }
}

}  // namespace muster::rest
