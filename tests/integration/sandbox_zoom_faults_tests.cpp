// Faults of the simulator that a test orders (item 45): what they do to a call, and to which.
#include <fstream>
#include <set>
#include <thread>

#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

/// Orders a fault and returns its number.
std::int64_t fault(const std::string& text) {
    return zoom().control("POST", "faults", text).at("n").as_int64();
}

support::Reply orderReply(const std::string& text) {
    return support::sendHttp(zoom().port(), {"POST", "/_control/faults", text});
}

json::array faults() { return zoom().control("GET", "faults").at("faults").as_array(); }

/// The bytes that a create with this address is answered with.
std::string rawCreate(const std::string& mail) {
    return support::sendRaw(zoom().port(), apiCall("POST", "/users", order("custCreate", mail)));
}

bool exists(const std::string& mail) { return zoom().get("/users/" + mail).status == 200; }

std::string header(const support::Reply& reply, const std::string& name) {
    const auto found = reply.headers.find(name);
    return found == reply.headers.end() ? "" : found->second;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_faults_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(a_drop_after_leaves_the_user_and_no_answer) {
    fault(R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    BOOST_TEST(rawCreate("a@example.com") == "");
    BOOST_TEST(exists("a@example.com"));
    BOOST_TEST(rawCreate("b@example.com").starts_with("HTTP/1.1 201"));
}

BOOST_AUTO_TEST_CASE(a_drop_before_leaves_neither) {
    fault(R"({"fault":"drop-before","method":"POST","path":"/v2/users"})");
    BOOST_TEST(rawCreate("a@example.com") == "");
    BOOST_TEST(!exists("a@example.com"));
}

BOOST_AUTO_TEST_CASE(a_drop_can_tear_the_connection) {
    fault(R"({"fault":"drop-after","method":"POST","reset":true})");
    BOOST_CHECK_THROW(rawCreate("a@example.com"), std::exception);
    BOOST_TEST(exists("a@example.com"));
}

BOOST_AUTO_TEST_CASE(a_burst_answers_with_its_status_as_often_as_asked_and_does_nothing) {
    fault(R"({"fault":"status-before","path":"/v2/users","count":3,"status":502})");
    for (int at = 0; at < 3; ++at) {
        BOOST_TEST(create("custCreate", "a@example.com").status == 502);
    }
    BOOST_TEST(!exists("a@example.com"));
    BOOST_TEST(create("custCreate", "a@example.com").status == 201);
}

BOOST_AUTO_TEST_CASE(a_status_after_hides_that_the_call_took_effect) {
    for (const auto* status : {"408", "500", "504"}) {
        const auto mail = std::string(status) + "@example.com";
        fault(R"({"fault":"status-after","method":"POST","status":)" + std::string(status) + "}");
        BOOST_TEST(create("custCreate", mail).status == std::stoi(status));
        BOOST_TEST(exists(mail));
    }
}

BOOST_AUTO_TEST_CASE(a_status_may_come_with_a_body_of_ones_own_under_200_too) {
    fault(R"({"fault":"status-before","method":"PATCH","status":200,
        "body":"{\"code\":200,\"message\":\"No permission.\"}"})");
    const auto reply = zoom().call("PATCH", "/users/me", R"({"dept":"Sales"})");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.code() == 200);
    BOOST_TEST(zoom().get("/users/me").text("dept") == "");
}

