#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/result.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;

namespace {

Error failure(const std::string& message) {
    return {.code = ErrorCode::kConflict, .message = message};
}

Result<int> half(int number) {
    if (number % 2 != 0) {
        return failure(std::to_string(number) + " is odd");
    }
    return number / 2;
}

Result<int> quarter(int number) {
    MUSTER_ASSIGN_OR_RETURN(const int first, half(number));
    MUSTER_ASSIGN_OR_RETURN(const int second, half(first));
    return second;
}

Result<void> mustBeEven(int number, bool& reached) {
    MUSTER_RETURN_IF_ERROR(half(number));
    reached = true;
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(result_tests)

BOOST_AUTO_TEST_CASE(a_result_holds_a_value_or_an_error) {
    const Result<int> good = half(4);
    BOOST_TEST(good.hasValue());
    BOOST_TEST(static_cast<bool>(good));
    BOOST_TEST(good.value() == 2);
    BOOST_TEST(*good == 2);
    const Result<int> bad = half(3);
    BOOST_TEST(!bad.hasValue());
    BOOST_TEST(!static_cast<bool>(bad));
    checkError(bad, ErrorCode::kConflict, "3 is odd");
}

BOOST_AUTO_TEST_CASE(the_value_can_be_changed_and_moved_out) {
    Result<std::string> text = std::string("a");
    *text += "b";
    text.value() += "c";
    BOOST_TEST(text->size() == 3U);
    const std::string out = std::move(text).value();
    BOOST_TEST(out == "abc");
}

BOOST_AUTO_TEST_CASE(a_value_that_can_only_be_moved_is_carried) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    Result<std::unique_ptr<int>> moved = std::move(result);
    const std::unique_ptr<int> out = std::move(moved).value();
    BOOST_TEST(*out == 7);
}

BOOST_AUTO_TEST_CASE(the_error_can_be_changed_and_moved_out) {
    Result<int> bad = half(3);
    bad.error().hint = "use 4";
    const Error out = std::move(bad).error();
    BOOST_TEST(out.message == "3 is odd");
    BOOST_TEST(out.hint == "use 4");
}

BOOST_AUTO_TEST_CASE(value_or_gives_the_fallback_only_for_an_error) {
    BOOST_TEST(half(4).valueOr(9) == 2);
    BOOST_TEST(half(3).valueOr(9) == 9);
}

BOOST_AUTO_TEST_CASE(copies_are_independent) {
    Result<std::string> one = std::string("a");
    Result<std::string> copy = one;
    *copy = "b";
    BOOST_TEST(*one == "a");
    copy = failure("gone");
    BOOST_TEST(!copy);
    one = copy;
    checkError(one, ErrorCode::kConflict, "gone");
}

BOOST_AUTO_TEST_CASE(a_result_of_void_is_success_or_an_error) {
    checkSuccess(Result<void>());
    const Result<void> bad = failure("no");
    BOOST_TEST(!bad.hasValue());
    checkError(bad, ErrorCode::kConflict, "no");
}

BOOST_AUTO_TEST_CASE(the_macros_leave_with_the_first_error) {
    BOOST_TEST(quarter(8).value() == 2);
    checkError(quarter(7), ErrorCode::kConflict, "7 is odd");
    checkError(quarter(6), ErrorCode::kConflict, "3 is odd");
    bool reached = false;
    checkError(mustBeEven(5, reached), ErrorCode::kConflict, "5 is odd");
    BOOST_TEST(!reached);
    checkSuccess(mustBeEven(6, reached));
    BOOST_TEST(reached);
}

BOOST_AUTO_TEST_SUITE_END()
