// Life cycle of users: items 17 to 21.
#include "sandbox_lineworks_fixture.h"

namespace {

const std::string kHanako = "/users/hanako@example.com";

support::Reply act(const std::string& action, const std::string& body = {}) {
    return works().call("POST", kHanako + "/" + action, body);
}

support::Reply remove() { return works().call("DELETE", kHanako); }

/// Passes the time, and takes a new token.
void wait(std::int64_t seconds) {
    pass(seconds);
    works().reconnect();
}

void seedAdministrator() {
    works().seed(R"({"users":[{"email":"boss@example.com","userName":{"lastName":"B"},
        "state":{"role":"administrator"}}]})");
}

bool flag(const std::string& name) { return user("hanako@example.com").at(name).as_bool(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_delete_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_deleted_user_stays_for_seven_days) {
    createUnit("A");
    create("hanako", posts({"externalKey:o-A"}));
    checkDone(remove());
    BOOST_TEST(flag("isDeleted"));
    BOOST_TEST(postsOf("hanako@example.com").empty());
    wait(7 * kDay - 60);
    BOOST_TEST(flag("isDeleted"));
    wait(120);
    checkRefused(works().get(kHanako), 404, "NOT_FOUND");
    checkStatus(create("hanako"), 201);
}

BOOST_AUTO_TEST_CASE(the_days_of_grace_are_a_switch) {
    works().set(R"({"grace-days":2})");
    create("hanako");
    remove();
    wait(2 * kDay);
    checkRefused(act("undelete"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(who_cannot_be_deleted_is_refused) {
    seedAdministrator();
    checkRefused(works().call("DELETE", "/users/nobody"), 404, "NOT_FOUND");
    for (const auto* name : {"boss@example.com", "admin@example.com"}) {
        works().set(R"({"admin-delete":"400"})");
        checkRefused(works().call("DELETE", "/users/" + std::string(name)), 400, "BAD_REQUEST");
        works().set(R"({"admin-delete":"403"})");
        checkRefused(works().call("DELETE", "/users/" + std::string(name)), 403, "FORBIDDEN");
    }
}

BOOST_AUTO_TEST_CASE(a_second_delete_is_answered_as_the_switch_says) {
    create("hanako");
    remove();
    checkRefused(remove(), 404, "NOT_FOUND");
    works().set(R"({"second-delete":"410"})");
    checkRefused(remove(), 410, "DELETED");
    works().set(R"({"second-delete":"204"})");
    checkDone(remove());
}

BOOST_AUTO_TEST_CASE(address_and_key_are_free_after_the_days_of_the_switch) {
    const struct {
        int days;
        int status;  ///< of a create after 8 days
    } rows[] = {{7, 201}, {14, 409}, {0, 201}};
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.days << " days") {
            works().reset();
            works().set(R"({"reuse-days":)" + std::to_string(row.days) + "}");
            create("hanako");
            remove();
            BOOST_TEST(create("hanako").status == (row.days == 0 ? 201 : 409));
            if (row.days == 0) continue;
            wait(8 * kDay);
            BOOST_TEST(create("hanako").status == row.status);
            if (row.status == 201) continue;
            wait((row.days - 8) * kDay);
            BOOST_TEST(create("hanako").status == 201);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_user_whose_names_are_taken_again_cannot_come_back) {
    works().set(R"({"reuse-days":0})");
    const auto id = create("hanako").text("userId");
    remove();
    BOOST_TEST(create("hanako").status == 201);
    BOOST_TEST(!flag("isDeleted"));  // the address is of the new one
    checkRefused(works().call("POST", "/users/" + id + "/undelete"), 409, "ALREADY_EXIST");
}

BOOST_AUTO_TEST_CASE(undelete_brings_a_user_back_without_org_units_and_groups) {
    createUnit("A");
    create("hanako", posts({"externalKey:o-A"}));
    works().call("POST", "/groups", R"({"domainId":10000001,"groupName":"G",
        "groupExternalKey":"g","administrators":[{"userId":"admin@example.com"}],
        "members":[{"type":"USER","id":"hanako@example.com"}]})");
    const auto members = [] {
        return works().get("/groups/externalKey:g/members").json().at("members").as_array().size();
    };
    BOOST_TEST(members() == 1U);
    checkRefused(act("undelete"), 400, "BAD_REQUEST");
    remove();
    BOOST_TEST(members() == 0U);
    const auto reply = act("undelete");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(!reply.json().at("isDeleted").as_bool());
    BOOST_TEST(postsOf("hanako@example.com").empty());
    works().set(R"({"undelete-posts":"restored"})");
    works().call("PATCH", kHanako, "{" + posts({"externalKey:o-A"}).substr(1) + "}");
    works().call("POST", "/groups/externalKey:g/members",
                 R"({"type":"USER","id":"hanako@example.com"})");
    remove();
    act("undelete");
    BOOST_TEST(postsOf("hanako@example.com").size() == 1U);
    BOOST_TEST(members() == 1U);
}

BOOST_AUTO_TEST_CASE(what_undelete_restores_is_still_there_and_has_one_manager) {
    works().set(R"({"undelete-posts":"restored"})");
    createUnit("A");
    createUnit("B");
    create("hanako", posts({"externalKey:o-A", "externalKey:o-B"}, R"(,"isManager":true)"));
    remove();
    create("taro", posts({"externalKey:o-B"}, R"(,"isManager":true)"));
    checkDone(works().call("DELETE", "/orgunits/externalKey:o-A"));
    checkStatus(act("undelete"), 200);
    const auto restored = postsOf("hanako@example.com");
    BOOST_REQUIRE(restored.size() == 1U);
    BOOST_TEST(restored.at(0).at("orgUnitExternalKey") == "o-B");
    BOOST_TEST(restored.at(0).at("primary").as_bool());
    BOOST_TEST(restored.at(0).at("isManager").as_bool());
    BOOST_TEST(!postsOf("taro@example.com").at(0).at("isManager").as_bool());
}

BOOST_AUTO_TEST_CASE(undelete_ends_with_the_days_of_grace_and_after_forcedelete) {
    create("hanako");
    remove();
    wait(7 * kDay);
    checkRefused(act("undelete"), 404, "NOT_FOUND");
    create("hanako");
    works().call("DELETE", kHanako + "/forcedelete");
    checkRefused(act("undelete"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(forcedelete_purges_at_once) {
    create("hanako");
    checkDone(works().call("DELETE", kHanako + "/forcedelete"));
    checkRefused(works().get(kHanako), 404, "NOT_FOUND");
    checkRefused(works().call("DELETE", kHanako + "/forcedelete"), 404, "NOT_FOUND");
    checkStatus(create("hanako"), 201);
    works().set(R"({"forced-reuse-days":3})");
    works().call("DELETE", kHanako + "/forcedelete");
    BOOST_TEST(create("hanako").status == 409);
    wait(3 * kDay);
    BOOST_TEST(create("hanako").status == 201);
}

BOOST_AUTO_TEST_CASE(forcedelete_of_deleted_users_and_administrators_is_a_switch) {
    create("hanako");
    create("taro");
    remove();
    works().call("DELETE", "/users/taro@example.com");
    checkDone(works().call("DELETE", kHanako + "/forcedelete"));
    works().set(R"({"forcedelete-deleted":"404"})");
    checkRefused(works().call("DELETE", "/users/taro@example.com/forcedelete"), 404, "NOT_FOUND");
    seedAdministrator();
    works().set(R"({"forcedelete-admin":"400"})");
    checkRefused(works().call("DELETE", "/users/boss@example.com/forcedelete"), 400, "BAD_REQUEST");
    works().set(R"({"forcedelete-admin":"204"})");
    checkDone(works().call("DELETE", "/users/boss@example.com/forcedelete"));
    checkRefused(works().call("DELETE", "/users/admin@example.com/forcedelete"), 400,
                 "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(a_suspended_user_stays_in_his_org_units_until_he_is_resumed) {
    createUnit("A");
    create("hanako", posts({"externalKey:o-A"}));
    checkDone(act("suspend"));
    BOOST_TEST(flag("isSuspended"));
    BOOST_TEST(user("hanako@example.com").at("suspendedReason") == "MASTER");
    BOOST_TEST(postsOf("hanako@example.com").size() == 1U);
    checkRefused(act("suspend"), 400, "BAD_REQUEST");
    checkDone(act("unsuspend"));
    BOOST_TEST(!flag("isSuspended"));
    BOOST_TEST(user("hanako@example.com").at("suspendedReason").is_null());
    checkRefused(act("unsuspend"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(who_cannot_be_suspended_is_refused_unless_a_switch_lets_him) {
    works().set(R"({"sso":false})");
    create("hanako", R"(,"privateEmail":"h@mail.example")");
    checkRefused(act("suspend"), 400, "BAD_REQUEST");
    checkRefused(works().call("POST", "/users/admin@example.com/suspend"), 400, "BAD_REQUEST");
    checkRefused(works().call("POST", "/users/nobody/suspend"), 404, "NOT_FOUND");
    checkRefused(works().call("POST", "/users/nobody/unsuspend"), 404, "NOT_FOUND");
    works().set(R"({"suspend-pending":"204","suspend-suspended":"204"})");
    checkDone(act("suspend"));
    checkDone(act("suspend"));
    remove();
    checkRefused(act("suspend"), 400, "BAD_REQUEST");
    checkRefused(act("unsuspend"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(a_deleted_user_who_does_not_show_is_not_there_for_changes) {
    create("hanako");
    remove();
    const std::pair<std::string, std::string> actions[] = {
        {"suspend", ""},
        {"unsuspend", ""},
        {"set-leave-of-absence", "{}"},
        {"move", R"({"organizations":[{"domainId":10000001}]})"},
        {"force-logout", ""},
        {"alias-emails/hana@example.com", ""}};
    for (const auto& [action, body] : actions) {
        BOOST_TEST_CONTEXT(action) {
            works().set(R"({"deleted-shown":true})");
            checkRefused(act(action, body), 400, "BAD_REQUEST");
            works().set(R"({"deleted-shown":false})");
            checkRefused(act(action, body), 404, "NOT_FOUND");
        }
    }
    checkStatus(act("undelete"), 200);
}

BOOST_AUTO_TEST_CASE(a_leave_of_absence_has_both_times_or_neither) {
    create("hanako");
    checkDone(act("set-leave-of-absence",
                  R"({"startTime":"2020-01-01T00:00:00Z","endTime":"2099-01-01T00:00:00+09:00"})"));
    const auto leave = user("hanako@example.com").at("leaveOfAbsence");
    BOOST_TEST(leave.at("startTime") == "2020-01-01T00:00:00Z");
    BOOST_TEST(leave.at("isLeaveOfAbsence").as_bool());
    checkRefused(act("set-leave-of-absence", R"({"startTime":"2020-01-01T00:00:00Z"})"), 400,
                 "INVALID_PARAMETER");
    checkRefused(act("set-leave-of-absence",
                     R"({"startTime":"2021-01-01T00:00:00Z","endTime":"2020-01-01T00:00:00Z"})"),
                 400, "INVALID_PARAMETER");
    checkRefused(works().call("POST", "/users/nobody/set-leave-of-absence", "{}"), 404,
                 "NOT_FOUND");
    checkDone(act("set-leave-of-absence", "{}"));
    BOOST_TEST(!user("hanako@example.com").at("leaveOfAbsence").at("isLeaveOfAbsence").as_bool());
    checkDone(act("clear-leave-of-absence"));
    checkRefused(works().call("POST", "/users/nobody/clear-leave-of-absence"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(sessions_can_be_ended_and_invitations_sent_again) {
    works().set(R"({"sso":false})");
    create("hanako", R"(,"privateEmail":"h@mail.example")");
    checkDone(act("force-logout"));
    checkDone(act("send-invitation-email"));
    checkStatus(works().call("POST", "/users/send-invitation-email"), 202);
    const auto state = works().control("GET", "state").at("users").at(1);
    BOOST_TEST(state.at("sessions_ended").as_int64() == 1);
    BOOST_TEST(state.at("invitations").as_int64() == 3);
    works().control("POST", "activate", R"({"email":"hanako@example.com"})");
    checkRefused(act("send-invitation-email"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_SUITE_END()