BOOST_AUTO_TEST_CASE(a_surprise_429_takes_each_form) {
    const struct {
        const char* members;
        const char* type;
        const char* piece;  ///< of Retry-After; "": none
        bool reset;
    } rows[] = {
        {"", "QPS", "", true},
        {R"(,"type":"none")", "", "", false},
        {R"(,"retry_after":"seconds","wait_seconds":7)", "QPS", "7", true},
        {R"(,"retry_after":"date","type":"Daily-limit")", "Daily-limit", " GMT", false},
        {R"(,"retry_after":"instant","type":"none")", "", "T", false},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.members) {
            fault(R"({"fault":"throttle","method":"GET")" + std::string(row.members) + "}");
            const auto reply = zoom().get("/users/me");
            checkRefused(reply, 429, 429, "rate limit for this API");
            BOOST_TEST(header(reply, "x-ratelimit-type") == row.type);
            BOOST_TEST(header(reply, "x-ratelimit-reset").empty() != row.reset);
            const auto after = header(reply, "retry-after");
            BOOST_TEST(after.empty() == std::string(row.piece).empty());
            BOOST_TEST(after.find(row.piece) != std::string::npos, after);
        }
    }
}

BOOST_AUTO_TEST_CASE(truncated_json_comes_with_a_right_length) {
    fault(R"({"fault":"truncate-json","method":"POST"})");
    const auto reply = create("custCreate", "a@example.com");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.headers.at("content-length") == std::to_string(reply.body.size()));
    BOOST_CHECK_THROW(reply.json(), std::exception);
    BOOST_TEST(exists("a@example.com"));
}

BOOST_AUTO_TEST_CASE(a_cut_body_is_shorter_than_its_head_says) {
    fault(R"({"fault":"cut-body","method":"POST"})");
    const auto bytes = rawCreate("a@example.com");
    const auto lengthAt = bytes.find("Content-Length: ");
    const auto bodyAt = bytes.find("\r\n\r\n");
    BOOST_REQUIRE(lengthAt != std::string::npos);
    const auto promised = std::stoul(bytes.substr(lengthAt + 16));
    BOOST_TEST(bytes.size() - bodyAt - 4 == promised / 2);
    BOOST_TEST(exists("a@example.com"));
}

BOOST_AUTO_TEST_CASE(a_scope_error_may_be_no_json) {
    fault(R"({"fault":"broken-json","method":"GET"})");
    const auto reply = zoom().get("/users/me");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body.find("does not contain scopes") != std::string::npos);
    BOOST_CHECK_THROW(reply.json(), std::exception);
}

BOOST_AUTO_TEST_CASE(code_0_stands_in_an_answer_of_success_only) {
    fault(R"({"fault":"code-zero","count":3})");
    const auto read = zoom().get("/users/me");
    BOOST_TEST(read.json().at("code").as_int64() == 0);
    BOOST_TEST(read.text("email") == "owner@example.com");
    const auto write = zoom().call("PATCH", "/users/me", R"({"dept":"Sales"})");
    BOOST_TEST(write.status == 200);
    BOOST_TEST(write.json().at("code").as_int64() == 0);
}

BOOST_AUTO_TEST_CASE(a_delay_before_holds_the_call_and_one_after_its_answer) {
    for (const bool after : {false, true}) {
        BOOST_TEST_CONTEXT("after: " << after) {
            const std::string mail = after ? "a@example.com" : "b@example.com";
            const auto call = apiCall("POST", "/users", order("custCreate", mail));
            const auto number =
                fault(std::string(R"({"fault":"delay-)") + (after ? "after" : "before") +
                      R"(","method":"POST","ms":3600000})");
            std::string bytes;
            std::thread caller([&] { bytes = support::sendRaw(zoom().port(), call); });
            while (zoom().control("GET", "faults").at("held").as_int64() == 0) {
            }
            BOOST_TEST(exists(mail) == after);
            zoom().control("DELETE", "faults?n=" + std::to_string(number));
            caller.join();
            BOOST_TEST(bytes.starts_with("HTTP/1.1 201"));
        }
    }
}

