#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "provision/filter_values.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

constexpr Time kNow{1'000'000'000'000'000};

Result<Filter> resolved(const std::string& text) {
    ObjectClassInfo badge{.name = "__ACCOUNT__"};
    badge.attributes = {
        {.name = "__NAME__", .nativeName = "login", .maxLength = 3},
        {.name = "floor", .type = ValueKind::kInteger},
        {.name = "weight", .type = ValueKind::kReal},
        {.name = "__ENABLE__", .nativeName = "enabled", .type = ValueKind::kBoolean},
        {.name = "issued", .type = ValueKind::kTime},
        {.name = "pin", .type = ValueKind::kSecret, .readable = false}};
    const lookup::LookupCatalog none;
    provision::Resolved found;
    return provision::resolvedFilter(valueOf(parseFilter(text)), badge, {.lookups = none}, kNow,
                                     found);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filter_values_tests)

BOOST_AUTO_TEST_CASE(a_value_that_no_attribute_of_its_kind_can_have_is_refused) {
    const std::pair<const char*, const char*> rows[] = {
        {"floor = abc", "filter: attribute \"floor\" has \"abc\"; expected an integer"},
        {"floor > 3.5", "expected an integer"},
        {"weight <= heavy", "expected a number"},
        {"enabled = maybe", "attribute \"enabled\" has \"maybe\"; expected true or false"},
        {"not (login = ann or enabled != perhaps)", "\"perhaps\""},
        {"issued > yesterday", "expected a time such as 2026-01-31T08:05:00Z, 2026-01-31, 90s"},
        {"pin = 1", "attribute \"pin\" cannot be read"}};
    for (const auto& [text, piece] : rows) {
        BOOST_TEST_CONTEXT(text) {
            checkError(resolved(text), ErrorCode::kInvalidAttributeValue, piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_value_gets_the_kind_of_its_attribute) {
    BOOST_TEST((valueOf(resolved("floor = 3")).value == Value(3)));
    BOOST_TEST((valueOf(resolved("enabled = 1")).value == Value(true)));
    BOOST_TEST((valueOf(resolved("weight < 2.5")).value == Value(2.5)));
    BOOST_TEST((valueOf(resolved("issued > 1970-01-02")).value == Value(Time{86'400'000'000})));
    BOOST_TEST((valueOf(resolved("issued > 7d")).value ==
                Value(Time{kNow.microseconds - 7 * 86'400'000'000})));
    BOOST_TEST(valueOf(resolved("login = x")).attribute == "__NAME__");
}

BOOST_AUTO_TEST_CASE(a_part_of_a_text_is_any_text) {
    BOOST_TEST((valueOf(resolved("floor startsWith 1")).value == Value("1")));
    BOOST_TEST((valueOf(resolved("login = longer-than-any")).value == Value("longer-than-any")));
    BOOST_TEST(resolved("floor present").hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
