// The ledger of writes that took effect, which a crash test compares with its journal.
#include <set>
#include <thread>

#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

json::value page(const std::string& query = {}) { return zoom().control("GET", "ledger" + query); }

json::array entries(const std::string& query = {}) { return page(query).at("entries").as_array(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_ledger_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(each_write_that_took_effect_is_there_in_order) {
    const auto id = create("custCreate", "a@example.com").text("id");
    zoom().call("PATCH", "/users/" + id, R"({"dept":"Sales"})");
    zoom().call("PUT", "/users/" + id + "/email", R"({"email":"b@example.com"})");
    zoom().call("PUT", "/users/" + id + "/status", R"({"action":"deactivate"})");
    zoom().call("DELETE", "/users/" + id + "?action=delete");
    const auto rows = entries();
    BOOST_REQUIRE(rows.size() == 5U);
    const char* methods[] = {"POST", "PATCH", "PUT", "PUT", "DELETE"};
    for (std::size_t at = 0; at < rows.size(); ++at) {
        BOOST_TEST(rows[at].at("n").as_int64() == static_cast<std::int64_t>(at + 1));
        BOOST_TEST(rows[at].at("method") == methods[at]);
        BOOST_TEST(rows[at].at("object") == "user");
        BOOST_TEST(rows[at].at("id").as_string().c_str() == id);
    }
    BOOST_TEST(rows[0].at("name") == "a@example.com");
    BOOST_TEST(rows[2].at("name") == "b@example.com");
    BOOST_TEST(rows[4].at("target").as_string().c_str() == "/v2/users/" + id + "?action=delete");
    BOOST_TEST(rows[0].at("time").as_string() <= rows[4].at("time").as_string());
}

BOOST_AUTO_TEST_CASE(refused_calls_and_those_without_effect_are_not_there) {
    create("create", "pending@example.com");
    create("create", "pending@example.com");
    create("create", "no address");
    zoom().call("PATCH", "/users/pending@example.com", R"({"dept":"Sales"})");
    zoom().call("PUT", "/users/me/status", R"({"action":"deactivate"})");
    zoom().call("DELETE", "/users/nobody");
    zoom().get("/users");
    BOOST_TEST(entries().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_write_whose_answer_was_lost_is_there_with_the_fault) {
    zoom().control("POST", "faults", R"({"fault":"drop-after","path":"/v2/users"})");
    support::sendRaw(zoom().port(),
                     apiCall("POST", "/users", order("custCreate", "lost@example.com")));
    zoom().control("POST", "faults", R"({"fault":"drop-before","path":"/v2/users"})");
    support::sendRaw(zoom().port(),
                     apiCall("POST", "/users", order("custCreate", "none@example.com")));
    const auto rows = entries();
    BOOST_REQUIRE(rows.size() == 1U);
    BOOST_TEST(rows[0].at("name") == "lost@example.com");
    BOOST_TEST(rows[0].at("fault") == "drop-after");
}

BOOST_AUTO_TEST_CASE(a_write_names_its_request_by_the_order_in_which_they_came) {
    zoom().control("DELETE", "requests");
    zoom().control("POST", "faults", R"({"fault":"delay-before","path":"/v2/users","ms":600000})");
    const int port = zoom().port();
    const auto slow = apiCall("POST", "/users", order("custCreate", "slow@example.com"));
    std::thread held([&] { support::sendRaw(port, slow); });
    while (zoom().control("GET", "faults").at("held").as_int64() == 0) {
    }
    create("custCreate", "quick@example.com");
    zoom().control("DELETE", "faults");
    held.join();
    const auto rows = entries();
    const auto log = zoom().control("GET", "requests").as_array();
    BOOST_REQUIRE(rows.size() == 2U);
    BOOST_TEST(rows[0].at("name") == "quick@example.com");
    BOOST_TEST(rows[1].at("name") == "slow@example.com");
    BOOST_TEST(rows[1].at("request").as_int64() < rows[0].at("request").as_int64());
    for (std::size_t at = 0; at < log.size(); ++at) {
        BOOST_TEST(log[at].at("n").as_int64() == static_cast<std::int64_t>(at + 1));
    }
    const auto number = static_cast<std::size_t>(rows[1].at("request").as_int64());
    BOOST_TEST(log.at(number - 1).at("body").at("user_info").at("email") == "slow@example.com");
}

BOOST_AUTO_TEST_CASE(the_first_correlation_header_is_kept) {
    auto call = apiCall("POST", "/users", order("custCreate", "a@example.com"));
    call.headers["X-Request-Id"] = "step-7";
    call.headers["traceparent"] = "00-1-2-3";
    support::sendRaw(zoom().port(), call);
    zoom().set(R"({"correlation-headers":"x-own"})");
    call.body = order("custCreate", "b@example.com");
    call.headers["X-Own"] = "mine";
    support::sendRaw(zoom().port(), call);
    create("custCreate", "c@example.com");
    const auto rows = entries();
    BOOST_REQUIRE(rows.size() == 3U);
    BOOST_TEST(rows[0].at("correlation") == "step-7");
    BOOST_TEST(rows[1].at("correlation") == "mine");
    BOOST_TEST(!rows[2].as_object().contains("correlation"));
}

BOOST_AUTO_TEST_CASE(pages_join_without_gap_and_end_where_the_ledger_ends) {
    for (int at = 0; at < 7; ++at) create("custCreate", std::to_string(at) + "@example.com");
    std::set<std::string> names;
    std::int64_t after = 0;
    for (const std::size_t expected : {3U, 3U, 1U, 0U}) {
        const auto part = page("?after=" + std::to_string(after) + "&limit=3");
        BOOST_TEST(part.at("total").as_int64() == 7);
        BOOST_TEST(part.at("entries").as_array().size() == expected);
        for (const auto& row : part.at("entries").as_array()) {
            names.emplace(row.at("name").as_string());
        }
        after = part.at("next").as_int64();
    }
    BOOST_TEST(names.size() == 7U);
    BOOST_TEST(after == 7);
    BOOST_TEST(entries("?after=99").empty());
}

BOOST_AUTO_TEST_CASE(it_can_be_emptied_and_a_reset_empties_it) {
    create("custCreate", "a@example.com");
    zoom().control("DELETE", "ledger");
    BOOST_TEST(entries().empty());
    create("custCreate", "b@example.com");
    BOOST_TEST(entries().at(0).at("n").as_int64() == 1);
    zoom().reset();
    BOOST_TEST(entries().empty());
}

BOOST_AUTO_TEST_CASE(wrong_pages_are_refused) {
    for (const auto* query : {"?after=x", "?limit=0", "?limit=100001"}) {
        const auto reply =
            support::sendHttp(zoom().port(), {"GET", "/_control/ledger" + std::string(query)});
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("error").find("must be a number") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