BOOST_AUTO_TEST_CASE(method_and_path_choose_the_calls) {
    fault(R"({"fault":"status-before","method":"PUT","path":"/v2/users/*/email","count":-1})");
    fault(R"({"fault":"status-before","path":"/v2/users/x*"})");
    BOOST_TEST(zoom().get("/users/me").status == 200);
    BOOST_TEST(zoom().get("/users/me/permissions").status == 200);
    BOOST_TEST(zoom().call("PUT", "/users/a/status", "{}").status == 404);
    BOOST_TEST(zoom().call("PUT", "/users/a/email", "{}").status == 503);
    BOOST_TEST(zoom().call("PUT", "/users/b/email?x=1", "{}").status == 503);
    BOOST_TEST(zoom().get("/users/xy?login_type=100").status == 503);
}

BOOST_AUTO_TEST_CASE(the_token_endpoint_can_fail_too) {
    fault(R"({"fault":"status-before","path":"/oauth/token"})");
    BOOST_TEST(zoom().newToken() == "");
    BOOST_TEST(zoom().newToken() != "");
}

BOOST_AUTO_TEST_CASE(skip_lets_calls_pass_first) {
    fault(R"({"fault":"status-before","method":"GET","path":"/v2/users/me","skip":2})");
    BOOST_TEST(zoom().get("/users/me").status == 200);
    BOOST_TEST(zoom().get("/users/me").status == 200);
    BOOST_TEST(zoom().get("/users/me").status == 503);
    BOOST_TEST(zoom().get("/users/me").status == 200);
}

BOOST_AUTO_TEST_CASE(a_coin_of_the_same_seed_falls_the_same_way) {
    const auto run = [](const std::string& seed) {
        fault(R"({"fault":"status-before","path":"/v2/users/me","probability":0.5,"seed":)" + seed +
              "}");
        std::string falls;
        for (int at = 0; at < 40; ++at) falls += zoom().get("/users/me").status == 503 ? 'x' : '.';
        zoom().control("DELETE", "faults");
        return falls;
    };
    const auto first = run("7");
    BOOST_TEST(first == run("7"));
    BOOST_TEST(first != run("8"));
    BOOST_TEST(first.find('x') != std::string::npos);
    BOOST_TEST(first.find('.') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(faults_are_listed_with_what_they_met_and_can_be_withdrawn) {
    const auto first = fault(R"({"fault":"status-before","path":"/v2/users/me","count":5})");
    const auto second = fault(R"({"fault":"drop-after","method":"POST"})");
    zoom().get("/users/me");
    zoom().get("/users/me");
    auto rows = faults();
    BOOST_REQUIRE(rows.size() == 2U);
    BOOST_TEST(rows[0].at("fault") == "status-before");
    BOOST_TEST(rows[0].at("status").as_int64() == 503);
    BOOST_TEST(rows[0].at("matched").as_int64() == 2);
    BOOST_TEST(rows[0].at("met").as_int64() == 2);
    BOOST_TEST(rows[0].at("left").as_int64() == 3);
    zoom().control("DELETE", "faults?n=" + std::to_string(first));
    rows = faults();
    BOOST_REQUIRE(rows.size() == 1U);
    BOOST_TEST(rows[0].at("n").as_int64() == second);
    zoom().control("DELETE", "faults");
    BOOST_TEST(faults().empty());
    BOOST_TEST(zoom().get("/users/me").status == 200);
    BOOST_TEST(support::sendHttp(zoom().port(), {"DELETE", "/_control/faults?n=77"}).status == 404);
}

BOOST_AUTO_TEST_CASE(a_call_kept_away_does_not_use_up_a_fault_of_its_answer) {
    fault(R"({"fault":"drop-after","method":"POST","path":"/v2/users"})");
    fault(R"({"fault":"status-before","method":"POST","path":"/v2/users"})");
    BOOST_TEST(rawCreate("a@example.com").starts_with("HTTP/1.1 503"));
    BOOST_TEST(rawCreate("a@example.com") == "");
    BOOST_TEST(exists("a@example.com"));
}

BOOST_AUTO_TEST_CASE(wrong_faults_are_refused_with_what_was_expected) {
    const struct {
        const char* text;
        const char* piece;
    } rows[] = {
        {R"([])", "must be a JSON object"},
        {R"({"fault":"explode"})", "one of delay-before"},
        {R"({"fault":"drop-after","status":500})", "has no member \"status\""},
        {R"({"fault":"status-before","status":42})", "from 200 to 599"},
        {R"({"fault":"delay-before"})", "needs \"ms\""},
        {R"({"fault":"hide-created"})", "needs \"ms\" or \"reads\""},
        {R"({"fault":"drop-after","probability":2})", "up to 1"},
        {R"({"fault":"drop-after","count":-2})", "from -1"},
        {R"({"fault":"throttle","retry_after":"soon"})", "one of none, seconds, date, instant"},
        {R"({"fault":"drop-after","method":7})", "expected a text"},
        {R"({"fault":"drop-after","reset":1})", "expected true or false"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.text) {
            const auto reply = orderReply(row.text);
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.text("error").find(row.piece) != std::string::npos, reply.body);
        }
    }
    BOOST_TEST(faults().empty());
}

BOOST_AUTO_TEST_CASE(the_faults_in_the_readme_are_taken_and_leave_none_out) {
    std::ifstream file(MUSTER_TEST_SOURCE "/samples/sandbox/README.md");
    std::set<std::string> shown;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(R"(    {"fault")")) continue;
        const auto text = json::parse(line.substr(4));
        BOOST_TEST(orderReply(line.substr(4)).status == 200, line);
        shown.emplace(text.at("fault").as_string());
    }
    // With delay-before, which differs from delay-after in its place alone.
    BOOST_TEST(shown.size() == 11U);
    const auto known = orderReply("{}").text("error");
    for (const auto& name : shown) BOOST_TEST(known.find(name) != std::string::npos, name);
}

BOOST_AUTO_TEST_CASE(faults_of_the_command_line_are_there_at_the_start_and_after_a_reset) {
    support::ZoomSandbox other(
        {"--fault", R"({"fault":"status-before","path":"/v2/users/me"})", "--fault",
         R"({"fault":"drop-after","method":"POST","path":"/v2/users","count":2})"});
    BOOST_TEST(other.get("/users/me").status == 503);
    other.reset();
    BOOST_TEST(other.get("/users/me").status == 503);
    BOOST_TEST(other.control("GET", "faults").at("faults").as_array().size() == 2U);
    const auto done =
        support::run({MUSTER_SANDBOX_PROGRAM, {"zoom", "--port", "0", "--fault", "{"}});
    BOOST_TEST(done.exitCode == 2);
    BOOST_TEST(done.err.find("not JSON") != std::string::npos, done.err);
}

BOOST_AUTO_TEST_CASE(a_delay_does_not_keep_the_program_from_ending) {
    support::ZoomSandbox other(
        {"--fault", R"({"fault":"delay-after","path":"/v2/users/me","ms":3600000})"});
    const support::HttpCall call{
        "GET", "/v2/users/me", "", {{"Authorization", "Bearer " + other.newToken()}}};
    std::thread caller([&call, port = other.port()] {
        try {
            support::sendHttp(port, call);
        } catch (const std::exception&) {
            // The connection may be cut before the answer.
        }
    });
    while (other.control("GET", "faults").at("held").as_int64() == 0) {
    }
    BOOST_TEST(other.process().terminate().exitCode == 0);
    caller.join();
}

BOOST_AUTO_TEST_CASE(old_texts_change_the_words_and_not_the_codes) {
    zoom().set(R"({"old-texts":true})");
    checkRefused(zoom().get("/users/nobody@example.com"), 404, 1001, "User not exist");
    checkRefused(create("create", "owner@example.com"), 409, 1005,
                 "User already in the account: owner@example.com");
    zoom().set(R"({"paid-seats":0})");
    checkRefused(create("create", "a@example.com", 2), 400, 3412, "You can add max 0 paid users.");
}

BOOST_AUTO_TEST_SUITE_END()
