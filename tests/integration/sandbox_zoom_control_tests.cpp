#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include <unistd.h>

#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

support::Reply controlReply(const std::string& method, const std::string& name,
                            const std::string& body) {
    return support::sendHttp(zoom().port(), {method, "/_control/" + name, body});
}

json::array requests() { return zoom().control("GET", "requests").as_array(); }

json::array stateUsers() { return zoom().control("GET", "state").at("users").as_array(); }

std::string readme() {
    std::ifstream file(MUSTER_TEST_SOURCE "/samples/sandbox/README.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_control_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(the_state_shows_all_users_with_ids_and_never_a_password) {
    create("create", "p@example.com");
    create("autoCreate", "a@example.com", 1, kPassword);
    const auto users = stateUsers();
    BOOST_REQUIRE(users.size() == 3U);
    BOOST_TEST(users[1].at("status") == "pending");
    BOOST_TEST(users[1].at("id").as_string().size() == 22U);
    BOOST_TEST(users[2].at("has_password").as_bool());
    const auto text = controlReply("GET", "state", "").body;
    BOOST_TEST(text.find("Abcd1234x") == std::string::npos);
    BOOST_TEST(text.find("sandbox-secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(requests_are_shown_in_order_with_their_parts_but_no_secrets) {
    zoom().requestToken("", "grant_type=x&client_secret=hush", "sandbox-client:sandbox-secret");
    create("autoCreate", "a+1@example.com", 1, kPassword);
    zoom().get("/users/a%2B1@example.com?login_type=100");
    const auto rows = requests();
    BOOST_REQUIRE(rows.size() == 4U);  // with the token request of the fixture's own client
    BOOST_TEST(rows[0].at("target") == "/oauth/token");
    BOOST_TEST(rows[0].at("body") == "grant_type=x&client_secret=***");
    BOOST_TEST(rows[2].at("method") == "POST");
    BOOST_TEST(rows[2].at("status").as_int64() == 201);
    BOOST_TEST(rows[2].at("body").at("user_info").at("password") == "***");
    BOOST_TEST(rows[2].at("body").at("user_info").at("email") == "a+1@example.com");
    BOOST_TEST(rows[2].at("headers").at("authorization") == "Bearer ***");
    BOOST_TEST(rows[2].at("headers").at("content-type") == "application/json");
    BOOST_TEST(rows[3].at("target") == "/v2/users/a%2B1@example.com?login_type=100");
    BOOST_TEST(json::serialize(rows).find("Abcd1234x") == std::string::npos);
    zoom().control("DELETE", "requests");
    BOOST_TEST(requests().empty());
}

BOOST_AUTO_TEST_CASE(a_secret_in_a_body_that_is_no_json_is_not_shown_either) {
    zoom().call("POST", "/users", R"({"password": "Abcd1234x)");
    const auto text = json::serialize(requests());
    BOOST_TEST(text.find("Abcd1234x") == std::string::npos);
    BOOST_TEST(text.find("not shown") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_seed_is_taken_whole_or_not_at_all) {
    const struct {
        const char* seed;
        const char* piece;
    } rows[] = {
        {R"([])", "must be a JSON object"},
        {R"({"people":[]})", "\"people\" is no part of a seed"},
        {R"({"users":{}})", "\"users\" must be an array"},
        {R"({"users":[{"email":"new@example.com"},{"email":"x"}]})", "users[1]: \"email\""},
        {R"({"users":[{"email":"new@example.com"},{"email":"NEW@example.com"}]})",
         "users[1]: the address"},
        {R"({"users":[{"email":"a@example.com","id":"x"},{"email":"b@example.com","id":"x"}]})",
         "users[1]: the id"},
        {R"({"users":[{"email":"a@example.com","colour":"red"}]})", "\"colour\" is no field"},
        {R"({"users":[{"email":"a@example.com","type":5}]})", "\"type\""},
        {R"({"users":[{"email":"a@example.com","status":"gone"}]})", "\"status\""},
        {R"({"users":[{"email":"a@example.com","role_id":"0"}]})", "owner"},
        {R"({"users":[{"email":"a@example.com","login_types":"100"}]})", "\"login_types\""},
        {R"({"users":[{"email":"new@example.com"}],"outside":[{"email":"x@y.z"}]})",
         "outside[0]: \"plan\""},
        {R"({"users":[{"email":"new@example.com"}],"settings":{"sso":"maybe"}})", "on or off"},
        {R"({"generate":{"count":0}})", "\"count\""},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.seed) {
            const auto reply = controlReply("POST", "seed", row.seed);
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.text("error").find(row.piece) != std::string::npos, reply.body);
            BOOST_TEST(stateUsers().size() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(switches_are_set_together_or_not_at_all) {
    const struct {
        const char* settings;
        const char* piece;
    } rows[] = {
        {R"({"sso":false,"nothing":1})", "there is no switch \"nothing\""},
        {R"({"sso":false,"plan":"gold"})", "one of free, pro, business"},
        {R"({"sso":false,"paid-seats":-2})", "a number from -1"},
        {R"({"sso":false,"password-max-run":3})", "0 or a number from 4 to 8"},
        {R"({"sso":false,"domains":[1]})", "switch \"domains\""},
        {R"({"sso":false,"owner-email":"x@y.z"})", "command line only"},
        {R"(7)", "an object"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.settings) {
            const auto reply = controlReply("POST", "settings", row.settings);
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.text("error").find(row.piece) != std::string::npos, reply.body);
        }
    }
    BOOST_TEST(zoom().control("GET", "state").at("settings").at("sso").as_bool());
}

BOOST_AUTO_TEST_CASE(hooks_on_a_user_who_is_not_pending_are_refused_with_the_reason) {
    for (const auto* hook : {"activate", "lapse-invitation"}) {
        BOOST_TEST(controlReply("POST", hook, R"({"email":"owner@example.com"})").status == 400);
        BOOST_TEST(controlReply("POST", hook, R"({"email":"no@example.com"})").status == 400);
        BOOST_TEST(controlReply("POST", hook, R"({})").text("error").find("email") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(the_clock_only_goes_forward) {
    const auto before = zoom().control("POST", "clock", R"({"advance_seconds":0})");
    const auto after = zoom().control("POST", "clock", R"({"advance_seconds":3600})");
    BOOST_TEST(before.at("now").as_string() < after.at("now").as_string());
    zoom().control("POST", "clock", R"({"advance_seconds":315360000})");  // ten years
    const auto real = std::chrono::year_month_day(
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto later = std::to_string(static_cast<int>(real.year()) + 9);
    BOOST_TEST(zoom().get("/users").headers.at("date").substr(12, 4) >= later);
    BOOST_TEST(controlReply("POST", "clock", R"({"advance_seconds":-1})").status == 400);
    BOOST_TEST(controlReply("POST", "clock", "not json").status == 400);
}

BOOST_AUTO_TEST_CASE(reset_brings_back_the_start_and_the_same_ids) {
    create("create", "a@example.com");
    const auto first = json::serialize(stateUsers()[1].at("id"));
    zoom().set(R"({"sso":false})");
    zoom().reset();
    BOOST_TEST(stateUsers().size() == 1U);
    BOOST_TEST(zoom().control("GET", "state").at("settings").at("sso").as_bool());
    BOOST_TEST(requests().empty());
    create("create", "a@example.com");
    BOOST_TEST(json::serialize(stateUsers()[1].at("id")) == first);
}

BOOST_AUTO_TEST_CASE(the_readme_names_every_switch) {
    const auto text = readme();
    const auto state = zoom().control("GET", "state");
    for (const auto& [name, value] : state.at("settings").as_object()) {
        BOOST_TEST(text.find("`" + std::string(name) + "`") != std::string::npos, name);
    }
}

BOOST_AUTO_TEST_CASE(the_readme_shows_every_control_call) {
    const auto text = readme();
    const auto calls = support::sendHttp(zoom().port(), {"GET", "/_control"}).json().at("calls");
    BOOST_TEST(calls.as_array().size() == 17U);
    for (const auto& each : calls.as_array()) {
        const std::string call(each.at("call").as_string());  // "DELETE /_control/faults"
        const auto path = "\"$ZOOM" + call.substr(call.find(' ') + 1);
        const auto command =
            call.starts_with("DELETE") ? "curl -s -X DELETE " + path : "curl -s " + path;
        const bool shown = text.find(command) != std::string::npos ||
                           text.find("curl -s -X POST " + path) != std::string::npos;
        BOOST_TEST(shown, call);
    }
}

BOOST_AUTO_TEST_CASE(generated_users_are_there_at_the_start_and_after_a_reset) {
    support::ZoomSandbox other({"--users", "1000"});
    for (int round = 0; round < 2; ++round) {
        const auto list = other.get("/users?page_size=1").json();
        BOOST_TEST(list.at("total_records").as_int64() == 1001);
        BOOST_TEST(other.get("/users/user1000@example.com").status == 200);
        other.reset();
    }
}

BOOST_AUTO_TEST_CASE(a_clock_can_be_moved_by_milliseconds) {
    zoom().control("POST", "clock", R"({"stopped":true})");
    const auto before = zoom().control("POST", "clock", R"({"advance_ms":0})");
    const auto after = zoom().control("POST", "clock", R"({"advance_ms":250})");
    BOOST_TEST(after.at("now_ms").as_int64() - before.at("now_ms").as_int64() == 250);
}

BOOST_AUTO_TEST_CASE(a_switch_can_be_given_as_a_pair) {
    support::ZoomSandbox other({"--switch", "sso=off", "--switch", "domains=a.test,b.test"});
    const auto settings = other.control("GET", "state").at("settings");
    BOOST_TEST(!settings.at("sso").as_bool());
    BOOST_TEST(settings.at("domains").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_stopped_clock_moves_by_hand_only) {
    const auto stopped = zoom().control("POST", "clock", R"({"stopped":true})");
    BOOST_TEST(stopped.at("stopped").as_bool());
    create("create", "a@example.com");
    create("create", "b@example.com");
    const auto rows = zoom().control("GET", "ledger").at("entries").as_array();
    BOOST_TEST(rows.at(0).at("time") == rows.at(1).at("time"));
    zoom().control("POST", "clock", R"({"stopped":true,"advance_seconds":1})");
    create("create", "c@example.com");
    const auto later = zoom().control("GET", "ledger").at("entries").as_array();
    BOOST_TEST(later.at(1).at("time").as_string() < later.at(2).at("time").as_string());
    BOOST_TEST(!zoom().control("POST", "clock", R"({"stopped":false})").at("stopped").as_bool());
    BOOST_TEST(controlReply("POST", "clock", R"({"stopped":1})").status == 400);
}

BOOST_AUTO_TEST_CASE(the_seed_in_the_readme_works) {
    const auto text = readme();
    const auto begin = text.find("    {\n      \"settings\"");
    BOOST_REQUIRE(begin != std::string::npos);
    const auto end = text.find("\n    }\n", begin);
    zoom().control("POST", "seed", text.substr(begin, end + 6 - begin));
    BOOST_TEST(stateUsers().size() == 1006U);
    checkRefused(zoom().get("/users/late@example.com"), 400, 1120, "invitation");
}

BOOST_AUTO_TEST_CASE(an_unknown_control_call_lists_the_known_ones) {
    const auto reply = controlReply("GET", "nothing", "");
    BOOST_TEST(reply.status == 404);
    BOOST_TEST(reply.body.find("POST /_control/seed") != std::string::npos);
    BOOST_TEST(support::sendHttp(zoom().port(), {"GET", "/_control"}).status == 200);
}

BOOST_AUTO_TEST_CASE(many_callers_at_once_get_what_one_after_the_other_would) {
    constexpr int kThreads = 8;
    constexpr int kEach = 25;
    const auto token = "Bearer " + zoom().newToken();
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&token, thread, port = zoom().port()] {
            for (int at = 0; at < kEach; ++at) {
                const auto mail =
                    std::to_string(thread) + "-" + std::to_string(at) + "@example.com";
                support::sendHttp(
                    port,
                    {"POST", "/v2/users", order("custCreate", mail), {{"Authorization", token}}});
                support::sendHttp(port, {"GET", "/v2/users", "", {{"Authorization", token}}});
            }
        });
    }
    for (auto& thread : threads) thread.join();
    BOOST_TEST(stateUsers().size() == 1U + kThreads * kEach);
}

BOOST_AUTO_TEST_CASE(the_program_starts_with_switches_and_a_seed_and_ends_on_sigterm) {
    const auto file = "sandbox_zoom_seed_" + std::to_string(getpid()) + ".json";
    std::ofstream(file) << R"({"users":[{"email":"seeded@example.com"}]})";
    support::ZoomSandbox other({"--plan", "business", "--sso", "off", "--domains", "a.test,b.test",
                                "--seed", file, "--keep-secrets", "--request-log", "1"});
    std::remove(file.c_str());
    BOOST_TEST(other.get("/users/seeded@example.com").status == 200);
    const auto settings = other.control("GET", "state").at("settings");
    BOOST_TEST(settings.at("plan") == "business");
    BOOST_TEST(!settings.at("sso").as_bool());
    BOOST_TEST(json::serialize(settings.at("domains")) == R"(["a.test","b.test"])");
    other.call("POST", "/users", order("create", "k@example.com", 1, R"(,"password":"kept")"));
    const auto log = other.control("GET", "requests").as_array();
    BOOST_REQUIRE(log.size() == 1U);
    BOOST_TEST(log[0].at("body").at("user_info").at("password") == "kept");
    BOOST_TEST(other.process().terminate().exitCode == 0);
}

BOOST_AUTO_TEST_CASE(a_call_under_way_does_not_keep_the_program_from_ending) {
    support::ZoomSandbox other({"--write-ms", "600000"});
    const support::HttpCall call{
        "DELETE", "/v2/users/me", "", {{"Authorization", "Bearer " + other.newToken()}}};
    std::thread caller([&call, port = other.port()] {
        try {
            support::sendHttp(port, call);
        } catch (const std::exception&) {
            // The connection may be cut before the answer.
        }
    });
    while (other.control("GET", "state").at("under_way").as_array().empty()) {
    }
    BOOST_TEST(other.process().terminate().exitCode == 0);
    caller.join();
}

BOOST_AUTO_TEST_CASE(wrong_switches_and_a_taken_port_are_refused_with_a_sentence) {
    const auto port = std::to_string(zoom().port());
    const struct {
        std::vector<std::string> arguments;
        int exitCode;
        const char* piece;
    } rows[] = {
        {{}, 2, "subcommand"},
        {{"zoom"}, 2, "--port"},
        {{"zoom", "--port", "0", "--sso", "maybe"}, 2, "expected on or off"},
        {{"zoom", "--port", "0", "--switch", "sso=maybe"}, 2, "expected on or off"},
        {{"zoom", "--port", "0", "--switch", "ssso=on"}, 2, "expected NAME=VALUE"},
        {{"zoom", "--port", "0", "--seed", "/nowhere.json"}, 2, "/nowhere.json"},
        {{"zoom", "--port", "0", "--seed", "/dev/null"}, 1, "/dev/null"},
        {{"zoom", "--port", port}, 1, "cannot listen on 127.0.0.1:"},
    };
    for (const auto& row : rows) {
        const auto done = support::run({MUSTER_SANDBOX_PROGRAM, row.arguments});
        BOOST_TEST_CONTEXT(row.piece << ": " << done.err) {
            BOOST_TEST(done.exitCode == row.exitCode);
            BOOST_TEST(done.err.find(row.piece) != std::string::npos);
            BOOST_TEST(done.out == "");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
