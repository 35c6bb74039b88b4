// The audit of pacing, delayed visibility and the screen restriction: items 30 and 33.
#include <thread>

#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

/// The clock stands still but for `advance`.
struct Paced {
    Paced() {
        works().reset();
        works().control("POST", "clock", R"({"stopped":true})");
    }
};

void advance(int ms) {
    works().control("POST", "clock", R"({"advance_ms":)" + std::to_string(ms) + "}");
}

json::array violations() { return works().control("GET", "pacing").at("violations").as_array(); }

std::size_t underWay() { return works().control("GET", "state").at("under_way").as_array().size(); }

int send(const support::HttpCall& what) { return support::sendHttp(works().port(), what).status; }

struct Statuses {
    int first = 0;
    int second = 0;
};

/// Sends two writes of which the first is still under way when the second comes, `apartMs` later.
Statuses sendTogether(const support::HttpCall& first, const support::HttpCall& second,
                      int apartMs = 0) {
    works().set(R"({"write-ms":600000})");
    Statuses statuses;
    std::thread one([&] { statuses.first = send(first); });
    while (underWay() < 1) {
    }
    advance(apartMs);
    std::thread two([&] { statuses.second = send(second); });
    while (underWay() < 2) {
    }
    works().set(R"({"write-ms":0})");
    one.join();
    two.join();
    return statuses;
}

support::HttpCall call(const std::string& method, const std::string& target,
                       const std::string& body = {}) {
    return {method, "/v1.0" + target, body, {{"Authorization", "Bearer " + works().newToken()}}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_pacing_tests, Paced)

BOOST_AUTO_TEST_CASE(org_unit_writes_a_second_apart_are_fine) {
    createUnit("A");
    advance(1000);
    createUnit("B");
    advance(1000);
    works().call("PATCH", "/orgunits/externalKey:o-A", R"({"description":"d"})");
    advance(1000);
    works().call("POST", "/orgunits/externalKey:o-A/move", R"({"displayOrder":1})");
    advance(1000);
    works().call("DELETE", "/orgunits/externalKey:o-A");
    const auto pacing = works().control("GET", "pacing");
    BOOST_TEST(pacing.at("total").as_int64() == 0);
    BOOST_TEST(pacing.at("org_unit_writes").as_int64() == 5);
}

BOOST_AUTO_TEST_CASE(org_unit_writes_less_than_a_second_apart_are_recorded) {
    createUnit("A");
    advance(999);
    BOOST_TEST(
        works().call("PATCH", "/orgunits/externalKey:o-A", R"({"description":"d"})").status == 200);
    works().get("/orgunits");
    const auto found = violations();
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].at("rule") == "orgunit-interval");
    BOOST_TEST(found[0].at("domainId") == "10000001");
    BOOST_TEST(found[0].at("apart_ms").as_double() == 999.0);
    BOOST_TEST(found[0].at("call") == "PATCH /v1.0/orgunits/externalKey:o-A");
    BOOST_TEST(found[0].at("before").at("call") == "POST /v1.0/orgunits");
    BOOST_TEST(found[0].at("request").as_int64() > found[0].at("before").at("request").as_int64());
    works().control("DELETE", "pacing");
    BOOST_TEST(violations().empty());
}

BOOST_AUTO_TEST_CASE(the_interval_is_of_a_domain_and_a_switch) {
    works().set(R"({"domains":["10000001=example.com","10000002=second.example"]})");
    createUnit("A");
    BOOST_TEST(works()
                   .call("POST", "/orgunits",
                         R"({"domainId":10000002,"orgUnitName":"B","displayOrder":1})")
                   .status == 201);
    BOOST_TEST(violations().empty());
    works().set(R"({"org-interval-ms":200})");
    advance(200);
    createUnit("C");
    BOOST_TEST(violations().empty());
}

BOOST_AUTO_TEST_CASE(parallel_org_unit_writes_are_recorded) {
    const auto first = call("POST", "/orgunits", unit("A"));
    const auto second = call("POST", "/orgunits", unit("B"));
    const auto statuses = sendTogether(first, second, 5000);
    BOOST_TEST(statuses.first == 201);
    BOOST_TEST(statuses.second == 201);
    const auto found = violations();
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].at("rule") == "orgunit-parallel");
}

BOOST_AUTO_TEST_CASE(writes_of_one_user_must_not_overlap_and_those_of_two_may) {
    create("hanako");
    create("taro");
    const auto other = call("PATCH", "/users/taro@example.com", "{}");
    const auto first = call("PATCH", "/users/hanako@example.com", "{}");
    const auto second = call("POST", "/users/externalKey:k-hanako/suspend");
    BOOST_TEST(sendTogether(first, other).second == 200);
    BOOST_TEST(violations().empty());
    BOOST_TEST(sendTogether(first, second).second == 204);
    const auto found = violations();
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].at("rule") == "user-overlap");
    BOOST_TEST(found[0].at("user") == user("hanako@example.com").at("userId"));
    BOOST_TEST(works().control("GET", "pacing").at("user_writes").as_int64() == 6);
}

