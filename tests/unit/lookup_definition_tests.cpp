#include <boost/test/unit_test.hpp>

#include "lookup/lookup_definition.h"
#include "lookup/lookup_reader.h"

using muster::lookup::LookupDefinition;
namespace xml = muster::xml;

BOOST_AUTO_TEST_SUITE(lookup_definition_tests)

namespace {

constexpr std::string_view kHead = "<lookup schema-version='1' name='L.t' closed='true'>\n";

std::optional<LookupDefinition> read(const std::string& text, xml::Diagnostics& diagnostics) {
    const auto document = xml::Document::parse(text, "L.t.xml", diagnostics);
    return document ? muster::lookup::readLookup(*document, diagnostics) : std::nullopt;
}

LookupDefinition typeLookup(const std::string& closed = "true") {
    xml::Diagnostics diagnostics;
    auto definition =
        read("<lookup schema-version='1' name='L.t' closed='" + closed +
                 "' default='1'>"
                 "<entry code-key='1'><decode xml:lang='en'>Basic</decode>"
                 "<decode xml:lang='ja'>基本</decode></entry>"
                 "<entry code-key='99' legacy='true'><decode xml:lang='en'>None</decode></entry>"
                 "<entry code-key='2'><decode xml:lang='ja'>ライセンス済</decode>"
                 "<decode xml:lang='en'>Licensed</decode></entry></lookup>",
             diagnostics);
    BOOST_TEST_REQUIRE(definition.has_value(), diagnostics.toText());
    return std::move(*definition);
}

struct Bad {
    std::string name;
    std::string text;
    std::string message;
};

std::vector<Bad> badLookups() {
    const std::string head(kHead);
    const std::string good = "<entry code-key='1'><decode>One</decode></entry>\n";
    return {
        {"no entry", head + "</lookup>", "L.t.xml:1:1: error: lookup L.t has no entry"},
        {"empty decode", head + good + "<entry code-key='2'><decode> </decode></entry></lookup>",
         "L.t.xml:3:1: error: entry 2: decode is empty (language \"en\")"},
        {"no decode", head + good + "<entry code-key='2'/></lookup>",
         "L.t.xml:3:1: error: entry 2: no decode"},
        {"empty code key", head + "<entry code-key=''><decode>x</decode></entry></lookup>",
         "L.t.xml:2:1: error: entry 1: the code key is empty"},
        {"missing code key", head + "<entry><decode>x</decode></entry></lookup>",
         "attribute \"code-key\" of <entry> is missing"},
        {"duplicate code key", head + good + good + "</lookup>",
         "L.t.xml:3:1: error: code key \"1\" a second time, first at L.t.xml:2:1"},
        {"ambiguous decode",
         head + good + "<entry code-key='2'><decode xml:lang='de'>ONE</decode></entry></lookup>",
         "L.t.xml:3:1: error: decode \"ONE\" of code key \"2\" also means code key \"1\""},
        {"decode that is another code key",
         head + good + "<entry code-key='2'><decode>1</decode></entry></lookup>",
         "decode \"1\" of code key \"2\" also means code key \"1\""},
        {"two decodes in a language",
         head + "<entry code-key='1'><decode>a</decode><decode xml:lang='EN'>b</decode></entry>"
                "</lookup>",
         "two decodes in language \"EN\""},
        {"unknown default",
         "<lookup schema-version='1' name='L.t' default='7'>" + good + "</lookup>",
         "default \"7\" is no code key of lookup L.t, expected one of 1 (One)"},
        {"bad language",
         head + "<entry code-key='1'><decode xml:lang='e n'>a</decode></entry>"
                "</lookup>",
         "L.t.xml:2:29: error: attribute \"xml:lang\" is \"e n\", expected a language tag"},
        {"bad flag", "<lookup schema-version='1' name='L.t' closed='yes'>" + good + "</lookup>",
         "attribute \"closed\" of <lookup> is \"yes\", expected \"true\" or \"false\""},
        {"unknown element", head + good + "<enty code-key='2'/></lookup>",
         "L.t.xml:3:1: error: unknown element <enty> in <lookup>, expected \"description\" or "
         "\"entry\" Hint: did you mean \"entry\"?"},
        {"unknown attribute", head + "<entry codekey='1'><decode>a</decode></entry></lookup>",
         "unknown attribute \"codekey\" of <entry>, expected \"code-key\" or \"legacy\""},
        {"stray text", head + good + "Basic</lookup>", "L.t.xml:3:1: error: text in <lookup>"},
        {"line end in a decode",
         head + "<entry code-key='1'><decode>a\nb</decode></entry></lookup>",
         "<decode> holds a line end"},
        {"other name", "<lookup schema-version='1' name='L.u'>" + good + "</lookup>",
         "lookup name \"L.u\" in a file named \"L.t.xml\", expected the same name"},
        {"reserved name", "<lookup schema-version='1' name='a~b'>" + good + "</lookup>",
         "lookup name \"a~b\" holds \"~\""},
        {"no name", "<lookup schema-version='1'>" + good + "</lookup>",
         "attribute \"name\" of <lookup> is missing"},
        {"other version", "<lookup schema-version='9' name='L.t'>" + good + "</lookup>",
         "expected \"1\""},
        {"other root", "<lookups/>", "root element <lookups>, expected <lookup>"},
    };
}

}  // namespace

