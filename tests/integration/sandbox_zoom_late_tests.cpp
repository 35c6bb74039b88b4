// New users of the simulator that do not show at once, as behind a cache or a replica.
#include "sandbox_zoom_fixture.h"

namespace {

int readStatus(const std::string& user) { return zoom().get("/users/" + user).status; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_late_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(a_user_shows_after_so_many_reads_that_missed_him) {
    zoom().set(R"({"visible-after-reads":2})");
    const auto id = create("custCreate", "a@example.com").text("id");
    checkRefused(zoom().get("/users/a@example.com"), 404, 1001, "a@example.com");
    BOOST_TEST(readStatus(id) == 404);
    BOOST_TEST(readStatus(id) == 200);
    BOOST_TEST(readStatus("a@example.com") == 200);
}

BOOST_AUTO_TEST_CASE(a_user_shows_after_so_much_simulated_time) {
    zoom().control("POST", "clock", R"({"stopped":true})");
    zoom().set(R"({"visible-after-ms":5000})");
    create("custCreate", "a@example.com");
    for (int at = 0; at < 4; ++at) BOOST_TEST(readStatus("a@example.com") == 404);
    zoom().control("POST", "clock", R"({"advance_seconds":5})");
    BOOST_TEST(readStatus("a@example.com") == 200);
}

BOOST_AUTO_TEST_CASE(lists_miss_him_and_do_not_count_him) {
    zoom().set(R"({"visible-after-reads":1})");
    create("custCreate", "a@example.com");
    const auto list = zoom().get("/users").json();
    BOOST_TEST(list.at("users").as_array().size() == 1U);
    BOOST_TEST(list.at("total_records").as_int64() == 1);
    BOOST_TEST(listed("") == 2U);
}

BOOST_AUTO_TEST_CASE(writes_see_him_all_the_same) {
    zoom().set(R"({"visible-after-reads":10})");
    const auto id = create("custCreate", "a@example.com").text("id");
    checkRefused(create("custCreate", "a@example.com"), 409, 1005, "already been used");
    checkDone(zoom().call("PATCH", "/users/" + id, R"({"dept":"Sales"})"));
    BOOST_TEST(readStatus(id) == 404);
    checkDone(zoom().call("DELETE", "/users/" + id + "?action=delete"));
}

BOOST_AUTO_TEST_CASE(a_fault_hides_only_the_users_that_it_meets) {
    zoom().control("POST", "faults", R"({"fault":"hide-created","skip":1,"reads":1})");
    zoom().call("PATCH", "/users/me", "{}");
    create("custCreate", "a@example.com");
    create("custCreate", "b@example.com");
    create("custCreate", "c@example.com");
    BOOST_TEST(readStatus("a@example.com") == 200);
    BOOST_TEST(readStatus("b@example.com") == 404);
    BOOST_TEST(readStatus("b@example.com") == 200);
    BOOST_TEST(readStatus("c@example.com") == 200);
}

BOOST_AUTO_TEST_CASE(of_time_and_reads_the_first_to_pass_shows_him) {
    zoom().control("POST", "clock", R"({"stopped":true})");
    zoom().set(R"({"visible-after-ms":5000,"visible-after-reads":2})");
    create("custCreate", "reads@example.com");
    BOOST_TEST(readStatus("reads@example.com") == 404);
    BOOST_TEST(readStatus("reads@example.com") == 404);
    BOOST_TEST(readStatus("reads@example.com") == 200);
    create("custCreate", "time@example.com");
    BOOST_TEST(readStatus("time@example.com") == 404);
    zoom().control("POST", "clock", R"({"advance_seconds":5})");
    BOOST_TEST(readStatus("time@example.com") == 200);
}

BOOST_AUTO_TEST_SUITE_END()
