#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include "xml/document.h"

namespace xml = muster::xml;

BOOST_AUTO_TEST_SUITE(xml_document_tests)

namespace {

struct BadText {
    std::string name;
    std::string text;
    std::string message;
};

std::vector<BadText> badTexts() {
    return {
        {"nothing", "", "f.xml:1:1: no element at all"},
        {"only a comment", "<!-- a -->\n", "no element at all"},
        {"two roots", "<a/>\n<b/>", "f.xml:2:1: a second root element <b>"},
        {"text before the root", "x<a/>", "f.xml:1:1: text outside of the root"},
        {"text after the root", "<a/>\n  x", "f.xml:2:3: text outside of the root"},
        {"duplicate attribute", "<a>\n <b x='1' y='2' x='3'/></a>",
         "f.xml:2:17: attribute \"x\" a second time, first at f.xml:2:5"},
        {"undefined entity", "<a>b &eacute; c</a>",
         "f.xml:1:6: entity \"&eacute;\" is not defined"},
        {"bare ampersand", "<a>b?x=1&y=2</a>", "f.xml:1:9: \"&\" that begins no entity"},
        {"bare ampersand in an attribute", "<a x='1&2'/>",
         "f.xml:1:8: \"&\" that begins no entity"},
        {"reference to a control character", "<a>&#7;</a>", "\"&#7;\" names no character"},
        {"reference beyond Unicode", "<a>&#x110000;</a>", "names no character"},
        {"empty reference", "<a>&#;</a>", "names no character"},
        {"document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
         "f.xml:1:1: a document type (DOCTYPE)"},
        {"bad UTF-8", "<a>\n\xE5\x9F\xBA\xFF</a>", "f.xml:2:2: bytes that are not UTF-8"},
        {"overlong UTF-8", "<a>\xC0\xAF</a>", "f.xml:1:4: bytes that are not UTF-8"},
        {"cut UTF-8", "<a>\xE5\x9F", "f.xml:1:4: bytes that are not UTF-8"},
        {"NUL", std::string("<a>\0</a>", 8), "f.xml:1:4: a NUL byte"},
        {"control character", "<a>\x01</a>", "f.xml:1:4: a control character (code 1)"},
        {"other encoding", "<?xml version='1.0' encoding='Shift_JIS'?><a/>",
         "encoding \"Shift_JIS\", expected \"UTF-8\""},
        {"late declaration", "\n<?xml version='1.0'?><a/>", "not at the very beginning"},
        {"wrong end tag", "<a>\n <b>\n </c>\n</a>",
         "f.xml:3:2: </c>, expected </b> for the element opened at f.xml:2:2"},
        {"end tag alone", "<a/></a>", "closes nothing"},
        {"never closed", "<a>\n <b>", "f.xml:2:2: <b> is never closed"},
        {"tag cut off", "<a>\n <b x='1'", "f.xml:2:2: the tag <b> is never closed"},
        {"quote cut off", "<a x='1></a>", "whose quote is never closed"},
        {"no quotes", "<a x=1/>", "whose value is not in quotes"},
        {"no equals sign", "<a x/>", "without \"=\""},
        {"no blank", "<a x='1'y='2'/>", "f.xml:1:9: no blank between two attributes"},
        {"less-than in an attribute", "<a x='<b'/>", "\"<\" in the value of attribute \"x\""},
        {"stray less-than", "<a>1 < 2</a>", "f.xml:1:6: \"<\" that begins no element"},
        {"comment cut off", "<a><!-- b</a>", "never closed with \"-->\""},
        {"dashes in a comment", "<a><!-- b -- c --></a>", "f.xml:1:11: \"--\" inside a comment"},
        {"CDATA cut off", "<a><![CDATA[b</a>", "never closed with \"]]>\""},
        {"CDATA outside", "<![CDATA[b]]><a/>", "outside of the root"},
        {"instruction cut off", "<a><?b</a>", "never closed with \"?>\""},
        {"end of CDATA in text", "<a>b]]>c</a>", "f.xml:1:5: \"]]>\" in text"},
    };
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_that_are_not_well_formed_are_refused_with_their_place) {
    for (const BadText& bad : badTexts()) {
        BOOST_TEST_CONTEXT(bad.name) {
            const auto document = xml::Document::parse(bad.text, "f.xml");
            BOOST_TEST_REQUIRE(!document.hasValue());
            BOOST_TEST((document.error().code == muster::ErrorCode::kConfiguration));
            BOOST_TEST(document.error().message.find(bad.message) != std::string::npos,
                       document.error().message);
        }
    }
}

BOOST_AUTO_TEST_CASE(all_findings_of_a_text_are_reported) {
    xml::Diagnostics diagnostics;
    const auto document =
        xml::Document::parse("<a x='1' x='2'>\n&nbsp;\n&copy;</a>", "f.xml", diagnostics);
    BOOST_TEST(!document.hasValue());
    BOOST_TEST(diagnostics.errors().size() == 3U);
    BOOST_TEST(document.error().hint.find("2 more") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nesting_is_bounded) {
    const auto nested = [](int depth) {
        std::string text;
        for (int i = 0; i < depth; ++i) text += "<a>";
        for (int i = 0; i < depth; ++i) text += "</a>";
        return text;
    };
    BOOST_TEST(xml::Document::parse(nested(64), "f.xml").hasValue());
    const auto document = xml::Document::parse(nested(65), "f.xml");
    BOOST_TEST_REQUIRE(!document.hasValue());
    BOOST_TEST(document.error().message.find("more than 64") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(positions_count_characters) {
    const auto document = xml::Document::parse(
        "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n"
        "<a>\r\n  <b y='\xE5\x9F\xBA' xml:lang='ja'>\xE5\x9F\xBA\xE6\x9C\xAC</b><c/>\r\n</a>",
        "f.xml");
    BOOST_TEST_REQUIRE(document.hasValue());
    const std::vector<xml::Element> children = document->root().children();
    BOOST_TEST_REQUIRE(children.size() == 2U);
    BOOST_TEST(document->root().position().toString() == "f.xml:2:1");
    BOOST_TEST(children[0].position().toString() == "f.xml:3:3");
    BOOST_TEST(children[0].attribute("xml:lang")->position.toString() == "f.xml:3:12");
    BOOST_TEST(children[0].attribute("xml:lang")->value == "ja");
    BOOST_TEST(children[0].textPosition().toString() == "f.xml:3:26");
    BOOST_TEST(children[1].position().toString() == "f.xml:3:32");
}

BOOST_AUTO_TEST_CASE(text_is_joined_and_its_places_are_known) {
    const auto document =
        xml::Document::parse("<a>x &amp; y<!-- c --><![CDATA[ &z]]>\n&#x57FA;!</a>", "f.xml");
    BOOST_TEST_REQUIRE(document.hasValue());
    const xml::Element root = document->root();
    BOOST_TEST(root.text() == "x & y &z\n\xE5\x9F\xBA!");
    BOOST_TEST(root.textPosition(2).column == 6);   // the "&"
    BOOST_TEST(root.textPosition(4).column == 12);  // "y", after the entity
    BOOST_TEST(root.textPosition(7).column == 34);  // "z" in the CDATA
    BOOST_TEST(root.textPosition(12).toString() == "f.xml:2:9");
}

BOOST_AUTO_TEST_CASE(elements_are_found_by_name_in_order) {
    const auto document = xml::Document::parse("<a><b>1</b> <c/><b> 2\n</b></a>", "f.xml");
    BOOST_TEST_REQUIRE(document.hasValue());
    const xml::Element root = document->root();
    BOOST_TEST(root.children().size() == 3U);
    BOOST_TEST_REQUIRE(root.children("b").size() == 2U);
    BOOST_TEST(root.children("b")[1].trimmedText() == "2");
    BOOST_TEST(root.child("c")->text().empty());
    BOOST_TEST(!root.child("d").has_value());
}

BOOST_AUTO_TEST_CASE(a_document_outlives_its_text) {
    auto text = std::make_unique<std::string>("<a b='c'>d</a>");
    auto document = xml::Document::parse(*text, "f.xml");
    text.reset();
    BOOST_TEST_REQUIRE(document.hasValue());
    const xml::Document copy = *document;
    document = muster::Error{.message = "gone"};
    BOOST_TEST(copy.root().text() == "d");
    BOOST_TEST(copy.root().attribute("b")->value == "c");
}

BOOST_AUTO_TEST_CASE(a_missing_file_and_a_folder_are_refused_with_their_path) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const auto missing = xml::Document::load(folder / "muster-no-such-file.xml");
    BOOST_TEST_REQUIRE(!missing.hasValue());
    BOOST_TEST(missing.error().message.find("muster-no-such-file.xml: there is no such file") !=
               std::string::npos);
    const auto directory = xml::Document::load(folder);
    BOOST_TEST_REQUIRE(!directory.hasValue());
    BOOST_TEST(directory.error().message.find("not a regular file") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_is_refused_before_it_is_read) {
    const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                       ("muster-large-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(path) << "<a/>";
    std::filesystem::resize_file(path, xml::kMaxFileBytes + 1);
    const auto document = xml::Document::load(path);
    std::filesystem::remove(path);
    BOOST_TEST_REQUIRE(!document.hasValue());
    BOOST_TEST(document.error().message.find("expected at most 16777216") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
