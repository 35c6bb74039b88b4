// Rate limits and daily quotas of the simulator (items 42 and 43), and what it counts of them. The
// simulated clock stands still, so that nothing depends on how fast this machine is.
#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

struct LimitedAccount {
    LimitedAccount() {
        zoom().reset();
        zoom().set(R"({"limits":true})");
        zoom().control("POST", "clock", R"({"stopped":true})");
    }
};

void pass(int seconds) {
    zoom().control("POST", "clock", R"({"advance_seconds":)" + std::to_string(seconds) + "}");
}

/// A light read, and a medium one.
support::Reply light() { return zoom().get("/users/me"); }
support::Reply medium() { return zoom().get("/users"); }

/// How many of `tries` calls at one instant are let in.
template <typename Call>
int admitted(int tries, Call call) {
    int count = 0;
    for (int at = 0; at < tries; ++at) count += call().status == 429 ? 0 : 1;
    return count;
}

std::string header(const support::Reply& reply, const std::string& name) {
    const auto found = reply.headers.find(name);
    return found == reply.headers.end() ? "" : found->second;
}

json::value limits(const std::string& label = {}) {
    const auto all = zoom().control("GET", "limits");
    return label.empty() ? all : all.at("labels").at(label);
}

std::string utcDay(const support::Reply& reply) {  // "Sun, 22 Nov 2026 ..." -> "22"
    return header(reply, "date").substr(5, 2);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_limits_tests, LimitedAccount)

BOOST_AUTO_TEST_CASE(each_plan_lets_in_what_the_table_says_within_one_second) {
    const struct {
        const char* plan;
        int light;
        int medium;
    } rows[] = {{"free", 4, 2}, {"pro", 30, 20}, {"business", 80, 60}};
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.plan) {
            zoom().set(R"({"plan":")" + std::string(row.plan) + "\"}");
            BOOST_TEST(admitted(row.light + 3, light) == row.light);
            BOOST_TEST(admitted(row.medium + 3, medium) == row.medium);
            pass(60);
        }
    }
}

BOOST_AUTO_TEST_CASE(heavy_and_resource_intensive_calls_have_their_own_budgets) {
    const struct {
        const char* label;
        const char* plan;
        int calls;
        int windowSeconds;
    } rows[] = {{"heavy", "free", 1, 1},
                {"heavy", "pro", 10, 1},
                {"heavy", "business", 40, 1},
                {"resource-intensive", "free", 10, 60},
                {"resource-intensive", "pro", 10, 60},
                {"resource-intensive", "business", 20, 60}};
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.plan << " " << row.label) {
            zoom().set(R"({"plan":")" + std::string(row.plan) + R"(","relabel":"GET:/users/{}=)" +
                       row.label + "\"}");
            pass(60);
            BOOST_TEST(admitted(row.calls + 2, light) == row.calls);
            pass(row.windowSeconds - 1);
            BOOST_TEST(light().status == 429);
            pass(1);
            BOOST_TEST(light().status == 200);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_stop_within_the_second_says_so_and_ends_when_it_says) {
    zoom().set(R"({"light-per-second":1})");
    light();
    const auto stopped = light();
    checkRefused(stopped, 429, 429, "maximum per-second rate limit");
    BOOST_TEST(header(stopped, "x-ratelimit-category") == "Light");
    BOOST_TEST(header(stopped, "x-ratelimit-type") == "QPS");
    BOOST_TEST(header(stopped, "x-ratelimit-limit") == "1");
    BOOST_TEST(header(stopped, "x-ratelimit-remaining") == "0");
    BOOST_TEST(header(stopped, "retry-after") == "");
    const auto reset = std::stoll(header(stopped, "x-ratelimit-reset"));
    pass(1);
    BOOST_TEST(light().status == 200);
    const auto later = std::stoll(header(light(), "x-ratelimit-reset"));
    BOOST_TEST(later - reset == 1);
}

BOOST_AUTO_TEST_CASE(a_sliding_second_refuses_what_the_turn_of_a_fixed_one_lets_in) {
    zoom().control("POST", "clock", R"({"stopped":false})");
    zoom().set(R"({"light-per-second":5,"limit-window":"sliding"})");
    // However the calls fall, no second may hold more than five of those let in.
    for (int at = 0; at < 40; ++at) light();
    BOOST_TEST(limits("Light").at("busiest_window").as_int64() <= 5);
    BOOST_TEST(limits("Light").at("refused_per_second").as_int64() > 0);
}

