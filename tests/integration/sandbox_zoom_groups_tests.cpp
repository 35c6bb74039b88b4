// Groups and their members (items 37 to 39).
#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

struct GroupAccount {
    GroupAccount() {
        zoom().reset();
        zoom().control("POST", "seed", R"({
            "groups": [{"id": "g1", "name": "Sales"}, {"id": "g2", "name": "Tokyo"}],
            "users": [{"id": "U1", "email": "u1@example.com", "first_name": "Uno"},
                      {"id": "U2", "email": "u2@example.com"},
                      {"id": "P1", "email": "p@example.com", "status": "pending"},
                      {"id": "I1", "email": "i@example.com", "status": "inactive"}]})");
    }
};

support::Reply add(const std::string& group, const std::string& members) {
    return zoom().call("POST", "/groups/" + group + "/members", R"({"members":)" + members + "}");
}

support::Reply change(const std::string& group, const std::string& user, const std::string& body) {
    return zoom().call("PATCH", "/groups/" + group + "/members/" + user, body);
}

std::string groupsOf(const std::string& user) {
    const auto answer = zoom().get("/users/" + user).json().as_object();
    const auto* ids = answer.if_contains("group_ids");
    return ids == nullptr ? "" : json::serialize(*ids);
}

json::value members(const std::string& group, const std::string& query = {}) {
    return zoom().get("/groups/" + group + "/members" + query).json();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_groups_tests, GroupAccount)

BOOST_AUTO_TEST_CASE(a_group_is_created_read_renamed_and_deleted) {
    const auto created = zoom().call("POST", "/groups", R"({"name":"Osaka"})");
    BOOST_TEST(created.status == 201);
    BOOST_TEST(created.text("name") == "Osaka");
    BOOST_TEST(created.json().at("total_members").as_int64() == 0);
    const auto id = created.text("id");
    BOOST_TEST(id.size() == 22U);
    checkDone(zoom().call("PATCH", "/groups/" + id, R"({"name":"Kobe"})"));
    BOOST_TEST(zoom().get("/groups/" + id).text("name") == "Kobe");
    checkDone(zoom().call("DELETE", "/groups/" + id));
    checkRefused(zoom().get("/groups/" + id), 404, 4130,
                 "A group with this " + id + " does not exist.");
}

BOOST_AUTO_TEST_CASE(a_name_belongs_to_one_group_whatever_its_case) {
    checkRefused(zoom().call("POST", "/groups", R"({"name":"sales"})"), 409, 4132,
                 "The group name \"sales\" is already in use.");
    checkRefused(zoom().call("PATCH", "/groups/g2", R"({"name":"Sales"})"), 409, 4132, "Sales");
    checkDone(zoom().call("PATCH", "/groups/g1", R"({"name":"SALES"})"));
    for (const auto* body : {"{}", R"({"name":""})", R"({"name":7})"}) {
        checkRefused(zoom().call("POST", "/groups", body), 400, 300, "Validation Failed.");
    }
}

BOOST_AUTO_TEST_CASE(a_free_account_has_no_groups) {
    zoom().set(R"({"plan":"free"})");
    checkRefused(zoom().call("POST", "/groups", R"({"name":"New"})"), 400, 200,
                 "Only available for Paid account.");
    checkRefused(zoom().get("/groups"), 400, 200, "Only available for Paid account.");
}

BOOST_AUTO_TEST_CASE(the_list_counts_members_and_is_paged) {
    add("g2", R"([{"id":"U1"},{"id":"U2"}])");
    const auto first = zoom().get("/groups?page_size=1").json();
    BOOST_TEST(first.at("total_records").as_int64() == 2);
    BOOST_TEST(first.at("groups").at(0).at("id") == "g1");
    const std::string token(first.at("next_page_token").as_string());
    const auto rest = zoom().get("/groups?page_size=1&next_page_token=" + token).json();
    BOOST_TEST(rest.at("groups").at(0).at("id") == "g2");
    BOOST_TEST(rest.at("groups").at(0).at("total_members").as_int64() == 2);
    BOOST_TEST(rest.at("next_page_token") == "");
    checkRefused(zoom().get("/groups?next_page_token=" + token), 400, 300, "next page token");
}

