// Who gets a turn, and when, by a clock that is a number.
#include <boost/test/unit_test.hpp>

#include "limit_queue_fixture.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(limit_queue_tests)

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
    const auto tickets = bench.askOften(4);
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
    const auto tickets = bench.askOften(7);
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
