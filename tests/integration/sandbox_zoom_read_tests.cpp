#include "sandbox_zoom_fixture.h"

namespace json = boost::json;

namespace {

void generate(int count) {
    zoom().control("POST", "seed",
                   R"({"generate":{"count":)" + std::to_string(count) + R"(,"prefix":"u"}})");
}

json::object page(const std::string& query) {
    return zoom().get("/users?" + query).json().as_object();
}

json::object rowOf(const std::string& query, const std::string& mail) {
    const auto answer = page(query);
    for (const auto& row : answer.at("users").as_array()) {
        if (row.at("email").as_string() == mail) return row.as_object();
    }
    throw std::runtime_error("no row of " + mail + " in " + query);
}

const std::string kStaleToken =
    R"({"code":300,"message":"The next page token is invalid or expired."})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_read_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(a_list_shows_one_status_and_by_default_the_active) {
    zoom().seedUsers(R"([{"email":"a@example.com"},
                         {"email":"i@example.com","status":"inactive"},
                         {"email":"p@example.com","status":"pending"}])");
    BOOST_TEST(listed("") == 2U);  // with the owner
    BOOST_TEST(listed("status=active") == 2U);
    BOOST_TEST(rowOf("status=inactive", "i@example.com").at("status") == "inactive");
    BOOST_TEST(rowOf("status=pending", "p@example.com").at("status") == "pending");
    checkRefused(zoom().get("/users?status=gone"), 400, 300, "Validation Failed.");
}

BOOST_AUTO_TEST_CASE(pages_are_of_thirty_and_the_last_one_has_an_empty_token) {
    generate(65);
    auto answer = page("");
    BOOST_TEST(answer.at("page_count").to_number<int>() == 3);
    BOOST_TEST(answer.at("page_number").to_number<int>() == 1);
    BOOST_TEST(answer.at("page_size").to_number<int>() == 30);
    BOOST_TEST(answer.at("total_records").to_number<int>() == 66);
    std::vector<std::string> mails;
    for (;;) {
        for (const auto& user : answer.at("users").as_array()) {
            mails.emplace_back(user.at("email").as_string());
        }
        const std::string token(answer.at("next_page_token").as_string());
        if (token.empty()) break;
        answer = page("next_page_token=" + token);
    }
    BOOST_REQUIRE(mails.size() == 66U);
    BOOST_TEST(mails[0] == "owner@example.com");
    for (std::size_t at = 1; at < mails.size(); ++at) {
        BOOST_TEST(mails[at] == "u" + std::to_string(at) + "@example.com");
    }
}

BOOST_AUTO_TEST_CASE(a_page_larger_than_2000_is_cut_and_says_so) {
    BOOST_TEST(page("page_size=5000").at("page_size").to_number<int>() == 2000);
    zoom().set(R"({"max-page-size":300})");
    BOOST_TEST(page("page_size=2000").at("page_size").to_number<int>() == 300);
    for (const auto* size : {"0", "-1", "many", "1x"}) {
        checkRefused(zoom().get(std::string("/users?page_size=") + size), 400, 300, "Validation");
    }
}

BOOST_AUTO_TEST_CASE(page_number_still_pages) {
    generate(6);
    const auto answer = page("page_size=3&page_number=2");
    BOOST_TEST(answer.at("page_number").to_number<int>() == 2);
    BOOST_TEST(answer.at("users").as_array().at(0).at("email") == "u3@example.com");
    BOOST_TEST(page("page_size=3&page_number=9").at("users").as_array().empty());
}

BOOST_AUTO_TEST_CASE(a_page_token_dies_after_15_minutes_and_with_other_parameters) {
    generate(5);
    const std::string token(page("page_size=2").at("next_page_token").as_string());
    BOOST_TEST(zoom().get("/users?page_size=3&next_page_token=" + token).body == kStaleToken);
    BOOST_TEST(zoom().get("/users?page_size=2&next_page_token=x" + token).body == kStaleToken);
    BOOST_TEST(zoom().get("/users?page_size=2&next_page_token=" + token + "0").body == kStaleToken);
    zoom().control("POST", "clock", R"({"advance_seconds":880})");
    BOOST_TEST(listed("page_size=2&next_page_token=" + token) == 2U);
    zoom().control("POST", "clock", R"({"advance_seconds":30})");
    const auto reply = zoom().get("/users?page_size=2&next_page_token=" + token);
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body == kStaleToken);
}

BOOST_AUTO_TEST_CASE(a_walk_neither_skips_nor_repeats_when_users_go_meanwhile) {
    generate(6);
    const std::string token(page("page_size=3").at("next_page_token").as_string());
    zoom().call("DELETE", "/users/u1@example.com?action=delete");
    const auto rest = page("page_size=3&next_page_token=" + token).at("users").as_array();
    BOOST_TEST(rest.at(0).at("email") == "u3@example.com");
}

