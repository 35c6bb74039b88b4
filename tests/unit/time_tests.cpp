#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/value.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(time_tests)

BOOST_AUTO_TEST_CASE(times_are_written_in_utc_and_read_back) {
    const std::vector<std::pair<std::int64_t, std::string>> rows = {
        {0, "1970-01-01T00:00:00Z"},
        {1, "1970-01-01T00:00:00.000001Z"},
        {-1, "1969-12-31T23:59:59.999999Z"},
        {-1'000'000, "1969-12-31T23:59:59Z"},
        {1'769'846'700'000'000, "2026-01-31T08:05:00Z"},
        {1'769'846'700'120'000, "2026-01-31T08:05:00.120000Z"},
        {1'709'164'800'000'000, "2024-02-29T00:00:00Z"},
        {253'402'300'799'999'999, "9999-12-31T23:59:59.999999Z"},
        {-62'167'219'200'000'000, "0000-01-01T00:00:00Z"},
    };
    for (const auto& [microseconds, text] : rows) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(Time{microseconds}.toString() == text);
            BOOST_TEST(valueOf(Time::parse(text)).microseconds == microseconds);
        }
    }
}

BOOST_AUTO_TEST_CASE(other_forms_of_the_same_moment_are_read) {
    const std::vector<std::string> rows = {
        "2026-01-31T08:05:00Z",           "2026-01-31T17:05:00+09:00", "2026-01-31T17:05:00+0900",
        "2026-01-31T08:05:00+00:00",      "2026-01-31T03:35:00-04:30", "2026-01-31T08:05:00.0Z",
        "2026-01-31T08:05:00.000000000Z",
        "2026-01-31T08:05:00.0000009Z",  // below our unit: dropped
    };
    for (const std::string& text : rows) {
        const auto time = Time::parse(text);
        BOOST_REQUIRE_MESSAGE(time, text);
        BOOST_TEST(time->microseconds == 1'769'846'700'000'000, text);
    }
    BOOST_TEST(valueOf(Time::parse("2026-01-31T08:05:00.5Z")).microseconds ==
               1'769'846'700'500'000);
    BOOST_TEST(valueOf(Time::parse("2016-12-31T23:59:60Z")).microseconds ==
               1'483'228'800'000'000);  // a leap second is the first of the next day
}

BOOST_AUTO_TEST_CASE(what_is_no_time_is_refused_with_what_was_found) {
    const std::vector<std::string> rows = {
        "",
        "x",
        "2026",
        "2026-01-31",
        "2026-01-31T08:05:00",
        "2026-01-31T08:05Z",
        "2026-01-31 08:05:00Z",
        "2026-1-31T08:05:00Z",
        "2026-02-29T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T08:60:00Z",
        "2026-01-31T08:05:61Z",
        "2026-01-31T08:05:00.Z",
        "2026-01-31T08:05:00.-5Z",
        "2026-01-31T08:05:00+24:00",
        "2026-01-31T08:05:00+09:60",
        "2026-01-31T08:05:00+9:00",
        "2026-01-31T08:05:00 09:00",
        "2026-01-31T08:05:00ZZ",
        "2026-01-31T08:05:00Z ",
        " 2026-01-31T08:05:00Z",
        "-026-01-31T08:05:00Z",
        "2026--1-31T08:05:00Z",
        "2026-01-31T-8:05:00Z",
        "2026/01/31T08:05:00Z",
        std::string("2026-01-31T08:05:00Z\0", 21),
    };
    for (const std::string& text : rows) {
        BOOST_TEST_CONTEXT(text) {
            checkError(Time::parse(text), ErrorCode::kInvalidAttributeValue,
                       "\"" + text + "\" is not a time; expected ISO 8601");
        }
    }
}

BOOST_AUTO_TEST_CASE(times_are_ordered_as_they_passed) {
    BOOST_TEST((Time{-1} < Time{0}));
    BOOST_TEST((Time{1} > Time{0}));
    BOOST_TEST((Time{5} == Time{5}));
}

BOOST_AUTO_TEST_CASE(now_is_between_the_moments_around_it) {
    const Time before = Time::now();
    const Time now = Time::now();
    BOOST_TEST((before <= now));
    BOOST_TEST((now > valueOf(Time::parse("2024-01-01T00:00:00Z"))));
    BOOST_TEST((valueOf(Time::parse(now.toString())) == now));
}

BOOST_AUTO_TEST_SUITE_END()
