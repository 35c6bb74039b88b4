#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rest/limits/answer_limits.h"
#include "rest/limits/limit_spec.h"
#include "rest/limits/urgency.h"

namespace muster::rest {

/** The state of one limit for one value of its key. */
struct LimitBucket {
    LimitBucket(const LimitSpec& limit, std::string value);

    const LimitSpec& spec;
    const std::string key;
    std::optional<Pace> pace;
    std::optional<Pace> interval;
    std::optional<DayPot> day;
    std::int64_t underWay = 0;
    int users = 0;  ///< tickets that wait or hold a permit
    int waiting = 0;

    // What the target said.
    SteadyTime pausedFrom = SteadyTime::min();
    SteadyTime pausedUntil = SteadyTime::min();
    int pausesInARow = 0;
    std::optional<WallTime> lastRefused;

    // While tickets are dispatched.
    std::optional<SteadyTime> claimedAt;  ///< an earlier ticket takes a turn then
    std::int64_t ahead = 0;               ///< tickets that go before

    /** How far a turn pushes the next one back. */
    SteadyDuration step() const;
};

/** Why a request cannot go now. */
struct LimitDelay {
    LimitBucket* bucket = nullptr;
    LimitPart part = LimitPart::kNone;
    /** When it can; `SteadyTime::max()` when that depends on others. */
    SteadyTime until = SteadyTime::min();
};

/** One request that waits for its turn, or has had it. */
struct LimitTicket {
    enum class State { kWaiting, kGranted, kRefused };

    Urgency urgency = Urgency::kNormal;
    SteadyTime arrived = {};
    SteadyTime deadline = SteadyTime::max();
    std::vector<LimitBucket*> buckets = {};

    State state = State::kWaiting;
    LimitDelay delay = {};  ///< while it waits, and when it was refused
    SteadyTime grantedAt = {};
    bool isSent = false;
    /** When its owner must ask for a dispatch if nothing else happens. */
    SteadyTime wakeAt = SteadyTime::max();
    /** Its owner is to look again. */
    bool isPoked = false;
    std::condition_variable_any changed = {};
};

/** The limits of one target and those who wait for them. Works on the times that it is given and
 * never waits itself; not thread-safe.
 *
 *  Urgent tickets go before normal ones, and each lane in the order of arrival. A later ticket may
 *  take a turn that an earlier one cannot use yet, if that does not delay the earlier one: who
 * waits for a slow limit does not hold up the others. A ticket that would have to wait for longer
 * than `longestWait`, or beyond its deadline, is refused at once. */
class LimitQueue {
public:
    LimitQueue(std::vector<LimitSpec> limits, std::chrono::milliseconds longestWait);
    LimitQueue(const LimitQueue&) = delete;
    LimitQueue& operator=(const LimitQueue&) = delete;

    /** Something was sent then by an earlier run, or under other settings: the least intervals of
     * buckets made from now on count from it. */
    void sentBefore(SteadyTime when) { sentBefore_ = when; }
    /** The buckets that count this request; made where they are new. */
    std::vector<LimitBucket*> bucketsFor(const RequestFacts& request, SteadyTime now);
    void enter(LimitTicket& ticket);
    /** Of a ticket that waits: takes it out. */
    void leave(LimitTicket& ticket);
    /** Grants and refuses what can be decided now; tells the owners whose state has changed. */
    void dispatch(SteadyTime now, WallTime wall);

    /** The request of a granted ticket leaves. */
    void sent(LimitTicket& ticket, SteadyTime now);
    /** The same ticket's request leaves once more, the first one having done nothing (a renewed
     * access token). Counts for the pace, not for the day. */
    void sentAgain(LimitTicket& ticket, SteadyTime now);
    /** It is over. */
    void finish(LimitTicket& ticket);
    /** Takes over what an answer said. */
    void observe(LimitTicket& ticket, const AnswerLimits& answer, SteadyTime now, WallTime wall);

    /** All buckets with their limits, in the order of the limits. A limit that nobody has met has
     * none. */
    std::vector<LimitBucket*> buckets();
    /** The bucket of a limit of ours that counts the target as a whole. */
    LimitBucket& wholeOf(const LimitSpec& limit);
    const std::vector<LimitSpec>& limits() const { return limits_; }
    std::size_t waiting() const { return urgent_.size() + normal_.size(); }

private:
    using Lane = std::list<LimitTicket*>;
    LimitBucket& bucket(std::size_t limit, const std::string& key);
    void dropIdle(SteadyTime now);
    void dispatchOne(LimitTicket& ticket, SteadyTime now, WallTime wall);
    static LimitDelay delayOf(const LimitTicket& ticket, SteadyTime now, WallTime wall,
                              bool isBehind);
    /** Whether a turn taken then would delay one that goes before. */
    static bool isClaimed(const LimitTicket& ticket, SteadyTime at);
    static void claim(const LimitTicket& ticket, SteadyTime at);
    static void grant(LimitTicket& ticket, SteadyTime now);
    void pause(LimitTicket& ticket, const AnswerLimits& answer, SteadyTime now, WallTime wall);
    static void correctDay(LimitTicket& ticket, const AnswerLimits& answer, WallTime wall);
    static bool exhaustDay(LimitTicket& ticket, const AnswerLimits& answer, WallTime wall);

    std::vector<LimitSpec> limits_;  ///< the last one counts everything and limits nothing
    std::chrono::milliseconds longestWait_;
    std::optional<SteadyTime> sentBefore_;
    std::map<std::pair<std::size_t, std::string>, std::unique_ptr<LimitBucket>> buckets_;
    Lane urgent_;
    Lane normal_;
};

}  // namespace muster::rest
