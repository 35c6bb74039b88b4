#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "provision/attribute_values.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

AttributeInfo info(ValueKind kind, std::int64_t maxLength = 0) {
    return {.name = "a", .type = kind, .maxLength = maxLength};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(attribute_values_tests)

BOOST_AUTO_TEST_CASE(a_text_becomes_the_kind_of_the_schema) {
    BOOST_TEST(
        (valueOf(provision::typedValue(info(ValueKind::kString), Value("x"))) == Value("x")));
    BOOST_TEST(
        (valueOf(provision::typedValue(info(ValueKind::kInteger), Value("-7"))) == Value(-7)));
    BOOST_TEST(
        (valueOf(provision::typedValue(info(ValueKind::kReal), Value("2.5"))) == Value(2.5)));
    BOOST_TEST(
        (valueOf(provision::typedValue(info(ValueKind::kBoolean), Value("True"))) == Value(true)));
    BOOST_TEST((valueOf(provision::typedValue(info(ValueKind::kSecret), Value("p"))) ==
                Value(Secret("p"))));
    BOOST_TEST(
        (valueOf(provision::typedValue(info(ValueKind::kTime), Value("1970-01-01T00:00:01Z"))) ==
         Value(Time{1'000'000})));
}

BOOST_AUTO_TEST_CASE(a_text_of_another_kind_is_refused_with_its_attribute) {
    const std::pair<ValueKind, const char*> rows[] = {
        {ValueKind::kInteger, "seven"},  {ValueKind::kInteger, "7x"},
        {ValueKind::kInteger, ""},       {ValueKind::kReal, "much"},
        {ValueKind::kBoolean, "maybe"},  {ValueKind::kTime, "tomorrow"},
        {ValueKind::kObject, "no json"}, {ValueKind::kObject, "[1]"}};
    for (const auto& [kind, text] : rows) {
        BOOST_TEST_CONTEXT(toString(kind) << " from " << text) {
            const auto result = provision::typedValue(info(kind), Value(text));
            checkError(result, ErrorCode::kInvalidAttributeValue, "attribute \"a\"");
            BOOST_TEST(result.error().attributes == std::vector<std::string>{"a"});
        }
    }
}

BOOST_AUTO_TEST_CASE(a_number_too_large_for_its_kind_is_told_the_range) {
    checkError(provision::typedValue(info(ValueKind::kInteger), Value("99999999999999999999")),
               ErrorCode::kInvalidAttributeValue,
               "expected an integer from -9223372036854775808 to 9223372036854775807");
    checkError(provision::typedValue(info(ValueKind::kReal), Value("1e999")),
               ErrorCode::kInvalidAttributeValue, "expected a number from -1.79");
}

BOOST_AUTO_TEST_CASE(a_message_has_the_name_that_people_type) {
    const AttributeInfo enable{
        .name = "__ENABLE__", .nativeName = "enabled", .type = ValueKind::kBoolean};
    const auto result = provision::typedValue(enable, Value("yes"));
    checkError(result, ErrorCode::kInvalidAttributeValue, "attribute \"enabled\" has \"yes\"");
    BOOST_TEST(result.error().attributes == std::vector<std::string>{"__ENABLE__"});
}

BOOST_AUTO_TEST_CASE(length_counts_characters_and_not_bytes) {
    BOOST_TEST(provision::typedValue(info(ValueKind::kString, 2), Value("森田")).hasValue());
    checkError(provision::typedValue(info(ValueKind::kString, 2), Value("森田さ")),
               ErrorCode::kInvalidAttributeValue, "3 characters; expected at most 2");
}

BOOST_AUTO_TEST_CASE(a_secret_is_neither_shown_nor_taken_for_something_else) {
    const auto tooLong =
        provision::typedValue(info(ValueKind::kSecret, 3), Value(Secret("hunter2")));
    checkError(tooLong, ErrorCode::kInvalidAttributeValue, "7 characters");
    BOOST_TEST(tooLong.error().describe().find("hunter2") == std::string::npos);
    const auto elsewhere =
        provision::typedValue(info(ValueKind::kString), Value(Secret("hunter2")));
    checkError(elsewhere, ErrorCode::kInvalidAttributeValue, "a secret");
    BOOST_TEST(elsewhere.error().describe().find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(text_that_is_no_utf8_is_refused) {
    checkError(provision::typedValue(info(ValueKind::kString), Value(std::string("a\xFF"))),
               ErrorCode::kInvalidAttributeValue, "not valid UTF-8");
}

BOOST_AUTO_TEST_CASE(an_object_value_is_read_from_json_by_its_schema) {
    AttributeInfo phone{.name = "phones", .type = ValueKind::kObject, .multiValued = true};
    phone.attributes = {{.name = "number", .key = true},
                        {.name = "primary", .type = ValueKind::kBoolean}};
    const Value value =
        valueOf(provision::typedValue(phone, Value(R"({"number":"0312345678","primary":true})")));
    BOOST_TEST((*value.as<ObjectValue>()->find("primary")->single() == Value(true)));
    checkError(provision::typedValue(phone, Value(R"({"nummer":"1"})")),
               ErrorCode::kInvalidAttributeValue,
               "there is no \"nummer\" in it; expected number, primary");
}

BOOST_AUTO_TEST_CASE(a_shown_value_is_cut_between_characters) {
    std::string name;
    for (int i = 0; i < 27; ++i) {
        name += "\xE6\xA3\xAE";  // a character of three octets: the 80th octet is within the 27th
    }
    BOOST_TEST(provision::shownValue(name) == "\"" + name.substr(0, 78) + "...\"");
    BOOST_TEST(provision::shownValue(std::string(81, 'a')) ==
               "\"" + std::string(80, 'a') + "...\"");
    BOOST_TEST(provision::shownValue(std::string(80, 'a')) == "\"" + std::string(80, 'a') + "\"");
}

BOOST_AUTO_TEST_SUITE_END()
