#include <boost/test/unit_test.hpp>

#include "host/journal_counters.h"
#include "journal_fixture.h"
#include "rest/limits/rate_limiter.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

BOOST_FIXTURE_TEST_SUITE(journal_counters_tests, JournalFixture)

namespace {

const std::int64_t kToday =
    rest::dayNumber(rest::LimiterClock::real().wall(), std::chrono::minutes(0));

store::CounterRecord counter(std::int64_t day, std::int64_t used) {
    return {.target = "zoom", .limit = "invitations", .day = day, .used = used};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_count_is_there_after_a_restart_for_its_target_limit_and_key_alone) {
    host::JournalCounters counters(*journal, "zoom");
    checkSuccess(counters.reserve({"address-changes", "u1"}, {kToday, 3}));
    restart();
    host::JournalCounters again(*journal, "zoom");
    const auto found = valueOf(again.load({"address-changes", "u1"}));
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->day == kToday);
    BOOST_TEST(found->used == 3);
    BOOST_TEST(!valueOf(again.load({"address-changes", "u2"})).has_value());
    BOOST_TEST(!valueOf(again.load({"invitations", "u1"})).has_value());
    host::JournalCounters other(*journal, "zoom-test");
    BOOST_TEST(!valueOf(other.load({"address-changes", "u1"})).has_value());
}

BOOST_AUTO_TEST_CASE(a_count_is_durable_when_it_is_taken_and_never_lowered) {
    const std::string used = "SELECT used FROM counters";
    const std::string day = "SELECT day FROM counters";
    struct Row {
        store::CounterRecord written;
        std::int64_t day;
        std::int64_t used;
    };
    const std::vector<Row> rows = {
        {counter(kToday, 100), kToday, 100},    {counter(kToday, 40), kToday, 100},
        {counter(kToday, 200), kToday, 200},    {counter(kToday + 1, 5), kToday + 1, 5},
        {counter(kToday, 300), kToday + 1, 5},   // of a clock that was set back
        {counter(kToday - 9, 6), kToday - 9, 6}  // of one that had been plainly wrong
    };
    for (const Row& row : rows) {
        checkSuccess(journal->reserveCounter(row.written));
        BOOST_TEST(seenByOthers(day) == row.day);
        BOOST_TEST(seenByOthers(used) == row.used);
    }
}

BOOST_AUTO_TEST_CASE(a_crash_leaves_at_least_what_was_sent) {
    rest::LimitSpec spec{.name = "invitations"};
    spec.day = rest::DaySpec{.amount = 1000};
    const auto limiter = rest::RateLimiter::make(
        {.target = "zoom",
         .limits = {spec},
         .counters = std::make_shared<host::JournalCounters>(*journal, "zoom")});
    for (int taken = 1; taken <= 35; ++taken) {
        (void)valueOf(limiter->acquire({}));
        // What a second connection sees is what a crash at this moment would leave.
        BOOST_TEST(seenByOthers("SELECT used FROM counters") >= taken);
    }
    restart();
    const auto next = rest::RateLimiter::make(
        {.target = "zoom",
         .limits = {spec},
         .counters = std::make_shared<host::JournalCounters>(*journal, "zoom")});
    const auto used = next->status().front().usedToday;
    BOOST_TEST((used >= 35 && used <= 45), *used);
}

BOOST_AUTO_TEST_CASE(nothing_is_taken_when_the_journal_cannot_be_written) {
    journal.reset();
    bool isFull = false;
    journal = open({.fault = [&](std::string_view sql) {
        return isFull && sql.find("INSERT INTO counters") != std::string_view::npos ? 13 : 0;
    }});
    rest::LimitSpec spec{.name = "invitations"};
    spec.day = rest::DaySpec{.amount = 10};
    const auto limiter = rest::RateLimiter::make(
        {.target = "zoom",
         .limits = {spec},
         .counters = std::make_shared<host::JournalCounters>(*journal, "zoom")});
    isFull = true;
    const auto refused = limiter->acquire({});
    checkError(refused, ErrorCode::kInternal, "muster.db");
    BOOST_TEST((refused.error().effectiveOutcome() == Outcome::kNotApplied));
    isFull = false;
    BOOST_TEST(limiter->acquire({}).hasValue());
}

BOOST_AUTO_TEST_CASE(counts_of_long_ago_are_forgotten_at_the_start) {
    checkSuccess(journal->reserveCounter(counter(kToday - 41, 7)));
    auto kept = counter(kToday - 39, 7);
    kept.key = "u1";
    checkSuccess(journal->reserveCounter(kept));
    restart();
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM counters") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