BOOST_AUTO_TEST_CASE(new_groups_have_a_daily_quota_while_limits_are_on) {
    zoom().set(R"({"limits":true,"groups-per-day":1})");
    BOOST_TEST(zoom().call("POST", "/groups", R"({"name":"A"})").status == 201);
    checkRefused(zoom().call("POST", "/groups", R"({"name":"B"})"), 400, 300, "in a day");
    zoom().control("POST", "clock", R"({"advance_seconds":86400})");
    zoom().reconnect();
    BOOST_TEST(zoom().call("POST", "/groups", R"({"name":"B"})").status == 201);
}

BOOST_AUTO_TEST_CASE(members_are_added_by_id_or_mail_and_shown_by_the_user) {
    const auto reply = add("g1", R"([{"id":"U1"},{"email":"U2@example.com"}])");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("ids") == "U1,U2");
    BOOST_TEST(reply.text("added_at").back() == 'Z');
    BOOST_TEST(groupsOf("U1") == R"(["g1"])");
    const auto list = members("g1");
    BOOST_TEST(list.at("total_records").as_int64() == 2);
    BOOST_TEST(list.at("members").at(0).at("email") == "u1@example.com");
    BOOST_TEST(list.at("members").at(0).at("first_name") == "Uno");
    add("g2", R"([{"id":"U1"}])");
    BOOST_TEST(groupsOf("U1") == R"(["g1","g2"])");
}

BOOST_AUTO_TEST_CASE(pending_unknown_and_present_users_are_left_out) {
    add("g1", R"([{"id":"U1"}])");
    const auto reply =
        add("g1", R"([{"id":"U1"},{"id":"P1"},{"email":"p@example.com"},{"id":"none"}])");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("ids") == "");
    BOOST_TEST(add("g1", R"([{"id":"U2"},{"id":"U2"},{"id":"I1"}])").text("ids") == "U2,I1");
}

BOOST_AUTO_TEST_CASE(thirty_members_go_into_one_call_and_thirty_one_do_not) {
    const auto list = [](int count) {
        std::string text = "[";
        for (int at = 0; at < count; ++at) text += R"({"id":"U1"},)";
        return text.replace(text.size() - 1, 1, "]");
    };
    BOOST_TEST(add("g1", list(30)).text("ids") == "U1");
    const auto refused = add("g1", list(31));
    checkRefused(refused, 400, 300, "Validation Failed.");
    BOOST_TEST(refused.json().at("errors").at(0).at("field") == "members");
    for (const auto* wrong : {"[]", "{}", R"(["U1"])", R"([{"name":"U1"}])"}) {
        checkRefused(add("g1", wrong), 400, 300, "Validation Failed.");
    }
}

BOOST_AUTO_TEST_CASE(a_member_is_removed_once) {
    add("g1", R"([{"id":"U1"},{"id":"U2"}])");
    checkDone(zoom().call("DELETE", "/groups/g1/members/U1"));
    checkDone(zoom().call("DELETE", "/groups/g1/members/u2@example.com"));
    checkRefused(zoom().call("DELETE", "/groups/g1/members/U1"), 404, 4131,
                 "Group member does not exist.");
    checkRefused(zoom().call("DELETE", "/groups/none/members/U1"), 404, 4130, "none");
    BOOST_TEST(groupsOf("U1") == "");
}

