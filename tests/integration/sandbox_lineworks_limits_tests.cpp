// Rate limits: item 29. The clock stands still, so that nothing depends on real time.
#include <thread>

#include "sandbox_lineworks_fixture.h"

namespace {

/// Limits of `count` calls a minute, at the beginning of one.
struct Limited {
    Limited() {
        works().reset();
        works().control("POST", "clock", R"({"stopped":true})");
        const auto now = works().control("POST", "clock", R"({"advance_ms":0})");
        const auto into = now.at("now_ms").as_int64() % 60'000;
        advance(60'000 - into);
        works().set(R"({"limits":true,"per-minute":3})");
        works().get("/groups");  // takes the token
    }
    static void advance(std::int64_t ms) {
        works().control("POST", "clock", R"({"advance_ms":)" + std::to_string(ms) + "}");
    }
};

support::Reply users() { return works().get("/users"); }

void checkThrottled(const support::Reply& reply) {
    BOOST_TEST(reply.status == 429);
    BOOST_TEST(reply.body ==
               R"({"code":"TOO_MANY_REQUESTS","description":"API rate limit exceeded"})");
    BOOST_TEST(reply.header("retry-after") == "");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_limits_tests, Limited)

BOOST_AUTO_TEST_CASE(calls_of_one_operation_above_the_limit_are_refused) {
    advance(15'000);
    const auto first = users();
    BOOST_TEST(first.header("ratelimit-limit") == "3");
    BOOST_TEST(first.header("ratelimit-remaining") == "2");
    BOOST_TEST(first.header("ratelimit-ssed") == "1");
    BOOST_TEST(first.header("ratelimit-reset") == "45");
    users();
    BOOST_TEST(users().status == 200);
    const auto refused = users();
    checkThrottled(refused);
    BOOST_TEST(refused.header("ratelimit-remaining") == "0");
    BOOST_TEST(refused.header("ratelimit-reset") == "45");
    BOOST_TEST(works().get("/orgunits").status == 200);
    BOOST_TEST(works().get("/users/nobody").header("ratelimit-limit") == "3");
    advance(45'000);
    BOOST_TEST(users().status == 200);
}

BOOST_AUTO_TEST_CASE(a_fixed_window_ends_with_the_minute_and_a_sliding_one_does_not) {
    for (const bool sliding : {false, true}) {
        BOOST_TEST_CONTEXT("sliding: " << sliding) {
            works().set(std::string(R"({"limit-window":")") + (sliding ? "sliding" : "fixed") +
                        "\"}");
            advance(59'000);
            for (int at = 0; at < 3; ++at) BOOST_TEST(users().status == 200);
            advance(1'000);
            BOOST_TEST(users().status == (sliding ? 429 : 200));
            advance(120'000);
        }
    }
}

BOOST_AUTO_TEST_CASE(calls_are_counted_by_domain_or_together) {
    works().set(R"({"domains":["10000001=example.com","10000002=second.example"]})");
    const auto other = [] { return works().get("/users?domainId=10000002").status; };
    for (int at = 0; at < 3; ++at) users();
    BOOST_TEST(users().status == 429);
    BOOST_TEST(other() == 200);
    works().set(R"({"limit-scope":"tenant"})");
    for (int at = 0; at < 3; ++at) BOOST_TEST(other() == 200);
    BOOST_TEST(other() == 429);
    BOOST_TEST(users().status == 429);
}

BOOST_AUTO_TEST_CASE(the_plan_says_how_many) {
    works().set(R"({"per-minute":-1})");
    BOOST_TEST(users().header("ratelimit-limit") == "240");
    works().set(R"({"plan":"free"})");
    BOOST_TEST(users().header("ratelimit-limit") == "60");
}

BOOST_AUTO_TEST_CASE(the_name_of_the_used_header_is_a_switch) {
    works().set(R"({"used-header":"rateLimit-used"})");
    BOOST_TEST(users().header("ratelimit-used") == "1");
    BOOST_TEST(users().header("ratelimit-ssed") == "");
}

BOOST_AUTO_TEST_CASE(refused_calls_and_those_without_a_token_use_nothing_up) {
    for (int at = 0; at < 5; ++at) {
        BOOST_TEST(support::sendHttp(works().port(), {"GET", "/v1.0/users"}).status == 401);
    }
    for (int at = 0; at < 3; ++at) users();
    for (int at = 0; at < 5; ++at) users();
    advance(60'000);
    BOOST_TEST(users().header("ratelimit-remaining") == "2");
}

BOOST_AUTO_TEST_CASE(the_counts_are_shown_by_operation) {
    for (int at = 0; at < 5; ++at) users();
    const auto limits = works().control("GET", "limits?seconds=60");
    BOOST_TEST(limits.at("permitted").as_int64() == 3);
    for (const auto& row : limits.at("operations").as_array()) {
        if (row.at("operation") != "GET:/users") continue;
        BOOST_TEST(row.at("admitted").as_int64() == 3);
        BOOST_TEST(row.at("refused").as_int64() == 2);
        BOOST_TEST(row.at("busiest_window").as_int64() == 3);
        BOOST_TEST(row.at("domainId").as_int64() == 10000001);
    }
    BOOST_TEST(limits.at("answers").at("429").as_int64() == 2);
    works().control("DELETE", "limits");
    const auto cleared = works().control("GET", "limits");
    BOOST_TEST(cleared.at("operations").at(0).at("admitted").as_int64() == 0);
    BOOST_TEST(users().status == 429);
}

BOOST_AUTO_TEST_CASE(a_cap_on_calls_at_once_is_the_same_refusal) {
    works().set(R"({"concurrency-cap":1,"write-ms":600000})");
    const support::HttpCall call{"POST",
                                 "/v1.0/users",
                                 person("hanako"),
                                 {{"Authorization", "Bearer " + works().newToken()}}};
    int status = 0;
    std::thread caller([&] { status = support::sendHttp(works().port(), call).status; });
    while (works().control("GET", "state").at("under_way").as_array().empty()) {
    }
    checkThrottled(users());
    works().set(R"({"write-ms":0})");
    caller.join();
    BOOST_TEST(status == 201);
    BOOST_TEST(users().status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
