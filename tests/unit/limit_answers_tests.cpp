// What the answers of a target change.
#include <boost/test/unit_test.hpp>

#include "limit_queue_fixture.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(limit_answers_tests)

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
    const auto tickets = bench.askOften(5);
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

BOOST_AUTO_TEST_SUITE_END()
