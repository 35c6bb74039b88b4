#include <boost/test/unit_test.hpp>

#include "provision/moment.h"
#include "shell/arguments.h"
#include "shell/command_table.h"

namespace shell = muster::shell;

BOOST_AUTO_TEST_SUITE(arguments_tests)

namespace {

std::optional<muster::OptionInfo> connectorOption(std::string_view target, std::string_view command,
                                                  std::string_view option) {
    if (target == "zoom" && command == "delete" && option == "policy") {
        return muster::OptionInfo{.name = "policy"};
    }
    if (target == "zoom" && command == "delete" && option == "force") {
        return muster::OptionInfo{.name = "force", .type = muster::ValueKind::kBoolean};
    }
    return std::nullopt;
}

muster::Result<shell::Invocation> parsed(const std::string& line) {
    auto words = shell::splitLine(line);
    BOOST_TEST_REQUIRE(words.hasValue());
    auto found = shell::findCommand(*words);
    BOOST_TEST_REQUIRE(found.hasValue());
    return shell::parseArguments(*found->command, *words, found->words, &connectorOption);
}

shell::Invocation good(const std::string& line) {
    auto call = parsed(line);
    BOOST_TEST_REQUIRE(call.hasValue(), line << ": " << (call ? "" : call.error().message));
    return std::move(*call);
}

}  // namespace

BOOST_AUTO_TEST_CASE(arguments_assignments_and_options_may_be_mixed) {
    const shell::Invocation call =
        good("update zoom --timeout=2.5 u1 type=2 groups+=a --dry-run groups+=b groups-=c");
    BOOST_TEST(call.arguments == (std::vector<std::string>{"zoom", "u1"}),
               boost::test_tools::per_element());
    BOOST_TEST(call.has("dry-run"));
    BOOST_TEST(call.option("timeout").value() == "2.5");
    BOOST_TEST_REQUIRE(call.assignments.size() == 4U);
    BOOST_TEST(call.assignments[0].name == "type");
    BOOST_TEST(call.assignments[0].text == "2");
    BOOST_TEST((call.assignments[1].mode == muster::DeltaMode::kAdd));
    BOOST_TEST((call.assignments[3].mode == muster::DeltaMode::kRemove));
}

BOOST_AUTO_TEST_CASE(a_value_may_be_absent_or_an_empty_text) {
    const shell::Invocation call = good(R"(update zoom u1 dept= title="" a.b.c=x=y)");
    BOOST_TEST_REQUIRE(call.assignments.size() == 3U);
    BOOST_TEST(call.assignments[0].isAbsent);
    BOOST_TEST(!call.assignments[1].isAbsent);
    BOOST_TEST(call.assignments[1].text.empty());
    BOOST_TEST(call.assignments[2].name == "a.b.c");
    BOOST_TEST(call.assignments[2].text == "x=y");
}

BOOST_AUTO_TEST_CASE(the_first_words_are_arguments_whatever_they_look_like) {
    BOOST_TEST(good("delete zoom name=x").argument(1) == "name=x");
    BOOST_TEST(good("delete zoom -- --x").argument(1) == "--x");
    BOOST_TEST(good("delete zoom '--x'").argument(1) == "--x");
}

BOOST_AUTO_TEST_CASE(a_class_may_follow_the_target_of_a_create) {
    const shell::Invocation call = good("create zoom __GROUP__ __NAME__=x");
    BOOST_TEST(call.argument(1) == "__GROUP__");
    BOOST_TEST(call.assignments.size() == 1U);
}

/** With one blank where there are several, and none at the beginning. */
std::string squeezed(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool isExtra = c == ' ' && (result.empty() || result.back() == ' ');
        result += isExtra ? std::string() : std::string(1, c);
    }
    return result;
}

BOOST_AUTO_TEST_CASE(a_filter_is_one_quoted_text_or_the_rest_of_the_words) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {R"(search zoom)", ""},
        {R"(search zoom 'email endsWith "@x"')", R"(email endsWith "@x")"},
        {R"(search zoom type = 2 --limit 3 and dept = "a b")", R"(type = 2 and dept = "a b")"},
        {R"(search zoom type=2)", R"(type=2)"},
        {R"(search zoom dept = 'a "b" c')", R"(dept = "a \"b\" c")"},
    };
    for (const auto& [line, text] : rows) {
        BOOST_TEST(squeezed(good(line).text) == text);
    }
}

