// How much of the permitted rate a bulk run uses, at a target that counts strictly.
#include <deque>
#include <random>

#include <boost/test/unit_test.hpp>

#include "limit_queue_fixture.h"
#include "rest/limits/limit_catalog.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(limit_rate_tests)

namespace {

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

/** How many requests of one worker leave in that time, one after the other. */
std::int64_t leaveIn(Bench& bench, const std::string& label, SteadyDuration duration) {
    std::int64_t left = 0;
    const SteadyTime end = bench.now + duration;
    while (true) {
        const std::unique_ptr<LimitTicket> ticket = bench.ask(label);
        while (!isGranted(ticket) && bench.now < end) {
            bench.goOn(std::min(ticket->wakeAt, end) - bench.now);
        }
        if (bench.now >= end) {
            isGranted(ticket) ? bench.queue.finish(*ticket) : bench.queue.leave(*ticket);
            return left;
        }
        bench.sendAndFinish(*ticket);
        ++left;
    }
}

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

// Developers, "Rate limits": figures are peaks; a use of more than 30 minutes stays at half.
BOOST_AUTO_TEST_CASE(a_long_run_at_line_works_goes_on_at_half_the_rate) {
    muster::xml::Diagnostics diagnostics;
    const auto catalog = LimitCatalog::load(
        {std::filesystem::path(MUSTER_TEST_SOURCE) / "lookups/lineworks"}, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    const std::vector<LimitSpec> limits = catalog->limitsOf("standard").value();
    BOOST_TEST(limits.back().toDisplay() == "120 in 60 s, a stock of 3600");
    Bench bench(limits);
    BOOST_TEST(leaveIn(bench, "member", 30min) >= 30 * 240 * 97 / 100);
    leaveIn(bench, "member", 2min);  // the margin of 2 % is used up a little later
    const std::int64_t after = leaveIn(bench, "member", 30min);
    BOOST_TEST(after <= 30 * 120);
    BOOST_TEST(after >= 30 * 120 * 97 / 100);
    bench.goOn(30min);
    const std::int64_t rested = leaveIn(bench, "member", 10min);
    BOOST_TEST(rested >= 10 * 240 * 97 / 100);
    BOOST_TEST(rested <= 10 * 240);
}

BOOST_AUTO_TEST_SUITE_END()
