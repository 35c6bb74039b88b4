#include <boost/test/unit_test.hpp>

#include "shell/command_line.h"

namespace shell = muster::shell;

BOOST_AUTO_TEST_SUITE(command_line_tests)

namespace {

struct GoodRow {
    std::string line;
    std::vector<std::string> words;
};

std::vector<std::string> textsOf(const std::string& line) {
    auto words = shell::splitLine(line);
    BOOST_TEST_REQUIRE(words.hasValue(), line);
    std::vector<std::string> texts;
    for (const shell::Word& word : *words) {
        texts.push_back(word.text);
    }
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_line_is_split_at_blanks_outside_of_quotes) {
    const std::vector<GoodRow> rows = {
        {"", {}},
        {"  \t ", {}},
        {"# only a comment", {}},
        {"help # a comment", {"help"}},
        {"get zoom a#b", {"get", "zoom", "a#b"}},
        {"get\tzoom  u1\r", {"get", "zoom", "u1"}},
        {"a 'b c' d", {"a", "b c", "d"}},
        {R"(a "b c" d)", {"a", "b c", "d"}},
        {R"(name="b c")", {"name=b c"}},
        {R"(a "x\"y\\z\n")", {"a", R"(x"y\z\n)"}},
        {R"('x\y"z')", {R"(x\y"z)"}},
        {"a ''", {"a", ""}},
        {"a\\b", {"a\\b"}},
        {"x'y'\"z\"", {"xyz"}},
        {"'# no comment'", {"# no comment"}},
        {"type=ライセンス済", {"type=ライセンス済"}},
    };
    for (const GoodRow& row : rows) {
        BOOST_TEST(textsOf(row.line) == row.words, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_bad_line_is_refused_with_its_column) {
    struct BadRow {
        std::string line;
        std::string message;
    };
    const std::vector<BadRow> rows = {
        {"a 'b", "column 3: the quote ' is not closed"},
        {"a x=\"b\\\"", "column 5: the quote \" is not closed"},
        {"名 'b", "column 3: the quote ' is not closed"},
        {std::string("ab\0c", 4), "column 3: the line holds a NUL character"},
    };
    for (const BadRow& row : rows) {
        const auto words = shell::splitLine(row.line);
        BOOST_TEST_REQUIRE(!words.hasValue(), row.line);
        BOOST_TEST((words.error().code == muster::ErrorCode::kConfiguration));
        BOOST_TEST(words.error().message == row.message);
    }
}

BOOST_AUTO_TEST_CASE(a_word_knows_its_column_and_what_was_quoted) {
    const auto words = shell::splitLine(R"(名前 name="b c" 'd')");
    BOOST_TEST_REQUIRE(words.hasValue());
    BOOST_TEST_REQUIRE(words->size() == 3U);
    BOOST_TEST((*words)[1].column == 4);
    BOOST_TEST((*words)[1].plainBytes == 5U);
    BOOST_TEST((*words)[1].isQuoted);
    BOOST_TEST(!(*words)[1].isWhollyQuoted);
    BOOST_TEST((*words)[1].raw == R"(name="b c")");
    BOOST_TEST((*words)[2].column == 15);
    BOOST_TEST((*words)[2].isWhollyQuoted);
}

BOOST_AUTO_TEST_SUITE_END()