BOOST_AUTO_TEST_CASE(two_creates_of_one_user_overlap_too) {
    const auto first = call("POST", "/users", person("hanako"));
    sendTogether(first, first);
    BOOST_TEST(violations().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_write_is_under_way_until_its_answer_leaves) {
    create("hanako");
    const auto first = call("PATCH", "/users/hanako@example.com", R"({"location":"東京"})");
    works().control("POST", "faults", R"({"fault":"delay-after","method":"PATCH","ms":600000})");
    std::thread caller([&] { send(first); });
    while (works().control("GET", "faults").at("held").as_int64() == 0) {
    }
    works().call("POST", "/users/hanako@example.com/suspend");
    works().control("DELETE", "faults");
    caller.join();
    BOOST_TEST(violations().size() == 1U);
    works().call("POST", "/users/hanako@example.com/unsuspend");
    BOOST_TEST(violations().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_breach_can_be_refused) {
    works().set(R"({"pacing-breach":"429"})");
    createUnit("A");
    checkRefused(works().call("POST", "/orgunits", unit("B")), 429, "TOO_MANY_REQUESTS");
    BOOST_TEST(violations().size() == 1U);
    BOOST_TEST(works().control("GET", "pacing").at("org_unit_writes").as_int64() == 1);
    advance(1000);
    BOOST_TEST(works().call("POST", "/orgunits", unit("B")).status == 201);
}

BOOST_AUTO_TEST_CASE(a_breach_can_disturb_the_order_of_siblings) {
    works().set(R"({"pacing-breach":"disorder"})");
    createUnit("A", R"(,"displayOrder":1)");
    advance(1000);
    createUnit("B", R"(,"displayOrder":2)");
    createUnit("C", R"(,"displayOrder":3)");
    BOOST_TEST(orgUnit("A").at("displayOrder").as_int64() == 3);
    BOOST_TEST(orgUnit("C").at("displayOrder").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(a_new_org_unit_is_unknown_to_user_writes_for_a_time) {
    works().set(R"({"orgunit-late-ms":5000})");
    createUnit("A");
    create("hanako");
    BOOST_TEST(works().get("/orgunits/externalKey:o-A").status == 200);
    const std::string body = "{" + posts({"externalKey:o-A"}).substr(1) + "}";
    checkRefused(create("taro", posts({"externalKey:o-A"})), 404, "ORGUNIT_NOT_EXIST");
    checkRefused(works().call("PATCH", "/users/hanako@example.com", body), 404,
                 "ORGUNIT_NOT_EXIST");
    createUnit("B", under("A"));  // org units see it
    advance(5000);
    checkStatus(create("taro", posts({"externalKey:o-A"})), 201);
    BOOST_TEST(support::sendHttp(works().port(),
                                 {"POST", "/_control/settings", R"({"orgunit-late-ms":600001})"})
                   .status == 400);
}

BOOST_AUTO_TEST_CASE(new_objects_can_be_late_in_reads) {
    works().set(R"({"visible-after-reads":2})");
    create("hanako");
    for (int at = 0; at < 2; ++at) {
        checkRefused(works().get("/users/hanako@example.com"), 404, "NOT_FOUND");
    }
    BOOST_TEST(works().get("/users/hanako@example.com").status == 200);
    works().set(R"({"visible-after-reads":0,"visible-after-ms":1000})");
    createUnit("A");
    BOOST_TEST(works().get("/orgunits").json().at("orgUnits").as_array().empty());
    checkRefused(works().get("/orgunits/externalKey:o-A"), 404, "NOT_FOUND");
    advance(1000);
    BOOST_TEST(works().get("/orgunits").json().at("orgUnits").as_array().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_screen_restriction_closes_the_api_in_one_mode_only) {
    works().set(R"({"screen-restriction":"on"})");
    BOOST_TEST(create("hanako").status == 201);
    works().set(R"({"screen-restriction":"blocks-api"})");
    checkRefused(create("taro"), 403, "ACCESS_DENIED");
    checkRefused(works().call("POST", "/orgunits", unit("A")), 403, "ACCESS_DENIED");
    checkRefused(works().call("DELETE", "/users/hanako@example.com"), 403, "ACCESS_DENIED");
    BOOST_TEST(works().get("/users").status == 200);
    BOOST_TEST(works()
                   .call("POST", "/directory/levels",
                         R"({"domainId":10000001,"displayOrder":1,"levelName":"L"})")
                   .status == 201);
}

BOOST_AUTO_TEST_SUITE_END()
