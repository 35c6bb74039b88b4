#include <limits>

#include <boost/test/unit_test.hpp>

#include "value_type_checks.h"
#include <muster/core/object.h>
#include <muster/core/value.h>

using namespace muster;
using muster::testing::checkValueType;

BOOST_AUTO_TEST_SUITE(value_tests)

BOOST_AUTO_TEST_CASE(values_attributes_and_objects_are_value_types) {
    checkValueType(Value("a"), Value("b"));
    checkValueType(Value(), Value(""));
    checkValueType(Value(1), Value(1.0));
    checkValueType(Value(0), Value(false));
    checkValueType(Value("u1"), Value(Reference{"u1"}));
    checkValueType(Value(Secret("a")), Value(Secret("b")));
    checkValueType(Time{1}, Time{2});
    checkValueType(Bytes{"a"}, Bytes{"b"});
    checkValueType(Reference{"a"}, Reference{"b"});
    checkValueType(ObjectValue({{"a", 1}}), ObjectValue({{"a", 2}}));
    checkValueType(ObjectValue({{"a", 1}}), ObjectValue());
    checkValueType(Attribute("a", 1), Attribute("a", 2));
    checkValueType(Attribute("a", 1), Attribute("b", 1));
    checkValueType(Attribute("a", 1), Attribute::list("a", {1}));
    checkValueType(Attribute("a", 1), Attribute("a", 1).markIncomplete());
    checkValueType(AttributeDelta{DeltaMode::kAdd, {"a", 1}},
                   AttributeDelta{DeltaMode::kRemove, {"a", 1}});
    checkValueType(ConnectorObject{.uid = "u1"}, ConnectorObject{.uid = "u2"});
    checkValueType(Notice{.code = "a"}, Notice{.code = "b"});
    checkValueType(WriteReport{.uid = "u1"}, WriteReport{.uid = "u1", .accepted = true});
}

BOOST_AUTO_TEST_CASE(each_kind_is_known_by_its_number_and_its_word_and_shown_as_people_read_it) {
    struct Row {
        Value value;
        int kind;
        std::string word;
        std::string display;
    };
    const std::vector<Row> rows = {
        {Value(), 0, "null", ""},
        {Value("text"), 1, "string", "text"},
        {Value(std::string_view("view")), 1, "string", "view"},
        {Value(std::numeric_limits<std::int64_t>::min()), 2, "integer", "-9223372036854775808"},
        {Value(7), 2, "integer", "7"},
        {Value(0.1), 3, "real", "0.1"},
        {Value(-1e300), 3, "real", "-1e+300"},
        {Value(true), 4, "boolean", "true"},
        {Value(false), 4, "boolean", "false"},
        {Value(Time{0}), 5, "time", "1970-01-01T00:00:00Z"},
        {Value(Bytes{"abc"}), 6, "bytes", "3 bytes"},
        {Value(Secret("hunter2")), 7, "secret", "***"},
        {Value(Reference{"g1"}), 8, "reference", "g1"},
        {Value(ObjectValue({{"id", 1}, Attribute::list("tags", {"a", "b"})})), 9, "object",
         "{id=1, tags=a,b}"},
        {Value(ObjectValue()), 9, "object", "{}"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.word << " " << row.display) {
            BOOST_TEST(static_cast<int>(row.value.kind()) == row.kind);
            BOOST_TEST(toString(row.value.kind()) == row.word);
            BOOST_TEST(row.value.toDisplay() == row.display);
            BOOST_TEST(row.value.isNull() == (row.kind == 0));
        }
    }
    BOOST_TEST(toString(static_cast<ValueKind>(99)) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_value_is_given_only_as_its_own_kind) {
    const Value number(7);
    BOOST_REQUIRE(number.as<std::int64_t>() != nullptr);
    BOOST_TEST(*number.as<std::int64_t>() == 7);
    BOOST_TEST((number.as<double>() == nullptr));
    BOOST_TEST((number.as<std::string>() == nullptr));
    BOOST_TEST((Value().as<std::string>() == nullptr));
}

BOOST_AUTO_TEST_CASE(a_secret_deep_inside_is_not_shown) {
    Value value{Secret("hunter2")};
    for (int depth = 0; depth < 5; ++depth) {
        value = Value(ObjectValue({Attribute("inner", value)}));
    }
    BOOST_TEST(value.toDisplay() == "{inner={inner={inner={inner={inner=***}}}}}");
}

BOOST_AUTO_TEST_CASE(no_values_and_a_missing_attribute_are_different) {
    const std::vector<Attribute> attributes = {Attribute::list("empty", {}), {"Dept", "sales"}};
    BOOST_REQUIRE(findAttribute(attributes, "EMPTY") != nullptr);
    BOOST_TEST(findAttribute(attributes, "empty")->values().empty());
    BOOST_TEST((findAttribute(attributes, "missing") == nullptr));
    BOOST_TEST(findAttribute(attributes, "dept")->name() == "Dept");
}

BOOST_AUTO_TEST_CASE(single_and_text_answer_only_when_there_is_exactly_one) {
    BOOST_TEST((Attribute::list("a", {}).single() == nullptr));
    BOOST_TEST((Attribute::list("a", {"x", "y"}).single() == nullptr));
    BOOST_TEST((Attribute::list("a", {"x", "y"}).text() == nullptr));
    const Attribute listOfOne = Attribute::list("a", {"x"});
    BOOST_REQUIRE((listOfOne.text() != nullptr));
    BOOST_TEST(*listOfOne.text() == "x");
    const Attribute number("a", 1);
    BOOST_TEST((number.single() != nullptr));
    BOOST_TEST((number.text() == nullptr));
    BOOST_TEST((Attribute().single() == nullptr));
}

BOOST_AUTO_TEST_CASE(an_object_value_finds_its_attributes_and_shares_them_with_its_copies) {
    const ObjectValue object({Attribute("PostName", "chief")});
    const ObjectValue copy = object;
    BOOST_REQUIRE((object.find("postname") != nullptr));
    BOOST_TEST((object.find("postname") == copy.find("POSTNAME")));
    BOOST_TEST((object.find("other") == nullptr));
    BOOST_TEST((ObjectValue().find("other") == nullptr));
    BOOST_TEST((ObjectValue() == ObjectValue(std::vector<Attribute>{})));
}

BOOST_AUTO_TEST_CASE(a_connector_object_finds_its_attributes_without_case) {
    const ConnectorObject object{.attributes = {{"firstName", "Taro"}}};
    BOOST_REQUIRE((object.find("FIRSTNAME") != nullptr));
    BOOST_TEST((object.find("lastName") == nullptr));
}

BOOST_AUTO_TEST_CASE(names_are_equal_without_ascii_case_and_with_any_other) {
    BOOST_TEST(equalNames("__ACCOUNT__", "__account__"));
    BOOST_TEST(equalNames("", ""));
    BOOST_TEST(!equalNames("a", "ab"));
    BOOST_TEST(!equalNames("a", ""));
    BOOST_TEST(!equalNames("@", "`"));  // 0x20 apart, as A and a are
    BOOST_TEST(!equalNames("[", "{"));
    BOOST_TEST(!equalNames("É", "é"));
}

BOOST_AUTO_TEST_CASE(delta_modes_have_words) {
    BOOST_TEST(toString(DeltaMode::kReplace) == "replace");
    BOOST_TEST(toString(DeltaMode::kAdd) == "add");
    BOOST_TEST(toString(DeltaMode::kRemove) == "remove");
}

BOOST_AUTO_TEST_SUITE_END()
