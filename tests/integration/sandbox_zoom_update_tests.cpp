#include "sandbox_zoom_fixture.h"

namespace {

support::Reply patch(const std::string& user, const std::string& body) {
    return zoom().call("PATCH", "/users/" + user, body);
}

support::Reply putStatus(const std::string& user, const std::string& action) {
    return zoom().call("PUT", "/users/" + user + "/status", R"({"action":")" + action + "\"}");
}

support::Reply putPassword(const std::string& user, const std::string& password) {
    return zoom().call("PUT", "/users/" + user + "/password",
                       R"({"password":")" + password + "\"}");
}

support::Reply putEmail(const std::string& user, const std::string& mail) {
    return zoom().call("PUT", "/users/" + user + "/email", R"({"email":")" + mail + "\"}");
}

std::string field(const std::string& user, const std::string& name) {
    return zoom().get("/users/" + user).text(name);
}

int typeOf(const std::string& user) {
    return zoom().get("/users/" + user).json().at("type").to_number<int>();
}

/// One user of each kind that the rules tell apart.
struct People : FreshAccount {
    People() {
        zoom().seedUsers(R"([
            {"email":"a@example.com","first_name":"Aiko","last_name":"Mori","type":2,
             "password":"Abcd1234x"},
            {"email":"inactive@example.com","status":"inactive"},
            {"email":"pending@example.com","status":"pending","first_name":"Pen"},
            {"email":"admin@example.com","role_id":"1"},
            {"email":"room@example.com","zoom_room":true},
            {"email":"sso@example.com","login_types":[101]},
            {"email":"api@example.com","login_types":[99]}])");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_zoom_update_tests, People)

BOOST_AUTO_TEST_CASE(patch_merges_and_answers_204) {
    checkDone(patch("a@example.com", R"({"last_name":"Sato","dept":"Sales"})"));
    checkDone(patch("a@example.com", R"({"job_title":"Lead"})"));
    BOOST_TEST(field("a@example.com", "first_name") == "Aiko");
    BOOST_TEST(field("a@example.com", "last_name") == "Sato");
    BOOST_TEST(field("a@example.com", "dept") == "Sales");
    BOOST_TEST(field("a@example.com", "job_title") == "Lead");
}

BOOST_AUTO_TEST_CASE(an_empty_display_name_is_built_from_the_names) {
    patch("a@example.com", R"({"display_name":"The Boss"})");
    BOOST_TEST(field("a@example.com", "display_name") == "The Boss");
    patch("a@example.com", R"({"display_name":"","last_name":"Sato"})");
    BOOST_TEST(field("a@example.com", "display_name") == "Aiko Sato");
}

BOOST_AUTO_TEST_CASE(patch_ignores_unknown_fields_and_those_with_a_path_of_their_own) {
    checkDone(patch("a@example.com", R"({"email":"x@example.com","status":"inactive",
        "action":"ssoCreate","password":"Xyz12345","role_id":"1","colour":"red"})"));
    BOOST_TEST(field("a@example.com", "email") == "a@example.com");
    BOOST_TEST(field("a@example.com", "status") == "active");
    BOOST_TEST(field("a@example.com", "role_id") == "2");
    BOOST_TEST(field("a@example.com", "colour") == "");
}

BOOST_AUTO_TEST_CASE(patch_names_each_ill_typed_field) {
    const auto reply = patch("a@example.com", R"({"type":"2","dept":7,"host_key":"12ab56"})");
    BOOST_TEST(reply.body == R"({"code":300,"message":"Validation Failed.","errors":[)"
                             R"({"field":"type","message":"Invalid field."},)"
                             R"({"field":"dept","message":"Invalid field."},)"
                             R"({"field":"host_key","message":"Invalid field."}]})");
}

BOOST_AUTO_TEST_CASE(licence_fields_cannot_change_together) {
    for (const auto* body :
         {R"({"type":1,"zoom_one_type":16})", R"({"type":1,"plan_united_type":"1"})",
          R"({"zoom_one_type":16,"plan_united_type":"1"})"}) {
        checkRefused(patch("a@example.com", body), 400, 300, "plan_united_type");
    }
}

BOOST_AUTO_TEST_CASE(type_none_is_for_users_with_an_sso_login) {
    checkRefused(patch("a@example.com", R"({"type":99})"), 400, 1108, "Permission requirements");
    checkDone(patch("sso@example.com", R"({"type":99})"));
    checkRefused(patch("a@example.com", R"({"type":3})"), 400, 300, "On-prem");
}

BOOST_AUTO_TEST_CASE(a_change_of_type_needs_a_seat) {
    zoom().set(R"({"paid-seats":2,"basic-seats":0})");
    checkRefused(patch("sso@example.com", R"({"type":2})"), 400, 3412, "paid users");
    checkRefused(patch("a@example.com", R"({"type":1})"), 400, 2033, "basic users");
    checkDone(patch("a@example.com", R"({"type":2})"));  // what he has
    checkDone(patch("a@example.com", R"({"type":4})"));
    checkDone(patch("sso@example.com", R"({"type":2})"));
}

BOOST_AUTO_TEST_CASE(a_personal_link_name_is_taken_once) {
    checkDone(patch("a@example.com", R"({"vanity_name":"aiko"})"));
    checkRefused(patch("sso@example.com", R"({"vanity_name":"aiko"})"), 400, 4100, "already");
    checkDone(patch("a@example.com", R"({"vanity_name":"aiko"})"));
}

BOOST_AUTO_TEST_CASE(patch_of_a_pending_user_changes_nothing_but_his_group) {
    zoom().control("POST", "seed", R"({"groups":[{"id":"g1","name":"Sales"}]})");
    checkDone(patch("pending@example.com", R"({"first_name":"New","type":2,"group_id":"g1"})"));
    BOOST_TEST(field("pending@example.com", "first_name") == "Pen");
    BOOST_TEST(typeOf("pending@example.com") == 1);
    const auto user = zoom().get("/users/pending@example.com").json();
    BOOST_TEST(user.at("group_ids").as_array().at(0) == "g1");
}

BOOST_AUTO_TEST_CASE(patch_of_an_inactive_user_changes_nothing_or_is_refused) {
    checkDone(patch("inactive@example.com", R"({"first_name":"New"})"));
    BOOST_TEST(field("inactive@example.com", "first_name") == "");
    zoom().set(R"({"inactive-patch-strict":true})");
    checkRefused(patch("inactive@example.com", R"({"first_name":"New"})"), 400, 1000, "inactive");
}

BOOST_AUTO_TEST_CASE(deactivation_strips_the_licence_and_activation_does_not_give_it_back) {
    checkDone(putStatus("a@example.com", "deactivate"));
    BOOST_TEST(statusOf("a@example.com") == "inactive");
    BOOST_TEST(typeOf("a@example.com") == 1);
    BOOST_TEST(listed("") == 5U);  // the owner and four of the seven
    checkDone(putStatus("a@example.com", "deactivate"));
    checkDone(putStatus("a@example.com", "activate"));
    BOOST_TEST(statusOf("a@example.com") == "active");
    BOOST_TEST(typeOf("a@example.com") == 1);
}

BOOST_AUTO_TEST_CASE(activation_needs_a_basic_seat) {
    zoom().set(R"({"basic-seats":0})");
    checkRefused(putStatus("inactive@example.com", "activate"), 400, 2033, "basic users");
}

BOOST_AUTO_TEST_CASE(the_status_of_admins_owner_rooms_and_pending_users_stays) {
    for (const auto* user : {"admin@example.com", "me", "room@example.com"}) {
        BOOST_TEST(putStatus(user, "deactivate").body ==
                   R"({"code":200,"message":"Zoom Room and Admin users' status cannot be )"
                   R"(activated or deactivated."})");
    }
    checkRefused(putStatus("pending@example.com", "deactivate"), 400, 1000, "pending");
    checkRefused(putStatus("a@example.com", "suspend"), 400, 300, "action");
    checkRefused(putStatus("nobody", "activate"), 404, 1001, "nobody");
}

