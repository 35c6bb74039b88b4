#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <muster/core/text_table.h>

using muster::TextTable;

BOOST_AUTO_TEST_SUITE(text_table_tests)

BOOST_AUTO_TEST_CASE(texts_are_found_as_they_were_written) {
    TextTable table(TextTable::Case::kExact, 4);
    table.add("Basic", 1);
    table.add("", 2);
    table.add("ライセンス済", 3);
    table.add("a longer text of one number", 4);
    BOOST_TEST(table.find("Basic") == 1U);
    BOOST_TEST(table.find("") == 2U);
    BOOST_TEST(table.find("ライセンス済") == 3U);
    BOOST_TEST(table.find("a longer text of one number") == 4U);
    for (const char* text : {"basic", "Basic ", "ライセンス", "a longer text of two number"}) {
        BOOST_TEST(table.find(text) == TextTable::kNone, text);
    }
}

BOOST_AUTO_TEST_CASE(case_of_ascii_letters_can_be_ignored_and_nothing_else) {
    TextTable table(TextTable::Case::kIgnored, 3);
    table.add("First_Name", 1);
    table.add("a@b", 2);
    table.add("É", 3);
    BOOST_TEST(table.find("FIRST_NAME") == 1U);
    BOOST_TEST(table.find("first_name") == 1U);
    BOOST_TEST(table.find("A@B") == 2U);
    // Differ in the very bit that parts the cases.
    BOOST_TEST(table.find("a`b") == TextTable::kNone);
    BOOST_TEST(table.find("First\x7FName") == TextTable::kNone);
    BOOST_TEST(table.find("é") == TextTable::kNone);
}

BOOST_AUTO_TEST_CASE(a_text_keeps_the_number_that_it_had_first) {
    TextTable table(TextTable::Case::kIgnored, 2);
    table.add("name", 1);
    table.add("NAME", 2);
    BOOST_TEST(table.find("Name") == 1U);
}

BOOST_AUTO_TEST_CASE(an_empty_table_has_nothing) {
    BOOST_TEST(TextTable().find("") == TextTable::kNone);
    BOOST_TEST(TextTable().find("name") == TextTable::kNone);
}

BOOST_AUTO_TEST_CASE(a_full_table_finds_all_of_its_texts) {
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i) {
        texts.push_back("attribute_" + std::to_string(i) + "_of_the_target");
        texts.push_back(std::to_string(i));
    }
    TextTable table(TextTable::Case::kIgnored, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        table.add(texts[i], i);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        BOOST_TEST_CONTEXT(texts[i]) { BOOST_TEST(table.find(texts[i]) == i); }
    }
    BOOST_TEST(table.find("attribute_3000_of_the_target") == TextTable::kNone);
}

BOOST_AUTO_TEST_SUITE_END()
