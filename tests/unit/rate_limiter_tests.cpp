// Threads that wait for their turn. No case waits for a real clock.
#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "manual_clock.h"
#include "rest/limits/rate_limiter.h"

using namespace muster;
using namespace muster::rest;
using namespace std::chrono_literals;
using muster::testing::checkError;
using muster::testing::ManualClock;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(rate_limiter_tests)

namespace {

/** What would be on disk. */
class MemoryCounters : public CounterStore {
public:
    Result<std::optional<DayCount>> load(const CounterName& name) override {
        const std::lock_guard lock(mutex);
        if (failure) return *failure;
        const auto found = counts.find(name);
        return found == counts.end() ? std::optional<DayCount>() : found->second;
    }
    Result<void> reserve(const CounterName& name, const DayCount& count) override {
        const std::lock_guard lock(mutex);
        if (failure) return *failure;
        ++writes;
        DayCount& held = counts[name];
        held.used = held.day == count.day ? std::max(held.used, count.used) : count.used;
        held.day = count.day;
        return {};
    }
    Result<std::optional<WallTime>> lastSent() override { return last; }
    std::optional<WallTime> last;
    std::mutex mutex;
    std::map<CounterName, DayCount> counts;
    int writes = 0;
    std::optional<Error> failure;
};

LimitSpec light(std::int64_t count, std::chrono::milliseconds per) {
    LimitSpec spec{.name = "Light", .labels = {"Light"}};
    spec.pace = PaceSpec{.count = count, .per = per};
    return spec;
}

LimitSpec perDay(std::int64_t amount) {
    LimitSpec spec{.name = "day"};
    spec.day = DaySpec{.amount = amount};
    return spec;
}

LimitSpec oneAtATime() {
    LimitSpec spec{.name = "one"};
    spec.concurrency = 1;
    return spec;
}

struct Limited {
    explicit Limited(std::vector<LimitSpec> limits)
        : limiter(
              RateLimiter::make({.target = "zoom-prod",
                                 .limits = std::move(limits),
                                 .counters = counters,
                                 .log = [this](const std::string& line) { lines.push_back(line); }},
                                clock)) {}

    Result<Permit> acquire(Urgency urgency = Urgency::kNormal, SteadyDuration within = 1h,
                           std::stop_token cancel = {}) {
        return limiter->acquire({.facts = {.label = "Light"},
                                 .urgency = urgency,
                                 .deadline = clock.now() + within,
                                 .cancel = std::move(cancel),
                                 .correlation = "7f3a"});
    }