BOOST_AUTO_TEST_CASE(a_normal_answer_tells_the_daily_pot_or_else_the_second) {
    zoom().set(R"({"plan":"free"})");
    auto reply = light();
    BOOST_TEST(header(reply, "x-ratelimit-category") == "Light");
    BOOST_TEST(header(reply, "x-ratelimit-limit") == "6000");
    BOOST_TEST(header(reply, "x-ratelimit-remaining") == "5999");
    BOOST_TEST(header(reply, "x-ratelimit-type") == "");
    reply = medium();
    BOOST_TEST(header(reply, "x-ratelimit-category") == "Medium");
    BOOST_TEST(header(reply, "x-ratelimit-remaining") == "1999");
    zoom().set(R"({"plan":"pro"})");
    reply = light();
    BOOST_TEST(header(reply, "x-ratelimit-limit") == "30");
    BOOST_TEST(header(reply, "x-ratelimit-remaining") == "28");
    checkRefused(zoom().get("/users/nobody"), 404, 1001, "");
    BOOST_TEST(header(zoom().get("/users/nobody"), "x-ratelimit-remaining") == "26");
}

BOOST_AUTO_TEST_CASE(a_daily_stop_lasts_until_midnight_utc) {
    zoom().set(R"({"light-per-day":2})");
    BOOST_TEST(admitted(3, light) == 2);
    const auto stopped = light();
    checkRefused(stopped, 429, 429, "maximum daily rate limit");
    BOOST_TEST(header(stopped, "x-ratelimit-type") == "Daily-limit");
    BOOST_TEST(header(stopped, "x-ratelimit-reset") == "");
    const auto until = header(stopped, "retry-after");
    BOOST_TEST(until.substr(10) == "T00:00:00Z");
    BOOST_TEST(until.substr(8, 2) != utcDay(stopped));
    BOOST_TEST(medium().status == 200);
    zoom().set(R"({"retry-after":"seconds"})");
    const int seconds = std::stoi(header(light(), "retry-after"));
    pass(seconds - 1);
    zoom().reconnect();  // the token has run out meanwhile
    BOOST_TEST(light().status == 429);
    pass(1);
    const auto reply = light();
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(until.substr(8, 2) == utcDay(reply));
}

BOOST_AUTO_TEST_CASE(above_free_heavy_and_resource_intensive_calls_share_a_daily_pot) {
    zoom().set(R"({"heavy-per-day":3,"relabel":["GET:/users/{}=heavy",
        "GET:/users/email=resource-intensive"]})");
    const auto other = [] { return zoom().get("/users/email?email=a@example.com"); };
    BOOST_TEST(admitted(2, light) == 2);
    BOOST_TEST(admitted(2, other) == 1);
    BOOST_TEST(light().status == 429);
    zoom().set(R"({"plan":"free"})");
    pass(1);
    BOOST_TEST(other().status == 200);
}

BOOST_AUTO_TEST_CASE(invitations_have_a_quota_of_their_own) {
    zoom().set(R"({"creates-per-day":1})");
    const auto first = create("create", "a@example.com");
    BOOST_TEST(first.status == 201);
    BOOST_TEST(header(first, "x-ratelimit-category") == "Light");
    BOOST_TEST(header(first, "x-ratelimit-limit") == "1");
    BOOST_TEST(header(first, "x-ratelimit-remaining") == "0");
    const auto second = create("create", "b@example.com");
    checkRefused(second, 429, 429,
                 "exceeded the daily rate limit (1) of user invite requests permitted");
    BOOST_TEST(header(second, "retry-after").substr(10) == "T00:00:00Z");
    BOOST_TEST(create("custCreate", "c@example.com").status == 201);
    BOOST_TEST(statusOf("b@example.com") == "");
    pass(24 * 3600);
    zoom().reconnect();
    BOOST_TEST(create("create", "b@example.com").status == 201);
}

BOOST_AUTO_TEST_CASE(the_invite_quota_is_that_of_the_plan) {
    const struct {
        const char* plan;
        const char* quota;
    } rows[] = {{"free", "50"}, {"pro", "1500"}, {"business", "10000"}};
    for (const auto& row : rows) {
        zoom().set(R"({"plan":")" + std::string(row.plan) + "\"}");
        const auto reply = create("create", std::string(row.plan) + "@example.com");
        BOOST_TEST(header(reply, "x-ratelimit-limit") == row.quota);
    }
}

