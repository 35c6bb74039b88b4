#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "provision/checked_values.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

struct Fixture {
    muster::testing::TemporaryFolder folder;
    std::shared_ptr<const lookup::LookupCatalog> lookups;
    provision::Resolved resolved;
    provision::MadeValues made;

    Fixture() {
        folder.write("Lookup.Type.xml", R"(<lookup schema-version="1" name="Lookup.Type">
  <entry code-key="1"><decode xml:lang="en">Basic</decode></entry>
  <entry code-key="2"><decode xml:lang="en">Licensed</decode></entry>
</lookup>)");
        folder.write("Lookup.Open.xml",
                     R"(<lookup schema-version="1" name="Lookup.Open" closed="false">
  <entry code-key="1"><decode xml:lang="en">Basic</decode></entry>
</lookup>)");
        xml::Diagnostics diagnostics;
        lookups = lookup::LookupCatalog::load(folder.path(), diagnostics);
        BOOST_REQUIRE_MESSAGE(lookups, diagnostics.toText());
    }

    Result<std::span<const Value>> check(const AttributeInfo& info,
                                         const std::vector<Value>& given) {
        const auto* lookup = info.lookup.empty() ? nullptr : lookups->find(info.lookup);
        return provision::checkedValues({&info, lookup}, given, {.lookups = *lookups}, resolved,
                                        made);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(checked_values_tests, Fixture)

BOOST_AUTO_TEST_CASE(values_that_are_right_stay_where_they_are) {
    const std::vector<Value> texts = {"a", "b", "c"};
    const AttributeInfo teams{.name = "teams", .multiValued = true};
    BOOST_TEST((valueOf(check(teams, texts)).data() == texts.data()));
    BOOST_TEST(valueOf(check(teams, texts)).size() == 3U);
    const std::vector<Value> flag = {true};
    const AttributeInfo enabled{.name = "enabled", .type = ValueKind::kBoolean};
    BOOST_TEST((valueOf(check(enabled, flag)).data() == flag.data()));
    BOOST_TEST(valueOf(check(teams, {})).empty());
}

BOOST_AUTO_TEST_CASE(a_decode_is_found_in_its_lookup) {
    const AttributeInfo type{.name = "type", .lookup = "Lookup.Type"};
    const lookup::LookupDefinition& lookup = *lookups->find("Lookup.Type");
    for (const char* typed : {"2", "Licensed", " LICENSED "}) {
        const std::vector<Value> given = {typed};
        const auto values = valueOf(check(type, given));
        BOOST_REQUIRE(values.size() == 1U);
        BOOST_TEST((values.data() == lookup.wireValue("2")), typed);
        BOOST_TEST((values.front() == Value("2")));
    }
    BOOST_REQUIRE(resolved.lookupsUsed.size() == 1U);
    BOOST_TEST((resolved.lookupsUsed.front() == &lookup));
}

BOOST_AUTO_TEST_CASE(the_parts_of_an_object_value_are_looked_into) {
    const AttributeInfo post{.name = "post",
                             .type = ValueKind::kObject,
                             .attributes = {{.name = "type", .lookup = "Lookup.Type"}}};
    const std::vector<Value> given = {ObjectValue({Attribute("type", "Licensed")})};
    const auto values = valueOf(check(post, given));
    BOOST_REQUIRE(values.size() == 1U);
    BOOST_TEST((values.front() == Value(ObjectValue({Attribute("type", "2")}))));
}

BOOST_AUTO_TEST_CASE(what_stands_nowhere_is_made) {
    const AttributeInfo floor{.name = "floor", .type = ValueKind::kInteger};
    BOOST_TEST((valueOf(check(floor, {"3"})).front() == Value(3)));
    const AttributeInfo password{.name = "__PASSWORD__", .type = ValueKind::kSecret};
    BOOST_TEST((valueOf(check(password, {"p"})).front() == Value(Secret("p"))));
    const AttributeInfo coded{
        .name = "coded", .type = ValueKind::kInteger, .lookup = "Lookup.Type"};
    BOOST_TEST((valueOf(check(coded, {"Basic"})).front() == Value(1)));
    const AttributeInfo open{.name = "open", .lookup = "Lookup.Open"};
    BOOST_TEST((valueOf(check(open, {"else"})).front() == Value("else")));
}

BOOST_AUTO_TEST_CASE(values_of_several_origins_keep_their_order) {
    const AttributeInfo types{.name = "types", .multiValued = true, .lookup = "Lookup.Type"};
    const std::vector<Value> given = {"2", "Basic"};
    const auto values = valueOf(check(types, given));
    BOOST_REQUIRE(values.size() == 2U);
    BOOST_TEST((values[0] == Value("2")));
    BOOST_TEST((values[1] == Value("1")));
    const AttributeInfo floors{.name = "floors", .type = ValueKind::kInteger, .multiValued = true};
    const std::vector<Value> mixed = {7, "8", 9};
    const auto numbers = valueOf(check(floors, mixed));
    BOOST_TEST((std::vector<Value>(numbers.begin(), numbers.end()) == std::vector<Value>{7, 8, 9}));
}

BOOST_AUTO_TEST_CASE(what_is_made_stays_while_more_is_made) {
    const AttributeInfo floor{.name = "floor", .type = ValueKind::kInteger};
    const auto first = valueOf(check(floor, {"1"}));
    for (int i = 0; i < 100; ++i) {
        valueOf(check(floor, {std::to_string(i)}));
    }
    BOOST_TEST((first.front() == Value(1)));
}

BOOST_AUTO_TEST_CASE(each_refusal_is_that_of_a_value_alone) {
    const AttributeInfo name{.name = "name", .maxLength = 3};
    checkError(check(name, {"four"}), ErrorCode::kInvalidAttributeValue, "at most 3");
    BOOST_TEST(check(name, {"森田さ"}).hasValue());
    checkError(check(name, {std::string("a\xFF")}), ErrorCode::kInvalidAttributeValue, "UTF-8");
    checkError(check(name, {7}), ErrorCode::kInvalidAttributeValue, "a value of kind integer");
    checkError(check(name, {Secret("p")}), ErrorCode::kInvalidAttributeValue, "a secret");
    const AttributeInfo teams{.name = "teams", .multiValued = true, .maxLength = 3};
    checkError(check(teams, {"a", "four"}), ErrorCode::kInvalidAttributeValue, "at most 3");
    const AttributeInfo type{.name = "type", .lookup = "Lookup.Type"};
    checkError(check(type, {"Gold"}), ErrorCode::kInvalidAttributeValue,
               "attribute \"type\": lookup Lookup.Type does not know \"Gold\"");
    const AttributeInfo lost{.name = "lost", .lookup = "Lookup.Lost"};
    checkError(check(lost, {"1"}), ErrorCode::kConfiguration, "Lookup.Lost");
}

BOOST_AUTO_TEST_SUITE_END()
