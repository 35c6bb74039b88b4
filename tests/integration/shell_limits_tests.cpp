// Limits and repeated requests, by the counts of the simulator.
#include <chrono>

#include "shell_fixture.h"
#include "sqlite_rows.h"

namespace {

const std::string kTarget(support::SandboxHome::kTargetFile);

struct LimitsCase : ShellCase {
    LimitsCase() {
        zoom().seedUsers(R"([{"id":"KEI","email":"kei@example.com"}])");
        zoom().set(R"({"plan":"business","limits":true})");
        zoom().control("DELETE", "limits");
    }

    static void order(const std::string& fault) { zoom().control("POST", "faults", fault); }

    /// A script that stays until operation `number` is over by the journal: what it was made to
    /// wait for comes while it runs.
    support::Finished scriptUntilOver(const std::string& commands,
                                      const std::string& number) const {
        support::ChildProcess child(home.program({"--keep-going"}));
        child.write(commands);
        const std::string journal = (home.path() / "muster.db").string();
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        const auto isOver = [&] {
            const std::string state = "SELECT state FROM operations WHERE id = " + number;
            return std::filesystem::exists(journal) &&
                   !support::SqliteRows(journal)
                        .ask("SELECT 1 FROM sqlite_master WHERE name = 'counters'")
                        .empty() &&
                   support::SqliteRows(journal).ask(state) == std::vector<std::string>{"2"};
        };
        while (!isOver()) {
            if (std::chrono::steady_clock::now() > deadline) {
                throw std::runtime_error("in vain awaited: the end of operation " + number);
            }
        }
        child.closeInput();
        return child.wait();
    }

