#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

using support::ChildProcess;

namespace {

using Strings = std::vector<std::string>;

struct Line {
    std::string command;
    int exitCode;
    Strings pieces;
};

std::ostream& operator<<(std::ostream& out, const Line& line) { return out << line.command; }

/// One case for each exit code that a command can give without meddling with the network; the
/// others are in shell_trouble_tests.
const std::vector<Line> kLines = {
    {"target list", 0, {}},
    {"nonsense", 2, {"there is no command \"nonsense\"", "\"help\" lists the commands"}},
    {"connectr list", 2, {"did you mean \"connector\"?"}},
    {"create zoom email=u@example.com --dryrun", 2, {"no option --dryrun", "--dry-run?"}},
    {"create zom email=u@example.com", 2, {"there is no target \"zom\"", "did you mean \"zoom\"?"}},
    {"get zoom", 2, {"usage: get TARGET UID"}},
    {"get zoom KEI 'BEN", 2, {"column"}},
    {"update zoom KEI", 2, {"update has nothing to change"}},
    {"delete zoom me", 3, {"\"me\" is no user's id", "nothing was sent"}},
    {"create zoom __TEAM__ name=x", 2, {"no object class \"__TEAM__\"", "__ACCOUNT__"}},
    {"create zoom email=u@example.com password=Tour-Passw0rd",
     2,
     {"a password in an argument is seen by everyone", "@env:NAME, @file:PATH or @stdin"}},
    {"create zoom email=u@example.com password=@env:NO_SUCH_VARIABLE", 2, {"NO_SUCH_VARIABLE"}},
    {"create zoom emial=u@example.com", 3, {"no attribute \"emial\"", "did you mean \"email\"?"}},
    {"lookup show Lookup.Zoom.typ", 4, {"did you mean \"Lookup.Zoom.type\"?"}},
    {"template show zoom __ACCOUNT__.DELETOP", 4, {"did you mean \"__ACCOUNT__.DELETEOP\"?"}},
    {"operation show 77", 4, {"77"}},
    {"connector show zom", 4, {"zoom"}},
    {"get zoom name:nobody@example.com", 4, {"no object with the name"}},
    {"create zoom email=owner@example.com", 5, {"AlreadyExists"}},
    {"connector verify /no/such/file.so", 9, {"/no/such/file.so"}},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_program_tests, ShellCase)

BOOST_DATA_TEST_CASE_F(ShellCase, each_command_line_ends_with_its_code_and_its_sentence,
                       boost::unit_test::data::make(kLines), line) {
    const auto ended = home.run(line.command);
    checkEnd(ended, line.exitCode, line.pieces);
    BOOST_TEST((line.exitCode == 0) == !ended.out.empty());
}

BOOST_AUTO_TEST_CASE(the_reading_commands_show_what_is_there) {
    const std::vector<std::pair<std::string, Strings>> rows = {
        {"status", {home.path().string()}},
        {"connector list", {"CONNECTOR", "zoom", "ok"}},
        {"connector show zoom", {"zoom", "deletePolicy", "transfer_email"}},
        {"target list", {"zoom", "zoom", "ok"}},
        {"target show zoom", {"clientSecret", "file:secrets/zoom"}},
        {"target test zoom", {"test:", "ok"}},
        {"target schema zoom", {"__NAME__", "email", "__PASSWORD__", "Lookup.Zoom.createType"}},
        {"lookup list", {"Lookup.Zoom.createType", "Lookup.Zoom.type"}},
        {"lookup show Lookup.Zoom.type",
         {"1", "Basic", "基本", "2", "Licensed", "ライセンス済", "99", "None", "なし", "yes"}},
        {"lookup check", {"2 good lookups, 0 errors, 0 warnings"}},
        {"template list zoom", {"__ACCOUNT__.CREATEOP", "POST"}},
        {"template show zoom __ACCOUNT__.DELETEOP", {"DELETE", "action", "delete"}},
        {"template check", {"29 good templates, 0 errors, 0 warnings"}},
    };
    Strings commands;
    for (const auto& [command, pieces] : rows) {
        commands.push_back(command);
        const auto ended = home.run(command);
        BOOST_TEST_CONTEXT(command) {
            checkEnd(ended, 0);
            checkHas(ended.out, pieces);
            BOOST_TEST(!has(ended.out, std::string(support::SandboxHome::kClientSecret)));
        }
    }
    const auto all = home.run(commands, {"--output", "json"});
    checkEnd(all, 0);
    BOOST_TEST(
        jsonLines(home.run({"target list", "lookup list", "connector list"}, {"--output", "json"}))
            .size() == 4U);
}

BOOST_AUTO_TEST_CASE(results_are_on_stdout_and_messages_on_stderr) {
    const auto good = home.run("create zoom email=u@example.com createType=ssoCreate");
    checkHas(good.out, {"created"});
    BOOST_TEST(good.err == "");
    const auto bad = home.run({"create zoom email=u@example.com"}, {"--output", "json"});
    const auto lines = jsonLines(bad);
    BOOST_REQUIRE(lines.size() == 1U);
    const auto& error = lines[0].at("error").as_object();
    BOOST_TEST(textOf(error, "code") == "AlreadyExists");
    BOOST_TEST(textOf(error, "target_code") == "1005");
    checkHas(bad.err, {R"({"code":"AlreadyExists","message":")", R"("target_code":"1005")"});
}

BOOST_AUTO_TEST_CASE(a_script_stops_at_the_line_that_fails_and_names_it) {
    const std::string script = "# a comment\ntarget list\n\nget zoom nobody\nlookup list\n";
    const auto stopped = home.script(script);
    checkEnd(stopped, 4, {"no object with the uid \"nobody\"", "stopped at line 4 of the script"});
    BOOST_TEST(!has(stopped.out, "Lookup.Zoom.type"));
    const auto whole = home.script(script, {"--keep-going"});
    checkEnd(whole, 4, {"line 4 of the script failed"});
    BOOST_TEST(has(whole.out, "Lookup.Zoom.type"));
}

BOOST_AUTO_TEST_CASE(several_commands_stop_at_the_first_failure_or_go_on_when_told) {
    const auto stopped = home.run(Strings{"nonsense", "target list"});
    checkEnd(stopped, 2);
    BOOST_TEST(stopped.out == "");
    const auto whole = home.run({"nonsense", "target list"}, {"--keep-going"});
    checkEnd(whole, 2);
    checkHas(whole.out, {"zoom"});
}

BOOST_AUTO_TEST_CASE(a_password_may_come_from_stdin) {
    const auto ended =
        support::run(home.program({"-c",
                                   "create zoom email=u@example.com createType=autoCreate "
                                   "password=@stdin"}),
                     "Tour-Passw0rd\n");
    checkEnd(ended, 0);
    BOOST_TEST(writes() == (Strings{R"(POST /v2/users {"action":"autoCreate","user_info":{)"
                                    R"("email":"u@example.com","type":1,)"
                                    R"("password":"Tour-Passw0rd"}})"}));
}

BOOST_AUTO_TEST_CASE(help_needs_no_home) {
    const support::Command none{MUSTER_PROGRAM, {"--home", "/no/such/home", "-c", "help"}};
    const auto ended = support::run(none);
    checkEnd(ended, 0);
    checkHas(ended.out, {"Commands:", "create", "disassociate", "operation show"});
    const auto one = support::run({MUSTER_PROGRAM, {"-c", "help create"}});
    checkHas(one.out, {"usage: create TARGET [CLASS] name=value", "--dry-run"});
    const auto absent =
        support::run({MUSTER_PROGRAM, {"--home", "/no/such/home", "-c", "target list"}});
    checkEnd(absent, 9, {"/no/such/home", "hint: "});
    checkEnd(support::run({MUSTER_PROGRAM, {"--nonsense"}}), 2, {"--nonsense", "hint: "});
    checkEnd(support::run({MUSTER_PROGRAM, {"--output", "yaml"}}), 2,
             {"error: --output: found \"yaml\", expected \"table\" or \"json\"\n"});
    checkEnd(support::run({MUSTER_PROGRAM, {"--log-level", "none"}}), 2,
             {"error: --log-level: found \"none\", expected \"error\", \"warning\", \"info\""});
    checkEnd(support::run({MUSTER_PROGRAM, {"--home"}}), 2, {"error: --home needs a value\n"});
    checkHas(support::run({MUSTER_PROGRAM, {"--version"}}).out, {"muster 0."});
}

BOOST_AUTO_TEST_CASE(a_second_program_on_the_same_home_is_refused_with_a_sentence) {
    ChildProcess owner(home.program({}));
    owner.write("target list\n");
    owner.waitForLine("zoom");
    checkEnd(home.run("target list"), 9,
             {"is in use by another muster (process " + std::to_string(owner.pid()) + ")",
              "one process owns a home"});
    owner.write("lookup list\n");
    owner.closeInput();
    const auto ended = owner.wait();
    checkEnd(ended, 0);
    checkHas(ended.out, {"Lookup.Zoom.type"});
    checkEnd(home.run("target list"), 0);
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_the_program_quietly) {
    zoom().control("POST", "seed", R"({"generate":{"count":1500,"domain":"example.com"}})");
    for (const char* const form : {"json", "table"}) {
        ChildProcess child(home.program({"--output", form, "-c", "search zoom"}));
        child.closeOutput();
        const auto ended = child.wait();
        BOOST_TEST_CONTEXT(form << ": " << ended.err) {
            BOOST_TEST(ended.exitCode < 128);
            BOOST_TEST(!has(ended.err, "error"));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
