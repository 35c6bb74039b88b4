#include <boost/test/unit_test.hpp>

#include "host/catalogue/probe.h"
#include "host/catalogue/probe_report.h"
#include "plugin_files.h"

using namespace muster::host;
using namespace muster::testing;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kGenerous{20000};

std::optional<CheckFailure> probe(const std::string& target, milliseconds limit = kGenerous) {
    return probeConnector(pluginFile(target).string(),
                          {.program = MUSTER_PROBE_CHILD, .limit = limit});
}

struct Row {
    const char* target;
    const char* step;
    const char* found;
    const char* expected;
};

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.target; }

const Row kBad[] = {
    {"broken_crash_in_constructor", "probe", "killed by signal 11 (SIGSEGV) while loading", "20 s"},
    {"broken_abort_in_constructor", "probe", "killed by signal 6 (SIGABRT) while loading", "20 s"},
    {"broken_exit_in_constructor", "probe", "called exit(3) while loading", "20 s"},
    {"broken_crash_in_describe", "probe", "killed by signal 6 (SIGABRT) in its describe function",
     "20 s"},
    {"broken_short_table", "table", "a table of ", "at least "},
    {"broken_missing_function", "table", "no function for \"check_alive\", \"create\"", "required"},
    {"broken_other_table_version", "table", "contract 0.5", "0.4"},
    {"broken_null_table", "table", "entry function returned null", "table"},
    {"broken_null_description", "description", "describe function returned null", "description"},
    {"broken_throws_in_describe", "description",
     "describe function returned null; it printed \"describe threw an exception: no shelf\"",
     "description"},
    {"broken_nameless", "description", "supports create and has no attribute \"__NAME__\"", "C-08"},
    {"broken_description_stride_zero", "description", "too small a stride", "contract"},
    {"broken_promise", "table", "no \"disassociate\" function, although class \"__ACCOUNT__\"",
     "promises"},
    {"broken_needs_absent_library", "load", "libbroken_absent_library.so: cannot open",
     "the loader takes"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_tests)

BOOST_AUTO_TEST_CASE(a_good_connector_passes) {
    const auto failure = probe("good_plugin_1.0.0");
    BOOST_TEST(!failure.has_value(), (failure ? failure->found : ""));
}

BOOST_AUTO_TEST_CASE(a_bad_connector_is_told_what_it_did) {
    for (const Row& row : kBad) {
        BOOST_TEST_CONTEXT(row) {
            const auto failure = probe(row.target);
            BOOST_REQUIRE(failure.has_value());
            BOOST_TEST(failure->step == row.step);
            BOOST_TEST(holdsPiece(failure->found, row.found), failure->found);
            BOOST_TEST(holdsPiece(failure->expected, row.expected), failure->expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_connector_that_hangs_is_ended_at_the_limit) {
    const auto failure = probe("broken_hang_in_constructor", milliseconds(200));
    BOOST_REQUIRE(failure.has_value());
    BOOST_TEST(holdsPiece(failure->found, "still "), failure->found);
    BOOST_TEST(holdsPiece(failure->found, "after 200 ms"), failure->found);
    BOOST_TEST(holdsPiece(failure->hint, "connector verify"), failure->hint);
}

BOOST_AUTO_TEST_CASE(a_probe_program_that_is_not_there_is_no_fault_of_the_connector) {
    const auto failure = probeConnector(pluginFile("good_plugin_1.0.0").string(),
                                        {.program = "/nowhere/muster", .limit = kGenerous});
    BOOST_REQUIRE(failure.has_value());
    BOOST_TEST(failure->step == "probe start");
    BOOST_TEST(holdsPiece(failure->found, "\"/nowhere/muster\" cannot be started"), failure->found);
}

BOOST_AUTO_TEST_CASE(a_program_that_is_no_probe_is_no_fault_of_the_connector) {
    const auto failure = probeConnector(pluginFile("good_plugin_1.0.0").string(),
                                        {.program = "/bin/false", .limit = kGenerous});
    BOOST_REQUIRE(failure.has_value());
    BOOST_TEST(failure->step == "probe start");
    BOOST_TEST(failure->found == "called exit(1) before anything was loaded");
}

BOOST_AUTO_TEST_CASE(a_report_says_where_the_child_was) {
    BOOST_TEST(ProbeReport("").doing() == "starting");
    const ProbeReport loading(ProbeReport::phaseLine(kLoadPhase));
    BOOST_TEST(loading.doing() == "loading");
    BOOST_TEST(loading.where() == "while loading");
    const ProbeReport asked(ProbeReport::phaseLine(kLoadPhase) + ProbeReport::phaseLine("x"));
    BOOST_TEST(asked.doing() == "in its x");
    BOOST_TEST(!asked.isComplete());
}

BOOST_AUTO_TEST_CASE(a_verdict_survives_the_pipe_and_half_a_line_does_not_count) {
    const CheckFailure failure = {"load", "two\nlines\tand a tab", "one", ""};
    const std::string line = ProbeReport::verdictLine(failure);
    const ProbeReport report(line);
    BOOST_TEST(report.isComplete());
    BOOST_TEST((report.failure() == CheckFailure{"load", "two lines and a tab", "one", ""}));
    BOOST_TEST(!ProbeReport(line.substr(0, line.size() - 1)).isComplete());
    BOOST_TEST(ProbeReport(ProbeReport::verdictLine(std::nullopt)).isComplete());
}

BOOST_AUTO_TEST_SUITE_END()