BOOST_AUTO_TEST_CASE(switches_choose_the_answer_of_a_status_change) {
    zoom().set(R"({"status-answer":"200"})");
    const auto empty = putStatus("a@example.com", "deactivate");
    BOOST_TEST(empty.status == 200);
    BOOST_TEST(empty.body == "");
    BOOST_TEST(empty.headers.count("content-type") == 0U);
    zoom().set(R"({"status-answer":"200-json"})");
    const auto object = putStatus("a@example.com", "activate");
    BOOST_TEST(object.status == 200);
    BOOST_TEST(object.body == "{}");
}

BOOST_AUTO_TEST_CASE(a_password_is_changed_for_a_work_email_login_only) {
    checkDone(putPassword("a@example.com", "Efgh5678y"));
    BOOST_TEST(putPassword("sso@example.com", "Efgh5678y").body ==
               R"({"code":1123,"message":"Can only update password of Zoom work email account"})");
    checkRefused(putPassword("api@example.com", "x"), 400, 1123, "work email");
    checkRefused(putPassword("admin@example.com", "x"), 400, 1117, "Admin");
    checkRefused(putPassword("me", "x"), 400, 1117, "Admin");
    checkRefused(putPassword("pending@example.com", "x"), 400, 1000, "pending");
    checkRefused(zoom().call("PUT", "/users/a@example.com/password", "{}"), 400, 300, "Validation");
    checkRefused(putPassword("a@example.com", "Abcd1234x" + std::string(23, '-')), 400, 300,
                 "Validation");
}

