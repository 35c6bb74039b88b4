// The arithmetic of limits, by a clock that is a number.
#include <random>

#include <boost/test/unit_test.hpp>

#include "rest/limits/limit_queue.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(limit_queue_tests)

namespace {

const WallTime kNoon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 12h;
const SteadyTime kStart{1h};

LimitSpec paced(std::string name, std::int64_t count, std::chrono::milliseconds per,
                std::vector<std::string> labels = {}) {
    LimitSpec spec{.name = std::move(name), .labels = std::move(labels)};
    spec.pace = PaceSpec{.count = count, .per = per};
    return spec;
}

/** A queue with its clock. */
struct Bench {
    explicit Bench(std::vector<LimitSpec> limits, std::chrono::milliseconds longestWait = 30s)
        : queue(std::move(limits), longestWait) {}

    std::unique_ptr<LimitTicket> ask(const std::string& label, Urgency urgency = Urgency::kNormal,
                                     SteadyTime deadline = SteadyTime::max(),
                                     const std::string& uid = {}) {
        auto ticket = std::make_unique<LimitTicket>();
        ticket->urgency = urgency;
        ticket->arrived = now;
        ticket->deadline = deadline;
        ticket->buckets = queue.bucketsFor(
            {.label = label,
             .valueOf = [uid](std::string_view name) { return name == "__UID__" ? uid : ""; }},
            now);
        queue.enter(*ticket);
        dispatch();
        return ticket;
    }
    void dispatch() { queue.dispatch(now, wall()); }
    void goOn(SteadyDuration by) {
        now += by;
        dispatch();
    }
    void sendAndFinish(LimitTicket& ticket) {
        queue.sent(ticket, now);
        queue.finish(ticket);
        dispatch();
    }
    WallTime wall() const {
        return kNoon + std::chrono::floor<std::chrono::microseconds>(now - kStart);
    }

    LimitQueue queue;
    SteadyTime now = kStart;
};

bool isGranted(const std::unique_ptr<LimitTicket>& ticket) {
    return ticket->state == LimitTicket::State::kGranted;
}
bool isRefused(const std::unique_ptr<LimitTicket>& ticket) {
    return ticket->state == LimitTicket::State::kRefused;
}

/** A target that counts strictly: in each second up to now at most so many, and those it refuses do
 * not count. */
struct StrictTarget {
    std::int64_t most;
    std::deque<SteadyTime> taken = {};
    std::int64_t accepted = 0;
    std::int64_t refused = 0;

    bool take(SteadyTime now) {
        while (!taken.empty() && taken.front() + 1s <= now) {
            taken.pop_front();
        }
        const bool isFree = static_cast<std::int64_t>(taken.size()) < most;
        if (isFree) {
            taken.push_back(now);
        }
        ++(isFree ? accepted : refused);
        return isFree;
    }
};

/** Workers who ask again and again, each request leaving some milliseconds after its turn and
 * arriving a little later still. The clock jumps from one event to the next. */
struct BulkRun {
    BulkRun(Bench& queueAndClock, StrictTarget& strict, int workers)
        : bench(queueAndClock), target(strict), tickets(static_cast<std::size_t>(workers)) {}

    struct Worker {
        std::unique_ptr<LimitTicket> ticket;
        SteadyTime sendAt = SteadyTime::max();
        SteadyTime arriveAt = SteadyTime::max();
        SteadyTime doneAt = SteadyTime::max();
    };

    void run(SteadyDuration duration) {
        for (const SteadyTime end = bench.now + duration; bench.now < end;) {
            for (Worker& worker : tickets) step(worker);
            SteadyTime next = end;
            for (const Worker& worker : tickets) next = std::min(next, nextEvent(worker));
            bench.goOn(std::max(next, bench.now + 1us) - bench.now);
        }
    }

    static SteadyTime nextEvent(const Worker& worker) {
        if (worker.ticket == nullptr) return SteadyTime::min();
        if (worker.doneAt != SteadyTime::max()) return worker.doneAt;
        if (worker.arriveAt != SteadyTime::max()) return worker.arriveAt;
        if (worker.sendAt != SteadyTime::max()) return worker.sendAt;
        return isGranted(worker.ticket) ? SteadyTime::min() : worker.ticket->wakeAt;
    }

