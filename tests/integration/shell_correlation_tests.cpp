#include <set>

#include "shell_fixture.h"

// The correlation id of an operation in all of its requests, so that the logs of both sides meet.

namespace {

struct CorrelationCase : ShellCase {
    /// What `operation show` says.
    std::string ofOperation(int number) const {
        const auto shown =
            home.run({"operation show " + std::to_string(number)}, {"--output", "json"});
        return textOf(jsonLines(shown).at(0), "correlation");
    }
    /// The values of that header at the simulator, token requests included: one for each request.
    static std::vector<std::string> received(const std::string& header) {
        std::vector<std::string> values;
        const auto all = zoom().control("GET", "requests");
        for (const auto& one : all.as_array()) {
            values.push_back(textOf(one.as_object().at("headers").as_object(), header));
        }
        return values;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_correlation_tests, CorrelationCase)

BOOST_AUTO_TEST_CASE(every_request_of_an_operation_has_its_id_and_the_ledger_keeps_it) {
    prepare("create zoom email=ann@example.com createType=custCreate");
    const std::vector<std::string> first = received("x-correlation-id");
    BOOST_TEST(first.size() >= 2U, "at least a token and a POST");
    const std::string id = ofOperation(1);
    BOOST_TEST(id.size() == 16U);
    for (const std::string& value : first) {
        BOOST_TEST(value == id);
    }
    forgetRequests();
    prepare("update zoom name:ann@example.com dept=Sales __ENABLE__=false");
    const std::vector<std::string> second = received("x-correlation-id");
    BOOST_TEST(second.size() >= 3U, "a token, a read and two steps");
    BOOST_TEST((std::set<std::string>(second.begin(), second.end()) ==
                std::set<std::string>{ofOperation(2)}));
    BOOST_TEST(ofOperation(2) != id);
    const auto ledger = zoom().control("GET", "ledger");
    const auto& entries = ledger.at("entries").as_array();
    BOOST_REQUIRE_MESSAGE(entries.size() >= 3U, boost::json::serialize(ledger));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        BOOST_TEST(textOf(entries[i].as_object(), "correlation") == (i == 0 ? id : ofOperation(2)));
    }
}

BOOST_AUTO_TEST_CASE(reads_have_an_id_as_well) {
    checkEnd(home.run("search zoom"), 0);
    for (const std::string& value : received("x-correlation-id")) {
        BOOST_TEST(value.size() == 16U);
    }
}

BOOST_AUTO_TEST_CASE(the_log_has_the_same_id) {
    const auto ended = home.run({"create zoom email=ann@example.com createType=custCreate"},
                                {"--log-level", "debug"});
    checkEnd(ended, 0, {"corr=" + ofOperation(1)});
}

BOOST_AUTO_TEST_CASE(a_target_can_name_another_header_or_none) {
    const std::string before = "  <property name=\"accountId\">";
    const auto name = [&](const std::string& header) {
        home.edit("targets/zoom.xml", before,
                  "  <property name=\"correlationHeader\">" + header + "</property>\n" + before);
    };
    name("X-Request-Id");
    prepare("create zoom email=ann@example.com createType=custCreate");
    for (const std::string& value : received("x-request-id")) {
        BOOST_TEST(value == ofOperation(1));
    }
    forgetRequests();
    home.edit("targets/zoom.xml", ">X-Request-Id<", ">none<");
    prepare("create zoom email=bob@example.com createType=custCreate");
    for (const char* header : {"x-request-id", "x-correlation-id"}) {
        for (const std::string& value : received(header)) {
            BOOST_TEST(value.empty());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
