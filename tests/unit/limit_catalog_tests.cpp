#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "rest/limits/limit_catalog.h"
#include "temporary_folder.h"

using namespace muster;
using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(limit_catalog_tests)

namespace {

std::shared_ptr<const LimitCatalog> catalogOf(const std::string& inside,
                                              xml::Diagnostics& diagnostics,
                                              const std::string& attributes = "") {
    const auto document = xml::Document::parse(
        "<limits schema-version='1' " + attributes + ">\n" + inside + "\n</limits>", "limits.xml",
        diagnostics);
    BOOST_REQUIRE(document.hasValue());
    return LimitCatalog::read(*document, diagnostics);
}

RequestFacts facts(const std::string& label, const std::string& key,
                   std::map<std::string, std::string> values = {}) {
    return {.label = label, .operationKey = key, .valueOf = [values](std::string_view name) {
                const auto found = values.find(std::string(name));
                return found == values.end() ? std::string() : found->second;
            }};
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_example_of_the_document_means_what_it_says) {
    xml::Diagnostics diagnostics;
    const auto catalog = LimitCatalog::load(
        {std::filesystem::path(MUSTER_TEST_SOURCE) / "framework/docs/examples/library"},
        diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(diagnostics.empty(), diagnostics.toText());
    BOOST_TEST(catalog->planProperty() == "plan");
    BOOST_TEST((catalog->plans() == std::vector<std::string_view>{"small", "large"}));
    BOOST_TEST((catalog->labels() == std::vector<std::string>{"read", "write"}));
    const auto limits = catalog->limitsOf("large");
    BOOST_REQUIRE(limits.has_value());
    std::vector<std::string> shown;
    for (const LimitSpec& each : *limits) shown.push_back(each.name + ": " + each.toDisplay());
    const std::vector<std::string> expected = {
        "one-card: 1 at a time", "new-cards: 50 a day", "read: 20 in 1 s",
        "write: 5 in 1 s, one each 100 ms", "writes-day: 30000 a day"};
    BOOST_TEST(shown == expected, boost::test_tools::per_element());
    BOOST_TEST(!catalog->limitsOf("huge").has_value());
    BOOST_TEST(catalog->retries().backOff(ErrorCode::kRetryable).attempts == 4);
    BOOST_TEST(catalog->retries().backOff(ErrorCode::kConnectionFailed).attempts == 2);
    BOOST_TEST((catalog->headers().types.at("daily") == LimitPart::kDay));
}

BOOST_AUTO_TEST_CASE(a_request_is_counted_by_label_operation_condition_and_key) {
    xml::Diagnostics diagnostics;
    const auto catalog = catalogOf(R"(
        <limit name="a" label="Heavy Resource-intensive" per-day="9"/>
        <limit name="b" operation="__ACCOUNT__.CREATEOP" when="action=create" per-day="9"/>
        <limit name="c" operation="__ACCOUNT__.email.ADDATTRIBUTE" key="$(__UID__)$" per-day="3"/>
        <limit name="d" key="operation" concurrency="2"/>)",
                                   diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    const auto limits = *catalog->limitsOf("");
    using Keys = std::vector<std::optional<std::string>>;
    const auto keys = [&](const RequestFacts& request) {
        Keys all;
        for (const LimitSpec& limit : limits) all.push_back(limit.keyOf(request));
        return all;
    };
    const std::string create = "__ACCOUNT__.CREATEOP";
    const std::string email = "__ACCOUNT__.email.UPDATEOP";
    BOOST_TEST((keys(facts("Heavy", create, {{"action", "create"}})) == Keys{"", "", {}, create}));
    BOOST_TEST(
        (keys(facts("Light", create, {{"action", "ssoCreate"}})) == Keys{{}, {}, {}, create}));
    BOOST_TEST((keys(facts("", email, {{"__UID__", "u1"}})) == Keys{{}, {}, "u1", email}));
    BOOST_TEST((keys(facts("", email)) == Keys{{}, {}, {}, email}));
}

BOOST_AUTO_TEST_CASE(mistakes_are_told_with_their_place_and_what_was_expected) {
    struct Row {
        std::string inside;
        std::string place;
        std::string message;
        std::string attributes = {};
    };
    const std::vector<Row> rows = {
        {"<limit name='a'/>", "2:1", "limit \"a\" limits nothing, expected \"rate\""},
        {"<limit rate='1'/>", "2:1", "attribute \"name\" of <limit> is missing"},
        {"<limit name='a' rate='0'/>", "2:17", "\"0\", expected an integer from 1 to 100000"},
        {"<limit name='a' rates='1'/>", "2:17", "unknown attribute"},
        {"<limit name='a' rate='2' burst='0'/>", "2:26", "expected an integer from 1 to 100000"},
        {"<limit name='a' per-seconds='2' per-day='1'/>", "2:17",
         "attribute \"per-seconds\" without \"rate\", expected both"},
        {"<limit name='a' rate='1' zone='UTC'/>", "2:26", "attribute \"zone\" without \"per-day\""},
        {"<limit name='a' per-day='1' zone='CET'/>", "2:29",
         "attribute \"zone\" is \"CET\", expected \"UTC\" or an offset such as \"+09:00\""},
        {"<limit name='a' per-day='1' key='uid'/>", "2:29",
         "expected \"target\", \"operation\" or a placeholder such as \"$(__UID__)$\""},
        {"<limit name='a' per-day='1' when='action'/>", "2:29", "expected NAME=VALUE"},
        {"<limit name='a' per-day='1' operation='A.READOP'/>", "2:29",
         "unknown operation \"READOP\""},
        {"<limit name='rate' per-day='1'/>", "2:8", "called as a part of limits"},
        {"<limit name='a' per-day='1'/>\n<limit name='a' per-day='2'/>", "3:1",
         "limit \"a\" a second time, first at limits.xml:2:1"},
        {"<plan name='p'><limit name='a' per-day='1'/></plan>", "1:1",
         "<plan> without the attribute \"plan-property\""},
        {"<limit name='a' per-day='1'/>", "1:28", "\"plan-property\" without any <plan>",
         "plan-property='plan'"},
        {"<plan name='p'/><plan name='p'/>", "2:17", "plan \"p\" a second time",
         "plan-property='plan'"},
        {"<retry kind='Retriable'/>", "2:8", "\"Retriable\" is no kind of error"},
        {"<retry kind='Retryable' attempts='0'/>", "2:25", "expected an integer from 1 to 20"},
        {"<answer-headers untyped='weekly'/>", "2:17", "expected \"rate\", \"day\""},
        {"<answer-headers><type value='QPS'/></answer-headers>", "2:17",
         "attribute \"part\" of <type> is missing"},
        {"<limt/>", "2:1", "unknown element <limt>"},
    };
    for (const Row& row : rows) {
        xml::Diagnostics diagnostics;
        BOOST_TEST(catalogOf(row.inside, diagnostics, row.attributes) == nullptr, row.inside);
        const std::string said = diagnostics.toText();
        BOOST_TEST(said.find(row.message) != std::string::npos, row.inside << " said: " << said);
        BOOST_TEST(said.find("limits.xml:" + row.place + ": error") != std::string::npos,
                   row.inside << " said: " << said);
    }
}

BOOST_AUTO_TEST_CASE(a_label_that_one_plan_forgets_is_warned_of) {
    xml::Diagnostics diagnostics;
    const auto catalog = catalogOf(
        "<plan name='p'><limit name='l' label='Light' rate='1'/></plan>\n<plan name='q'/>",
        diagnostics, "plan-property='plan'");
    BOOST_TEST(catalog != nullptr);
    BOOST_TEST(diagnostics.toText().find("limits.xml:3:1: warning: plan \"q\" has no limit for the "
                                         "label \"Light\"") != std::string::npos,
               diagnostics.toText());
}

BOOST_AUTO_TEST_CASE(the_nearest_folder_with_a_file_counts_and_none_means_no_limits) {
    const testing::TemporaryFolder near;
    const testing::TemporaryFolder base;
    base.write("limits.xml", "<limits schema-version='1'><limit name='a' rate='1'/></limits>");
    xml::Diagnostics diagnostics;
    BOOST_TEST(LimitCatalog::load({near.path(), base.path()}, diagnostics)->limitsOf("")->size() ==
               1U);
    BOOST_TEST(LimitCatalog::load({near.path()}, diagnostics)->limitsOf("")->empty());
    BOOST_TEST(diagnostics.empty());
}

BOOST_AUTO_TEST_SUITE_END()