    ManualClock clock;
    std::shared_ptr<MemoryCounters> counters = std::make_shared<MemoryCounters>();
    std::vector<std::string> lines;
    std::shared_ptr<RateLimiter> limiter;
};

/** Who asks now is let through after so long, and not before. */
void checkWaits(Limited& limited, std::chrono::milliseconds wait) {
    std::atomic<bool> isThrough = false;
    std::jthread waiter([&] {
        Permit permit = valueOf(limited.acquire());
        isThrough = true;
    });
    limited.clock.awaitWaiting(1);
    limited.clock.advance(wait - 1ms);
    BOOST_TEST(!isThrough);
    limited.clock.advance(1ms);
    waiter.join();
    BOOST_TEST(isThrough);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_least_interval_counts_from_what_an_earlier_run_sent) {
    LimitSpec spec{.name = "Light", .labels = {"Light"}};
    spec.leastInterval = 10s;
    Limited limited({spec});
    limited.counters->last = limited.clock.wall() - 4s;
    checkWaits(limited, 6s);
}

BOOST_AUTO_TEST_CASE(a_time_that_is_still_to_come_holds_nothing_back) {
    LimitSpec spec{.name = "Light", .labels = {"Light"}};
    spec.leastInterval = 10s;
    Limited limited({spec});
    limited.counters->last = limited.clock.wall() + 1h;  // the clock was set back
    const Permit first = valueOf(limited.acquire());
    BOOST_TEST(limited.lines.empty());
}

BOOST_AUTO_TEST_CASE(a_waiting_thread_goes_on_when_its_turn_has_come) {
    Limited limited({light(1, 10s)});
    {
        Permit first = valueOf(limited.acquire());
        first.sent();
    }
    checkWaits(limited, 10200ms);
    BOOST_REQUIRE(limited.lines.size() == 1U);
    BOOST_TEST(limited.lines[0].find("limit=Light why=rate waited_ms=10200") == 0U,
               limited.lines[0]);
    BOOST_TEST(limited.lines[0].find("corr=7f3a") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cancelled_thread_stops_waiting) {
    Limited limited({oneAtATime()});
    const Permit held = valueOf(limited.acquire());
    std::stop_source cancel;
    std::jthread waiter([&] {
        checkError(limited.acquire(Urgency::kNormal, 1h, cancel.get_token()), ErrorCode::kCancelled,
                   "while it waited for limit \"one\"");
    });
    limited.clock.awaitWaiting(1);
    cancel.request_stop();
    waiter.join();
    BOOST_TEST(limited.limiter->status().front().waiting == 0);
}

BOOST_AUTO_TEST_CASE(a_deadline_ends_the_wait_for_others) {
    Limited limited({oneAtATime()});
    const Permit held = valueOf(limited.acquire());
    std::jthread waiter([&] {
        const auto late = limited.acquire(Urgency::kNormal, 5s);
        checkError(late, ErrorCode::kTimeout, "the operation's time was over");
        BOOST_TEST((late.error().effectiveOutcome() == Outcome::kNotApplied));
    });
    limited.clock.awaitWaiting(1);
    limited.clock.advance(5s);
}

BOOST_AUTO_TEST_CASE(a_permit_that_goes_lets_the_next_one_in) {
    Limited limited({oneAtATime()});
    auto held = std::make_unique<Permit>(valueOf(limited.acquire()));
    std::jthread waiter([&] { (void)valueOf(limited.acquire()); });
    limited.clock.awaitWaiting(1);
    held.reset();
    waiter.join();
    BOOST_TEST(limited.limiter->status().front().underWay == 0);
}

BOOST_AUTO_TEST_CASE(a_long_wait_is_told_and_not_slept_through) {
    Limited limited({perDay(2)});
    (void)valueOf(limited.acquire());
    (void)valueOf(limited.acquire());
    const auto third = limited.acquire();
    checkError(third, ErrorCode::kRetryable,
               "limit \"day\" of target \"zoom-prod\": 2 of 2 requests of today are used, until "
               "2026-11-23T00:00:00Z; nothing was sent");
    BOOST_TEST((third.error().effectiveOutcome() == Outcome::kNotApplied));
    BOOST_TEST((third.error().retryAfter == 12h));
    BOOST_TEST(third.error().hint.find("target limits zoom-prod") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wait_beyond_the_deadline_is_told_at_once) {
    Limited limited({light(1, 10s)});
    {
        Permit first = valueOf(limited.acquire());
        first.sent();
    }
    const auto second = limited.acquire(Urgency::kNormal, 5s);
    checkError(second, ErrorCode::kRetryable,
               "limit \"Light\" of target \"zoom-prod\": 1 in 10 s; the next turn is free in 11 s");
    BOOST_TEST((second.error().retryAfter == 10200ms));
}

BOOST_AUTO_TEST_CASE(a_crash_never_counts_too_few) {
    Limited limited({perDay(1000)});
    for (int taken = 1; taken <= 250; ++taken) {
        (void)valueOf(limited.acquire());
        BOOST_TEST(limited.counters->counts.at({"day", ""}).used >= taken);
    }
    BOOST_TEST(limited.counters->writes < 60);  // in chunks of ten

    // The next run knows no more than what was written.
    const auto next = RateLimiter::make(
        {.target = "zoom-prod", .limits = {perDay(1000)}, .counters = limited.counters},
        limited.clock);
    (void)valueOf(next->acquire({.facts = {.label = "Light"}}));
    const auto used = next->status().front().usedToday;
    BOOST_TEST((used >= 251 && used <= 261), *used);
}

BOOST_AUTO_TEST_CASE(a_pot_that_the_target_calls_empty_stays_empty_over_a_restart) {
    Limited limited({perDay(1000)});
    {
        Permit permit = valueOf(limited.acquire());
        permit.sent();
        permit.observe({.isRefused = true,
                        .part = LimitPart::kDay,
                        .isTyped = true,
                        .limit = 1000,
                        .sent = limited.clock.wall()});
    }
    const auto next = RateLimiter::make(
        {.target = "zoom-prod", .limits = {perDay(1000)}, .counters = limited.counters},
        limited.clock);
    checkError(next->acquire({}), ErrorCode::kRetryable, "1000 of 1000");
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_when_the_count_cannot_be_written) {
    Limited limited({perDay(5)});
    limited.counters->failure = Error{.code = ErrorCode::kInternal, .message = "the disk is full"};
    const auto refused = limited.acquire();
    checkError(refused, ErrorCode::kInternal, "the disk is full");
    BOOST_TEST((refused.error().effectiveOutcome() == Outcome::kNotApplied));
    limited.counters->failure.reset();
    BOOST_TEST(limited.acquire().hasValue());
}

BOOST_AUTO_TEST_CASE(the_status_tells_how_each_limit_stands) {
    Limited limited({light(80, 1s), perDay(100)});
    Permit permit = valueOf(limited.acquire());
    permit.sent();
    permit.observe({.isRefused = true, .retryAfter = 700ms, .sent = limited.clock.wall()});
    const auto all = limited.limiter->status();
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].name == "Light");
    BOOST_TEST(all[0].labels == "Light");
    BOOST_TEST(all[0].permits == "80 in 1 s");
    BOOST_TEST((all[0].pausedFor == 700ms));
    BOOST_TEST((all[0].lastRefused == limited.clock.wall()));
    BOOST_TEST((all[1].usedToday == 1 && all[1].perDay == 100));
}

BOOST_AUTO_TEST_CASE(sixteen_threads_take_exactly_what_is_there) {
    LimitSpec narrow = light(1000, 1s);
    narrow.concurrency = 3;
    Limited limited({narrow, perDay(400)});
    std::atomic<int> granted = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    constexpr int kThreads = 16;
    std::atomic<int> running = kThreads;
    {
        std::vector<std::jthread> threads;
        threads.reserve(kThreads);
        for (int number = 0; number < kThreads; ++number) {
            threads.emplace_back([&, number] {
                for (int i = 0; i < 40; ++i) {
                    auto permit =
                        limited.acquire(number % 4 == 0 ? Urgency::kUrgent : Urgency::kNormal);
                    if (!permit) {
                        ++refused;
                        continue;
                    }
                    const int now = ++inside;
                    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                    }
                    permit->sent();
                    permit->observe({.sent = limited.clock.wall()});
                    --inside;
                    ++granted;
                }
                --running;
            });
        }
        while (running > 0) {
            limited.clock.advance(1ms);
        }
    }
    BOOST_TEST(granted == 400);
    BOOST_TEST(refused == 240);
    BOOST_TEST(most <= 3);
    BOOST_TEST(limited.limiter->status().front().underWay == 0);
    BOOST_TEST(limited.counters->counts.at({"day", ""}).used == 400);
}

BOOST_AUTO_TEST_SUITE_END()
