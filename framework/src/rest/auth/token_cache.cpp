#include "rest/auth/token_cache.h"

#include <algorithm>

namespace muster::rest {
namespace {

constexpr std::chrono::seconds kMaxMargin{60};
constexpr int kMarginShare = 10;
/** After a failed renewal ahead of time the old token serves this long before the next try. */
constexpr std::chrono::seconds kRenewalPause{5};

bool isCallersOwn(const Error& error) {
    return error.code == ErrorCode::kTimeout || error.code == ErrorCode::kCancelled;
}

Error waitEnded(const CallLimits& limits) {
    const bool cancelled = limits.cancel.stop_requested();
    return Error{.code = cancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                 .message = std::string(cancelled ? "cancelled" : "the limit passed") +
                            " while waiting for the token that another call had asked for",
                 .outcome = Outcome::kNotApplied};
}

}  // namespace

TokenCache::TokenCache(std::function<Clock::time_point()> now) : now_(std::move(now)) {}

bool TokenCache::isValid(Clock::time_point now) const { return !value_.empty() && now < endsAt_; }

bool TokenCache::endsSoon(Clock::time_point now) const { return now >= renewAt_; }

Result<Secret> TokenCache::token(const CallLimits& limits, const Fetch& fetch) {
    std::unique_lock lock(mutex_);
    for (;;) {
        const Clock::time_point now = now_();
        if (isValid(now) && (flight_ != nullptr || !endsSoon(now))) {
            return value_;
        }
        if (flight_ == nullptr) {
            return lead(lock, limits, fetch);
        }
        const std::shared_ptr<Flight> flight = flight_;
        if (!landed_.wait_until(lock, limits.cancel, limits.deadline,
                                [&] { return flight->answer.has_value(); })) {
            return waitEnded(limits);
        }
        if (*flight->answer || !isCallersOwn(flight->answer->error())) {
            return *flight->answer;
        }
    }
}

Result<Secret> TokenCache::lead(std::unique_lock<std::mutex>& lock, const CallLimits& limits,
                                const Fetch& fetch) {
    const auto flight = std::make_shared<Flight>();
    flight_ = flight;
    const Clock::time_point asked = now_();
    lock.unlock();
    const Result<AccessToken> fetched = fetch(limits);
    lock.lock();
    flight_ = nullptr;
    if (fetched) {
        keep(*fetched, asked);
        flight->answer = fetched->value;
    } else if (const Clock::time_point now = now_();
               isValid(now) && !isCallersOwn(fetched.error())) {
        renewAt_ = now + kRenewalPause;
        flight->answer = value_;
    } else {
        flight->answer = fetched.error();
    }
    landed_.notify_all();
    return *flight->answer;
}

void TokenCache::keep(const AccessToken& fetched, Clock::time_point asked) {
    // Counted from when it was asked for: the answer's own way took part of its life.
    const Clock::duration margin = std::min<Clock::duration>(
        kMaxMargin, std::chrono::duration_cast<Clock::duration>(fetched.lifetime) / kMarginShare);
    value_ = fetched.value;
    scopes_ = fetched.scopes;
    endsAt_ = asked + fetched.lifetime;
    renewAt_ = endsAt_ - margin;
}

std::optional<std::vector<std::string>> TokenCache::scopes() {
    const std::lock_guard lock(mutex_);
    return scopes_;
}

void TokenCache::drop(const Secret& value) {
    const std::lock_guard lock(mutex_);
    if (value_ == value) {
        value_ = Secret();
    }
}

}  // namespace muster::rest
