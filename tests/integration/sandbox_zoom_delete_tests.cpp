#include <future>

#include "sandbox_zoom_fixture.h"

namespace {

support::Reply erase(const std::string& user, const std::string& query = {}) {
    return zoom().call("DELETE", "/users/" + user + (query.empty() ? "" : "?" + query));
}

struct People : FreshAccount {
    People() {
        zoom().seedUsers(R"([
            {"email":"a@example.com"},
            {"email":"b@example.com"},
            {"email":"inactive@example.com","status":"inactive"},
            {"email":"pending@example.com","status":"pending"},
            {"email":"admin@example.com","role_id":"1"},
            {"email":"room@example.com","zoom_room":true},
            {"email":"api@example.com","login_types":[99]}])");
    }
};

/// Waits until the simulator says that `count` writes are under way.
void awaitUnderWay(std::size_t count) {
    while (zoom().control("GET", "state").at("under_way").as_array().size() != count) {
    }
}

/// A call from another thread with the token of its own.
std::future<support::Reply> callBeside(const std::string& method, const std::string& target,
                                       const std::string& body = {}) {
    const support::HttpCall call{
        method, "/v2" + target, body, {{"Authorization", "Bearer " + zoom().newToken()}}};
    const int port = zoom().port();
    return std::async(std::launch::async, [=] { return support::sendHttp(port, call); });
}

const std::string kLocked =
    R"({"code":429,"message":"Too many concurrent requests. A request to disassociate this )"
    R"(user has already been made."})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_delete_tests, People)

BOOST_AUTO_TEST_CASE(a_bare_delete_disassociates_and_the_person_keeps_a_free_account) {
    const auto id = zoom().get("/users/a@example.com").text("id");
    checkDone(erase(id));
    for (const auto* call : {"GET", "DELETE"}) {
        checkRefused(zoom().call(call, "/users/" + id), 404, 1001, id);
    }
    checkRefused(zoom().call("PATCH", "/users/" + id, "{}"), 404, 1001, id);
    BOOST_TEST(create("create", "a@example.com").text("id") == "");
}

BOOST_AUTO_TEST_CASE(users_of_a_managed_domain_cannot_be_disassociated) {
    zoom().set(R"({"manage-users":true})");
    for (const auto* query : {"", "action=disassociate"}) {
        const auto reply = erase("a@example.com", query);
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.body == R"({"code":1107,"message":"You can not disassociate a user )"
                                 R"(with managed domain."})");
    }
    checkDone(erase("a@example.com", "action=delete"));
}

BOOST_AUTO_TEST_CASE(admins_and_the_owner_cannot_be_disassociated) {
    for (const auto* user : {"admin@example.com", "me"}) {
        BOOST_TEST(erase(user).body ==
                   R"({"code":1117,"message":"You can not disassociate an Admin user."})");
    }
}

BOOST_AUTO_TEST_CASE(api_users_and_rooms_cannot_be_disassociated) {
    BOOST_TEST(erase("api@example.com").body ==
               R"({"code":300,"message":"Unable to unlink API user(s)."})");
    checkRefused(erase("room@example.com"), 400, 200, "Cannot delete a Zoom Rooms user.");
}

BOOST_AUTO_TEST_CASE(delete_destroys_and_frees_the_address_at_once) {
    for (const auto* user :
         {"a@example.com", "inactive@example.com", "admin@example.com", "api@example.com"}) {
        checkDone(erase(user, "action=delete"));
        BOOST_TEST(create("create", user).text("id").size() == 22U);
    }
    checkRefused(erase("me", "action=delete"), 400, 200, "owner");
    checkRefused(erase("b@example.com", "action=remove"), 400, 300, "Validation Failed.");
}

BOOST_AUTO_TEST_CASE(a_pending_user_goes_bare_or_with_disassociate_only) {
    for (const auto* query : {"action=delete", "transfer_email=b@example.com",
                              "action=disassociate&transfer_meeting=true"}) {
        checkRefused(erase("pending@example.com", query), 404, 1001, "pending@example.com");
        BOOST_TEST(statusOf("pending@example.com") == "pending");
    }
    checkDone(erase("pending@example.com", "action=disassociate"));
    create("create", "pending@example.com");
    checkDone(erase("pending@example.com"));
    BOOST_TEST(create("create", "pending@example.com").text("id").size() == 22U);
}

