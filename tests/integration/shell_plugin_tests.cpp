#include <algorithm>
#include <filesystem>
#include <fstream>

#include <boost/test/data/test_case.hpp>

#include "shaken_case.h"

// Connectors that throw, hang, leak or report at the wrong time, as the person at the shell sees
// it: an honest outcome, and a program that goes on with the other targets.

namespace bdata = boost::unit_test::data;
namespace fs = std::filesystem;

namespace {

struct PluginCase : ShellCase {
    /// Puts in a connector of tests/support/broken_plugins and a target "t" of it.
    void add(const std::string& kind) const {
        const fs::path file = home.path() / "plugins/broken.so";
        fs::copy_file(fs::path(MUSTER_BROKEN_PLUGINS) / ("broken_" + kind + ".so"), file);
        fs::permissions(file, fs::perms::group_write | fs::perms::others_write,
                        fs::perm_options::remove);
        std::string name = "broken-" + kind;
        std::replace(name.begin(), name.end(), '_', '-');
        home.write("targets/t.xml",
                   "<target schema-version=\"1\" name=\"t\" connector=\"" + name + "\"/>\n");
    }
    std::string outcomeOf(const std::string& number) const {
        const auto lines = jsonLines(home.run({"operation show " + number}, {"--output", "json"}));
        return lines.size() == 1 ? textOf(lines[0], "outcome") : "";
    }
};

struct Row {
    std::string kind;
    int exitCode;  ///< of a create
    std::string sentence;
    bool isUnknown;  ///< and in the journal so; else refused before it was journaled
};

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.kind; }

const std::vector<Row> kRows = {
    {"throws_exception", 7, "the connector threw an exception: on purpose", true},
    {"throws_number", 7, "the connector threw something that is no exception", true},
    {"raw_exception", 7, "its function create let an exception cross its border: on purpose", true},
    {"raw_number", 7, "its function create let something that is no exception cross its border",
     true},
    {"throws_in_make", 9, "the connector threw something that is no exception", false},
    {"raw_exception_in_create_instance", 9,
     "its function create_instance let an exception cross its border: on purpose", false},
    {"instance_with_error", 9, "and has made an instance all the same, which is left alone", false},
    {"empty_uid", 7, "empty Uid", true},
    {"write_twice", 7, "twice", true},
    {"unknown_status", 7, "999", true},
};

constexpr const char* kGoOn = "create zoom email=u@example.com createType=ssoCreate";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_plugin_tests, PluginCase)

BOOST_DATA_TEST_CASE_F(PluginCase, what_a_connector_does_wrong_is_told_and_the_program_goes_on,
                       bdata::make(kRows), row) {
    add(row.kind);
    const auto ended = home.run({"create t __NAME__=ann", kGoOn}, {"--keep-going"});
    checkEnd(ended, row.exitCode, {row.sentence});
    checkHas(ended.out, {"created \"u@example.com\""});
    BOOST_TEST(stored("u@example.com", "status") == "\"active\"");
    BOOST_TEST(outcomeOf("1") == (row.isUnknown ? "unknown" : "applied"), "1 is of \"zoom\" then");
    if (row.isUnknown) {
        checkHas(home.run("operation list --state unsettled").out, {"1", "ann"});
    }
}

BOOST_AUTO_TEST_CASE(a_report_after_the_call_is_passed_over_and_told_at_the_next) {
    add("sink_after_return");
    const auto ended = home.run({"create t __NAME__=ann", "create t __NAME__=ben", kGoOn});
    checkEnd(ended, 0);
    checkHas(ended.out, {"created \"ann\"", "created \"ann\"", "created \"u@example.com\""});
    BOOST_TEST(outcomeOf("1") == "applied");
}

BOOST_AUTO_TEST_CASE(calls_that_hang_are_unknown_and_three_hold_the_target_until_it_is_released) {
    add("stuck_call");
    const std::string hang = "create t --timeout 0.05 __NAME__=";
    const auto ended =
        support::run(home.program({"--keep-going", "-c", hang + "a", "-c", hang + "b", "-c",
                                   "target list", "-c", hang + "c", "-c", hang + "d", "-c",
                                   "get t name:ann", "-c", kGoOn, "-c", "target show t"}),
                     {}, std::chrono::seconds(60));
    checkEnd(ended, 7,
             {"did not come back after its deadline and was given up", "look at the target",
              "outcome: unknown", "target \"t\" is held by muster since ",
              "3 calls of its connector never came back", "\"target release t\" lets"});
    checkHas(ended.out, {"t ", "created \"u@example.com\"", "held"});
    for (const char* const number : {"1", "2", "3"}) {
        BOOST_TEST(outcomeOf(number) == "unknown");
    }
    BOOST_TEST(outcomeOf("4") == "applied", "the fourth at \"t\" was refused and not journaled");

    // The hold lasts, reading is possible, and a person ends it.
    checkEnd(home.run("create t __NAME__=e"), 3, {"is held by muster since"});
    checkHas(home.run("target list").out,
             {"t", "held", "3 calls of its connector never came back"});
    checkEnd(home.run("get t name:ann"), 0);
    checkEnd(home.run("target release t"), 0, {"target \"t\" is released"});
    checkEnd(home.run("delete t u1"), 0);
    checkEnd(home.run("target release t"), 3, {"target \"t\" is not held"});
}

BOOST_AUTO_TEST_SUITE_END()