BOOST_AUTO_TEST_CASE(a_filter_stands_in_the_columns_where_it_was_typed) {
    const std::vector<std::string> lines = {"search zoom  type   =  2", "search zoom 'type = 2'",
                                            "search zoom --limit 3 type = 2"};
    for (const std::string& line : lines) {
        const std::string text = good(line).text;
        BOOST_TEST(text.find('2') == line.rfind('2'), line);
        BOOST_TEST(text.find("type") == line.find("type"), line);
    }
}

BOOST_AUTO_TEST_CASE(options_of_the_connector_have_a_short_form) {
    const shell::Invocation call =
        good("delete zoom u1 --policy deactivate --force --option a=b=c");
    BOOST_TEST_REQUIRE(call.connectorOptions.size() == 3U);
    BOOST_TEST(call.connectorOptions[0].second == "deactivate");
    BOOST_TEST(call.connectorOptions[1].first == "force");
    BOOST_TEST(call.connectorOptions[1].second == "true");
    BOOST_TEST(call.connectorOptions[2].first == "a");
    BOOST_TEST(call.connectorOptions[2].second == "b=c");
}

BOOST_AUTO_TEST_CASE(mistakes_are_refused_with_their_column) {
    struct Row {
        std::string line;
        std::string message;
    };
    const std::vector<Row> rows = {
        {"delete zoom u1 --dry-rum", "column 16: delete has no option --dry-rum"},
        {"delete zoom u1 --dry-run=1", "column 16: --dry-run takes no value"},
        {"delete zoom u1 --timeout", "column 16: --timeout needs a value: --timeout SECONDS"},
        {"delete zoom u1 --timeout --quiet", "column 16: --timeout needs a value"},
        {"delete zoom u1 --timeout 0",
         "--timeout is \"0\", expected a number of seconds from 0.001 to 86400"},
        {"delete zoom u1 --timeout nan", "expected a number of seconds"},
        {"search zoom --limit -1", "--limit is \"-1\", expected a whole number from 1"},
        {"search zoom --limit 1 --limit 2", "--limit is given twice"},
        {"operation list --state done", "--state is \"done\", expected \"unsettled\", \"open\","},
        {"operation list --since yesterday", "expected a time such as"},
        {"delete --policy x zoom u1", "--policy is no option of every delete"},
        {"delete zoom u1 --policy a --option policy=b", "the option \"policy\" is given twice"},
        {"delete zoom u1 --option x", "--option is \"x\", expected name=value"},
        {"delete zoom u1 u2", "column 16: unexpected word \"u2\""},
        {"delete zoom ''", "an argument is empty"},
        {"delete zoom", "column 8: delete needs more words"},
        {"update zoom u1 2", "this word is no assignment, expected name=value"},
        {"create zoom groups+=a", "create sets values with name=value only"},
        {"update zoom u1 a=1 a+=2", "\"a\" is given twice in ways that exclude each other"},
        {"update zoom u1 a=1 A=", "\"A\" is given twice in ways that exclude each other"},
        {"update zoom u1 a+=", "\"a\" is to be changed by no value"},
        {"help a b c", "unexpected word \"c\""},
    };
    for (const Row& row : rows) {
        const auto call = parsed(row.line);
        BOOST_TEST_REQUIRE(!call.hasValue(), row.line);
        BOOST_TEST((call.error().code == muster::ErrorCode::kConfiguration));
        BOOST_TEST(call.error().message.find(row.message) != std::string::npos,
                   row.line << ": " << call.error().message);
    }
}

BOOST_AUTO_TEST_CASE(a_near_option_is_offered) {
    BOOST_TEST(parsed("delete zoom u1 --dry-rum").error().hint == "did you mean --dry-run?");
}

BOOST_AUTO_TEST_CASE(moments_are_times_days_or_ages) {
    const muster::Time now = muster::Time::parse("2026-02-01T00:00:00Z").value();
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"2026-01-31T08:05:00Z", "2026-01-31T08:05:00Z"},
        {"2026-01-31", "2026-01-31T00:00:00Z"},
        {"30s", "2026-01-31T23:59:30Z"},
        {"2h", "2026-01-31T22:00:00Z"},
        {"7d", "2026-01-25T00:00:00Z"},
    };
    for (const auto& [text, expected] : rows) {
        BOOST_TEST(muster::provision::parseMoment(text, now).value().toString() == expected);
    }
    for (const std::string text : {"", "h", "-1h", "1w", "2026-13-01", "99999999999d"}) {
        const auto moment = muster::provision::parseMoment(text, now);
        BOOST_TEST_REQUIRE(!moment.hasValue(), text);
        BOOST_TEST((moment.error().code == muster::ErrorCode::kConfiguration));
    }
}

BOOST_AUTO_TEST_SUITE_END()