    void step(Worker& worker) {
        if (worker.ticket == nullptr) {
            worker.ticket = bench.ask("Light");
            worker.sendAt = worker.arriveAt = worker.doneAt = SteadyTime::max();
        }
        if (isGranted(worker.ticket) && worker.sendAt == SteadyTime::max()) {
            worker.sendAt = bench.now + delay(3000);
        }
        if (bench.now >= worker.sendAt && !worker.ticket->isSent) {
            bench.queue.sent(*worker.ticket, bench.now);
            worker.arriveAt = bench.now + 20ms + delay(6000);
        }
        if (bench.now >= worker.arriveAt && worker.doneAt == SteadyTime::max()) {
            arrive(worker);
        }
        if (bench.now >= worker.doneAt) {
            bench.queue.finish(*worker.ticket);
            bench.dispatch();
            worker.ticket.reset();
        }
    }

    void arrive(Worker& worker) {
        const bool isSurprise = surpriseAt && bench.now >= *surpriseAt;
        if (isSurprise) surpriseAt.reset();
        AnswerLimits answer{.isRefused = isSurprise || !target.take(bench.now),
                            .sent = bench.wall()};
        if (isSurprise) surprisedAt = bench.now;
        bench.queue.observe(*worker.ticket, answer, bench.now, bench.wall());
        worker.doneAt = bench.now + 20ms;
    }

    SteadyDuration delay(int mostMicroseconds) {
        return std::chrono::microseconds(
            std::uniform_int_distribution<int>(0, mostMicroseconds)(random));
    }

    Bench& bench;
    StrictTarget& target;
    std::vector<Worker> tickets;
    std::optional<SteadyTime> surpriseAt = {};
    SteadyTime surprisedAt = {};
    std::mt19937 random{20261122};
};

}  // namespace

BOOST_AUTO_TEST_CASE(five_minutes_of_a_bulk_run_use_97_percent_without_refusals) {
    Bench bench({paced("Light", 80, 1s)});
    StrictTarget target{.most = 80};
    BulkRun run(bench, target, 16);
    run.run(300s);
    BOOST_TEST(target.accepted >= 80 * 300 * 97 / 100);
    BOOST_TEST(target.accepted <= 80 * 300);
    BOOST_TEST(target.refused * 1000 <= target.accepted);
    BOOST_TEST_MESSAGE("accepted " << target.accepted << ", refused " << target.refused);
}

BOOST_AUTO_TEST_CASE(a_surprise_refusal_costs_less_than_a_second) {
    Bench bench({paced("Light", 80, 1s)});
    StrictTarget target{.most = 80};
    BulkRun run(bench, target, 16);
    run.surpriseAt = bench.now + 5s;
    run.run(5s + 500ms);
    BOOST_REQUIRE((run.surprisedAt != SteadyTime{}));
    run.run(run.surprisedAt + 1s - bench.now);
    const std::int64_t before = target.accepted;
    run.run(2s);
    BOOST_TEST(target.accepted - before >= 2 * 80 * 97 / 100);
    BOOST_TEST(target.refused == 0);
}

BOOST_AUTO_TEST_CASE(turns_are_evenly_spaced_after_a_pause_too) {
    Bench bench({paced("Slow", 10, 60s)});
    bench.goOn(1h);
    auto first = bench.ask("");
    auto second = bench.ask("");
    BOOST_TEST(isGranted(first));
    BOOST_TEST(!isGranted(second));
    BOOST_TEST((second->wakeAt - bench.now == 6120ms));  // a tenth of a minute and the margin
    bench.sendAndFinish(*first);
    bench.goOn(6119ms);
    BOOST_TEST(!isGranted(second));
    bench.goOn(1ms);
    BOOST_TEST(isGranted(second));
    bench.queue.finish(*second);
}

BOOST_AUTO_TEST_CASE(a_burst_is_allowed_where_the_file_says_so) {
    LimitSpec spec = paced("Light", 10, 1s);
    spec.pace->burst = 3;
    Bench bench({spec});
    std::vector<std::unique_ptr<LimitTicket>> tickets;
    for (int i = 0; i < 4; ++i) tickets.push_back(bench.ask(""));
    BOOST_TEST(isGranted(tickets[2]));
    BOOST_TEST(!isGranted(tickets[3]));
}

