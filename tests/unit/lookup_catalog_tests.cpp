#include <boost/test/unit_test.hpp>

#include "lookup/lookup_catalog.h"
#include "temporary_folder.h"

using muster::lookup::LookupCatalog;
namespace xml = muster::xml;

BOOST_AUTO_TEST_SUITE(lookup_catalog_tests)

namespace {

std::string lookupText(const std::string& name) {
    return "<lookup schema-version='1' name='" + name +
           "'><entry code-key='1'><decode>One</decode></entry></lookup>";
}

std::shared_ptr<const LookupCatalog> shipped(const std::string& folder) {
    xml::Diagnostics diagnostics;
    auto catalog =
        LookupCatalog::load(std::filesystem::path(MUSTER_TEST_SOURCE) / folder, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(diagnostics.empty(), diagnostics.toText());
    return catalog;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_lookups_of_zoom_carry_the_labels_of_both_languages) {
    const auto catalog = shipped("lookups/zoom");
    const auto* type = catalog->find("Lookup.Zoom.type");
    BOOST_TEST_REQUIRE(type != nullptr);
    struct Row {
        std::string codeKey, english, japanese;
        bool legacy;
    };
    const std::vector<Row> rows = {
        {"1", "Basic", "基本", false},
        {"2", "Licensed", "ライセンス済", false},
        {"4", "No Meetings License", "ミーティングライセンスなし", false},
        {"3", "On-prem", "オンプレミス", true},
        {"99", "None", "なし", true}};
    BOOST_TEST_REQUIRE(type->entries().size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BOOST_TEST(type->entries()[i].codeKey.text == rows[i].codeKey);
        BOOST_TEST(type->label(rows[i].codeKey, "en") == rows[i].english);
        BOOST_TEST(type->label(rows[i].codeKey, "ja") == rows[i].japanese);
        BOOST_TEST(type->entries()[i].legacy == rows[i].legacy);
    }
    BOOST_TEST(type->isClosed());
    BOOST_TEST(type->defaultCodeKey()->text == "1");
}

BOOST_AUTO_TEST_CASE(the_create_types_of_zoom_are_known) {
    const auto catalog = shipped("lookups/zoom");
    const auto* createType = catalog->find("Lookup.Zoom.createType");
    BOOST_TEST_REQUIRE(createType != nullptr);
    for (const char* codeKey : {"create", "autoCreate", "custCreate", "ssoCreate"}) {
        BOOST_TEST_REQUIRE(createType->find(codeKey) != nullptr);
        BOOST_TEST(createType->label(codeKey, "en") == codeKey);
        BOOST_TEST(createType->label(codeKey, "ja") != codeKey);
    }
    BOOST_TEST(createType->entries().size() == 4U);
    BOOST_TEST(createType->defaultCodeKey()->text == "create");
}

BOOST_AUTO_TEST_CASE(the_example_of_the_manual_loads) {
    const auto catalog = shipped("framework/docs/examples/lookups");
    const auto* kind = catalog->find("Lookup.Library.cardKind");
    BOOST_TEST_REQUIRE(kind != nullptr);
    BOOST_TEST(kind->resolve("児童")->text == "C");
}

BOOST_AUTO_TEST_CASE(one_bad_file_keeps_the_whole_folder_out_and_all_are_reported) {
    const muster::testing::TemporaryFolder folder;
    folder.write("Lookup.A.xml", lookupText("Lookup.A"));
    folder.write("Lookup.B.xml", lookupText("Lookup.X"));
    folder.write("Lookup.C.xml", "<lookup");
    xml::Diagnostics diagnostics;
    BOOST_TEST(LookupCatalog::load(folder.path(), diagnostics) == nullptr);
    BOOST_TEST(diagnostics.errors().size() == 2U, diagnostics.toText());
}

BOOST_AUTO_TEST_CASE(a_stray_xml_file_is_a_warning) {
    const muster::testing::TemporaryFolder folder;
    folder.write("Lookup.A.xml", lookupText("Lookup.A"));
    folder.write("lookup.b.xml", lookupText("lookup.b"));
    folder.write("operations.xml", "not looked at here");
    xml::Diagnostics diagnostics;
    const auto catalog = LookupCatalog::load(folder.path(), diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr);
    BOOST_TEST_REQUIRE(diagnostics.warnings().size() == 1U);
    BOOST_TEST(diagnostics.toText().find("lookup.b.xml: warning: the file is not read") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_an_error) {
    const muster::testing::TemporaryFolder folder;
    xml::Diagnostics diagnostics;
    BOOST_TEST(LookupCatalog::load(folder.path() / "none", diagnostics) == nullptr);
    BOOST_TEST(diagnostics.toText().find("the lookups folder cannot be read") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lookup_that_is_not_there_is_told_with_the_known_ones) {
    const muster::testing::TemporaryFolder folder;
    folder.write("Lookup.Zoom.type.xml", lookupText("Lookup.Zoom.type"));
    xml::Diagnostics diagnostics;
    const auto catalog = LookupCatalog::load(folder.path(), diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr);
    const auto missing = catalog->require("Lookup.Zoom.tpye");
    BOOST_TEST_REQUIRE(!missing.hasValue());
    BOOST_TEST((missing.error().code == muster::ErrorCode::kConfiguration));
    BOOST_TEST(missing.error().hint == "did you mean \"Lookup.Zoom.type\"?");
    catalog->checkRequired({"Lookup.Zoom.type", "Lookup.Zoom.createType"}, diagnostics);
    BOOST_TEST_REQUIRE(diagnostics.errors().size() == 1U);
    BOOST_TEST(diagnostics.errors()[0].message.find("\"Lookup.Zoom.createType\" is missing") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
