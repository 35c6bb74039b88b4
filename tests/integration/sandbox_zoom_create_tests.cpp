#include "sandbox_zoom_fixture.h"

namespace {

std::vector<int> loginTypes(const std::string& user) {
    const auto value = zoom().get("/users/" + user).json();
    const auto* found = value.as_object().if_contains("login_types");
    return found == nullptr ? std::vector<int>{} : boost::json::value_to<std::vector<int>>(*found);
}

void checkLogins(const std::string& user, const std::vector<int>& expected) {
    const auto found = loginTypes(user);
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_create_tests, FreshAccount)

BOOST_AUTO_TEST_CASE(bad_fields_are_named_in_the_errors_of_a_validation) {
    const struct {
        std::string body;
        const char* field;
    } rows[] = {
        {R"({"user_info":{"email":"a@example.com","type":1}})", "action"},
        {order("autocreate", "a@example.com"), "action"},
        {R"({"action":"create"})", "user_info"},
        {R"({"action":"create","user_info":{"type":1}})", "user_info.email"},
        {order("create", "no-at-sign"), "user_info.email"},
        {R"({"action":"create","user_info":{"email":"a@example.com"}})", "user_info.type"},
        {R"({"action":"create","user_info":{"email":"a@example.com","type":"1"}})",
         "user_info.type"},
        {order("create", "a@example.com", 5), "user_info.type"},
        {order("create", "a@example.com", 1, R"(,"first_name":7)"), "user_info.first_name"},
        {order("create", "a@example.com", 1, ",\"last_name\":\"" + std::string(65, 'x') + "\""),
         "user_info.last_name"},
        {order("create", "a@example.com", 1, R"(,"division_ids":["a","b"])"),
         "user_info.division_ids"},
    };
    for (const auto& row : rows) {
        const auto reply = zoom().call("POST", "/users", row.body);
        BOOST_TEST_CONTEXT(row.body) {
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.body ==
                       R"({"code":300,"message":"Validation Failed.","errors":[{"field":")" +
                           std::string(row.field) + R"(","message":"Invalid field."}]})");
        }
    }
    BOOST_TEST(listed("status=pending") == 0U);
}

BOOST_AUTO_TEST_CASE(create_answers_201_with_five_fields_and_leaves_the_user_pending) {
    const auto reply =
        create("create", "a@example.com", 2, R"(,"first_name":"Aiko","last_name":"Mori")");
    BOOST_TEST(reply.status == 201);
    const auto id = reply.text("id");
    BOOST_TEST(id.size() == 22U);
    BOOST_TEST(reply.body ==
               R"({"id":")" + id +
                   R"(","first_name":"Aiko","last_name":"Mori","email":"a@example.com","type":2})");
    BOOST_TEST(statusOf("a@example.com") == "pending");
    checkLogins("a@example.com", {});
}

BOOST_AUTO_TEST_CASE(an_invited_person_who_accepts_is_active_with_a_work_email_login) {
    create("create", "a@example.com");
    zoom().control("POST", "activate", R"({"email":"a@example.com"})");
    BOOST_TEST(statusOf("a@example.com") == "active");
    checkLogins("a@example.com", {100});
}

BOOST_AUTO_TEST_CASE(switches_make_create_answer_200_and_the_user_active_at_once) {
    zoom().set(R"({"create-status":"200","create-active":true})");
    BOOST_TEST(create("create", "a@example.com").status == 200);
    BOOST_TEST(statusOf("a@example.com") == "active");
}

BOOST_AUTO_TEST_CASE(auto_create_makes_an_active_user_and_keeps_the_password) {
    BOOST_TEST(create("autoCreate", "a@example.com", 1, kPassword).status == 201);
    BOOST_TEST(statusOf("a@example.com") == "active");
    checkLogins("a@example.com", {100});
    checkRefused(zoom().call("PUT", "/users/a@example.com/password", R"({"password":"Abcd1234x"})"),
                 400, 300, "Your new password can not match the old password.");
}