BOOST_AUTO_TEST_CASE(a_stall_between_turn_and_request_does_not_fill_one_window) {
    LimitSpec spec = paced("Light", 10, 1s);
    Bench bench({spec});
    std::vector<std::unique_ptr<LimitTicket>> tickets;
    for (int i = 0; i < 9; ++i) {
        tickets.push_back(bench.ask(""));
        bench.goOn(102ms);
    }
    for (auto& ticket : tickets) bench.sendAndFinish(*ticket);  // nine at once, late
    auto tenth = bench.ask("");
    BOOST_TEST(isGranted(tenth));
    bench.sendAndFinish(*tenth);
    bench.goOn(102ms);
    auto eleventh = bench.ask("");
    BOOST_TEST(!isGranted(eleventh));  // its turn, but ten have left within the second
    bench.goOn(908ms);
    BOOST_TEST(isGranted(eleventh));
}

BOOST_AUTO_TEST_CASE(urgent_requests_go_first_and_each_lane_keeps_its_order) {
    Bench bench({paced("Light", 1, 1s)});
    auto running = bench.ask("");
    auto bulk1 = bench.ask("");
    auto bulk2 = bench.ask("");
    auto remove1 = bench.ask("", Urgency::kUrgent);
    auto remove2 = bench.ask("", Urgency::kUrgent);
    bench.sendAndFinish(*running);
    for (const auto* next : {&remove1, &remove2, &bulk1, &bulk2}) {
        BOOST_TEST(!isGranted(*next));
        bench.goOn(1020ms);
        BOOST_TEST(isGranted(*next));
        bench.sendAndFinish(**next);
    }
}

BOOST_AUTO_TEST_CASE(who_waits_for_a_slow_limit_does_not_hold_up_the_others) {
    Bench bench({paced("Light", 10, 1s, {"Light", "Both"}), paced("Slow", 1, 10s, {"Both"})});
    auto first = bench.ask("Both");
    bench.sendAndFinish(*first);
    auto slow = bench.ask("Both");  // waits ten seconds for the second limit
    bench.goOn(500ms);
    auto light = bench.ask("Light");
    BOOST_TEST(isGranted(light));
    bench.sendAndFinish(*light);
    bench.goOn(9650ms);  // 50 ms before the turn of the slow one, whose other limit has 102 ms
    auto late = bench.ask("Light");
    BOOST_TEST(!isGranted(late));
    bench.goOn(50ms);
    BOOST_TEST(isGranted(slow));
    BOOST_TEST(!isGranted(late));
    bench.sendAndFinish(*slow);
    bench.goOn(102ms);
    BOOST_TEST(isGranted(late));
}

BOOST_AUTO_TEST_CASE(so_many_at_a_time_by_the_value_of_a_key) {
    LimitSpec spec{.name = "one", .key = LimitSpec::Key::kPlaceholder, .placeholder = "__UID__"};
    spec.concurrency = 1;
    Bench bench({spec});
    const auto ask = [&](const std::string& uid) {
        return bench.ask("", Urgency::kNormal, SteadyTime::max(), uid);
    };
    auto first = ask("u1");
    auto second = ask("u1");
    auto other = ask("u2");
    auto nobody = ask("");
    BOOST_TEST(isGranted(first));
    BOOST_TEST(!isGranted(second));
    BOOST_TEST((second->delay.part == LimitPart::kConcurrency));
    BOOST_TEST(isGranted(other));
    BOOST_TEST(isGranted(nobody));
    bench.sendAndFinish(*first);
    BOOST_TEST(isGranted(second));
}

BOOST_AUTO_TEST_CASE(a_wait_that_is_too_long_is_refused_at_once_with_its_end) {
    Bench bench({paced("Slow", 10, 60s)}, 30s);
    std::vector<std::unique_ptr<LimitTicket>> tickets;
    for (int i = 0; i < 7; ++i) tickets.push_back(bench.ask(""));
    BOOST_TEST(!isRefused(tickets[4]));  // 24.48 s
    BOOST_TEST(isRefused(tickets[5]));   // 30.6 s
    BOOST_TEST(isRefused(tickets[6]));   // the one before does not wait, so this is its place
    BOOST_TEST((tickets[5]->delay.until - bench.now == 30600ms));
    auto hurried = bench.ask("", Urgency::kUrgent, bench.now + 5s);
    BOOST_TEST(isRefused(hurried));  // 6.12 s are beyond its deadline
}