BOOST_AUTO_TEST_CASE(mistakes_are_refused_with_their_place) {
    for (const Bad& bad : badLookups()) {
        BOOST_TEST_CONTEXT(bad.name) {
            xml::Diagnostics diagnostics;
            BOOST_TEST(!read(bad.text, diagnostics).has_value());
            BOOST_TEST(diagnostics.hasErrors());
            BOOST_TEST(diagnostics.toText().find(bad.message) != std::string::npos,
                       diagnostics.toText());
        }
    }
}

BOOST_AUTO_TEST_CASE(all_mistakes_of_a_file_are_reported) {
    xml::Diagnostics diagnostics;
    BOOST_TEST(!read("<lookup schema-version='1' name='L.t' default='x'>"
                     "<entry code-key='1'/><entry code-key='1' old='1'><decode/></entry></lookup>",
                     diagnostics)
                    .has_value());
    BOOST_TEST(diagnostics.errors().size() == 5U, diagnostics.toText());
}

BOOST_AUTO_TEST_CASE(code_keys_and_decodes_of_any_language_resolve) {
    const LookupDefinition lookup = typeLookup();
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"1", "1"}, {"Basic", "1"},    {"basic", "1"},        {" BASIC ", "1"}, {"基本", "1"},
        {"2", "2"}, {"Licensed", "2"}, {"ライセンス済", "2"}, {"none", "99"},   {"99", "99"},
    };
    for (const auto& [typed, codeKey] : rows) {
        BOOST_TEST_CONTEXT(typed) {
            const auto resolved = lookup.resolve(typed);
            BOOST_TEST_REQUIRE(resolved.hasValue());
            BOOST_TEST(resolved->text == codeKey);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_exact_code_key_wins_over_a_decode) {
    xml::Diagnostics diagnostics;
    const auto lookup = read(std::string(kHead) +
                                 "<entry code-key='create'><decode>create</decode></entry>"
                                 "<entry code-key='b'><decode>other</decode></entry></lookup>",
                             diagnostics);
    BOOST_TEST_REQUIRE(lookup.has_value(), diagnostics.toText());
    BOOST_TEST(lookup->resolve("create")->text == "create");
}

BOOST_AUTO_TEST_CASE(a_closed_lookup_refuses_the_unknown_with_the_known) {
    const LookupDefinition lookup = typeLookup();
    for (const char* typed : {"Gold", "", "  ", "3"}) {
        const auto resolved = lookup.resolve(typed, "ja");
        BOOST_TEST_REQUIRE(!resolved.hasValue());
        BOOST_TEST((resolved.error().code == muster::ErrorCode::kInvalidAttributeValue));
        BOOST_TEST(resolved.error().message ==
                   "lookup L.t does not know \"" + std::string(typed) +
                       "\", expected one of 1 (基本), 2 (ライセンス済), 99 (None) [legacy]");
    }
}

BOOST_AUTO_TEST_CASE(an_open_lookup_lets_the_unknown_pass_but_not_nothing) {
    const LookupDefinition lookup = typeLookup("false");
    BOOST_TEST(lookup.resolve("Gold")->text == "Gold");
    BOOST_TEST(lookup.resolve("Basic")->text == "1");
    BOOST_TEST(!lookup.resolve(" ").hasValue());
}

BOOST_AUTO_TEST_CASE(labels_fall_back_from_region_to_language_to_default_to_first) {
    const LookupDefinition lookup = typeLookup();
    BOOST_TEST(lookup.label("1", "ja") == "基本");
    BOOST_TEST(lookup.label("1", "ja-JP") == "基本");
    BOOST_TEST(lookup.label("1", "fr") == "Basic");
    BOOST_TEST(lookup.label("99", "ja") == "None");
    BOOST_TEST(lookup.label("77", "ja") == "77");
}

BOOST_AUTO_TEST_CASE(the_order_of_the_file_is_kept) {
    const LookupDefinition lookup = typeLookup();
    BOOST_TEST_REQUIRE(lookup.entries().size() == 3U);
    BOOST_TEST(lookup.entries()[1].codeKey.text == "99");
    BOOST_TEST(lookup.entries()[1].legacy);
    BOOST_TEST(lookup.defaultCodeKey()->text == "1");
}

BOOST_AUTO_TEST_SUITE_END()
