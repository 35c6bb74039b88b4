#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "shell_fixture.h"
#include "temporary_folder.h"

namespace shell = muster::shell;
using shell::LineOrigin;

namespace {

struct ValueFixture : ShellFixture {
    muster::Result<muster::Secret> secret(std::string text, LineOrigin origin) {
        return values.secret("password", text, origin, output);
    }
    std::string refused(std::string text, LineOrigin origin) {
        const auto value = secret(std::move(text), origin);
        BOOST_TEST_REQUIRE(!value.hasValue());
        BOOST_TEST((value.error().code == muster::ErrorCode::kConfiguration));
        return value.error().message + " " + value.error().hint;
    }
    std::string accepted(std::string text, LineOrigin origin) {
        const auto value = secret(std::move(text), origin);
        BOOST_TEST_REQUIRE(value.hasValue(), (value ? std::string() : value.error().message));
        return std::string(value->expose());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(value_source_tests, ValueFixture)

BOOST_AUTO_TEST_CASE(a_literal_password_is_taken_from_a_script_alone) {
    BOOST_TEST(accepted("S3cret!", LineOrigin::kScript) == "S3cret!");
    BOOST_TEST(accepted("@@x", LineOrigin::kScript) == "@x");
    BOOST_TEST(contains(refused("S3cret!", LineOrigin::kPrompt), "@prompt, @env:NAME"));
    BOOST_TEST(!contains(refused("S3cret!", LineOrigin::kPrompt), "S3cret!"));
    BOOST_TEST(contains(refused("S3cret!", LineOrigin::kCommand), "everyone who lists processes"));
    BOOST_TEST(contains(refused("", LineOrigin::kScript), "empty value"));
}

BOOST_AUTO_TEST_CASE(the_text_of_a_password_is_wiped_at_once) {
    std::string text = "S3cret!";
    BOOST_TEST(values.secret("password", text, LineOrigin::kScript, output).hasValue());
    BOOST_TEST(text.empty());
    text = "S3cret!";
    BOOST_TEST(!values.secret("password", text, LineOrigin::kCommand, output).hasValue());
    BOOST_TEST(text.empty());
}

BOOST_AUTO_TEST_CASE(a_password_may_come_from_the_environment) {
    environment = {{"PW", "from-env"}, {"EMPTY", ""}, {"BAD", "\xff"}};
    BOOST_TEST(accepted("@env:PW", LineOrigin::kCommand) == "from-env");
    BOOST_TEST(contains(refused("@env:NO", LineOrigin::kCommand), "no variable \"NO\""));
    BOOST_TEST(contains(refused("@env:EMPTY", LineOrigin::kCommand), "empty value"));
    BOOST_TEST(contains(refused("@env:BAD", LineOrigin::kCommand), "no UTF-8"));
}

BOOST_AUTO_TEST_CASE(a_password_may_be_the_first_line_of_a_file) {
    const muster::testing::TemporaryFolder folder;
    const std::string file = (folder.path() / "pw").string();
    std::ofstream(file) << "first\r\nsecond\n";
    ::chmod(file.c_str(), 0600);
    BOOST_TEST(accepted("@file:" + file, LineOrigin::kCommand) == "first");
    BOOST_TEST(err.str().empty());
    ::chmod(file.c_str(), 0644);
    BOOST_TEST(accepted("@file:" + file, LineOrigin::kCommand) == "first");
    BOOST_TEST(contains(err.str(), "can be read by others"));
    BOOST_TEST(contains(refused("@file:" + file + "x", LineOrigin::kCommand), "cannot be read"));
    BOOST_TEST(contains(refused("@file:" + folder.path().string(), LineOrigin::kCommand),
                        "no regular file"));
}

BOOST_AUTO_TEST_CASE(each_at_stdin_reads_one_line) {
    input.str("one\ntwo");
    BOOST_TEST(accepted("@stdin", LineOrigin::kCommand) == "one");
    BOOST_TEST(accepted("@stdin", LineOrigin::kCommand) == "two");
    BOOST_TEST(contains(refused("@stdin", LineOrigin::kCommand), "at its end"));
    BOOST_TEST(contains(refused("@stdin", LineOrigin::kScript), "the script itself"));
}

BOOST_AUTO_TEST_CASE(a_prompted_password_is_typed_twice) {
    answers = {"abc", "abc"};
    BOOST_TEST(accepted("@prompt", LineOrigin::kPrompt) == "abc");
    answers = {"abc", "abd"};
    BOOST_TEST(contains(refused("@prompt", LineOrigin::kPrompt), "differ"));
    answers = {""};
    BOOST_TEST(contains(refused("@prompt", LineOrigin::kPrompt), "empty"));
    BOOST_TEST(contains(refused("@prompt", LineOrigin::kScript), "needs a terminal"));
}

BOOST_AUTO_TEST_CASE(an_unknown_source_is_refused_and_not_repeated) {
    const std::string message = refused("@Passw0rd", LineOrigin::kScript);
    BOOST_TEST(contains(message, "@@"));
    BOOST_TEST(!contains(message, "Passw0rd"));
}

BOOST_AUTO_TEST_CASE(other_values_may_be_literals_everywhere) {
    environment = {{"DEPT", "営業"}};
    const auto plain = [&](const std::string& text) {
        return values.plain("dept", text, LineOrigin::kPrompt, output).value();
    };
    BOOST_TEST(plain("x") == "x");
    BOOST_TEST(plain("@@x") == "@x");
    BOOST_TEST(plain("@env:DEPT") == "営業");
    BOOST_TEST(!values.plain("dept", "@x", LineOrigin::kPrompt, output).hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
