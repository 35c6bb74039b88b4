// Roles and their members (items 40 and 41).
#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

struct RoleAccount {
    RoleAccount() {
        zoom().reset();
        zoom().control("POST", "seed", R"({
            "roles": [{"id": "help", "name": "Help desk"}],
            "users": [{"id": "U1", "email": "u1@example.com", "dept": "IT"},
                      {"id": "U2", "email": "u2@example.com"},
                      {"id": "P1", "email": "p@example.com", "status": "pending"}]})");
    }
};

support::Reply assign(const std::string& role, const std::string& members) {
    return zoom().call("POST", "/roles/" + role + "/members", R"({"members":)" + members + "}");
}

std::string roleOf(const std::string& user) { return zoom().get("/users/" + user).text("role_id"); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_roles_tests, RoleAccount)

BOOST_AUTO_TEST_CASE(the_list_has_the_built_in_roles_and_counts_members) {
    const auto list = zoom().get("/roles").json();
    BOOST_TEST(list.at("total_records").as_int64() == 4);
    const auto& roles = list.at("roles").as_array();
    BOOST_TEST(roles[0].at("id") == "0");
    BOOST_TEST(roles[0].at("name") == "Owner");
    BOOST_TEST(roles[0].at("total_members").as_int64() == 1);
    BOOST_TEST(roles[2].at("id") == "2");
    BOOST_TEST(roles[2].at("total_members").as_int64() == 2);
    BOOST_TEST(roles[3].at("name") == "Help desk");
}

BOOST_AUTO_TEST_CASE(members_are_added_and_a_user_has_one_role) {
    const auto reply = assign("help", R"([{"id":"U1"},{"email":"u2@example.com"}])");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("ids") == "U1,U2");
    BOOST_TEST(reply.text("add_at").back() == 'Z');
    BOOST_TEST(roleOf("U1") == "help");
    BOOST_TEST(zoom().get("/users/U1").text("role_name") == "Help desk");
    BOOST_TEST(assign("1", R"([{"id":"U1"}])").text("ids") == "U1");
    BOOST_TEST(roleOf("U1") == "1");
    const auto list = zoom().get("/roles/help/members").json();
    BOOST_TEST(list.at("total_records").as_int64() == 1);
    BOOST_TEST(list.at("members").at(0).at("email") == "u2@example.com");
    const auto admins = zoom().get("/roles/1/members").json();
    BOOST_TEST(admins.at("members").at(0).at("department") == "IT");
}

BOOST_AUTO_TEST_CASE(pending_unknown_and_present_users_and_the_owner_are_left_out) {
    assign("help", R"([{"id":"U1"}])");
    const auto reply =
        assign("help", R"([{"id":"U1"},{"id":"P1"},{"id":"none"},{"email":"owner@example.com"}])");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("ids") == "");
    BOOST_TEST(roleOf("me") == "0");
    checkRefused(assign("help", "[]"), 400, 300, "Validation Failed.");
}