BOOST_AUTO_TEST_CASE(a_member_moves_or_gets_another_primary_group) {
    add("g1", R"([{"id":"U1"}])");
    checkDone(change("g1", "U1", R"({"action":"move","target_group_id":"g2"})"));
    BOOST_TEST(groupsOf("U1") == R"(["g2"])");
    BOOST_TEST(members("g1").at("total_records").as_int64() == 0);
    add("g1", R"([{"id":"U1"}])");
    checkDone(change("g1", "U1", R"({"action":"set_primary","target_group_id":"g1"})"));
    BOOST_TEST(groupsOf("U1") == R"(["g1","g2"])");
    checkRefused(change("g1", "U1", R"({"action":"move","target_group_id":""})"), 400, 300,
                 "The target_group_id can not be empty.");
    checkRefused(change("g1", "U1", R"({"action":"move"})"), 400, 300, "can not be empty");
    checkRefused(change("g1", "U1", R"({"action":"swap","target_group_id":"g2"})"), 400, 300, "");
    checkRefused(change("g1", "U1", R"({"action":"move","target_group_id":"x"})"), 404, 4130, "x");
    checkRefused(change("g1", "U2", R"({"action":"move","target_group_id":"g2"})"), 404, 4131, "");
}

BOOST_AUTO_TEST_CASE(a_deleted_group_leaves_its_members_and_a_deleted_user_his_groups) {
    add("g1", R"([{"id":"U1"},{"id":"U2"}])");
    zoom().call("PATCH", "/users/P1", R"({"group_id":"g1"})");
    zoom().call("DELETE", "/users/U2?action=delete");
    BOOST_TEST(members("g1").at("total_records").as_int64() == 1);
    zoom().call("DELETE", "/groups/g1");
    BOOST_TEST(groupsOf("U1") == "");
    BOOST_TEST(groupsOf("P1") == "");
}

BOOST_AUTO_TEST_CASE(a_pending_user_joins_by_patch_and_counts_once_he_is_active) {
    checkDone(zoom().call("PATCH", "/users/P1", R"({"group_id":"g1"})"));
    BOOST_TEST(groupsOf("P1") == R"(["g1"])");
    BOOST_TEST(members("g1").at("total_records").as_int64() == 0);
    zoom().control("POST", "activate", R"({"email":"p@example.com"})");
    BOOST_TEST(members("g1").at("total_records").as_int64() == 1);
    zoom().seedUsers(R"([{"email":"q@example.com","status":"pending"}])");
    checkRefused(zoom().call("PATCH", "/users/q@example.com", R"({"group_id":"none"})"), 404, 4130,
                 "Group does not exist: none.");
}

BOOST_AUTO_TEST_CASE(members_are_paged_by_thirty) {
    zoom().control("POST", "seed", R"({"generate":{"count":40,"prefix":"m"}})");
    std::string list;
    for (int at = 1; at <= 40; ++at) {
        list += R"({"email":"m)" + std::to_string(at) + R"(@example.com"},)";
        if (at % 20 == 0) {
            add("g1", "[" + list.substr(0, list.size() - 1) + "]");
            list.clear();
        }
    }
    const auto first = members("g1");
    BOOST_TEST(first.at("members").as_array().size() == 30U);
    BOOST_TEST(first.at("page_count").as_int64() == 2);
    const std::string token(first.at("next_page_token").as_string());
    const auto rest = members("g1", "?next_page_token=" + token);
    BOOST_TEST(rest.at("members").as_array().size() == 10U);
    checkRefused(zoom().get("/groups/g2/members?next_page_token=" + token), 400, 300, "token");
}

BOOST_AUTO_TEST_CASE(group_writes_stand_in_the_ledger_one_row_a_member) {
    add("g1", R"([{"id":"U1"},{"id":"U2"},{"id":"P1"}])");
    zoom().call("DELETE", "/groups/g1/members/U1");
    const auto rows = zoom().control("GET", "ledger").at("entries").as_array();
    BOOST_REQUIRE(rows.size() == 3U);
    BOOST_TEST(rows[1].at("object") == "group_member");
    BOOST_TEST(rows[1].at("id") == "U2");
    BOOST_TEST(rows[1].at("name") == "g1");
    BOOST_TEST(rows[2].at("method") == "DELETE");
}

BOOST_AUTO_TEST_SUITE_END()