BOOST_AUTO_TEST_CASE(each_password_rule_has_its_code_and_the_first_broken_one_counts) {
    zoom().set(R"({"password-min-length":9,"password-special":true,"password-max-run":4,
                   "password-weak-words":true})");
    const struct {
        const char* password;
        int code;
    } rows[] = {
        {"1", 1124},         {"Abc12_xy", 1124},   {"12345678-", 1125}, {"abcdEFGH-", 1126},
        {"abcd1234-", 1128}, {"Abcd12345", 1127},  {"Axxxx-135", 1130}, {"Abcd-1357", 1131},
        {"Xy9876-zz", 1131}, {"Qwerty-135", 1136}, {"Abc-13579", 0},
    };
    for (const auto& row : rows) {
        const auto reply = putPassword("a@example.com", row.password);
        BOOST_TEST_CONTEXT(row.password) {
            if (row.code == 0) {
                checkDone(reply);
            } else {
                checkRefused(reply, 400, row.code, "");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_password_of_now_is_refused_and_older_ones_by_the_history_rule) {
    const auto same = putPassword("a@example.com", "Abcd1234x");
    BOOST_TEST(same.status == 400);
    BOOST_TEST(same.body ==
               R"({"code":300,"message":"Your new password can not match the old password."})");
    zoom().set(R"({"password-history":2})");
    checkDone(putPassword("a@example.com", "Efgh5678y"));
    checkRefused(putPassword("a@example.com", "Abcd1234x"), 400, 1129, "last 2");
    checkDone(putPassword("a@example.com", "Ijkl9012z"));
    checkDone(putPassword("a@example.com", "Abcd1234x"));
}

BOOST_AUTO_TEST_CASE(a_mail_change_keeps_the_id_and_frees_the_old_address) {
    const auto id = field("a@example.com", "id");
    checkDone(putEmail("a@example.com", "new@example.com"));
    checkRefused(zoom().get("/users/a@example.com"), 404, 1001, "a@example.com");
    BOOST_TEST(field("new@example.com", "id") == id);
    BOOST_TEST(create("create", "a@example.com").status == 201);
}

BOOST_AUTO_TEST_CASE(a_mail_change_needs_an_associated_domain_and_a_free_address) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"o@example.com","plan":"free"}]})");
    checkRefused(putEmail("a@example.com", "a@other.example"), 400, 1116, "managed domains");
    checkRefused(putEmail("a@example.com", "SSO@example.com"), 409, 1005, "SSO@example.com");
    checkRefused(putEmail("a@example.com", "o@example.com"), 409, 1005, "o@example.com");
    checkRefused(putEmail("a@example.com", "rubbish"), 400, 300, "Validation Failed.");
    zoom().set(R"({"blocked-domains":"example.com"})");
    checkRefused(putEmail("a@example.com", "b@example.com"), 400, 1107, "blocked");
    zoom().set(R"({"blocked-domains":"","domains":""})");
    checkRefused(putEmail("a@example.com", "b@example.com"), 400, 1116, "managed domains");
}

BOOST_AUTO_TEST_CASE(some_users_cannot_change_their_mail) {
    for (const auto* user :
         {"pending@example.com", "inactive@example.com", "me", "admin@example.com"}) {
        BOOST_TEST_CONTEXT(user) { checkRefused(putEmail(user, "new@example.com"), 400, 1000, ""); }
    }
}

BOOST_AUTO_TEST_CASE(a_fourth_mail_change_within_a_day_is_refused) {
    const auto id = field("a@example.com", "id");
    for (const auto* mail : {"b@example.com", "c@example.com", "d@example.com"}) {
        checkDone(putEmail(id, mail));
    }
    checkRefused(putEmail(id, "e@example.com"), 400, 300, "3 times in 24 hours");
    checkDone(putEmail(id, "d@example.com"));  // what it is
    zoom().control("POST", "clock", R"({"advance_seconds":86401})");
    zoom().reconnect();  // the token has run out
    checkDone(putEmail(id, "e@example.com"));
}

BOOST_AUTO_TEST_SUITE_END()
