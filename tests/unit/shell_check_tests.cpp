#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

namespace shell = muster::shell;

BOOST_FIXTURE_TEST_SUITE(shell_check_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(errors_that_a_check_of_a_target_finds_give_12) {
    BOOST_TEST(run("target check zoom") == 0);
    BOOST_TEST(err.str() == "nothing was found that would make provisioning fail\n");
    muster::CheckFinding finding{.severity = muster::CheckFinding::Severity::kWarning,
                                 .code = "no-key",
                                 .objectClass = "__ACCOUNT__",
                                 .uid = "u1",
                                 .name = "hana@example.jp",
                                 .message = "account \"hana@example.jp\" has no key",
                                 .hint = "give it one"};
    ShellFixture warned;
    warned.home().checked = muster::provision::CheckResult{.findings = {finding}};
    BOOST_TEST(warned.run("target check zoom") == 0);
    BOOST_TEST(contains(warned.out.str(), "account \"hana@example.jp\" has no key"));
    BOOST_TEST(contains(warned.err.str(), "0 errors, 1 warning\n"), warned.err.str());
    ShellFixture failed({.format = shell::Format::kJson});
    finding.severity = muster::CheckFinding::Severity::kError;
    failed.home().checked =
        muster::provision::CheckResult{.findings = {finding, finding}, .isCut = true};
    BOOST_TEST(failed.run("target check zoom") == 12);
    const std::string text = failed.out.str();
    const auto first = boost::json::parse(text.substr(0, text.find('\n')));
    BOOST_TEST(first.at("severity").as_string() == "error");
    BOOST_TEST(first.at("code").as_string() == "no-key");
    BOOST_TEST(first.at("hint").as_string() == "give it one");
    BOOST_TEST(contains(failed.err.str(), "2 errors, 0 warnings; there are more\n"),
               failed.err.str());
}

BOOST_AUTO_TEST_SUITE_END()