    /// "attempt outcome http" of each step of an operation.
    std::vector<std::string> steps(const std::string& operation) const {
        std::vector<std::string> lines;
        const auto ended = home.run({"operation show " + operation}, {"--output", "json"});
        const auto all = jsonLines(ended);
        BOOST_REQUIRE(all.size() == 1U);
        for (const auto& value : all[0].at("steps").as_array()) {
            const auto& step = value.as_object();
            lines.push_back(std::to_string(step.at("attempt").as_int64()) + " " +
                            textOf(step, "outcome") + " " +
                            boost::json::serialize(step.at("http_status")));
        }
        return lines;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_limits_tests, LimitsCase)

BOOST_AUTO_TEST_CASE(a_refusal_without_type_and_time_is_waited_out_and_sent_again) {
    order(R"({"fault":"throttle","method":"PATCH","retry_after":"none","type":"none","count":2})");
    checkEnd(home.run("update zoom KEI dept=Sales"), 0);
    BOOST_TEST(writes().size() == 3U);
    BOOST_TEST((steps("1") == std::vector<std::string>{"1 not applied 429", "2 not applied 429",
                                                       "3 applied 204"}));
}

BOOST_AUTO_TEST_CASE(each_form_of_retry_after_is_waited_out) {
    for (const char* form : {"seconds", "date", "instant"}) {
        order(std::string(
                  R"({"fault":"throttle","method":"PATCH","wait_seconds":1,"retry_after":")") +
              form + "\"}");
        checkEnd(home.run("update zoom KEI dept=Sales"), 0);
    }
    BOOST_TEST(steps("3").size() == 2U);
}

BOOST_AUTO_TEST_CASE(who_gives_up_waiting_is_told_until_when_to_wait_and_what_to_do_then) {
    order(R"({"fault":"throttle","method":"PATCH","retry_after":"seconds","type":"none",)"
          R"("wait_seconds":20,"count":-1})");
    const auto ended = home.run("update zoom KEI dept=Sales --timeout 5");
    checkEnd(
        ended, 6,
        {"nothing was changed at the target [operation 1]",
         "next: the target asked to wait until 20", "Z; \"operation resume 1\" sends it then"});
    const auto shown = home.run("operation show 1");
    checkHas(shown.out, {"the target asked to wait until 20"});
    zoom().control("DELETE", "faults");
    checkEnd(home.run("operation resume 1"), 0);
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_pen_in_a_name_that_a_limit_counts_by_is_told_when_it_is_read) {
    const std::string file = "lookups/zoom/limits.xml";
    home.edit(file, R"(key="$(__UID__)$" concurrency)", R"(key="$(__UIDD__)$" concurrency)");
    checkEnd(
        home.run("update zoom KEI dept=Sales"), 9,
        {"limits.xml:16:22: ", "limit \"user\": no request that it counts has \"$(__UIDD__)$\"",
         "did you mean \"$(__UID__)$\"?"});
    home.edit(file, R"(key="$(__UIDD__)$" concurrency)", R"(key="$(__UID__)$" concurrency)");
    home.edit(file, R"(when="action=create" per-day="10000")",
              R"(when="acton=create" per-day="10000")");
    checkEnd(home.run("update zoom KEI dept=Sales"), 9,
             {"limit \"invitations\": no request that it counts has \"acton\"",
              "did you mean \"action\"?"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_day_that_the_target_calls_used_up_is_told_and_left_alone) {
    order(R"({"fault":"throttle","method":"PATCH","wait_seconds":7200,"retry_after":"instant",)"
          R"("type":"Daily-limit"})");
    const auto ended =
        home.run({"update zoom KEI dept=Sales", "update zoom KEI dept=Sales"}, {"--keep-going"});
    checkHas(ended.err,
             {"maximum daily rate limit",
              "limit \"Light\" of target \"zoom\": the target asked to wait; the next turn "
              "is free in 120 min",
              "nothing was sent"});
    BOOST_TEST(writes().size() == 1U);  // the second was not even tried
}

BOOST_AUTO_TEST_CASE(invitations_of_the_day_are_counted_over_a_restart) {
    home.edit("lookups/zoom/limits.xml", R"(per-day="10000")", R"(per-day="2")");
    prepare("create zoom __NAME__=a@example.com");
    prepare("create zoom __NAME__=b@example.com");
    const auto third = home.run("create zoom __NAME__=c@example.com");
    BOOST_TEST(third.exitCode == 10);
    checkHas(home.run("operation list --state deferred").out,
             {"c@example.com", "operation resume"});
    checkHas(third.err, {"limit \"invitations\" of target \"zoom\": 2 of 2 requests of today",
                         "T00:00:00Z; nothing was sent"});
    BOOST_TEST(writes().size() == 2U);
    checkEnd(home.run("create zoom __NAME__=d@example.com createType=ssoCreate"), 0);
    checkHas(home.run("target limits zoom").out, {"invitations", "2 of 2"});
}

BOOST_AUTO_TEST_CASE(what_a_limit_deferred_goes_on_by_itself_once_the_limit_lets_it) {
    home.edit(kTarget, "workers=\"2\"", "workers=\"2\" longest-wait-seconds=\"1\"");
    home.edit("lookups/zoom/limits.xml", "<plan name=\"free\">",
              R"(<limit name="new" operation="__ACCOUNT__.CREATEOP" rate="1" per-seconds="4"/>)"
              "\n  <plan name=\"free\">");
    const auto ended = scriptUntilOver(
        "create zoom __NAME__=a@example.com\ncreate zoom __NAME__=b@example.com\n", "2");
    BOOST_TEST(ended.exitCode == 10, ended.err);
    checkHas(ended.err, {"limit \"new\" of target \"zoom\": 1 in 4 s; the next turn is free in",
                         "operation 2 is deferred until", "operation resume 2"});
    const auto shown = jsonLines(home.run({"operation show 2"}, {"--output", "json"}));
    BOOST_TEST(textOf(shown.at(0), "state") == "ended");
    BOOST_TEST(textOf(shown.at(0), "outcome") == "applied");
    const std::vector<std::string> expected{"1 applied 201"};
    BOOST_TEST(steps("2") == expected, boost::test_tools::per_element());
    BOOST_TEST(writes().size() == 2U, "each was sent once");
    BOOST_TEST(!stored("b@example.com", "id").empty());
}

BOOST_AUTO_TEST_CASE(what_the_target_deferred_goes_on_by_itself_once_it_is_due) {
    home.edit(kTarget, "workers=\"2\"", "workers=\"2\" longest-wait-seconds=\"1\"");
    order(R"({"fault":"throttle","method":"PATCH","wait_seconds":3,"retry_after":"seconds"})");
    const auto ended = scriptUntilOver("update zoom KEI dept=Sales\n", "1");
    BOOST_TEST(ended.exitCode == 10, ended.err);
    BOOST_TEST((steps("1") == std::vector<std::string>{"1 not applied 429", "2 applied 204"}));
    BOOST_TEST(zoom().call("GET", "/users/KEI").text("dept") == "Sales");
}

BOOST_AUTO_TEST_CASE(what_others_use_of_the_day_counts_by_the_targets_word) {
    home.edit("lookups/zoom/limits.xml", R"(per-day="10000")", R"(per-day="50")");
    zoom().set(R"({"plan":"free"})");
    zoom().call("POST", "/users",
                R"({"action":"create","user_info":{"email":"other@example.com","type":1}})");
    prepare("create zoom __NAME__=a@example.com");
    const auto shown = jsonLines(home.run(
        {"create zoom __NAME__=b@example.com", "target limits zoom"}, {"--output", "json"}));
    for (const auto& row : shown) {
        if (textOf(row, "name") == "invitations") {
            BOOST_TEST(row.at("used_today").as_int64() == 3);
            return;
        }
    }
    BOOST_ERROR("no limit \"invitations\" is shown");
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_repeated_only_where_that_does_no_harm) {
    order(R"({"fault":"drop-after","method":"PATCH"})");
    checkEnd(home.run("update zoom KEI dept=Sales"), 0);
    BOOST_TEST((steps("1") == std::vector<std::string>{"1 applied 204"}));
    order(R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    BOOST_TEST(home.run("create zoom __NAME__=a@example.com").exitCode != 0);
    BOOST_TEST((steps("2") == std::vector<std::string>{"1 unknown null"}));
}

BOOST_AUTO_TEST_CASE(a_bulk_run_keeps_the_rate_of_the_plan) {
    zoom().set(R"({"plan":"free"})");
    home.edit("targets/zoom.xml", "</target>", "<property name=\"plan\">free</property></target>");
    std::string script;
    for (int i = 0; i < 6; ++i) script += "update zoom KEI dept=d" + std::to_string(i) + "\n";
    checkEnd(home.script(script), 0);
    const auto row = zoom().control("GET", "limits").at("labels").at("Light");
    // Each is a read and a write; without our limits half of them would be refused. A machine that
    // is busy may stumble once or twice.
    BOOST_TEST(row.at("admitted").as_int64() == 12);
    BOOST_TEST(row.at("refused_per_second").as_int64() <= 2);
}

BOOST_AUTO_TEST_CASE(a_wrong_plan_and_a_wrong_label_are_found_before_any_request) {
    home.edit("lookups/zoom/operations.xml", "limit=\"Medium\"", "limit=\"Medum\"");
    checkHas(home.run("template check " + (home.path() / "lookups/zoom").string()).err,
             {"operations.xml:", "limit \"Medum\" is no label of limits.xml, expected",
              "did you mean \"Medium\"?"});
    BOOST_TEST(home.run("update zoom KEI dept=Sales").exitCode != 0);
    BOOST_TEST(requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
