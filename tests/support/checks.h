#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include <boost/test/unit_test.hpp>

#include <muster/core/result.h>

namespace muster::testing {

/** Checks that the result is an error of that code whose message holds `piece`. */
template <typename T>
void checkError(const Result<T>& result, ErrorCode code, const std::string& piece) {
    BOOST_REQUIRE_MESSAGE(
        !result, "expected " << toString(code) << " about \"" << piece << "\", and it succeeded");
    BOOST_TEST(toString(result.error().code) == toString(code));
    BOOST_TEST(result.error().message.find(piece) != std::string::npos,
               "\"" << result.error().message << "\" does not hold \"" << piece << "\"");
}

/** The value; fails the case with the error's text when there is none. */
template <typename T>
T valueOf(Result<T> result) {
    BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().describe()));
    return std::move(result).value();
}

/** What is there; ends the case when nothing is. */
template <typename T>
T valueOf(std::optional<T> there) {
    if (!there) {
        throw std::logic_error("expected a value, and there is none");
    }
    return *std::move(there);
}

inline void checkSuccess(const Result<void>& result) {
    BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().describe()));
}

}  // namespace muster::testing
