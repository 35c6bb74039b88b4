#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

namespace shell = muster::shell;
using muster::Error;
using muster::ErrorCode;
using muster::Outcome;

namespace {

/** What a refused create at a target comes to. */
muster::provision::OperationResult refusedResult() {
    return {.id = muster::store::OperationId{8},
            .outcome = Outcome::kNotApplied,
            .notices = {{.code = "create-type-ignored", .message = "it changes nothing"}},
            .error = Error{.code = ErrorCode::kQuotaExceeded,
                           .message = "no seat is left",
                           .hint = "buy one",
                           .outcome = Outcome::kNotApplied,
                           .httpStatus = 409,
                           .targetCode = "2034",
                           .attributes = {"type"}}};
}

/** The first line of the messages that is an object. */
boost::json::object objectOf(const std::string& messages) {
    const std::size_t start = messages.find('{');
    BOOST_REQUIRE_MESSAGE(start != std::string::npos, messages);
    return boost::json::parse(messages.substr(start, messages.find('\n', start) - start))
        .as_object();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_messages_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(quiet_leaves_out_notices_and_keeps_errors) {
    home().result = refusedResult();
    BOOST_TEST(run("create zoom __NAME__=a") == 6);
    BOOST_TEST(contains(err.str(), "notice: it changes nothing"));
    BOOST_TEST(run("create zoom __NAME__=a --quiet") == 6);
    BOOST_TEST(!contains(err.str(), "notice"), err.str());
    BOOST_TEST(contains(err.str(), "error: no seat is left [QuotaExceeded, HTTP 409"));
    BOOST_TEST(run("create zoom __NAME__=a") == 6);
    BOOST_TEST(contains(err.str(), "notice"), "quiet is for one command");
}

BOOST_AUTO_TEST_CASE(an_error_for_programs_is_one_object_on_a_line) {
    ShellFixture json({.format = shell::Format::kJson});
    json.home().result = refusedResult();
    BOOST_TEST(json.run("create zoom __NAME__=a --quiet") == 6);
    const boost::json::object told = objectOf(json.err.str());
    BOOST_TEST(told.at("code").as_string() == "QuotaExceeded");
    BOOST_TEST(told.at("message").as_string() == "no seat is left");
    BOOST_TEST(told.at("hint").as_string() == "buy one");
    BOOST_TEST(told.at("http_status").as_int64() == 409);
    BOOST_TEST(told.at("target_code").as_string() == "2034");
    BOOST_TEST(told.at("outcome").as_string() == "not applied");
    BOOST_TEST(told.at("attributes").at(0).as_string() == "type");
    BOOST_TEST(!contains(json.err.str(), "error:"));
}

BOOST_AUTO_TEST_CASE(what_is_not_known_of_an_error_is_left_out) {
    ShellFixture json({.format = shell::Format::kJson});
    json.openFailure = Error{.code = ErrorCode::kConflict, .message = "in use"};
    BOOST_TEST(json.run("target list") == 9);
    const boost::json::object told = objectOf(json.err.str());
    BOOST_TEST(told.size() == 2U);
    BOOST_TEST(told.at("code").as_string() == "Conflict");
}

BOOST_AUTO_TEST_CASE(a_cause_of_an_error_stands_in_its_object) {
    ShellFixture json({.format = shell::Format::kJson});
    Error failure{.code = ErrorCode::kConfiguration, .message = "the home cannot be opened"};
    failure.cause = std::make_shared<Error>(
        Error{.code = ErrorCode::kPermissionDenied, .message = "no right to write"});
    json.openFailure = failure;
    json.run("target list");
    const boost::json::object told = objectOf(json.err.str());
    BOOST_TEST(told.at("causes").at(0).at("message").as_string() == "no right to write");
}

BOOST_AUTO_TEST_CASE(a_mistake_in_the_command_line_has_the_code_usage) {
    ShellFixture json({.format = shell::Format::kJson});
    BOOST_TEST(json.run("delete zom u1") == 2);
    const boost::json::object told = objectOf(json.err.str());
    BOOST_TEST(told.at("code").as_string() == "Usage");
    BOOST_TEST(contains(std::string(told.at("hint").as_string()), "did you mean \"zoom\"?"));
}

BOOST_AUTO_TEST_SUITE_END()
