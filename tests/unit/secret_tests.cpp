#include <concepts>
#include <ostream>

#include <boost/test/unit_test.hpp>

#include "value_type_checks.h"
#include <muster/core/secret.h>

using namespace muster;

namespace {

template <typename T>
concept Streamable = requires(std::ostream& stream, const T& value) {
    stream << value;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_tests)

BOOST_AUTO_TEST_CASE(a_secret_is_a_value_type) {
    muster::testing::checkValueType(Secret("one"), Secret("other"));
}

BOOST_AUTO_TEST_CASE(the_only_way_to_the_text_is_expose) {
    static_assert(!std::convertible_to<Secret, std::string>);
    static_assert(!std::convertible_to<Secret, std::string_view>);
    static_assert(!std::convertible_to<std::string, Secret>);
    static_assert(!Streamable<Secret>);
    BOOST_TEST((Secret("hunter2").expose() == "hunter2"));
}

BOOST_AUTO_TEST_CASE(no_text_and_an_empty_text_are_the_same) {
    BOOST_TEST(Secret().empty());
    BOOST_TEST(Secret("").empty());
    BOOST_TEST(Secret(std::string_view()).empty());
    BOOST_TEST((Secret() == Secret("")));
    BOOST_TEST(!Secret("x").empty());
}

BOOST_AUTO_TEST_CASE(equality_looks_at_every_character_and_the_length) {
    const Secret secret("abc");
    for (const std::string_view other : {"", "ab", "abcd", "Abc", "aBc", "abC"}) {
        BOOST_TEST(!(secret == Secret(other)), other);
    }
    BOOST_TEST((secret == Secret("abc")));
    BOOST_TEST(!(Secret(std::string_view("a\0b", 3)) == Secret(std::string_view("a\0c", 3))));
}

BOOST_AUTO_TEST_CASE(copies_share_the_text_and_keep_it_alive) {
    Secret copy;
    {
        const Secret original("a text that is too long to stand inside a string object");
        copy = original;
        BOOST_TEST((copy.expose().data() == original.expose().data()));
    }
    BOOST_TEST((copy.expose() == "a text that is too long to stand inside a string object"));
}

BOOST_AUTO_TEST_CASE(taking_a_text_wipes_the_string_that_it_came_from) {
    for (std::string text : {"short", "a text that is too long to stand inside a string object"}) {
        const std::string expected = text;
        const std::size_t size = text.size();
        const char* memory = text.data();
        const Secret secret = Secret::take(text);
        BOOST_TEST((secret.expose() == expected));
        BOOST_TEST(text.empty());
        BOOST_REQUIRE((text.data() == memory));  // still the string's own memory, within capacity
        BOOST_TEST((std::string(memory, size) == std::string(size, '\0')));
    }
}

BOOST_AUTO_TEST_CASE(wiping_reaches_what_a_longer_text_left_behind) {
    std::string text = "a longer text that was there before";
    const char* memory = text.data();
    const std::size_t size = text.size();
    text = "short";
    BOOST_REQUIRE((text.data() == memory));
    wipe(text);
    BOOST_TEST((std::string(memory, size) == std::string(size, '\0')));
}

BOOST_AUTO_TEST_SUITE_END()
