#include <boost/test/unit_test.hpp>

#include <muster/core/schema.h>

using namespace muster;

BOOST_AUTO_TEST_SUITE(schema_tests)

BOOST_AUTO_TEST_CASE(an_attribute_is_found_by_either_name_without_case) {
    const ObjectClassInfo info{
        .name = "__ACCOUNT__",
        .attributes = {{.name = "__NAME__", .nativeName = "email"}, {.name = "type"}}};
    BOOST_TEST((info.find("__name__") == &info.attributes[0]));
    BOOST_TEST((info.find("EMAIL") == &info.attributes[0]));
    BOOST_TEST((info.find("Type") == &info.attributes[1]));
    BOOST_TEST((info.find("missing") == nullptr));
    BOOST_TEST((info.find("") == nullptr));  // an absent native name is no name
}

BOOST_AUTO_TEST_CASE(an_attributes_own_name_goes_before_anothers_native_name) {
    const ObjectClassInfo info{
        .attributes = {{.name = "__NAME__", .nativeName = "email"}, {.name = "email"}}};
    BOOST_TEST((info.find("email") == &info.attributes[1]));
}

BOOST_AUTO_TEST_CASE(a_class_is_found_without_case) {
    const Description description{.classes = {{.name = "__ACCOUNT__"}, {.name = "__GROUP__"}}};
    BOOST_TEST((description.findClass("__group__") == &description.classes[1]));
    BOOST_TEST((description.findClass("group") == nullptr));
    BOOST_TEST((Description().findClass("__ACCOUNT__") == nullptr));
}

BOOST_AUTO_TEST_CASE(what_is_not_said_of_an_attribute_or_class_is_the_documented_default) {
    const AttributeInfo attribute;
    BOOST_TEST((attribute.type == ValueKind::kString));
    BOOST_TEST(!attribute.required);
    BOOST_TEST(!attribute.multiValued);
    BOOST_TEST(attribute.creatable);
    BOOST_TEST(attribute.updateable);
    BOOST_TEST(attribute.readable);
    BOOST_TEST(attribute.returnedByDefault);
    BOOST_TEST(!attribute.key);
    BOOST_TEST(attribute.maxLength == 0);
    const ObjectClassInfo info;
    for (const Support support :
         {info.create, info.update, info.remove, info.disassociate, info.get, info.search}) {
        BOOST_TEST((support == Support::kNone));
    }
}

BOOST_AUTO_TEST_SUITE_END()
