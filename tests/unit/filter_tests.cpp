#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "value_type_checks.h"
#include <muster/core/filter.h>

using namespace muster;
using muster::testing::valueOf;

namespace {

ConnectorObject person() {
    return {.objectClass = "__ACCOUNT__",
            .uid = "90071992547409931",
            .name = "Taro@Example.com",
            .attributes = {{"type", 2},
                           {"score", 9.5},
                           {"number", "007"},
                           {"last", "Nan"},
                           {"rank", "9"},
                           {"enabled", true},
                           {"created", Value(Time{1'769'846'700'500'000})},  // 08:05:00.5
                           Attribute::list("groups", {Reference{"g1"}, Reference{"g2"}}),
                           Attribute::list("none", {}),
                           {"null", Value()},
                           {"empty", ""},
                           {"__PASSWORD__", Value(Secret("hunter2"))}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filter_tests)

BOOST_AUTO_TEST_CASE(a_filter_is_a_value_type) {
    muster::testing::checkValueType(valueOf(parseFilter("a = 1 and b = 2")),
                                    valueOf(parseFilter("a = 1 or b = 2")));
}

BOOST_AUTO_TEST_CASE(each_condition_holds_or_not) {
    const std::vector<std::pair<std::string, bool>> rows = {
        {"", true},
        // texts, without ASCII case
        {"__NAME__ = taro@example.COM", true},
        {"__name__ = taro", false},
        {"__NAME__ contains @EXAMPLE", true},
        {"__NAME__ contains @other", false},
        {"__NAME__ startsWith tar", true},
        {"__NAME__ startsWith aro", false},
        {"__NAME__ endsWith .COM", true},
        {"__NAME__ endsWith .co", false},
        {"__NAME__ != jiro@example.com", true},
        {"__NAME__ > sato@example.com", true},
        {"__NAME__ < sato@example.com", false},
        // a text is no number, however it looks
        {"__UID__ = 90071992547409931", true},
        {"__UID__ = 90071992547409930", false},
        {"number = 007", true},
        {"number = 7", false},
        {"last = nan", true},
        {"last = 5", false},
        {"last = inf", false},
        {"empty = \"\"", true},
        {"empty present", true},
        // texts that are numbers are ordered as numbers
        {"rank > 10", false},
        {"rank < 10", true},
        {"last > 5", true},
        // numbers, by value
        {"type = 2", true},
        {"type = 2.0", true},
        {"type = two", false},
        {"type > 1", true},
        {"type > 2", false},
        {"type >= 2", true},
        {"type < 10", true},
        {"type <= 1", false},
        {"score = 9.50", true},
        {"score < 10", true},
        {"enabled = TRUE", true},
        // times, as moments
        {"created = 2026-01-31T17:05:00.5+09:00", true},
        {"created = 2026-01-31T08:05:00Z", false},
        {"created > 2026-01-31T08:05:00Z", true},
        {"created < 2026-01-31T17:00:00+09:00", false},
        {"created startsWith 2026-01", true},
        // several values: one is enough
        {"groups = g2", true},
        {"groups = g3", false},
        {"groups != g2", false},
        // absent things fulfil no leaf
        {"groups present", true},
        {"none present", false},
        {"null present", false},
        {"missing present", false},
        {"missing = \"\"", false},
        {"missing < 1", false},
        {"not missing present", true},
        {"missing != 1", true},
        // no filter can be used to guess a secret
        {"__PASSWORD__ = hunter2", false},
        {"__PASSWORD__ = ***", false},
        {"__PASSWORD__ present", false},
        // logic
        {"type = 2 and enabled = true", true},
        {"type = 2 and enabled = false", false},
        {"type = 3 or enabled = true", true},
        {"type = 3 or enabled = false", false},
        {"type = 3 and type = 3 or type = 2", true},
        {"type = 2 or type = 3 and type = 3", true},
        {"(type = 2 or type = 3) and type = 3", false},
        {"not type = 3", true},
        {"not not type = 2", true},
    };
    for (const auto& [text, expected] : rows) {
        BOOST_TEST(valueOf(parseFilter(text)).matches(person()) == expected, text);
    }
}

BOOST_AUTO_TEST_CASE(an_object_without_uid_or_name_has_neither_present) {
    const ConnectorObject nobody;
    BOOST_TEST(!valueOf(parseFilter("__UID__ present")).matches(nobody));
    BOOST_TEST(!valueOf(parseFilter("__NAME__ present")).matches(nobody));
}

BOOST_AUTO_TEST_CASE(numbers_too_long_for_a_double_are_told_apart) {
    const ConnectorObject object{.attributes = {{"id", std::int64_t{9007199254740993}}}};
    BOOST_TEST(valueOf(parseFilter("id = 9007199254740993")).matches(object));
    BOOST_TEST(!valueOf(parseFilter("id = 9007199254740992")).matches(object));
    BOOST_TEST(valueOf(parseFilter("id > 9007199254740992")).matches(object));
}

BOOST_AUTO_TEST_CASE(the_text_form_reads_back_as_the_same_filter) {
    const std::vector<std::string> rows = {
        "",
        "a = \"1\"",
        "a present",
        "not a contains \"x\"",
        "(a = \"1\" and b > \"2\" and c present)",
        "((a >= \"1\" and b <= \"2\") or not (c startsWith \"x\" or d endsWith \"y\"))",
        "a = \"say \\\"hi\\\" \\\\ 基本\"",
    };
    for (const std::string& text : rows) {
        const Filter filter = valueOf(parseFilter(text));
        BOOST_TEST(filter.toString() == text);
        BOOST_TEST((valueOf(parseFilter(filter.toString())) == filter), text);
    }
    std::string nots;
    for (int depth = 0; depth < 60; ++depth) {
        nots += "not ";
    }
    const Filter deep = valueOf(parseFilter(nots + "a = 1"));
    BOOST_TEST((valueOf(parseFilter(deep.toString())) == deep));
}

BOOST_AUTO_TEST_SUITE_END()
