#include <boost/test/unit_test.hpp>

#include "rest/limits/answer_limits.h"
#include "rest/limits/retry_after.h"

using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(retry_after_tests)

namespace {

/** 2026-11-22T12:00:00Z, a Sunday. */
const WallTime kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 12h;

std::string told(std::string_view text) {
    const auto wait = parseRetryAfter(text, kNow);
    return wait ? std::to_string(wait->count()) : "nothing";
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_form_of_retry_after_is_read) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"0", "0"},
        {"120", "120000"},
        {" 7 ", "7000"},
        {"1.5", "1500"},
        {"2026-11-22T12:00:30Z", "30000"},
        {"2026-11-23T00:00:00Z", "43200000"},
        {"2026-11-22T21:00:30+09:00", "30000"},
        {"2020-05-31T00:00:00Z", "0"},  // Zoom's own example, long past
        {"Sun, 22 Nov 2026 12:00:10 GMT", "10000"},
        {"Sunday, 22-Nov-26 12:00:10 GMT", "10000"},
        {"Sun Nov 22 12:00:10 2026", "10000"},
        {"Tue Dec  1 00:00:00 2026", "734400000"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "0"},
    };
    for (const auto& [text, expected] : rows) {
        BOOST_TEST(told(text) == expected, text << ": " << told(text) << ", not " << expected);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_time_counts_as_not_there) {
    for (const char* text :
         {"", " ", "soon", "-1", "1e3", "0x10", "inf", "12 seconds", "1 2", "99999999999",
          "Sun, 22 Nov 2026 12:00:10 CET", "Sun, 31 Feb 2026 12:00:10 GMT",
          "Sun, 22 Now 2026 12:00:10 GMT", "Sun, 22 Nov 2026 25:00:10 GMT", "2026-13-01T00:00:00Z",
          "9999-01-01T00:00:00Z"}) {
        BOOST_TEST(told(text) == "nothing", "\"" << text << "\" gives " << told(text));
    }
}

BOOST_AUTO_TEST_CASE(headers_are_read_by_the_names_that_the_file_gives) {
    const AnswerHeaders headers{
        .category = "X-RateLimit-Category",
        .type = "X-RateLimit-Type",
        .limit = "X-RateLimit-Limit",
        .remaining = "X-RateLimit-Remaining",
        .reset = "X-RateLimit-Reset",
        .types = {{"QPS", LimitPart::kRate}, {"Daily-limit", LimitPart::kDay}},
        .untyped = LimitPart::kDay};
    std::map<std::string, std::string> sent = {{"X-RateLimit-Category", "Light"},
                                               {"X-RateLimit-Limit", "6000"},
                                               {"X-RateLimit-Remaining", "5893"}};
    const auto find = [&](std::string_view name) {
        const auto found = sent.find(std::string(name));
        return found == sent.end() ? nullptr : &found->second;
    };
    AnswerLimits answer = readAnswerLimits(headers, find, kNow);
    BOOST_TEST(answer.category == "Light");
    BOOST_TEST((answer.part == LimitPart::kDay));
    BOOST_TEST(!answer.isTyped);
    BOOST_TEST((answer.limit == 6000 && answer.remaining == 5893));

    sent["X-RateLimit-Type"] = "QPS";
    sent["X-RateLimit-Reset"] = std::to_string((kNow + 1s).time_since_epoch() / 1s);
    answer = readAnswerLimits(headers, find, kNow + 400ms);
    BOOST_TEST((answer.part == LimitPart::kRate));
    BOOST_TEST(answer.isTyped);
    BOOST_TEST((answer.resetAfter == 600ms));

    sent["X-RateLimit-Limit"] = "many";
    sent["X-RateLimit-Type"] = "Weekly";
    answer = readAnswerLimits(headers, find, kNow);
    BOOST_TEST(!answer.limit.has_value());
    BOOST_TEST(!answer.isTyped);
}

BOOST_AUTO_TEST_CASE(a_moment_is_measured_from_the_senders_own_date) {
    const std::map<std::string, std::string> sent = {{"Date", "Sun, 22 Nov 2026 13:00:00 GMT"},
                                                     {"Retry-After", "2026-11-22T13:00:05Z"}};
    const auto find = [&](std::string_view name) {
        const auto found = sent.find(std::string(name));
        return found == sent.end() ? nullptr : &found->second;
    };
    BOOST_TEST((readAnswerLimits({}, find, kNow).retryAfter == 5s));
}

BOOST_AUTO_TEST_SUITE_END()