BOOST_AUTO_TEST_CASE(the_headers_take_the_forms_that_were_seen) {
    zoom().set(R"({"light-per-day":1,"rate-headers":"typed"})");
    BOOST_TEST(header(light(), "x-ratelimit-type") == "QPS");
    zoom().set(R"({"rate-headers":"bare"})");
    const auto bare = light();
    BOOST_TEST(bare.status == 429);
    BOOST_TEST(header(bare, "x-ratelimit-category") == "Light");
    BOOST_TEST(header(bare, "x-ratelimit-type") == "");
    BOOST_TEST(header(bare, "retry-after") == "");
    zoom().set(R"({"rate-headers":"plain","retry-after":"date"})");
    BOOST_TEST(header(light(), "retry-after").find(" 00:00:00 GMT") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(header_names_can_come_in_lower_case) {
    const auto call = apiCall("GET", "/users/me");
    BOOST_TEST(support::sendRaw(zoom().port(), call).find("X-RateLimit-Category: Light") !=
               std::string::npos);
    zoom().set(R"({"rate-header-case":"lower"})");
    BOOST_TEST(support::sendRaw(zoom().port(), call).find("x-ratelimit-category: Light") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(calls_without_a_token_use_nothing_up) {
    zoom().set(R"({"light-per-second":1})");
    support::sendHttp(zoom().port(), {"GET", "/v2/users/me"});
    BOOST_TEST(light().status == 200);
    BOOST_TEST(limits("Light").at("requests").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(two_tokens_share_the_budget_of_the_account) {
    zoom().set(R"({"light-per-second":2})");
    BOOST_TEST(light().status == 200);
    zoom().reconnect();
    BOOST_TEST(light().status == 200);
    BOOST_TEST(light().status == 429);
}

BOOST_AUTO_TEST_CASE(the_counts_tell_the_rate_that_a_client_reached) {
    zoom().set(R"({"light-per-second":10})");
    for (int second = 0; second < 3; ++second) {
        BOOST_TEST(admitted(6, light) == 6);
        pass(1);
    }
    const auto row = limits("Light");
    BOOST_TEST(row.at("permitted").as_int64() == 10);
    BOOST_TEST(row.at("window_ms").as_int64() == 1000);
    BOOST_TEST(row.at("admitted").as_int64() == 18);
    BOOST_TEST(row.at("busiest_window").as_int64() == 6);
    BOOST_TEST(row.at("seconds").as_double() == 2.0);
    BOOST_TEST(row.at("rate").as_double() == 8.5);  // 17 steps in 2 seconds
    BOOST_TEST(row.at("of_permitted").as_double() == 0.85);
    BOOST_TEST(row.at("first").as_string() < row.at("last").as_string());
    const auto all = zoom().control("GET", "limits?seconds=3");
    BOOST_TEST(all.at("labels").at("Light").at("recent").at("rate").as_double() == 6.0);
    BOOST_TEST(all.at("answers").at("200").as_int64() == 19);  // with the token
}

BOOST_AUTO_TEST_CASE(refusals_are_counted_and_the_counts_can_be_cleared) {
    zoom().set(R"({"light-per-second":1,"medium-per-day":0})");
    admitted(4, light);
    medium();
    BOOST_TEST(limits("Light").at("requests").as_int64() == 4);
    BOOST_TEST(limits("Light").at("refused_per_second").as_int64() == 3);
    BOOST_TEST(limits("Medium").at("refused_per_day").as_int64() == 1);
    BOOST_TEST(limits().at("answers").at("429").as_int64() == 4);
    zoom().control("DELETE", "limits");
    BOOST_TEST(limits("Light").at("requests").as_int64() == 0);
    BOOST_TEST(limits().at("answers").as_object().empty());
    BOOST_TEST(limits().at("day").at("Light").at("used").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(off_lets_all_in_without_headers_and_still_counts) {
    zoom().set(R"({"limits":false,"plan":"free"})");
    BOOST_TEST(admitted(20, light) == 20);
    BOOST_TEST(header(light(), "x-ratelimit-limit") == "");
    BOOST_TEST(limits("Light").at("admitted").as_int64() == 21);
    BOOST_TEST(limits("Light").at("busiest_window").as_int64() == 21);
}

BOOST_AUTO_TEST_CASE(a_wrong_relabel_and_a_wrong_window_are_refused) {
    for (const auto* value : {"GET:/nothing=heavy", "GET:/users=weighty", "heavy"}) {
        const auto reply = support::sendHttp(
            zoom().port(),
            {"POST", "/_control/settings", R"({"relabel":")" + std::string(value) + "\"}"});
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("error").find("expected METHOD:/path=label") != std::string::npos);
    }
    BOOST_TEST(support::sendHttp(zoom().port(), {"GET", "/_control/limits?seconds=0"}).status ==
               400);
}

BOOST_AUTO_TEST_SUITE_END()
