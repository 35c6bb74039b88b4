#include <boost/test/unit_test.hpp>

#include "provision/value_sets.h"

using namespace muster;
using provision::firstShared;
using provision::firstTwice;

BOOST_AUTO_TEST_SUITE(value_sets_tests)

BOOST_AUTO_TEST_CASE(a_value_that_stands_twice_is_found) {
    BOOST_TEST(firstTwice({}) == nullptr);
    BOOST_TEST(firstTwice(std::vector<Value>{Value("a"), Value("A"), Value("b")}) == nullptr);
    const std::vector<Value> values = {Value("a"), Value("b"), Value("b")};
    BOOST_TEST(firstTwice(values) == &values[2]);
}

BOOST_AUTO_TEST_CASE(values_of_one_text_and_another_kind_differ) {
    BOOST_TEST(firstTwice(std::vector<Value>{Value("1"), Value(1)}) == nullptr);
}

BOOST_AUTO_TEST_CASE(secrets_are_compared_by_what_they_hold) {
    BOOST_TEST(firstTwice(std::vector<Value>{Value(Secret("a")), Value(Secret("b"))}) == nullptr);
    BOOST_TEST(firstTwice(std::vector<Value>{Value(Secret("a")), Value(Secret("a"))}) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_value_of_both_lists_is_found) {
    const std::vector<Value> second = {Value("c"), Value("b")};
    BOOST_TEST(firstShared({Value("a"), Value("b")}, second) == &second[1]);
    BOOST_TEST(firstShared({Value("a")}, second) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
