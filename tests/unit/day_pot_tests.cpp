#include <boost/test/unit_test.hpp>

#include "rest/limits/day_pot.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(day_pot_tests)

namespace {

const WallTime kMidnight = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

DayPot potAt(WallTime wall, std::int64_t amount = 3, std::chrono::minutes zone = 0min) {
    DayPot pot(DaySpec{.amount = amount, .zone = zone});
    pot.roll(wall);
    return pot;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_used_pot_is_closed_until_the_next_day_of_its_zone) {
    DayPot pot = potAt(kMidnight + 12h);
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(!pot.blockedUntil(kMidnight + 12h).has_value());
        pot.take();
    }
    BOOST_TEST((pot.blockedUntil(kMidnight + 12h) == kMidnight + 24h));
    pot.roll(kMidnight + 24h);
    BOOST_TEST(!pot.blockedUntil(kMidnight + 24h).has_value());
    BOOST_TEST(pot.used() == 0);

    DayPot japan = potAt(kMidnight + 14h, 1, 9h);
    japan.take();
    BOOST_TEST((japan.blockedUntil(kMidnight + 14h) == kMidnight + 15h));
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_over_midnight_frees_nothing_twice) {
    DayPot pot = potAt(kMidnight + 23h, 2);
    pot.take();
    pot.take();
    pot.roll(kMidnight + 24h + 1s);
    pot.take();
    pot.take();
    pot.roll(kMidnight + 24h - 1s);  // back over midnight
    BOOST_TEST(pot.blockedUntil(kMidnight + 24h - 1s).has_value());
    pot.roll(kMidnight + 24h + 2s);  // and over it once more
    BOOST_TEST(pot.blockedUntil(kMidnight + 24h + 2s).has_value());
    BOOST_TEST(pot.used() == 2);
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_years_ahead_does_not_close_the_pot_for_years) {
    DayPot pot = potAt(kMidnight + 24h * 4000, 2);
    pot.take();
    pot.roll(kMidnight);
    BOOST_TEST(pot.used() == 1);
    pot.take();
    BOOST_TEST((pot.blockedUntil(kMidnight) == kMidnight + 24h));
}

BOOST_AUTO_TEST_CASE(counts_of_an_earlier_run_are_taken_over_on_their_day_only) {
    const std::int64_t today = dayNumber(kMidnight, 0min);
    DayPot same(DaySpec{.amount = 10});
    same.restore(today, 7);
    same.roll(kMidnight + 1h);
    BOOST_TEST(same.used() == 7);
    BOOST_TEST(same.reserved == 7);
    DayPot old(DaySpec{.amount = 10});
    old.restore(today - 1, 7);
    old.roll(kMidnight + 1h);
    BOOST_TEST(old.used() == 0);
    DayPot met = potAt(kMidnight, 10);
    met.take();
    met.restore(today, 7);
    BOOST_TEST(met.used() == 7);
}

BOOST_AUTO_TEST_CASE(the_targets_count_only_raises_ours) {
    DayPot pot = potAt(kMidnight, 10);
    pot.raiseTo(4);
    pot.raiseTo(2);
    BOOST_TEST(pot.used() == 4);
}

BOOST_AUTO_TEST_CASE(the_target_may_close_a_pot_for_less_than_the_day) {
    DayPot pot = potAt(kMidnight, 10);
    pot.exhaust(kMidnight, kMidnight + 10min);
    BOOST_TEST((pot.blockedUntil(kMidnight) == kMidnight + 10min));
    BOOST_TEST(!pot.blockedUntil(kMidnight + 10min).has_value());
    pot.exhaust(kMidnight + 1h, std::nullopt);
    BOOST_TEST((pot.blockedUntil(kMidnight + 1h) == kMidnight + 24h));
    BOOST_TEST(pot.used() == 10);
}

BOOST_AUTO_TEST_CASE(chunks_are_a_hundredth_within_bounds) {
    for (const auto& [amount, chunk] : std::vector<std::pair<std::int64_t, std::int64_t>>{
             {1, 1}, {100, 1}, {6000, 60}, {60000, 100}}) {
        BOOST_TEST(DayPot(DaySpec{.amount = amount}).chunk() == chunk);
    }
}

BOOST_AUTO_TEST_SUITE_END()
