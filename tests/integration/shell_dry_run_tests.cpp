#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

namespace {

using Strings = std::vector<std::string>;

struct DryRun {
    std::string command;
    Strings pieces;
};

std::ostream& operator<<(std::ostream& out, const DryRun& dryRun) { return out << dryRun.command; }

const std::vector<DryRun> kDryRuns = {
    {"create zoom email=u@example.com createType=autoCreate type=ライセンス済 password=@env:NEXT",
     {"step create: POST ", "/v2/users\n", "template", "__ACCOUNT__.CREATEOP", "body",
      R"("action":"autoCreate")", R"("email":"u@example.com","type":2)", R"("password":"***")",
      "lookups used: Lookup.Zoom.createType, Lookup.Zoom.type"}},
    {"update zoom name:kei@example.com type=Basic first_name=Kay email=kay@example.com "
     "password=@env:NEXT __ENABLE__=false",
     {"/v2/users/kei%40example.com", "__ACCOUNT__.GETOP", "step profile: PATCH",
      "__ACCOUNT__.UPDATEOP", R"({"type":1,"first_name":"Kay"})", "step email: PUT",
      R"({"email":"kay@example.com"})", "step password: PUT", "__ACCOUNT__.__PASSWORD__.UPDATEOP",
      R"({"password":"***"})", "step status:deactivate: PUT", R"({"action":"deactivate"})",
      "step logout: DELETE", "lookups used: Lookup.Zoom.type"}},
    {"delete zoom KEI --transfer_email owner@example.com --transfer_meeting true",
     {"step delete: DELETE", "/v2/users/KEI?action=delete&transfer_email=owner%40example.com",
      "transfer_meeting=true", "__ACCOUNT__.DELETEOP"}},
    {"delete zoom KEI --policy deactivate", {"PUT", "/v2/users/KEI/status", "deactivate"}},
    {"disassociate zoom KEI", {"DELETE", "/v2/users/KEI?action=disassociate"}},
    {"enable zoom KEI", {"PUT", "/v2/users/KEI/status", R"({"action":"activate"})"}},
    {"disable zoom KEI", {"PUT", "/v2/users/KEI/status", R"({"action":"deactivate"})"}},
};

struct DryRunCase : ShellCase {
    DryRunCase() {
        zoom().seedUsers(R"([{"id":"KEI","email":"kei@example.com","type":2}])");
        home.setVariable("NEXT", "Another-Passw0rd1");
    }

    /// Not even a token was asked for.
    static void checkNothingReceived() {
        BOOST_TEST(zoom().control("GET", "requests").as_array().empty());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_dry_run_tests, DryRunCase)

BOOST_DATA_TEST_CASE_F(DryRunCase, the_requests_are_shown_and_none_is_sent,
                       boost::unit_test::data::make(kDryRuns), dryRun) {
    const auto ended = home.run(dryRun.command + " --dry-run");
    checkEnd(ended, 0, {"[dry-run-assumption]"});
    checkHas(ended.out, dryRun.pieces);
    checkHas(ended.out, {zoom().baseUrl(), "nothing was sent"});
    BOOST_TEST(!has(ended.out + ended.err, "Another-Passw0rd1"));
    checkNothingReceived();
}

BOOST_AUTO_TEST_CASE(as_json_each_request_is_an_object) {
    const auto ended = home.run({"update zoom KEI type=Basic --dry-run"}, {"--output", "json"});
    checkEnd(ended, 0);
    const auto lines = jsonLines(ended);
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST(lines[0].at("dry_run").as_bool());
    BOOST_TEST(!lines[0].at("sent").as_bool());
    const auto& planned = lines[0].at("requests").as_array();
    BOOST_REQUIRE(planned.size() == 2U);
    BOOST_TEST(textOf(planned[1].as_object(), "method") == "PATCH");
    BOOST_TEST(textOf(planned[1].as_object(), "url") == zoom().baseUrl() + "/v2/users/KEI");
    BOOST_TEST(textOf(planned[1].as_object(), "body") == R"({"type":1})");
    BOOST_TEST(textOf(planned[1].as_object(), "template") == "__ACCOUNT__.UPDATEOP");
    BOOST_TEST(boost::json::serialize(lines[0].at("lookups")) == R"(["Lookup.Zoom.type"])");
    checkNothingReceived();
}

BOOST_AUTO_TEST_CASE(what_would_be_refused_is_refused) {
    checkEnd(home.run("create zoom email=u@example.com type=99 --dry-run"), 3, {"type None (99)"});
    checkEnd(home.run("create zoom email=u@example.com type=Gold --dry-run"), 3,
             {"does not know \"Gold\""});
    checkEnd(home.run("delete zoom KEI --transfer_meeting true --dry-run"), 3,
             {"without \"transfer_email\""});
    checkNothingReceived();
}

BOOST_AUTO_TEST_CASE(the_journal_and_the_accounts_stay_as_they_are) {
    checkEnd(home.run("delete zoom KEI --dry-run"), 0);
    BOOST_TEST(home.run("operation list").out == "");
    BOOST_TEST(home.run("account list").out == "");
    checkNothingReceived();
}

BOOST_AUTO_TEST_CASE(the_simulator_need_not_even_be_there) {
    const support::SandboxHome alone("http://127.0.0.1:1");
    checkEnd(alone.run("create zoom email=u@example.com --dry-run"), 0);
}

BOOST_AUTO_TEST_CASE(a_template_that_was_edited_shows_in_the_next_dry_run) {
    home.edit("lookups/zoom/operations.xml", "<query name=\"action\">delete</query>",
              "<query name=\"action\">delete</query><query name=\"by\">muster</query>");
    checkHas(home.run("delete zoom KEI --dry-run").out, {"action=delete&by=muster"});
}

BOOST_AUTO_TEST_SUITE_END()
