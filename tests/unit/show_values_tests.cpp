#include <fstream>

#include <boost/test/unit_test.hpp>

#include "shell/show_values.h"
#include "shell/table_renderer.h"
#include "temporary_folder.h"

namespace shell = muster::shell;

BOOST_AUTO_TEST_SUITE(show_values_tests)

namespace {

/** A target whose attribute `type` takes its values from a lookup. */
shell::TargetView viewWithLookup() {
    const muster::testing::TemporaryFolder folder;
    std::ofstream(folder.path() / "Lookup.T.type.xml")
        << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<lookup schema-version=\"1\" name=\"Lookup.T.type\" language=\"en\">"
           "<entry code-key=\"2\"><decode xml:lang=\"en\">Licensed</decode>"
           "<decode xml:lang=\"ja\">ライセンス済</decode></entry></lookup>\n";
    muster::xml::Diagnostics findings;
    auto lookups = muster::lookup::LookupCatalog::load(folder.path(), findings);
    BOOST_TEST_REQUIRE((lookups != nullptr), findings.toText());
    auto description = std::make_shared<muster::Description>();
    description->classes.push_back(
        {.name = "__ACCOUNT__",
         .attributes = {
             {.name = "type", .type = muster::ValueKind::kInteger, .lookup = "Lookup.T.type"}}});
    return {.target = std::make_shared<muster::host::Target>(),
            .description = description,
            .lookups = lookups};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_value_of_a_lookup_is_shown_with_its_label_in_the_language_chosen) {
    const shell::TargetView target = viewWithLookup();
    const muster::Attribute type("type", muster::Value(2));
    BOOST_TEST(shell::ObjectView(target, "", "en").cell(type).text == "2 (Licensed)");
    BOOST_TEST(shell::ObjectView(target, "", "ja").cell(type).text == "2 (ライセンス済)");
    BOOST_TEST(shell::ObjectView(target, "", "ja").cell(type).json.as_int64() == 2);
    BOOST_TEST(shell::ObjectView(target, "", "en").cell({"type", muster::Value(9)}).text == "9");
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_shown_as_it_is_typed) {
    const shell::TargetView target = viewWithLookup();
    const shell::ObjectView view(target, "", "en");
    BOOST_TEST(view.cell(muster::Attribute::list("doors", {"", "a b"})).text == "\"\", a b");
    BOOST_TEST(view.cell({"note", muster::Value("")}).text == "\"\"");
    BOOST_TEST(view.cell(muster::Attribute::list("doors", {})).text == "");
}

BOOST_AUTO_TEST_CASE(in_json_no_attribute_meets_a_key_of_ours) {
    const shell::TargetView target = viewWithLookup();
    const shell::ObjectView view(target, "", "en");
    const muster::ConnectorObject object{
        .uid = "u1",
        .name = "ann",
        .attributes = {{"name", muster::Value("Ann B")}, {"labels", muster::Value("x")}}};
    const std::vector<std::string> shown = {"name", "labels"};
    const auto columns = view.columns(shown);
    BOOST_TEST(columns[2].title == "attribute name");
    std::ostringstream out;
    shell::renderJsonRow(out, columns, view.row(object, shown));
    const auto json = boost::json::parse(out.str());
    BOOST_TEST(json.at("name").as_string() == "ann");
    BOOST_TEST(json.at("labels").as_object().empty());
    BOOST_TEST(json.at("attributes").at("name").as_string() == "Ann B");
}

BOOST_AUTO_TEST_CASE(only_the_attributes_that_are_asked_for_are_kept) {
    const shell::TargetView target = viewWithLookup();
    const shell::ObjectView view(target, "", "en");
    const muster::ConnectorObject object{
        .attributes = {{"type", muster::Value(2)}, {"other", muster::Value("x")}}};
    BOOST_TEST(view.restricted(object, {}).attributes.size() == 2U);
    BOOST_TEST(view.restricted(object, {"TYPE"}).attributes.size() == 1U);
    BOOST_TEST(view.restricted(object, {"absent"}).attributes.empty());
}

BOOST_AUTO_TEST_CASE(each_kind_of_value_has_its_json) {
    const muster::Time time = muster::Time::parse("2026-01-31T08:05:00Z").value();
    const muster::ObjectValue object(
        {{"a", muster::Value(1)}, {"s", muster::Value(muster::Secret("S3cret!"))}});
    const std::vector<std::pair<muster::Value, std::string>> rows = {
        {muster::Value(), "null"},
        {muster::Value("x"), "\"x\""},
        {muster::Value(7), "7"},
        {muster::Value(true), "true"},
        {muster::Value(time), "\"2026-01-31T08:05:00Z\""},
        {muster::Value(muster::Bytes{"a"}), "\"YQ==\""},
        {muster::Value(muster::Reference{"g1"}), "\"g1\""},
        {muster::Value(muster::Secret("S3cret!")), "\"***\""},
        {muster::Value(object), "{\"a\":1,\"s\":\"***\"}"},
    };
    for (const auto& [value, json] : rows) {
        BOOST_TEST(boost::json::serialize(shell::toJson(value)) == json);
    }
}

BOOST_AUTO_TEST_CASE(a_list_is_an_array_even_with_one_value) {
    const auto json = [](const muster::Attribute& attribute) {
        return boost::json::serialize(shell::toJson(attribute));
    };
    BOOST_TEST(json(muster::Attribute::list("a", {"x"})) == "[\"x\"]");
    BOOST_TEST(json(muster::Attribute::list("a", {})) == "[]");
    BOOST_TEST(json({"a", muster::Value("x")}) == "\"x\"");
}

BOOST_AUTO_TEST_SUITE_END()
