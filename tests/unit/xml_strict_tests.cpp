#include <boost/test/unit_test.hpp>

#include "xml/strict.h"

namespace xml = muster::xml;

BOOST_AUTO_TEST_SUITE(xml_strict_tests)

namespace {

xml::Document parsed(std::string_view text) {
    auto document = xml::Document::parse(text, "f.xml");
    BOOST_TEST_REQUIRE(document.hasValue());
    return std::move(document).value();
}

std::string onlyFinding(const xml::Diagnostics& diagnostics) {
    BOOST_TEST_REQUIRE(diagnostics.all().size() == 1U, diagnostics.toText());
    return diagnostics.all().front().toString();
}

enum class Colour { kRed, kGreen };

}  // namespace

BOOST_AUTO_TEST_CASE(an_unknown_attribute_is_told_with_the_known_ones_and_the_near_miss) {
    xml::Diagnostics diagnostics;
    const xml::Document document = parsed("<a clsed='true' name='x'/>");
    xml::allowAttributes(document.root(), {"name", "closed"}, diagnostics);
    BOOST_TEST(onlyFinding(diagnostics) ==
               "f.xml:1:4: error: unknown attribute \"clsed\" of <a>, expected \"name\" or "
               "\"closed\" Hint: did you mean \"closed\"?");
}

BOOST_AUTO_TEST_CASE(an_unknown_element_is_told_with_the_known_ones) {
    xml::Diagnostics diagnostics;
    const xml::Document document = parsed("<a>\n<entry/><zebra/></a>");
    xml::allowChildren(document.root(), {"entry"}, diagnostics);
    BOOST_TEST(onlyFinding(diagnostics) ==
               "f.xml:2:9: error: unknown element <zebra> in <a>, expected \"entry\"");
}

BOOST_AUTO_TEST_CASE(stray_text_is_told_with_its_place) {
    xml::Diagnostics diagnostics;
    const xml::Document document = parsed("<a>\n  <b/>\n  oops</a>");
    xml::refuseText(document.root(), diagnostics);
    BOOST_TEST(onlyFinding(diagnostics) == "f.xml:3:3: error: text in <a>, expected none");
}

BOOST_AUTO_TEST_CASE(a_second_element_is_told_with_the_first) {
    xml::Diagnostics diagnostics;
    const xml::Document document = parsed("<a>\n<b/>\n<b/></a>");
    xml::allowOnce(document.root(), "b", diagnostics);
    BOOST_TEST(onlyFinding(diagnostics) ==
               "f.xml:3:1: error: <b> a second time in <a>, first at f.xml:2:1");
}

BOOST_AUTO_TEST_CASE(a_missing_and_an_empty_required_attribute_are_told) {
    xml::Diagnostics diagnostics;
    const xml::Document document = parsed("<a x=''/>");
    BOOST_TEST(!xml::requiredAttribute(document.root(), "x", diagnostics).has_value());
    BOOST_TEST(!xml::requiredAttribute(document.root(), "y", diagnostics).has_value());
    BOOST_TEST_REQUIRE(diagnostics.all().size() == 2U);
    BOOST_TEST(diagnostics.all()[0].message == "attribute \"x\" of <a> is empty");
    BOOST_TEST(diagnostics.all()[1].message == "attribute \"y\" of <a> is missing");
}

BOOST_AUTO_TEST_CASE(typed_attributes_read_their_types_and_refuse_the_rest) {
    const xml::Document document =
        parsed("<a t='true' f='false' T='True' n='-7' big='99' bad='7x' c='green' d='grean'/>");
    const xml::Element root = document.root();
    xml::Diagnostics good;
    BOOST_TEST(xml::boolAttribute(root, "t", false, good));
    BOOST_TEST(!xml::boolAttribute(root, "f", true, good));
    BOOST_TEST(xml::boolAttribute(root, "absent", true, good));
    BOOST_TEST(xml::intAttribute(root, "n", 0, -10, 10, good) == -7);
    BOOST_TEST(xml::intAttribute(root, "absent", 5, -10, 10, good) == 5);
    const std::vector<std::pair<std::string_view, Colour>> colours = {{"red", Colour::kRed},
                                                                      {"green", Colour::kGreen}};
    BOOST_TEST((xml::enumAttribute(root, "c", Colour::kRed, colours, good) == Colour::kGreen));
    BOOST_TEST(good.empty(), good.toText());

    xml::Diagnostics bad;
    (void)xml::boolAttribute(root, "T", false, bad);
    (void)xml::intAttribute(root, "big", 0, 1, 10, bad);
    (void)xml::intAttribute(root, "bad", 0, 1, 10, bad);
    (void)xml::enumAttribute(root, "d", Colour::kRed, colours, bad);
    BOOST_TEST_REQUIRE(bad.all().size() == 4U);
    BOOST_TEST(bad.all()[0].message ==
               "attribute \"T\" of <a> is \"True\", expected \"true\" or \"false\"");
    BOOST_TEST(bad.all()[1].message ==
               "attribute \"big\" of <a> is \"99\", expected an integer from 1 to 10");
    BOOST_TEST(bad.all()[2].message.find("is \"7x\"") != std::string::npos);
    BOOST_TEST(bad.all()[3].hint == "did you mean \"green\"?");
}

BOOST_AUTO_TEST_CASE(another_root_or_schema_version_is_refused) {
    xml::Diagnostics diagnostics;
    BOOST_TEST(!xml::expectRoot(parsed("<b/>").root(), "a", diagnostics));
    BOOST_TEST(onlyFinding(diagnostics) == "f.xml:1:1: error: root element <b>, expected <a>");
    xml::Diagnostics version;
    BOOST_TEST(xml::expectRoot(parsed("<a schema-version='2'/>").root(), "a", version));
    BOOST_TEST(onlyFinding(version).find("is \"2\", expected \"1\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(findings_are_sorted_by_place_and_the_first_counts_the_rest) {
    xml::Diagnostics diagnostics;
    diagnostics.error({"f.xml", 10, 1}, "third");
    diagnostics.warning({"f.xml", 1, 1}, "a warning");
    diagnostics.error({"f.xml", 2, 9}, "second");
    diagnostics.error({"f.xml", 2, 1}, "first");
    BOOST_TEST(diagnostics.firstError().message == "f.xml:2:1: first");
    BOOST_TEST(diagnostics.firstError().hint == "and 2 more of such errors");
    BOOST_TEST(diagnostics.sorted().back().message == "third");
    BOOST_TEST(diagnostics.warnings().size() == 1U);
}

BOOST_AUTO_TEST_CASE(only_near_words_are_proposed) {
    BOOST_TEST(xml::nearest("metod", {"path", "method"}) == "method");
    BOOST_TEST(xml::nearest("METHOD", {"path", "method"}) == "method");
    BOOST_TEST(xml::nearest("zebra", {"path", "method"}).empty());
    BOOST_TEST(xml::nearest("ab", {"cd"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