BOOST_AUTO_TEST_CASE(auto_create_refuses_a_bad_or_missing_password) {
    for (const auto* password :
         {"short1A", "nodigitsHere", "12345679", "alllower12", "ALLUPPER12", "Xabcdefgh1",
          "Aaaaaaaaaa1", "Abcd1234xAbcd1234xAbcd1234xAbcd1234x"}) {
        BOOST_TEST_CONTEXT(password) {
            const auto reply = create("autoCreate", "a@example.com", 1,
                                      std::string(R"(,"password":")") + password + "\"");
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.body == R"({"code":300,"message":"Invalid parameter: password"})");
        }
    }
    checkRefused(create("autoCreate", "a@example.com"), 400, 300, "Invalid parameter: password");
}

BOOST_AUTO_TEST_CASE(other_actions_ignore_a_password) {
    BOOST_TEST(create("custCreate", "a@example.com", 1, R"(,"password":"x")").status == 201);
}

BOOST_AUTO_TEST_CASE(cust_create_makes_an_active_api_user) {
    BOOST_TEST(create("custCreate", "a@example.com").status == 201);
    BOOST_TEST(statusOf("a@example.com") == "active");
    checkLogins("a@example.com", {99});
}

BOOST_AUTO_TEST_CASE(actions_that_are_not_enabled_are_refused) {
    zoom().set(R"({"auto-create":false,"cust-create":false,"sso-preprovision":false})");
    checkRefused(create("autoCreate", "a@example.com", 1, kPassword), 400, 2016, "No permission.");
    checkRefused(create("custCreate", "a@example.com"), 400, 2016, "No permission.");
    checkRefused(create("ssoCreate", "a@example.com"), 400, 2032, "SSO");
    zoom().set(R"({"sso":false})");
    checkRefused(create("ssoCreate", "a@example.com"), 400, 2002, "SSO has not been enabled");
}

BOOST_AUTO_TEST_CASE(sso_create_makes_an_active_user_on_an_associated_domain_only) {
    BOOST_TEST(create("ssoCreate", "a@example.com").status == 201);
    BOOST_TEST(statusOf("a@example.com") == "active");
    checkLogins("a@example.com", {101});
    BOOST_TEST(create("ssoCreate", "a@other.example").status == 201);
    BOOST_TEST(statusOf("a@other.example") == "pending");
}

BOOST_AUTO_TEST_CASE(a_licensed_sso_user_gets_a_personal_link_from_his_address) {
    create("ssoCreate", "aiko@example.com", 2);
    BOOST_TEST(zoom().get("/users/aiko@example.com").text("vanity_url").ends_with("/my/aiko"));
    BOOST_TEST(zoom().get("/users/vanity_name?vanity_name=aiko").body == R"({"existed":true})");
    BOOST_TEST(zoom().get("/users/vanity_name?vanity_name=free").body == R"({"existed":false})");
    checkRefused(zoom().get("/users/vanity_name"), 400, 300, "Vanity name is required.");
}

BOOST_AUTO_TEST_CASE(an_address_in_the_account_is_taken_whatever_its_status_and_case) {
    zoom().seedUsers(R"([{"email":"active@example.com"},
                         {"email":"inactive@example.com","status":"inactive"},
                         {"email":"pending@example.com","status":"pending"}])");
    for (const std::string mail :
         {"ACTIVE@example.com", "inactive@EXAMPLE.com", "pending@example.com"}) {
        const auto reply = create("create", mail);
        BOOST_TEST(reply.status == 409);
        BOOST_TEST(reply.body ==
                   R"({"code":1005,"message":"Email \")" + mail + R"(\" has already been used."})");
    }
}

