// What Zoom did until a few years ago, and may do for an old app: seen by the person at the shell.
#include "shell_fixture.h"

using support::ChildProcess;

namespace {

constexpr const char* kMail = "u@example.com";

struct SwitchesCase : ShellCase {
    std::string outcomeOf(const std::string& number) const {
        const auto lines = jsonLines(home.run({"operation show " + number}, {"--output", "json"}));
        return lines.size() == 1 ? textOf(lines[0], "outcome") : "";
    }
    static std::size_t tokenRequests() {
        const auto all = zoom().control("GET", "requests");
        return static_cast<std::size_t>(std::count_if(
            all.as_array().begin(), all.as_array().end(), [](const boost::json::value& one) {
                return textOf(one.as_object(), "target").starts_with("/oauth/token");
            }));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_zoom_switches_tests, SwitchesCase)

BOOST_AUTO_TEST_CASE(the_wording_of_2020_means_what_todays_means) {
    for (const bool isOld : {false, true}) {
        BOOST_TEST_CONTEXT("old texts: " << isOld) {
            zoom().reset();
            zoom().set(isOld ? R"({"old-texts":true})" : R"({"old-texts":false})");
            const support::SandboxHome fresh(zoom().baseUrl());
            BOOST_TEST(fresh.run("create zoom email=u@example.com createType=ssoCreate").exitCode ==
                       0);
            const auto twice = fresh.run("create zoom email=u@example.com createType=ssoCreate");
            checkEnd(twice, 5, {"is in this account already: Uid \"", "[AlreadyExists, HTTP 409"});
            zoom().set(R"({"paid-seats":0})");
            checkEnd(fresh.run("create zoom email=w@example.com type=2 createType=ssoCreate"), 6,
                     {"[QuotaExceeded, HTTP 400, target code 3412]"});
            checkEnd(fresh.run("get zoom name:v@example.com"), 4);
            checkEnd(fresh.run("update zoom name:v@example.com dept=Sales"), 4,
                     {"there is no user \"v@example.com\""});
            checkEnd(fresh.run("delete zoom name:u@example.com"), 0);
            checkEnd(fresh.run("delete zoom name:u@example.com"), 0, {"nothing was left to do"});
            BOOST_TEST(stored(kMail, "id") == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(the_wording_of_2020_settles_a_create_whose_answer_was_lost) {
    zoom().set(R"({"old-texts":true})");
    zoom().control("POST", "faults",
                   R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    checkEnd(home.run("create zoom email=u@example.com createType=ssoCreate dept=Sales"), 7);
    BOOST_TEST(outcomeOf("1") == "unknown");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(outcomeOf("1") == "applied");
    BOOST_TEST(stored(kMail, "profile") == R"({"dept":"Sales"})");
}

BOOST_AUTO_TEST_CASE(a_token_that_another_client_has_ended_is_replaced_and_the_write_is_done_once) {
    zoom().set(R"({"single-live-token":true})");
    zoom().seedUsers(R"([{"id":"U1","email":"u@example.com","status":"active"}])");
    const support::SandboxHome other(zoom().baseUrl());
    ChildProcess child(home.program({}));
    child.write("get zoom U1\n");
    child.waitForLine("u@example.com");
    checkEnd(other.run("get zoom U1"), 0);  // its token ends the first one's
    forgetRequests();
    child.write("update zoom U1 dept=Sales\n");
    child.waitForLine("updated");
    BOOST_TEST(tokenRequests() == 1U);
    checkEnd(other.run("update zoom U1 job_title=Lead"), 0);
    child.write("disable zoom U1\n");
    child.closeInput();
    checkEnd(child.wait(), 0);
    BOOST_TEST(stored(kMail, "profile") == R"({"dept":"Sales","job_title":"Lead"})");
    BOOST_TEST(stored(kMail, "status") == "\"inactive\"");
    BOOST_TEST(outcomeOf("1") == "applied");
    BOOST_TEST(outcomeOf("2") == "applied");
}

BOOST_AUTO_TEST_SUITE_END()
