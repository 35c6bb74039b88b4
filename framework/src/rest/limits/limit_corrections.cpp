// What the target's answers change in our own counts.
#include <algorithm>

#include "rest/limits/limit_queue.h"

namespace muster::rest {
namespace {

using std::chrono::milliseconds;

/** The longest pause after refusals that say nothing of a time. */
constexpr milliseconds kLongestPause{30'000};
/** How long a limit of the day is left alone when the target names no time and we count none. */
constexpr std::chrono::minutes kUnknownDay{15};

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        return lower(x) == lower(y);
    });
}

bool isOfCategory(const LimitBucket& bucket, const std::string& category) {
    return std::any_of(
        bucket.spec.labels.begin(), bucket.spec.labels.end(),
        [&](const std::string& label) { return equalsIgnoringCase(label, category); });
}

/** The bucket that a refusal for the rate means: the one named, else of the answer's category, else
 * the first with a pace, else the one that counts everything. */
LimitBucket& refusedBucket(const LimitTicket& ticket, const AnswerLimits& answer) {
    LimitBucket* best = ticket.buckets.back();
    int bestRank = 0;
    for (LimitBucket* each : ticket.buckets) {
        const int rank = (each->spec.name == answer.limitName ? 4 : 0) +
                         (isOfCategory(*each, answer.category) && each->pace ? 2 : 0) +
                         (each->pace ? 1 : 0);
        if (rank > bestRank) {
            best = each;
            bestRank = rank;
        }
    }
    return *best;
}

/** The time that the answer names. A reset beyond the window of the limit comes from clocks that
 * differ, or speaks of something else. */
std::optional<milliseconds> toldPause(const LimitBucket& bucket, const AnswerLimits& answer) {
    const milliseconds window = bucket.pace ? bucket.pace->spec().per : milliseconds(1000);
    if (answer.resetAfter && answer.resetAfter->count() > 0 && *answer.resetAfter <= window) {
        return answer.resetAfter;
    }
    return answer.retryAfter;
}

}  // namespace

void LimitQueue::observe(LimitTicket& ticket, const AnswerLimits& answer, SteadyTime now,
                         WallTime wall) {
    correctDay(ticket, answer, wall);
    if (!answer.isRefused) {
        for (LimitBucket* each : ticket.buckets) {
            if (ticket.grantedAt >= each->pausedUntil) {
                each->pausesInARow = 0;
            }
        }
        return;
    }
    const bool isDay = answer.isTyped && answer.part == LimitPart::kDay;
    if (answer.isTyped && answer.part == LimitPart::kConcurrency) {
        refusedBucket(ticket, answer).lastRefused = wall;  // the back-off of this request is enough
    } else if (exhaustDay(ticket, answer, wall)) {
        return;
    } else if (isDay) {
        LimitBucket& bucket = refusedBucket(ticket, answer);
        bucket.pausedFrom = now;
        bucket.pausedUntil = now + answer.retryAfter.value_or(kUnknownDay);
        bucket.lastRefused = wall;
    } else {
        pause(ticket, answer, now, wall);
    }
}

/** Others use the account, too: the target's count of the day goes before ours when it is higher.
 * An answer of yesterday must not empty today's pot. */
void LimitQueue::correctDay(LimitTicket& ticket, const AnswerLimits& answer, WallTime wall) {
    if (answer.part != LimitPart::kDay || !answer.limit || !answer.remaining) {
        return;
    }
    for (LimitBucket* each : ticket.buckets) {
        if (!each->day || each->day->spec().amount != *answer.limit) {
            continue;
        }
        each->day->roll(wall);
        if (dayNumber(answer.sent, each->day->spec().zone) == each->day->day()) {
            each->day->raiseTo(*answer.limit - *answer.remaining);
        }
    }
}

/** Empties the pot of the day that the refusal means: the one named, else the one of that size,
 * else the only one. False when it means none of ours. */
bool LimitQueue::exhaustDay(LimitTicket& ticket, const AnswerLimits& answer, WallTime wall) {
    std::vector<LimitBucket*> pots;
    for (LimitBucket* each : ticket.buckets) {
        if (each->day && each->spec.name == answer.limitName) {
            pots = {each};
            break;
        }
        const bool isOfSize = each->day && answer.limit == each->day->spec().amount;
        const bool isDay = answer.isTyped && answer.part == LimitPart::kDay;
        if (each->day && isDay && (isOfSize || !answer.limit)) {
            pots.push_back(each);
        }
    }
    if (pots.size() != 1) {
        return false;
    }
    if (std::optional<DayPot>& pot = pots.front()->day) {
        pot->roll(wall);
        pot->exhaust(wall,
                     answer.retryAfter ? std::optional(wall + *answer.retryAfter) : std::nullopt);
    }
    pots.front()->lastRefused = wall;
    return true;
}

/** All who wait for the limit stand still for a moment. Requests that had left before the pause
 * began belong to the same stumble and do not lengthen it. */
void LimitQueue::pause(LimitTicket& ticket, const AnswerLimits& answer, SteadyTime now,
                       WallTime wall) {
    LimitBucket& bucket = refusedBucket(ticket, answer);
    bucket.lastRefused = wall;
    if (ticket.grantedAt <= bucket.pausedFrom) {
        return;
    }
    const milliseconds window = bucket.pace ? bucket.pace->spec().per : milliseconds(1000);
    const auto told = toldPause(bucket, answer);
    const int doublings = std::min(bucket.pausesInARow, 10);
    const milliseconds guess = std::min(window / 2 * (1 << doublings), kLongestPause);
    ++bucket.pausesInARow;
    bucket.pausedFrom = now;
    bucket.pausedUntil = now + told.value_or(guess);
}

}  // namespace muster::rest