BOOST_AUTO_TEST_CASE(an_address_of_a_paid_account_elsewhere_is_refused) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"a@other.example","plan":"paid"},
                                                  {"email":"b@other.example","plan":"free"}]})");
    const auto reply = create("create", "a@other.example");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(
        reply.body ==
        R"({"code":1009,"message":"The user a@other.example already holds an active account."})");
    checkRefused(create("custCreate", "b@other.example"), 400, 1009, "already holds");
}

BOOST_AUTO_TEST_CASE(an_address_of_a_free_account_elsewhere_is_invited_with_an_empty_id) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"b@other.example","plan":"free"}]})");
    const auto reply = create("create", "B@other.example");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("id") == "");
    BOOST_TEST(reply.json().at("id").is_string());
    BOOST_TEST(statusOf("b@other.example") == "pending");
}

BOOST_AUTO_TEST_CASE(a_switch_hides_who_holds_an_address_elsewhere) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"b@other.example","plan":"free"}],
                                       "settings":{"outside-hidden":true}})");
    checkRefused(create("create", "b@other.example"), 409, 1005, "b@other.example");
    checkRefused(zoom().get("/users/b@other.example"), 404, 1001, "b@other.example");
    checkRefused(zoom().call("DELETE", "/users/b@other.example"), 404, 1001, "b@other.example");
}

BOOST_AUTO_TEST_CASE(on_prem_needs_an_entitlement) {
    const auto reply = create("create", "a@example.com", 3);
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body ==
               R"({"code":300,"message":"Your account can't set user type as On-prem."})");
    zoom().set(R"({"on-prem":true})");
    BOOST_TEST(create("create", "a@example.com", 3).status == 201);
}

BOOST_AUTO_TEST_CASE(type_none_is_for_users_made_by_sso) {
    checkRefused(create("create", "a@example.com", 99), 400, 1108, "Permission requirements");
    BOOST_TEST(create("ssoCreate", "a@example.com", 99).status == 201);
}

BOOST_AUTO_TEST_CASE(seats_run_out_by_kind_and_pending_users_hold_one) {
    zoom().set(R"({"paid-seats":2,"basic-seats":1})");  // the owner holds a paid one
    BOOST_TEST(create("create", "a@example.com", 2).status == 201);
    checkRefused(create("autoCreate", "b@example.com", 2, kPassword), 400, 3412, "2 paid users");
    BOOST_TEST(create("create", "c@example.com", 1).status == 201);
    checkRefused(create("create", "d@example.com", 1), 400, 2033, "1 basic users");
    BOOST_TEST(create("create", "e@example.com", 4).status == 201);
}

BOOST_AUTO_TEST_CASE(a_free_account_has_no_paid_seat) {
    zoom().set(R"({"plan":"free"})");
    checkRefused(create("create", "a@example.com", 2), 400, 3412, "0 paid users");
}

BOOST_AUTO_TEST_CASE(limited_and_blocked_domains_keep_addresses_out) {
    zoom().set(
        R"({"limited-domains":["example.com","sub.example"],"blocked-domains":"bad.example"})");
    const auto reply = create("create", "a@other.example");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.body == R"({"code":1116,"message":"Email address a@other.example doesn't )"
                             R"(match limited domains: example.com, sub.example"})");
    BOOST_TEST(create("create", "a@bad.example").body ==
               R"({"code":1107,"message":"Email domain is blocked."})");
    BOOST_TEST(create("create", "a@SUB.example").status == 201);
}

BOOST_AUTO_TEST_CASE(long_names_in_chinese_are_refused_where_that_limit_is_on) {
    const std::string six = R"(,"last_name":"東西南北中央")";
    BOOST_TEST(create("create", "a@example.com", 1, six).status == 201);
    zoom().set(R"({"han-name-limits":true})");
    checkRefused(create("create", "b@example.com", 1, six), 400, 300, "Validation Failed.");
    BOOST_TEST(create("create", "c@example.com", 1, R"(,"last_name":"東西南北中")").status == 201);
}

BOOST_AUTO_TEST_SUITE_END()
