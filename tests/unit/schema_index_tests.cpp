#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/schema_index.h"
#include "temporary_folder.h"

using namespace muster;
using host::ClassIndex;
using host::SchemaIndex;

namespace {

struct Fixture {
    muster::testing::TemporaryFolder folder;
    std::shared_ptr<const lookup::LookupCatalog> lookups;

    Fixture() {
        folder.write("Lookup.Sample.type.xml",
                     R"(<lookup schema-version="1" name="Lookup.Sample.type">
  <entry code-key="1"><decode xml:lang="en">Basic</decode></entry>
</lookup>)");
        xml::Diagnostics diagnostics;
        lookups = lookup::LookupCatalog::load(folder.path(), diagnostics);
        BOOST_REQUIRE_MESSAGE(lookups, diagnostics.toText());
    }
};

std::string nameOf(const host::IndexedAttribute* found) {
    return found == nullptr ? "none" : found->info->name;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schema_index_tests, Fixture)

BOOST_AUTO_TEST_CASE(an_attribute_is_found_by_either_name_in_any_case) {
    const ObjectClassInfo info{.name = "__ACCOUNT__",
                               .attributes = {{.name = "__NAME__", .nativeName = "email"},
                                              {.name = "a"},
                                              {.name = "Fourteen_chars"},
                                              {.name = "部署"}}};
    const ClassIndex index(info, *lookups);
    for (const char* name : {"__NAME__", "__name__", "email", "EMAIL"}) {
        BOOST_TEST(nameOf(index.find(name)) == "__NAME__", name);
    }
    BOOST_TEST(nameOf(index.find("A")) == "a");
    BOOST_TEST(nameOf(index.find("fOURTEEN_CHARS")) == "Fourteen_chars");
    BOOST_TEST(nameOf(index.find("部署")) == "部署");
    for (const char* name : {"", "b", "e-mail", "Fourteen_char", "Fourteen@chars", "__NAME_"}) {
        BOOST_TEST(nameOf(index.find(name)) == "none", name);
    }
}

BOOST_AUTO_TEST_CASE(every_attribute_of_a_large_class_is_found) {
    ObjectClassInfo info{.name = "__ACCOUNT__"};
    for (int i = 0; i < 500; ++i) {
        info.attributes.push_back({.name = "extra_" + std::to_string(i) + "_attribute"});
    }
    const ClassIndex index(info, *lookups);
    for (const AttributeInfo& attribute : info.attributes) {
        BOOST_TEST((index.find(attribute.name) != nullptr &&
                    index.find(attribute.name)->info == &attribute),
                   attribute.name);
    }
    BOOST_TEST((index.find("extra_500_attribute") == nullptr));
}

BOOST_AUTO_TEST_CASE(it_finds_what_the_class_itself_finds) {
    // The native name of one is the name of another: the name goes before.
    const ObjectClassInfo info{.name = "__ACCOUNT__",
                               .attributes = {{.name = "one", .nativeName = "two"},
                                              {.name = "two", .nativeName = "three"}}};
    const ClassIndex index(info, *lookups);
    for (const char* name : {"one", "two", "three"}) {
        BOOST_REQUIRE(index.find(name) != nullptr);
        BOOST_TEST((index.find(name)->info == info.find(name)), name);
    }
}

BOOST_AUTO_TEST_CASE(lookups_and_required_attributes_are_at_hand) {
    const Description description{
        .classes = {{.name = "__ACCOUNT__",
                     .attributes = {{.name = "type", .lookup = "Lookup.Sample.type"},
                                    {.name = "plan", .required = true, .lookup = "Lookup.Other"},
                                    {.name = "dept", .required = true}}},
                    {.name = "__GROUP__"}}};
    const SchemaIndex schema(description, *lookups);
    const ClassIndex* account = schema.find("__account__");
    BOOST_REQUIRE(account != nullptr);
    BOOST_TEST((account->find("type")->lookup == lookups->find("Lookup.Sample.type")));
    BOOST_TEST((account->find("plan")->lookup == nullptr));
    BOOST_TEST((account->find("dept")->lookup == nullptr));
    BOOST_REQUIRE(account->required().size() == 2U);
    BOOST_TEST(account->required().front()->name == "plan");
    BOOST_TEST((&schema.find("__GROUP__")->info() == &description.classes[1]));
    BOOST_TEST((schema.find("person") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
