#include <sstream>

#include <boost/test/unit_test.hpp>

#include "shell/table_renderer.h"
#include "shell/text_width.h"

namespace shell = muster::shell;

BOOST_AUTO_TEST_SUITE(table_renderer_tests)

BOOST_AUTO_TEST_CASE(wide_characters_take_two_columns) {
    const std::vector<std::pair<std::string, std::size_t>> rows = {
        {"", 0},        {"abc", 3}, {"ライセンス済", 12}, {"ｱ", 1}, {"é", 1},
        {"e\u0301", 1}, {"Ａ", 2},  {"a\xff", 2},
    };
    for (const auto& [text, width] : rows) {
        BOOST_TEST(shell::displayWidth(text) == width, text);
    }
    BOOST_TEST(shell::padded("基本", 6) == "基本  ");
    BOOST_TEST(shell::padded("基本", 3) == "基本");
}

BOOST_AUTO_TEST_CASE(what_could_drive_a_terminal_is_made_visible) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"a\nb\tc", "a\\nb\\tc"},
        {"\x1b[31m", "\\x1b[31m"},
        {"\xc2\x9b", "\\x9b"},
        {"a\xff", "a\\xff"},
        {"\u202eabc", "\\u202eabc"},
        {"日本", "日本"},
        {std::string("a\0b", 3), "a\\x00b"},
    };
    for (const auto& [text, shown] : rows) {
        BOOST_TEST(shell::printable(text) == shown);
    }
}

BOOST_AUTO_TEST_CASE(columns_are_aligned_by_display_width) {
    std::ostringstream stream;
    shell::renderTable(stream, {.columns = {{"type", "type"}, {"name", "name"}},
                                .rows = {{"基本", "a"}, {"x", "b"}, {"", "c"}}});
    BOOST_TEST(stream.str() ==
               "TYPE  NAME\n"
               "基本  a\n"
               "x     b\n"
               "      c\n");
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_writes_nothing) {
    std::ostringstream stream;
    shell::renderTable(stream, {.columns = {{"type", "type"}}});
    BOOST_TEST(stream.str().empty());
}

BOOST_AUTO_TEST_CASE(rows_after_the_look_ahead_keep_the_widths_found) {
    std::ostringstream stream;
    shell::TableRenderer renderer(stream, {{"a", "a"}, {"b", "b"}});
    for (std::size_t i = 0; i < shell::TableRenderer::kLookAhead; ++i) {
        renderer.row({"xx", "y"});
    }
    BOOST_TEST(stream.str().starts_with("A   B\nxx  y\n"));
    renderer.row({"x", "z"});
    renderer.finish();
    BOOST_TEST(stream.str().ends_with("xx  y\nx   z\n"));
}

BOOST_AUTO_TEST_CASE(a_json_row_is_one_object_on_one_line) {
    std::ostringstream stream;
    shell::renderJsonRow(stream, {{"n", "n"}, {"", "more", true}, {"f", "f"}, {"x", "x"}},
                         {shell::Cell::number(3),
                          {"", boost::json::array{1, 2}},
                          shell::Cell::flag(true),
                          "a\n\"ライセンス済\""});
    BOOST_TEST(stream.str() ==
               "{\"n\":3,\"more\":[1,2],\"f\":true,\"x\":\"a\\n\\\"ライセンス済\\\"\"}\n");
}

BOOST_AUTO_TEST_CASE(json_is_valid_even_for_values_that_are_no_utf8) {
    std::ostringstream stream;
    shell::renderJsonRow(stream, {{"x", "x"}, {"y", "y"}},
                         {"a\xff", {"", boost::json::object{{"z", "b\xfe"}}}});
    boost::system::error_code fault;
    const auto value = boost::json::parse(stream.str(), fault);
    BOOST_TEST(!fault.failed());
    BOOST_TEST(value.at("x").as_string() == "a\\xff");
    BOOST_TEST(value.at("y").at("z").as_string() == "b\\xfe");
}

BOOST_AUTO_TEST_CASE(a_record_shows_fields_then_tables) {
    shell::Record record;
    record.add("name", "name", "x");
    record.add("empty", "empty", "");
    record.add("last seen", "last_seen", "today");
    record.sections.push_back({"Steps", "steps", {.columns = {{"a", "a"}}, .rows = {{"1"}}}});
    record.sections.push_back({"None", "none", {.columns = {{"a", "a"}}}});
    std::ostringstream table;
    shell::renderRecord(table, record);
    BOOST_TEST(table.str() ==
               "name:      x\n"
               "last seen: today\n"
               "\nSteps\nA\n1\n");
    std::ostringstream json;
    shell::renderJsonRecord(json, record);
    BOOST_TEST(json.str() ==
               "{\"name\":\"x\",\"empty\":\"\",\"last_seen\":\"today\",\"steps\":[{\"a\":\"1\"}],"
               "\"none\":[]}\n");
}

BOOST_AUTO_TEST_SUITE_END()
