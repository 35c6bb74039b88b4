#include "rest/limits/pace.h"

#include <algorithm>

namespace muster::rest {

Pace::Pace(const PaceSpec& spec)
    : spec_(spec),
      interval_(SteadyDuration(spec.per) * (100 + spec.marginPercent) / 100 / spec.count),
      window_(SteadyDuration(spec.per) * (200 + spec.marginPercent) / 200),
      most_(std::max(spec.count, spec.burst)) {}

SteadyTime Pace::readyAt() const {
    const SteadyTime turn = next_ == SteadyTime{} ? next_ : next_ - interval_ * (spec_.burst - 1);
    const std::int64_t free = most_ - onTheWay_;
    if (free <= 0) {
        return SteadyTime::max();
    }
    const auto known = static_cast<std::int64_t>(sent_.size());
    return known < free ? turn
                        : std::max(turn, sent_[static_cast<std::size_t>(known - free)] + window_);
}

void Pace::take(SteadyTime now, SteadyTime arrived) {
    next_ = std::max({next_, now - kLateness, std::min(arrived, now)}) + interval_;
    ++onTheWay_;
}

void Pace::sent(SteadyTime now) {
    --onTheWay_;
    remember(now);
}

void Pace::sentOutOfTurn(SteadyTime now) {
    next_ = std::max(next_, now) + interval_;
    remember(now);
}

void Pace::remember(SteadyTime now) {
    sent_.push_back(now);
    if (static_cast<std::int64_t>(sent_.size()) > most_) {
        sent_.pop_front();
    }
}

bool Pace::isIdle(SteadyTime now) const {
    return onTheWay_ == 0 && next_ <= now && (sent_.empty() || sent_.back() + window_ <= now);
}

}  // namespace muster::rest
