// Counts of the day that outlive the process, and the view of all limits.
#include <algorithm>

#include "rest/limits/rate_limiter.h"

namespace muster::rest {
namespace {

constexpr std::size_t kMostShown = 10;

CounterName nameOf(const LimitBucket& bucket) { return {bucket.spec.name, bucket.key}; }

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

Error notSent(Error error) {
    error.outcome = Outcome::kNotApplied;
    return error;
}

}  // namespace

/** Asks the store once for each pot. The lock is given up meanwhile; whoever comes second asks as
 * well, and both learn the same. */
Result<void> RateLimiter::loadCounts(Lock& lock, const std::vector<LimitBucket*>& buckets) {
    for (LimitBucket* each : buckets) {
        if (!each->day || each->day->isLoaded || options_.counters == nullptr) {
            continue;
        }
        ++each->users;  // so that it stays
        const CounterName name = nameOf(*each);
        lock.unlock();
        Result<std::optional<DayCount>> found = options_.counters->load(name);
        lock.lock();
        --each->users;
        if (!found) {
            return notSent(std::move(found).error());
        }
        if (const std::optional<DayCount> count = *found; count && !each->day->isLoaded) {
            each->day->restore(count->day, count->used);
        }
        each->day->isLoaded = true;
    }
    return {};
}

/** Makes durable what the ticket has taken, in chunks ahead: with half a chunk left one thread
 * writes the next one while the others go on. */
Result<void> RateLimiter::reserveCounts(Lock& lock, const LimitTicket& ticket) {
    for (LimitBucket* each : ticket.buckets) {
        if (!each->day || options_.counters == nullptr) {
            continue;
        }
        DayPot& pot = *each->day;
        const std::int64_t left = pot.reserved - pot.used();
        const bool isDue =
            left < pot.chunk() / 2 && !pot.isReserving && pot.reserved < pot.spec().amount;
        if (left < 0 || isDue) {
            MUSTER_RETURN_IF_ERROR(reserve(lock, nameOf(*each), pot));
        }
    }
    return {};
}

Result<void> RateLimiter::reserve(Lock& lock, const CounterName& name, DayPot& pot) {
    const DayCount count{
        pot.day(), std::max(pot.used(), std::min(pot.used() + pot.chunk() - 1, pot.spec().amount))};
    pot.isReserving = true;
    lock.unlock();
    Result<void> written = options_.counters->reserve(name, count);
    lock.lock();
    pot.isReserving = false;
    if (!written) {
        return notSent(std::move(written).error());
    }
    if (pot.day() == count.day) {
        pot.reserved = std::max(pot.reserved, count.used);
    }
    return {};
}

LimitStatus RateLimiter::statusOf(const LimitSpec& limit, LimitBucket* bucket) const {
    LimitStatus status{
        .name = limit.name, .labels = joined(limit.labels), .permits = limit.toDisplay()};
    if (limit.day) {
        status.perDay = limit.day->amount;
        status.usedToday = 0;
    }
    if (bucket == nullptr) {
        return status;
    }
    status.key = bucket->key;
    status.waiting = bucket->waiting;
    status.underWay = bucket->underWay;
    status.lastRefused = bucket->lastRefused;
    if (bucket->day) {
        bucket->day->roll(clock_.wall());
        status.usedToday = bucket->day->used();
    }
    if (bucket->pausedUntil > clock_.now()) {
        status.pausedFor =
            std::chrono::ceil<std::chrono::milliseconds>(bucket->pausedUntil - clock_.now());
    }
    return status;
}

std::vector<LimitStatus> RateLimiter::status() {
    Lock lock(mutex_);
    for (const LimitSpec& limit : queue_.limits()) {
        if (limit.day && limit.key == LimitSpec::Key::kTarget) {
            (void)loadCounts(lock, {&queue_.wholeOf(limit)}).hasValue();
        }
    }
    std::vector<LimitStatus> all;
    for (const LimitSpec& limit : queue_.limits()) {
        std::vector<LimitStatus> some;
        for (LimitBucket* each : queue_.buckets()) {
            if (&each->spec == &limit) {
                some.push_back(statusOf(limit, each));
            }
        }
        std::stable_sort(some.begin(), some.end(), [](const auto& a, const auto& b) {
            return std::pair(a.waiting, a.usedToday) > std::pair(b.waiting, b.usedToday);
        });
        some.resize(std::min(some.size(), kMostShown));
        const bool isOurs = limit.toDisplay().empty();  // tells something only after a refusal
        if (some.empty() && !isOurs) {
            some.push_back(statusOf(limit, nullptr));
        }
        if (!isOurs || (!some.empty() && some.front().lastRefused)) {
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    return all;
}

}  // namespace muster::rest
