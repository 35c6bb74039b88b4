#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

// The home, scripts, and what ends them.

namespace shell = muster::shell;

namespace {

class Lines : public shell::LineReader {
public:
    explicit Lines(std::vector<std::string> lines) : lines_(std::move(lines)) {}
    std::optional<std::string> next() override {
        return at_ < lines_.size() ? std::optional(lines_[at_++]) : std::nullopt;
    }
    void remember(const std::string& line) override { kept.push_back(line); }
    std::vector<std::string> kept;

private:
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(a_wrong_target_is_a_usage_error_and_a_broken_one_a_fault_of_the_home) {
    BOOST_TEST(run("delete zom u1") == 2);
    BOOST_TEST(contains(err.str(), "known are \"broken\" or \"zoom\""));
    BOOST_TEST(contains(err.str(), "hint: did you mean \"zoom\"?"));
    BOOST_TEST(run("delete broken u1") == 9);
    BOOST_TEST(run("delete zoom name:") == 2);
    BOOST_TEST(run("update zoom u1") == 2);
    BOOST_TEST(run("create zoom __ROOM__ a=b") == 2);
    BOOST_TEST(contains(err.str(), "has no object class \"__ROOM__\", expected \"__ACCOUNT__\""));
    BOOST_TEST(services->requests.empty());
}

BOOST_AUTO_TEST_CASE(a_home_that_cannot_be_opened_is_tried_once_and_gives_9) {
    openFailure = muster::Error{.code = muster::ErrorCode::kConflict,
                                .message = "the home is in use by another muster"};
    BOOST_TEST(run("target list") == 9);
    BOOST_TEST(contains(err.str(), "in use by another muster"));
    BOOST_TEST(run("status") == 9);
    BOOST_TEST(opened == 1);
    BOOST_TEST(run("lookup check somewhere") == 0);
    BOOST_TEST(run("help") == 0);
    BOOST_TEST(run("lookup check") == 9);
}

BOOST_AUTO_TEST_CASE(findings_of_a_check_are_told_and_give_9) {
    checks.findings.error({"Lookup.X.xml", 7, 3}, "decode is empty", "write one");
    BOOST_TEST(run("lookup check folder") == 9);
    BOOST_TEST(checks.checked.front() == "folder");
    BOOST_TEST(err.str() == "Lookup.X.xml:7:3: error: decode is empty\nhint: write one\n");
    BOOST_TEST(out.str() == "2 good lookups, 1 error, 0 warnings\n");
}

BOOST_AUTO_TEST_CASE(a_home_whose_connectors_do_their_own_io_has_no_template_to_check) {
    home().folders = {"lookups/badge"};
    BOOST_TEST(run("template check") == 0);
    BOOST_TEST(out.str() == "0 good templates, 0 errors, 0 warnings\n");
    BOOST_TEST(err.str().empty());
    services->folders = {"lookups/badge", "lookups/zoom"};
    checks.withTemplates = {"lookups/zoom"};
    BOOST_TEST(run("template check") == 0);
    BOOST_TEST(checks.checked == std::vector<std::string>{"lookups/zoom"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_script_stops_at_the_first_failure_unless_told_otherwise) {
    const std::string text = "# comment\n\ndelete zoom u1\nget zoom u2\ndelete zoom u3\n";
    std::istringstream script(text);
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 4);
    BOOST_TEST(services->requests.size() == 1U);
    BOOST_TEST(contains(err.str(), "stopped at line 4 of the script"));
    std::istringstream again(text);
    BOOST_TEST(static_cast<int>(shell.runScript(again, shell::OnFailure::kKeepGoing)) == 4);
    BOOST_TEST(services->requests.size() == 3U);
    BOOST_TEST(static_cast<int>(shell.runCommands({"get zoom u2", "delete zoom u3"},
                                                  shell::OnFailure::kStop)) == 4);
    BOOST_TEST(services->requests.size() == 3U);
}

BOOST_AUTO_TEST_CASE(exit_ends_a_script) {
    std::istringstream script("exit\ndelete zoom u1\n");
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 0);
    BOOST_TEST(opened == 0);
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_quietly) {
    std::istringstream script("help\nhelp\n");
    out.setstate(std::ios::badbit);
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 0);
    BOOST_TEST(err.str().empty());
    BOOST_TEST(script.good());
}

BOOST_AUTO_TEST_CASE(the_history_keeps_no_line_with_a_secret) {
    Lines lines({"help", "  ", "update zoom u1 password=S3cret!", "update zoom u1 pin=1234",
                 "update zoom u1 password=@prompt type=1", "update zoom u1 'password=S3cret!"});
    answers = {"x", "x"};
    BOOST_TEST(static_cast<int>(shell.runPrompt(lines)) == 0);
    BOOST_TEST(
        lines.kept == (std::vector<std::string>{"help", "update zoom u1 password=@prompt type=1"}),
        boost::test_tools::per_element());
    BOOST_TEST(!contains(err.str() + out.str(), "S3cret!"));
}

BOOST_AUTO_TEST_SUITE_END()