BOOST_AUTO_TEST_CASE(a_day_that_is_used_up_refuses_and_midnight_opens_it) {
    LimitSpec spec{.name = "invitations"};
    spec.day = DaySpec{.amount = 2};
    Bench bench({spec});
    auto first = bench.ask("");
    auto second = bench.ask("");
    auto third = bench.ask("");
    BOOST_TEST(isGranted(second));
    BOOST_TEST(isRefused(third));
    BOOST_TEST((third->delay.part == LimitPart::kDay));
    BOOST_TEST((third->delay.until - bench.now == 12h));
    bench.goOn(12h - 10s);
    auto nearly = bench.ask("");
    BOOST_TEST(!isRefused(nearly));
    bench.goOn(10s);
    BOOST_TEST(isGranted(nearly));
}

BOOST_AUTO_TEST_CASE(the_targets_higher_count_of_the_day_goes_before_ours) {
    LimitSpec spec{.name = "invitations"};
    spec.day = DaySpec{.amount = 10000};
    Bench bench({spec});
    auto ticket = bench.ask("");
    AnswerLimits answer{
        .part = LimitPart::kDay, .limit = 10000, .remaining = 9983, .sent = bench.wall()};
    bench.queue.observe(*ticket, answer, bench.now, bench.wall());
    BOOST_TEST(bench.queue.buckets().front()->day->used() == 17);
    answer.remaining = 9999;
    bench.queue.observe(*ticket, answer, bench.now, bench.wall());
    BOOST_TEST(bench.queue.buckets().front()->day->used() == 17);
    answer.limit = 80;  // of the second, not of the day
    answer.remaining = 0;
    bench.queue.observe(*ticket, answer, bench.now, bench.wall());
    answer = {.part = LimitPart::kDay, .limit = 10000, .remaining = 0, .sent = bench.wall() - 24h};
    bench.queue.observe(*ticket, answer, bench.now, bench.wall());  // of yesterday
    BOOST_TEST(bench.queue.buckets().front()->day->used() == 17);
}

BOOST_AUTO_TEST_CASE(normal_answers_never_slow_the_pace) {
    Bench bench({paced("Light", 80, 1s)});
    auto ticket = bench.ask("");
    bench.queue.observe(
        *ticket, {.part = LimitPart::kDay, .limit = 80, .remaining = 0, .sent = bench.wall()},
        bench.now, bench.wall());
    bench.sendAndFinish(*ticket);
    bench.goOn(13ms);
    BOOST_TEST(isGranted(bench.ask("")));
}

