#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/filter.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

Filter leaf(FilterOp op, std::string value) {
    return {.op = op, .attribute = "a", .value = Value(std::move(value))};
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filter_parser_tests)

BOOST_AUTO_TEST_CASE(every_comparison_is_read_in_any_case_and_with_or_without_blanks) {
    const std::vector<std::pair<std::string, Filter>> rows = {
        {"a = 1", leaf(FilterOp::kEquals, "1")},
        {"a=1", leaf(FilterOp::kEquals, "1")},
        {" \ta\r\n=\n1 ", leaf(FilterOp::kEquals, "1")},
        {"a > 1", leaf(FilterOp::kGreater, "1")},
        {"a>=1", leaf(FilterOp::kGreaterOrEqual, "1")},
        {"a < 1", leaf(FilterOp::kLess, "1")},
        {"a<=1", leaf(FilterOp::kLessOrEqual, "1")},
        {"a CONTAINS x", leaf(FilterOp::kContains, "x")},
        {"a startswith x", leaf(FilterOp::kStartsWith, "x")},
        {"a endsWith x", leaf(FilterOp::kEndsWith, "x")},
        {"a = \"x y\"", leaf(FilterOp::kEquals, "x y")},
        {"a = \"\"", leaf(FilterOp::kEquals, "")},
        {R"(a = "\"\\")", leaf(FilterOp::kEquals, R"("\)")},
        {"a = \"(b = 1)\"", leaf(FilterOp::kEquals, "(b = 1)")},
        {"a = and", leaf(FilterOp::kEquals, "and")},
        {"((a = 1))", leaf(FilterOp::kEquals, "1")},
        {"a present", {.op = FilterOp::kPresent, .attribute = "a"}},
        {"a != 1", {.op = FilterOp::kNot, .children = {leaf(FilterOp::kEquals, "1")}}},
        {"NOT a = 1", {.op = FilterOp::kNot, .children = {leaf(FilterOp::kEquals, "1")}}},
        {"", {}},
        {" \t ", {}},
    };
    for (const auto& [text, expected] : rows) {
        BOOST_TEST((valueOf(parseFilter(text)) == expected), text);
    }
}

BOOST_AUTO_TEST_CASE(and_binds_tighter_than_or) {
    const Filter a = leaf(FilterOp::kEquals, "1");
    const Filter both{.op = FilterOp::kAnd, .children = {a, a}};
    BOOST_TEST((valueOf(parseFilter("a = 1 or a = 1 and a = 1")) ==
                Filter{.op = FilterOp::kOr, .children = {a, both}}));
    BOOST_TEST((valueOf(parseFilter("a = 1 and a = 1 or a = 1 AND a = 1")) ==
                Filter{.op = FilterOp::kOr, .children = {both, both}}));
    const Filter either{.op = FilterOp::kOr, .children = {a, a}};
    BOOST_TEST((valueOf(parseFilter("(a = 1 or a = 1) and a = 1")) ==
                Filter{.op = FilterOp::kAnd, .children = {either, a}}));
    const Filter not_{.op = FilterOp::kNot, .children = {a}};
    BOOST_TEST((valueOf(parseFilter("not a = 1 and a = 1")) ==
                Filter{.op = FilterOp::kAnd, .children = {not_, a}}));
}

BOOST_AUTO_TEST_CASE(a_mistake_is_refused_with_its_column_and_what_was_expected) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"a", "has its end at column 2; expected =, !="},
        {"a =", "has its end at column 4; expected a value"},
        {"a = )", "has \")\" at column 5; expected a value"},
        {"= 1", "has \"=\" at column 1; expected an attribute's name"},
        {"\"a\" = 1", "has \"a\" at column 1; expected an attribute's name"},
        {"a \"contains\" b", "has \"contains\" at column 3; expected =, !="},
        {"a \"present\"", "has \"present\" at column 3; expected =, !="},
        {"a is b", "has \"is\" at column 3; expected =, !="},
        {"a ! b", "has \"!\" at column 3; expected =, !="},
        {"a = 1 b = 2", "has \"b\" at column 7; expected \"and\", \"or\" or the end"},
        {"a = 1 \"and\" b = 2", "has \"and\" at column 7; expected \"and\""},
        {"a = 1 and", "has its end at column 10; expected an attribute's name"},
        {"a = 1 or or", "has its end at column 12; expected =, !="},
        {"not", "has its end at column 4; expected an attribute's name"},
        {"(a = 1", "has its end at column 7; expected a closing parenthesis"},
        {"a = 1)", "has \")\" at column 6; expected \"and\", \"or\" or the end"},
        {"()", "has \")\" at column 2; expected an attribute's name"},
        {"a = \"x", "has its end at column 7; expected a closing double quote"},
        {"a = \"x\\\"", "has its end at column 9; expected a closing double quote"},
        {"a = \"x\\", "has its end at column 8; expected a closing double quote"},
    };
    for (const auto& [text, piece] : rows) {
        BOOST_TEST_CONTEXT(text) {
            checkError(parseFilter(text), ErrorCode::kConfiguration, "the filter " + piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(nesting_is_bounded) {
    BOOST_TEST(parseFilter(repeated("(", 63) + "a = 1" + repeated(")", 63)).hasValue());
    const std::string piece = "expected at most 64 nested conditions";
    checkError(parseFilter(repeated("(", 64) + "a = 1" + repeated(")", 64)),
               ErrorCode::kConfiguration, piece);
    checkError(parseFilter(repeated("not ", 100'000)), ErrorCode::kConfiguration, piece);
}

BOOST_AUTO_TEST_SUITE_END()