BOOST_AUTO_TEST_CASE(pending_rows_have_no_id) {
    zoom().seedUsers(R"([{"email":"p@example.com","status":"pending"}])");
    BOOST_TEST(!rowOf("status=pending", "p@example.com").contains("id"));
    BOOST_TEST(rowOf("", "owner@example.com").contains("id"));
}

BOOST_AUTO_TEST_CASE(role_id_filters_the_list_and_its_count) {
    zoom().seedUsers(R"([{"email":"a@example.com","role_id":"1"},{"email":"b@example.com"}])");
    const auto answer = page("role_id=1");
    BOOST_TEST(answer.at("total_records").to_number<int>() == 1);
    BOOST_TEST(answer.at("users").as_array().at(0).at("email") == "a@example.com");
}

BOOST_AUTO_TEST_CASE(a_list_of_one_role_pages_and_follows_a_change_of_status) {
    generate(4);
    const std::string token(page("role_id=2&page_size=3").at("next_page_token").as_string());
    const auto rest = page("role_id=2&page_size=3&next_page_token=" + token);
    BOOST_REQUIRE(rest.at("users").as_array().size() == 1U);
    BOOST_TEST(rest.at("users").as_array()[0].at("email") == "u4@example.com");
    zoom().call("PUT", "/users/u4@example.com/status", R"({"action":"deactivate"})");
    BOOST_TEST(listed("role_id=2") == 3U);
    BOOST_TEST(listed("role_id=2&status=inactive") == 1U);
    BOOST_TEST(listed("role_id=nobody") == 0U);
}

BOOST_AUTO_TEST_CASE(some_fields_are_listed_only_when_asked_for) {
    zoom().seedUsers(R"([{"email":"a@example.com","host_key":"123456",
        "custom_attributes":[{"key":"k","name":"n","value":"v"}]}])");
    BOOST_TEST(!rowOf("", "a@example.com").contains("host_key"));
    BOOST_TEST(!rowOf("", "a@example.com").contains("custom_attributes"));
    BOOST_TEST(rowOf("include_fields=host_key", "a@example.com").at("host_key") == "123456");
    const auto asked = rowOf("include_fields=custom_attributes", "a@example.com");
    BOOST_TEST(asked.at("custom_attributes").as_array().size() == 1U);
    BOOST_TEST(!asked.contains("host_key"));
}

BOOST_AUTO_TEST_CASE(one_user_is_read_by_id_or_by_mail_whatever_its_case) {
    zoom().seedUsers(R"([{"email":"Aiko@example.com","first_name":"Aiko","last_name":"Mori",
                          "id":"-a/b&c","type":2,"dept":"Sales","job_title":"Lead"}])");
    for (const auto* key : {"aiko@EXAMPLE.com", "-a%2Fb%26c", "-a%2fb&c"}) {
        BOOST_TEST_CONTEXT(key) {
            const auto reply = zoom().get(std::string("/users/") + key);
            BOOST_REQUIRE(reply.status == 200);
            BOOST_TEST(reply.text("id") == "-a/b&c");
            BOOST_TEST(reply.text("email") == "Aiko@example.com");
            BOOST_TEST(reply.text("display_name") == "Aiko Mori");
            BOOST_TEST(reply.text("role_name") == "Member");
            BOOST_TEST(reply.text("account_id") == "acc-sandbox");
            BOOST_TEST(reply.text("dept") == "Sales");
            BOOST_TEST(reply.text("job_title") == "Lead");
            BOOST_TEST(reply.json().at("login_types").as_array().size() == 1U);
            BOOST_TEST(!reply.json().as_object().contains("company"));
        }
    }
    BOOST_TEST(!rowOf("", "Aiko@example.com").contains("job_title"));
}

BOOST_AUTO_TEST_CASE(a_plus_in_a_path_is_itself) {
    zoom().seedUsers(R"([{"email":"a+b@example.com"}])");
    BOOST_TEST(zoom().get("/users/a+b@example.com").status == 200);
    BOOST_TEST(zoom().get("/users/a%2Bb%40example.com").status == 200);
    BOOST_TEST(zoom().get("/users/a%2").status == 400);
}

BOOST_AUTO_TEST_CASE(me_is_the_owner) {
    const auto reply = zoom().get("/users/me");
    BOOST_TEST(reply.text("email") == "owner@example.com");
    BOOST_TEST(reply.text("role_name") == "Owner");
}

BOOST_AUTO_TEST_CASE(an_unknown_user_is_named_as_sent) {
    const auto reply = zoom().get("/users/No%20Body");
    BOOST_TEST(reply.status == 404);
    BOOST_TEST(reply.body == R"({"code":1001,"message":"User does not exist: No Body."})");
}

