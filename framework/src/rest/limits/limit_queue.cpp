#include "rest/limits/limit_queue.h"

#include <algorithm>

namespace muster::rest {
namespace {

/** Keyed buckets beyond this number are dropped when nothing is known of them any more. */
constexpr std::size_t kMostBuckets = 4096;

/** Moves `delay` to a later time. */
void delayTo(LimitDelay& delay, SteadyTime until, LimitBucket& bucket, LimitPart part) {
    if (until > delay.until) {
        delay = {&bucket, part, until};
    }
}

/** A turn of `pace` behind those who go before. */
SteadyTime turnAfter(const Pace& pace, SteadyTime now, std::int64_t ahead) {
    const SteadyTime ready = pace.readyAt();
    return ready == SteadyTime::max() ? ready : std::max(ready, now) + pace.interval() * ahead;
}

}  // namespace

LimitBucket::LimitBucket(const LimitSpec& limit, std::string value)
    : spec(limit), key(std::move(value)) {
    if (limit.pace) {
        pace.emplace(*limit.pace);
    }
    if (limit.leastInterval.count() > 0) {
        interval.emplace(PaceSpec{.count = 1, .per = limit.leastInterval, .marginPercent = 0});
    }
    if (limit.day) {
        day.emplace(*limit.day);
    }
}

SteadyDuration LimitBucket::step() const {
    return std::max(pace ? pace->interval() : SteadyDuration::zero(),
                    interval ? interval->interval() : SteadyDuration::zero());
}

LimitQueue::LimitQueue(std::vector<LimitSpec> limits, std::chrono::milliseconds longestWait)
    : limits_(std::move(limits)), longestWait_(longestWait) {
    // A refusal by a target without limits of ours must slow something down.
    limits_.push_back({.name = "target"});
}

LimitBucket& LimitQueue::bucket(std::size_t limit, const std::string& key) {
    auto& held = buckets_[{limit, key}];
    if (held == nullptr) {
        held = std::make_unique<LimitBucket>(limits_[limit], key);
        if (held->interval && sentBefore_) {
            held->interval->take(*sentBefore_, *sentBefore_);
            held->interval->sent(*sentBefore_);
        }
    }
    return *held;
}

LimitBucket& LimitQueue::wholeOf(const LimitSpec& limit) {
    return bucket(static_cast<std::size_t>(&limit - limits_.data()), {});
}

std::vector<LimitBucket*> LimitQueue::bucketsFor(const RequestFacts& request, SteadyTime now) {
    dropIdle(now);
    std::vector<LimitBucket*> all;
    for (std::size_t limit = 0; limit < limits_.size(); ++limit) {
        if (const auto key = limits_[limit].keyOf(request)) {
            all.push_back(&bucket(limit, *key));
        }
    }
    return all;
}

void LimitQueue::dropIdle(SteadyTime now) {
    if (buckets_.size() <= kMostBuckets) {
        return;
    }
    std::erase_if(buckets_, [&](const auto& entry) {
        const LimitBucket& each = *entry.second;
        return each.users == 0 && each.pausedUntil <= now && !each.key.empty() &&
               (!each.pace || each.pace->isIdle(now)) &&
               (!each.interval || each.interval->isIdle(now)) &&
               (!each.day || (each.day->isLoaded && each.day->reserved >= each.day->used()));
    });
}

std::vector<LimitBucket*> LimitQueue::buckets() {
    std::vector<LimitBucket*> all;
    all.reserve(buckets_.size());
    for (const auto& [name, each] : buckets_) {
        all.push_back(each.get());
    }
    return all;
}

void LimitQueue::enter(LimitTicket& ticket) {
    for (LimitBucket* each : ticket.buckets) {
        ++each->users;
        ++each->waiting;
    }
    (ticket.urgency == Urgency::kUrgent ? urgent_ : normal_).push_back(&ticket);
}

void LimitQueue::leave(LimitTicket& ticket) {
    Lane& lane = ticket.urgency == Urgency::kUrgent ? urgent_ : normal_;
    lane.remove(&ticket);
    for (LimitBucket* each : ticket.buckets) {
        --each->users;
        --each->waiting;
    }
}

void LimitQueue::dispatch(SteadyTime now, WallTime wall) {
    for (const Lane* lane : {&urgent_, &normal_}) {
        for (LimitTicket* ticket : *lane) {
            for (LimitBucket* each : ticket->buckets) {
                each->claimedAt.reset();
                each->ahead = 0;
            }
        }
    }
    for (Lane* lane : {&urgent_, &normal_}) {
        for (auto at = lane->begin(); at != lane->end();) {
            LimitTicket& ticket = **at;
            ++at;  // a decided ticket leaves the lane
            dispatchOne(ticket, now, wall);
        }
    }
}

void LimitQueue::dispatchOne(LimitTicket& ticket, SteadyTime now, WallTime wall) {
    ticket.delay = delayOf(ticket, now, wall, false);
    const bool isUnknown = ticket.delay.until == SteadyTime::max();
    const bool isBehind = isClaimed(ticket, isUnknown ? now : std::max(now, ticket.delay.until));
    if (isBehind) {
        ticket.delay = delayOf(ticket, now, wall, true);
    }
    const SteadyTime until = ticket.delay.until;
    const bool dependsOnOthers = until == SteadyTime::max();
    if (!dependsOnOthers && until > now &&
        (until - now > longestWait_ || until > ticket.deadline)) {
        leave(ticket);
        ticket.state = LimitTicket::State::kRefused;
        ticket.changed.notify_all();
        return;
    }
    if (until <= now && !isBehind) {
        leave(ticket);
        grant(ticket, now);
        return;
    }
    // Whoever waits for others holds only what those have; who waits for a time, all his turns.
    if (dependsOnOthers) {
        ticket.delay.bucket->claimedAt = SteadyTime::min();
    } else if (!isBehind) {
        claim(ticket, until);
    }
    for (LimitBucket* each : ticket.buckets) {
        ++each->ahead;
    }
    const SteadyTime wakeAt = dependsOnOthers || isBehind ? SteadyTime::max() : until;
    if (wakeAt < ticket.wakeAt) {
        ticket.isPoked = true;
        ticket.changed.notify_all();
    }
    ticket.wakeAt = wakeAt;
}

LimitDelay LimitQueue::delayOf(const LimitTicket& ticket, SteadyTime now, WallTime wall,
                               bool isBehind) {
    LimitDelay delay;
    for (LimitBucket* each : ticket.buckets) {
        const std::int64_t ahead = isBehind ? each->ahead : 0;
        delayTo(delay, each->pausedUntil, *each, LimitPart::kRate);
        if (each->pace) {
            delayTo(delay, turnAfter(*each->pace, now, ahead), *each, LimitPart::kRate);
        }
        if (each->interval) {
            delayTo(delay, turnAfter(*each->interval, now, ahead), *each, LimitPart::kRate);
        }
        if (each->spec.concurrency > 0 && each->underWay >= each->spec.concurrency) {
            delayTo(delay, SteadyTime::max(), *each, LimitPart::kConcurrency);
        }
        if (each->day) {
            each->day->roll(wall);
            const auto told = each->day->blockedUntil(wall);
            const bool isLast = each->day->used() + ahead >= each->day->spec().amount;
            if (told || isLast) {
                delayTo(delay, now + (told.value_or(each->day->nextDay()) - wall), *each,
                        LimitPart::kDay);
            }
        }
    }
    return delay;
}

bool LimitQueue::isClaimed(const LimitTicket& ticket, SteadyTime at) {
    return std::any_of(ticket.buckets.begin(), ticket.buckets.end(), [&](const LimitBucket* each) {
        return each->claimedAt && *each->claimedAt < at + each->step();
    });
}

void LimitQueue::claim(const LimitTicket& ticket, SteadyTime at) {
    for (LimitBucket* each : ticket.buckets) {
        each->claimedAt = std::min(each->claimedAt.value_or(at), at);
    }
}

void LimitQueue::grant(LimitTicket& ticket, SteadyTime now) {
    for (LimitBucket* each : ticket.buckets) {
        ++each->users;
        ++each->underWay;
        if (each->pace) {
            each->pace->take(now, ticket.arrived);
        }
        if (each->interval) {
            each->interval->take(now, ticket.arrived);
        }
        if (each->day) {
            each->day->take();
        }
    }
    ticket.state = LimitTicket::State::kGranted;
    ticket.grantedAt = now;
    ticket.changed.notify_all();
}

void LimitQueue::sent(LimitTicket& ticket, SteadyTime now) {
    if (ticket.isSent) {
        return;
    }
    ticket.isSent = true;
    for (LimitBucket* each : ticket.buckets) {
        if (each->pace) {
            each->pace->sent(now);
        }
        if (each->interval) {
            each->interval->sent(now);
        }
    }
}

void LimitQueue::sentAgain(LimitTicket& ticket, SteadyTime now) {
    for (LimitBucket* each : ticket.buckets) {
        if (each->pace) {
            each->pace->sentOutOfTurn(now);
        }
    }
}

void LimitQueue::finish(LimitTicket& ticket) {
    for (LimitBucket* each : ticket.buckets) {
        --each->users;
        --each->underWay;
        if (ticket.isSent) {
            continue;
        }
        if (each->pace) {
            each->pace->unsent();
        }
        if (each->interval) {
            each->interval->unsent();
        }
    }
}

}  // namespace muster::rest
