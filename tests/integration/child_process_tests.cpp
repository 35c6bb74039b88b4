#include <csignal>
#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include "child_process.h"

using support::ChildProcess;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(child_process_tests)

BOOST_AUTO_TEST_CASE(run_gives_both_streams_and_the_exit_code) {
    const auto done = support::run({"/bin/sh", {"-c", "cat; echo bad >&2; exit 7"}}, "words\n");
    BOOST_TEST(done.exitCode == 7);
    BOOST_TEST(done.out == "words\n");
    BOOST_TEST(done.err == "bad\n");
}

BOOST_AUTO_TEST_CASE(variables_of_the_command_reach_the_program) {
    const auto done = support::run({"/bin/sh", {"-c", "echo $COLOUR"}, {{"COLOUR", "green"}}});
    BOOST_TEST(done.out == "green\n");
}

BOOST_AUTO_TEST_CASE(a_line_is_found_while_the_program_still_runs) {
    ChildProcess child({"/bin/sh", {"-c", "echo starting; echo ready on 7; cat"}});
    BOOST_TEST(child.waitForLine("ready") == "ready on 7");
    child.closeInput();
    BOOST_TEST(child.wait().exitCode == 0);
}

BOOST_AUTO_TEST_CASE(what_was_written_up_to_a_line_on_stderr_is_taken_away) {
    ChildProcess child({"/bin/sh",
                        {"-c",
                         "echo one; echo bad >&2; echo end 1 >&2; read line;"
                         "echo two; echo end 2 >&2; cat"}});
    auto taken = child.takeUntilErrorLine("end 1");
    BOOST_TEST(taken.out == "one\n");
    BOOST_TEST(taken.err == "bad\n");
    child.write("go on\n");
    taken = child.takeUntilErrorLine("end 2");
    BOOST_TEST(taken.out == "two\n");
    BOOST_TEST(taken.err == "");
    child.closeInput();
    BOOST_TEST(child.wait().out == "");
}

BOOST_AUTO_TEST_CASE(a_line_that_never_comes_fails_with_what_was_written) {
    ChildProcess child({"/bin/sh", {"-c", "echo something else"}});
    BOOST_CHECK_EXCEPTION(child.waitForLine("ready"), std::runtime_error, [](auto& error) {
        return std::string(error.what()).find("something else") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_program_that_does_not_end_is_given_up_at_the_limit) {
    ChildProcess child({"/bin/sh", {"-c", "cat"}});
    BOOST_CHECK_THROW(child.wait(20ms), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(terminate_ends_a_program_that_waits) {
    ChildProcess child({"/bin/sh", {"-c", "echo up; read line; read line"}});
    child.waitForLine("up");
    child.signal(SIGTERM);
    BOOST_TEST(child.wait().exitCode == 128 + SIGTERM);
}

BOOST_AUTO_TEST_CASE(a_missing_program_is_refused_by_name) {
    BOOST_CHECK_EXCEPTION(ChildProcess({"/nowhere/tool"}), std::runtime_error, [](auto& error) {
        return std::string(error.what()).find("/nowhere/tool") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