BOOST_AUTO_TEST_CASE(with_a_switch_a_pending_user_goes_bare_only) {
    zoom().set(R"({"pending-delete-strict":true})");
    checkRefused(erase("pending@example.com", "action=disassociate"), 404, 1001, "pending");
    checkDone(erase("pending@example.com"));
}

BOOST_AUTO_TEST_CASE(a_transfer_needs_another_user_of_the_account_and_is_logged) {
    checkRefused(erase("a@example.com", "action=delete&transfer_email=A@example.com"), 400, 300,
                 "The transfer-to email address cannot be the same as the unlinked or deleted "
                 "user's email address.");
    checkRefused(erase("a@example.com", "transfer_email=nobody@example.com"), 400, 1001, "nobody");
    checkRefused(erase("a@example.com", "transfer_meeting=yes"), 400, 300, "Validation Failed.");
    checkDone(erase("a@example.com",
                    "action=delete&transfer_email=b%40example.com&transfer_meeting=true"
                    "&transfer_webinar=false&transfer_recording=true"));
    const auto transfers = zoom().control("GET", "state").at("transfers").as_array();
    BOOST_REQUIRE(transfers.size() == 1U);
    BOOST_TEST(transfers[0].at("from") == "a@example.com");
    BOOST_TEST(transfers[0].at("to") == "b@example.com");
    BOOST_TEST(boost::json::serialize(transfers[0].at("kinds")) == R"(["meeting","recording"])");
}

BOOST_AUTO_TEST_CASE(a_second_delete_while_one_runs_is_refused) {
    zoom().set(R"({"write-ms":600000})");
    auto first = callBeside("DELETE", "/users/a@example.com");
    awaitUnderWay(1);
    const auto second = erase("a@example.com");
    BOOST_TEST(second.status == 429);
    BOOST_TEST(second.body == kLocked);
    BOOST_TEST(zoom().get("/users/a@example.com").status == 200);
    zoom().set(R"({"write-ms":0})");
    checkDone(first.get());
    checkRefused(erase("a@example.com"), 404, 1001, "a@example.com");
}

BOOST_AUTO_TEST_CASE(other_users_and_other_writes_pass_a_running_delete) {
    zoom().set(R"({"write-ms":600000})");
    auto first = callBeside("DELETE", "/users/a@example.com");
    auto other = callBeside("DELETE", "/users/b@example.com");
    auto patch = callBeside("PATCH", "/users/a@example.com", R"({"dept":"x"})");
    awaitUnderWay(3);
    zoom().set(R"({"write-ms":0})");
    checkDone(first.get());
    checkDone(other.get());
    BOOST_TEST(patch.get().status != 429);
}

BOOST_AUTO_TEST_CASE(with_a_switch_any_second_write_and_any_call_on_a_new_address_is_refused) {
    zoom().set(R"({"write-ms":600000,"lock-strict":true})");
    auto patch = callBeside("PATCH", "/users/a@example.com", R"({"dept":"x"})");
    auto post = callBeside("POST", "/users", order("create", "New@example.com"));
    awaitUnderWay(2);
    checkRefused(zoom().call("PATCH", "/users/a@example.com", "{}"), 429, 429, "Too many");
    BOOST_TEST(zoom().get("/users/a@example.com").status == 200);
    checkRefused(zoom().get("/users/new@example.com"), 429, 429, "Too many");
    checkRefused(create("create", "new@example.com"), 429, 429, "Too many");
    zoom().set(R"({"write-ms":0})");
    checkDone(patch.get());
    BOOST_TEST(post.get().status == 201);
}

BOOST_AUTO_TEST_CASE(of_two_creates_of_one_address_at_the_same_time_one_wins) {
    zoom().set(R"({"write-ms":600000})");
    auto first = callBeside("POST", "/users", order("create", "new@example.com"));
    auto second = callBeside("POST", "/users", order("create", "new@example.com"));
    awaitUnderWay(2);
    zoom().set(R"({"write-ms":0})");
    BOOST_TEST(first.get().status + second.get().status == 201 + 409);
}

BOOST_AUTO_TEST_CASE(sessions_of_a_user_can_be_ended) {
    checkDone(zoom().call("DELETE", "/users/a@example.com/token"));
    checkRefused(zoom().call("DELETE", "/users/nobody/token"), 404, 1001, "nobody");
}

BOOST_AUTO_TEST_SUITE_END()