BOOST_AUTO_TEST_CASE(an_outsider_is_unknown_or_with_a_switch_not_of_this_account) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"x@other.example","plan":"paid"}]})");
    checkRefused(zoom().get("/users/x@other.example"), 404, 1001, "x@other.example");
    zoom().set(R"({"outsider-1010":true})");
    const auto reply = zoom().get("/users/X@other.example");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body == R"({"code":1010,"message":"User not belong to this account"})");
    checkRefused(zoom().get("/users/nobody@other.example"), 404, 1001, "nobody");
}

BOOST_AUTO_TEST_CASE(a_pending_user_read_by_mail_has_an_id_and_was_created_now) {
    create("create", "p@example.com", 1, R"(,"first_name":"Pen")");
    const auto before = zoom().control("POST", "clock", R"({"advance_seconds":86400})");
    zoom().reconnect();  // the token has run out
    const auto reply = zoom().get("/users/p@example.com");
    BOOST_TEST(reply.text("status") == "pending");
    BOOST_TEST(reply.text("first_name") == "Pen");
    BOOST_TEST(reply.text("id").size() == 22U);
    BOOST_TEST(reply.text("created_at") >= std::string(before.at("now").as_string()));
    BOOST_TEST(!reply.json().as_object().contains("login_types"));
    BOOST_TEST(zoom().get("/users/" + reply.text("id")).text("email") == "p@example.com");
}

BOOST_AUTO_TEST_CASE(a_lapsed_invitation_is_refused_on_every_call_for_the_user) {
    create("create", "p@example.com");
    zoom().control("POST", "lapse-invitation", R"({"email":"p@example.com"})");
    checkRefused(zoom().get("/users/p@example.com"), 400, 1120, "invitation");
    checkRefused(zoom().call("PATCH", "/users/p@example.com", "{}"), 400, 1120, "invitation");
    checkRefused(zoom().call("DELETE", "/users/p@example.com"), 400, 1120, "invitation");
    checkRefused(zoom().get("/users/p@example.com/settings"), 400, 1120, "invitation");
}

BOOST_AUTO_TEST_CASE(an_email_exists_only_for_members_with_a_work_email_login) {
    zoom().control("POST", "seed", R"({"users":[{"email":"w@example.com"},
        {"email":"s@example.com","login_types":[101]},{"email":"p@example.com","status":"pending"}],
        "outside":[{"email":"o@example.com","plan":"paid"}]})");
    const auto existed = [](const std::string& mail) {
        return zoom().get("/users/email?email=" + mail).body;
    };
    BOOST_TEST(existed("W@example.com") == R"({"existed_email":true})");
    for (const auto* mail : {"s@example.com", "p@example.com", "o@example.com", "n@example.com"}) {
        BOOST_TEST(existed(mail) == R"({"existed_email":false})");
    }
    BOOST_TEST(zoom().get("/users/email").body == R"({"code":300,"message":"Email is required."})");
}

BOOST_AUTO_TEST_CASE(settings_are_read_and_merged_but_not_of_a_pending_user) {
    zoom().seedUsers(R"([{"email":"a@example.com"},{"email":"p@example.com","status":"pending"}])");
    checkDone(zoom().call("PATCH", "/users/a@example.com/settings",
                          R"({"feature":{"webinar":true},"extra":1})"));
    const auto settings = zoom().get("/users/a@example.com/settings").json();
    BOOST_TEST(settings.at("feature").at("webinar").as_bool());
    BOOST_TEST(!settings.at("feature").at("large_meeting").as_bool());
    BOOST_TEST(settings.at("extra").as_int64() == 1);
    const auto reply = zoom().get("/users/p@example.com/settings");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body == R"({"code":1000,"message":"You can not access settings of users )"
                             R"(that are still in pending state."})");
}

BOOST_AUTO_TEST_CASE(permissions_tell_an_admin_from_a_member) {
    zoom().seedUsers(R"([{"email":"a@example.com"}])");
    const auto count = [](const std::string& user) {
        const auto answer = zoom().get("/users/" + user + "/permissions").json();
        return answer.at("permissions").as_array().size();
    };
    BOOST_TEST(count("me") > 0U);
    BOOST_TEST(count("a@example.com") == 0U);
}

BOOST_AUTO_TEST_CASE(managed_domains_are_those_of_the_account) {
    zoom().set(R"({"domains":"example.com,second.example"})");
    BOOST_TEST(zoom().get("/accounts/me/managed_domains").body ==
               R"({"total_records":2,"domains":[{"domain":"example.com","status":"verified"},)"
               R"({"domain":"second.example","status":"verified"}]})");
    BOOST_TEST(zoom().get("/accounts/acc-sandbox/managed_domains").status == 200);
    checkRefused(zoom().get("/accounts/other/managed_domains"), 404, 2001, "other");
}

BOOST_AUTO_TEST_SUITE_END()