BOOST_AUTO_TEST_CASE(nobody_is_put_into_or_out_of_the_owner_and_member_roles) {
    for (const auto* role : {"0", "2"}) {
        checkRefused(assign(role, R"([{"id":"U1"}])"), 400, 300,
                     "Can't delete or add members for Normal/Owner roles.");
        checkRefused(zoom().call("DELETE", "/roles/" + std::string(role) + "/members/U1"), 400, 300,
                     "Can't delete or add members for Normal/Owner roles.");
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_role_is_1034_everywhere) {
    const std::string piece = "Provided `role_id` does not exist.";
    checkRefused(zoom().get("/roles/none"), 400, 1034, piece);
    checkRefused(zoom().get("/roles/none/members"), 400, 1034, piece);
    checkRefused(assign("none", R"([{"id":"U1"}])"), 400, 1034, piece);
    checkRefused(zoom().call("DELETE", "/roles/none/members/U1"), 400, 1034, piece);
    checkRefused(zoom().call("PATCH", "/roles/none", "{}"), 400, 1034, piece);
    checkRefused(zoom().call("DELETE", "/roles/none"), 400, 1034, piece);
}

BOOST_AUTO_TEST_CASE(a_removal_leaves_a_member) {
    assign("help", R"([{"id":"U1"}])");
    checkDone(zoom().call("DELETE", "/roles/help/members/U1"));
    BOOST_TEST(roleOf("U1") == "2");
    const auto again = zoom().call("DELETE", "/roles/help/members/U1");
    BOOST_TEST(again.status == 404);
    BOOST_TEST(again.code() == 0);
}

BOOST_AUTO_TEST_CASE(the_rules_for_admins_follow_a_change_of_role_at_once) {
    const auto deactivate = [] {
        return zoom().call("PUT", "/users/U1/status", R"({"action":"deactivate"})");
    };
    const auto move = [] {
        return zoom().call("PUT", "/users/U1/email", R"({"email":"new@example.com"})");
    };
    assign("1", R"([{"id":"U1"}])");
    checkRefused(deactivate(), 400, 200, "Zoom Room and Admin users");
    checkRefused(move(), 400, 1000, "other admins");
    checkRefused(zoom().call("PUT", "/users/U1/password", R"({"password":"Abcd1234x"})"), 400, 1117,
                 "Admin");
    checkRefused(zoom().call("DELETE", "/users/U1"), 400, 1117, "Admin");
    checkDone(zoom().call("DELETE", "/roles/1/members/U1"));
    checkDone(move());
    checkDone(deactivate());
    checkDone(zoom().call("DELETE", "/users/U1"));
}

BOOST_AUTO_TEST_CASE(a_role_of_ones_own_is_created_changed_and_deleted) {
    const auto created = zoom().call(
        "POST", "/roles", R"({"name":"Auditor","description":"Reads","privileges":["User:Read"]})");
    BOOST_TEST(created.status == 201);
    const auto id = created.text("id");
    BOOST_TEST(id.size() == 23U);
    assign(id, R"([{"id":"U1"}])");
    BOOST_TEST(zoom().get("/users/U1/permissions").body == R"({"permissions":["User:Read"]})");
    checkDone(zoom().call("PATCH", "/roles/" + id, R"({"name":"Reader"})"));
    const auto role = zoom().get("/roles/" + id);
    BOOST_TEST(role.text("name") == "Reader");
    BOOST_TEST(role.text("description") == "Reads");
    BOOST_TEST(json::serialize(role.json().at("privileges")) == R"(["User:Read"])");
    checkRefused(zoom().call("POST", "/roles", R"({"name":"reader"})"), 400, 1224, "in use");
    checkRefused(zoom().call("POST", "/roles", "{}"), 400, 300, "Validation Failed.");
    checkRefused(zoom().call("DELETE", "/roles/1"), 400, 300, "System roles");
    checkDone(zoom().call("DELETE", "/roles/" + id));
    BOOST_TEST(roleOf("U1") == "2");
}

BOOST_AUTO_TEST_CASE(a_seeded_role_that_is_not_named_is_made) {
    zoom().seedUsers(R"([{"id":"U3","email":"u3@example.com","role_id":"night"}])");
    BOOST_TEST(zoom().get("/roles/night").json().at("total_members").as_int64() == 1);
    const auto refused = support::sendHttp(
        zoom().port(), {"POST", "/_control/seed",
                        R"({"users":[{"email":"u4@example.com","group_ids":["none"]}]})"});
    BOOST_TEST(refused.text("error").find("there is no group \"none\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(role_writes_stand_in_the_ledger) {
    assign("help", R"([{"id":"U1"}])");
    zoom().call("DELETE", "/roles/help/members/U1");
    const auto rows = zoom().control("GET", "ledger").at("entries").as_array();
    BOOST_REQUIRE(rows.size() == 2U);
    BOOST_TEST(rows[0].at("object") == "role_member");
    BOOST_TEST(rows[0].at("name") == "help");
}

BOOST_AUTO_TEST_SUITE_END()
