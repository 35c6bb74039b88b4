#include <chrono>

#include <boost/test/data/test_case.hpp>
#include <signal.h>

#include "bad_server.h"
#include "shell_fixture.h"

using muster::test::BadPeer;
using muster::test::BadServer;
using support::ChildProcess;
using support::SandboxHome;

namespace {

using Strings = std::vector<std::string>;

/// Gives a token, and does `onWrite` with each POST of a user.
BadServer::Script tokenThen(std::function<void(BadPeer&)> onWrite) {
    return [onWrite = std::move(onWrite)](BadPeer& peer) {
        for (std::string request = peer.readRequest(); !request.empty();
             request = peer.readRequest()) {
            if (!request.starts_with("POST /oauth/token")) {
                onWrite(peer);
                return;
            }
            peer.send(muster::test::answer(
                200, R"({"access_token":"t0ken","token_type":"bearer","expires_in":3600})",
                "Content-Type: application/json\r\n"));
        }
    };
}

std::string outcomeOf(const SandboxHome& home, const std::string& number) {
    const auto lines = jsonLines(home.run({"operation show " + number}, {"--output", "json"}));
    return lines.size() == 1 ? textOf(lines[0], "outcome") : "";
}

/// Asks the simulator until a write is under way; throws when none comes.
void awaitWriteUnderWay() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (zoom().control("GET", "state").at("under_way").as_array().empty()) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error("no write came to the simulator");
        }
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_trouble_tests, ShellCase)

BOOST_AUTO_TEST_CASE(a_target_that_is_down_changed_nothing_and_the_journal_says_so) {
    const SandboxHome alone("http://127.0.0.1:1");
    checkEnd(alone.run("create zoom email=u@example.com"), 6,
             {"ConnectionFailed", "127.0.0.1:1", "hint: ", "nothing was changed at the target"});
    BOOST_TEST(outcomeOf(alone, "1") == "not applied");
    checkEnd(alone.run("target test zoom"), 6, {"ConnectionFailed"});
    checkEnd(alone.run("search zoom"), 6, {"ConnectionFailed"});
}

BOOST_AUTO_TEST_CASE(wrong_credentials_name_the_settings_to_look_at) {
    home.writeSecret("secrets/zoom", "wrong");
    checkEnd(home.run("target test zoom"), 6,
             {"gave no token", "hint: Check clientId and clientSecret of the target"});
    checkEnd(home.run("create zoom email=u@example.com"), 6, {"nothing was changed at the target"});
    BOOST_TEST(stored("u@example.com", "id") == "");
}

BOOST_AUTO_TEST_CASE(a_missing_scope_is_told_although_its_answer_is_no_json) {
    checkEnd(home.run("create zoom email=u@example.com createType=ssoCreate"), 0);
    zoom().control("POST", "faults", R"({"fault":"broken-json","method":"PATCH"})");
    checkEnd(home.run("update zoom name:u@example.com dept=Sales"), 6,
             {"PermissionDenied", "hint: add one of the scopes", "nothing was changed"});
}

BOOST_AUTO_TEST_CASE(a_secret_that_others_can_read_is_not_used) {
    home.write("secrets/zoom", "sandbox-secret");
    std::filesystem::permissions(home.path() / "secrets/zoom", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    checkEnd(home.run("create zoom email=u@example.com"), 9,
             {"can be read or written by others", "hint: chmod 600"});
    BOOST_TEST(requests().empty());
}

BOOST_AUTO_TEST_CASE(a_token_that_was_revoked_is_replaced_without_a_word) {
    ChildProcess child(home.program({}));
    child.write("target test zoom\n");
    child.waitForLine("test:");
    zoom().control("POST", "revoke-tokens");
    child.write("create zoom email=u@example.com createType=ssoCreate\n");
    child.closeInput();
    checkEnd(child.wait(), 0);
    BOOST_TEST(stored("u@example.com", "status") == "\"active\"");
}

namespace {

struct Cut {
    std::string name;
    std::function<void(BadPeer&)> onWrite;
};

std::ostream& operator<<(std::ostream& out, const Cut& cut) { return out << cut.name; }

const std::vector<Cut> kCuts = {
    {"the connection ends", [](BadPeer& peer) { peer.close(); }},
    {"the connection is reset", [](BadPeer& peer) { peer.reset(); }},
    {"the answer is cut short",
     [](BadPeer& peer) {
         peer.send("HTTP/1.1 201 Created\r\nContent-Length: 400\r\n\r\n{\"id\":\"abc\"");
         peer.close();
     }},
    {"the answer is no JSON",
     [](BadPeer& peer) {
         peer.send(muster::test::answer(201, "<html>", "Content-Type: application/json\r\n"));
     }},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(ShellCase, a_create_whose_answer_is_lost_is_unknown_and_never_success,
                       boost::unit_test::data::make(kCuts), cut) {
    const BadServer server(tokenThen(cut.onWrite));
    const SandboxHome own(server.origin());
    const auto ended = own.run("create zoom email=u@example.com");
    checkEnd(ended, 7,
             {"outcome: unknown", "look with \"get zoom name:u@example.com\"", "operation show 1"});
    BOOST_TEST(ended.out == "");
    BOOST_TEST(outcomeOf(own, "1") == "unknown");
    checkHas(own.run("operation list --outcome unknown").out, {"create", "u@example.com"});
}

BOOST_AUTO_TEST_CASE(an_operation_under_way_when_the_program_is_killed_is_told_at_the_next_start) {
    zoom().set(R"({"write-ms":600000})");
    ChildProcess child(home.program({"-c", "create zoom email=u@example.com"}));
    awaitWriteUnderWay();
    child.signal(SIGKILL);
    BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
    zoom().set(R"({"write-ms":0})");
    const auto next = home.run("operation show 1");
    checkEnd(next, 0,
             {"warning: 1 operation is unsettled (1 interrupted); see \"operation list --state "
              "unsettled\""});
    checkHas(next.out, {"state:", "interrupted", "outcome:", "unknown", "Steps", "create", "POST",
                        "/v2/users"});
    for (const char* const state : {"interrupted", "unsettled"}) {
        checkHas(home.run(std::string("operation list --state ") + state).out,
                 {"1", "u@example.com"});
    }
}

BOOST_AUTO_TEST_CASE(a_time_limit_ends_the_wait_and_leaves_the_outcome_unknown) {
    zoom().set(R"({"write-ms":600000})");
    const auto ended = home.run("create zoom email=u@example.com --timeout 0.5");
    zoom().set(R"({"write-ms":0})");
    checkEnd(ended, 7, {"outcome: unknown"});
    BOOST_TEST(outcomeOf(home, "1") == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()