BOOST_AUTO_TEST_CASE(a_refusal_for_the_day_empties_the_pot_that_it_means) {
    LimitSpec heavy{.name = "heavy-day"};
    heavy.day = DaySpec{.amount = 60000};
    LimitSpec invitations{.name = "invitations"};
    invitations.day = DaySpec{.amount = 10000};
    struct Row {
        const char* what;
        AnswerLimits answer;
        const char* emptied;
    };
    AnswerLimits bySize{
        .isRefused = true, .part = LimitPart::kDay, .isTyped = true, .limit = 60000};
    AnswerLimits byName{
        .isRefused = true, .limitName = "invitations", .limit = 6000, .remaining = 5893};
    AnswerLimits byNothing{.isRefused = true, .part = LimitPart::kDay, .isTyped = true};
    for (const Row& row :
         {Row{"by size", bySize, "heavy-day"}, Row{"by name", byName, "invitations"},
          Row{"by nothing", byNothing, "target"}}) {
        Bench bench({heavy, invitations});
        auto ticket = bench.ask("");
        AnswerLimits answer = row.answer;
        answer.sent = bench.wall();
        bench.queue.observe(*ticket, answer, bench.now, bench.wall());
        bench.sendAndFinish(*ticket);
        auto next = bench.ask("");
        BOOST_TEST(isRefused(next), row.what);
        BOOST_TEST(next->delay.bucket->spec.name == row.emptied, row.what);
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_that_says_nothing_pauses_half_a_window_and_longer_each_time) {
    Bench bench({paced("Light", 80, 1s)});
    const std::vector<std::chrono::milliseconds> pauses = {500ms, 1s, 2s, 4s};
    for (const auto pause : pauses) {
        auto ticket = bench.ask("");
        BOOST_REQUIRE(isGranted(ticket));
        bench.queue.observe(*ticket, {.isRefused = true, .sent = bench.wall()}, bench.now,
                            bench.wall());
        bench.sendAndFinish(*ticket);
        auto next = bench.ask("");
        BOOST_TEST((next->delay.until - bench.now == pause));
        bench.goOn(pause);
        BOOST_TEST(isGranted(next));
        bench.sendAndFinish(*next);
        bench.goOn(20ms);
    }
    auto good = bench.ask("");
    bench.queue.observe(*good, {.sent = bench.wall()}, bench.now, bench.wall());
    BOOST_TEST(bench.queue.buckets().front()->pausesInARow == 0);
}

BOOST_AUTO_TEST_CASE(several_refusals_of_one_moment_are_one_pause) {
    LimitSpec spec = paced("Light", 80, 1s);
    spec.pace->burst = 5;
    Bench bench({spec});
    std::vector<std::unique_ptr<LimitTicket>> tickets;
    for (int i = 0; i < 5; ++i) tickets.push_back(bench.ask(""));
    bench.now += 40ms;
    for (auto& ticket : tickets) {
        bench.queue.observe(*ticket, {.isRefused = true, .sent = bench.wall()}, bench.now,
                            bench.wall());
        bench.now += 1ms;
    }
    BOOST_TEST(bench.queue.buckets().front()->pausesInARow == 1);
}

BOOST_AUTO_TEST_CASE(a_reset_within_the_window_is_waited_for_and_one_beyond_is_not_believed) {
    const std::vector<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> rows = {
        {300ms, 300ms}, {1000ms, 1000ms}, {3600s, 500ms}, {-2s, 500ms}};
    for (const auto& [reset, pause] : rows) {
        Bench bench({paced("Light", 80, 1s)});
        auto ticket = bench.ask("");
        bench.queue.observe(*ticket, {.isRefused = true, .resetAfter = reset, .sent = bench.wall()},
                            bench.now, bench.wall());
        BOOST_TEST((bench.queue.buckets().front()->pausedUntil - bench.now == pause));
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_about_one_object_pauses_nobody) {
    Bench bench({paced("Light", 80, 1s)});
    auto ticket = bench.ask("");
    bench.queue.observe(
        *ticket,
        {.isRefused = true, .part = LimitPart::kConcurrency, .isTyped = true, .sent = bench.wall()},
        bench.now, bench.wall());
    bench.sendAndFinish(*ticket);
    bench.goOn(13ms);
    BOOST_TEST(isGranted(bench.ask("")));
}

BOOST_AUTO_TEST_CASE(a_target_without_limits_pauses_when_it_refuses) {
    Bench bench({});
    auto ticket = bench.ask("");
    BOOST_TEST(isGranted(ticket));
    bench.queue.observe(*ticket, {.isRefused = true, .retryAfter = 4s, .sent = bench.wall()},
                        bench.now, bench.wall());
    bench.sendAndFinish(*ticket);
    auto next = bench.ask("");
    BOOST_TEST((next->delay.until - bench.now == 4s));
}

BOOST_AUTO_TEST_CASE(a_renewed_token_costs_a_turn_of_the_next_one) {
    Bench bench({paced("Light", 1, 1s)});
    auto ticket = bench.ask("");
    bench.queue.sent(*ticket, bench.now);
    bench.queue.sentAgain(*ticket, bench.now);
    bench.queue.finish(*ticket);
    auto next = bench.ask("");
    BOOST_TEST((next->delay.until - bench.now == 2040ms));
}

BOOST_AUTO_TEST_CASE(keys_that_nothing_is_known_of_are_dropped) {
    LimitSpec spec{.name = "one", .key = LimitSpec::Key::kPlaceholder, .placeholder = "__UID__"};
    spec.concurrency = 1;
    Bench bench({spec});
    for (int i = 0; i < 6000; ++i) {
        auto ticket = bench.ask("", Urgency::kNormal, SteadyTime::max(), std::to_string(i));
        bench.sendAndFinish(*ticket);
    }
    BOOST_TEST(bench.queue.buckets().size() < 4200U);
}

BOOST_AUTO_TEST_SUITE_END()
