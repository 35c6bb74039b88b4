#include "shell_fixture.h"

namespace {

using Strings = std::vector<std::string>;

/// Two groups, a role, and three users: KEI in Sales, UMI pending.
struct GroupCase : ShellCase {
    GroupCase() {
        zoom().control("POST", "seed",
                       R"({"groups":[{"id":"G1","name":"Sales"},{"id":"G2","name":"Support"}],)"
                       R"("roles":[{"id":"R1","name":"Helpdesk"}],)"
                       R"("users":[{"id":"KEI","email":"kei@example.com","type":2,)"
                       R"("group_ids":["G1"]},{"id":"ADA","email":"ada@example.com"},)"
                       R"({"id":"UMI","email":"umi@example.com","status":"pending"}]})");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_zoom_group_tests, GroupCase)

BOOST_AUTO_TEST_CASE(groups_and_roles_are_written_by_the_names_that_were_read) {
    const auto synced = home.run("lookup sync zoom");
    checkEnd(synced, 0);
    checkHas(synced.out, {"zoom/__GROUP__", "2", "zoom/__ROLE__"});
    checkHas(home.run("lookup show zoom/__GROUP__").out, {"G1", "Sales", "G2", "Support"});
    forgetRequests();
    const auto ended =
        home.run("update zoom name:kei@example.com group_ids=Support role_id=Helpdesk");
    checkEnd(ended, 0);
    const Strings expected = {R"(POST /v2/groups/G2/members {"members":[{"id":"KEI"}]})",
                              "DELETE /v2/groups/G1/members/KEI",
                              R"(POST /v2/roles/R1/members {"members":[{"id":"KEI"}]})"};
    const Strings sent = writes();
    BOOST_TEST(sent == expected, boost::test_tools::per_element());
    BOOST_TEST(stored("kei@example.com", "group_ids") == R"(["G2"])");
    BOOST_TEST(stored("kei@example.com", "role_id") == R"("R1")");
    checkHas(home.run("get zoom KEI").out,
             {"group_ids", "G2 (Support)", "role_id", "R1 (Helpdesk)"});
    checkHas(home.run("operation show 1").out,
             {"group:G2:add", "group:G1:remove", "role:R1:assign"});
}

BOOST_AUTO_TEST_CASE(what_is_so_already_sends_nothing_and_a_role_falls_back) {
    checkEnd(home.run("update zoom KEI group_ids+=G1 group_ids-=G2"), 0);
    BOOST_TEST(writes().empty());
    prepare("update zoom KEI role_id=R1");
    forgetRequests();
    checkEnd(home.run("update zoom KEI role_id="), 0);
    BOOST_TEST(writes() == (Strings{"DELETE /v2/roles/R1/members/KEI"}));
    BOOST_TEST(stored("kei@example.com", "role_id") == R"("2")");
}

BOOST_AUTO_TEST_CASE(groups_and_roles_that_are_not_there_are_refused_with_what_to_do) {
    auto ended = home.run("update zoom KEI group_ids+=Nobody");
    checkEnd(ended, 6, {"4130", "group_ids", "lookup sync"});
    ended = home.run("update zoom KEI role_id=R9");
    checkEnd(ended, 6, {"1034", "role_id", "lookup sync"});
    ended = home.run("update zoom KEI role_id=0");
    checkEnd(ended, 3, {"cannot be assigned"});
    ended = home.run("disable zoom umi@example.com");
    checkEnd(ended, 3, {"pending"});
    BOOST_TEST(stored("kei@example.com", "group_ids") == R"(["G1"])");
}

BOOST_AUTO_TEST_CASE(an_administrator_can_be_made_a_member_and_disabled_in_one_update) {
    prepare("update zoom KEI role_id=1");
    checkEnd(home.run("disable zoom KEI"), 3, {"administrator"});
    checkEnd(home.run("update zoom KEI role_id=2 __ENABLE__=false"), 0);
    BOOST_TEST(stored("kei@example.com", "status") == R"("inactive")");
}

BOOST_AUTO_TEST_CASE(a_group_lives_from_create_to_delete) {
    prepare("get zoom name:ada@example.com");  // whom muster has met it shows by name
    auto ended =
        home.run("create zoom __GROUP__ name=Research members=KEI members=ada@example.com");
    checkEnd(ended, 0);
    checkHas(ended.out, {"created \"Research\""});
    ended = home.run("get zoom name:Research --class __GROUP__ --attributes members");
    checkHas(ended.out, {"ADA (ada@example.com)"});
    checkHas(ended.out, {"KEI"});
    checkEnd(home.run("update zoom name:Research --class __GROUP__ name=R&D members-=KEI"), 0);
    checkEnd(home.run("create zoom __GROUP__ name=Sales"), 5, {"AlreadyExists", "4132"});
    checkHas(home.run("search zoom --class __GROUP__ name startsWith R").out, {"R&D"});
    checkEnd(home.run("delete zoom name:R&D --class __GROUP__"), 0);
    checkEnd(home.run("get zoom name:R&D --class __GROUP__"), 4);
    checkEnd(home.run("delete zoom G9 --class __GROUP__"), 0, {"not at target"});
    checkEnd(home.run("disassociate zoom G1 --class __GROUP__"), 3, {"does not support"});
}

BOOST_AUTO_TEST_CASE(users_whom_zoom_leaves_out_of_a_group_are_told) {
    auto ended =
        home.run("update zoom G2 --class __GROUP__ members+=UMI members+=KEI members+=NOBODY");
    checkEnd(ended, 0, {"2 of 3 users out", "UMI", "NOBODY"});
    ended = home.run("update zoom G2 --class __GROUP__ members+=umi@example.com");
    checkEnd(ended, 0, {"is pending"});
    BOOST_TEST(stored("umi@example.com", "group_ids") == "absent");
}

BOOST_AUTO_TEST_CASE(roles_can_be_searched_and_not_made) {
    const auto found = home.run("search zoom --class __ROLE__");
    checkEnd(found, 0);
    checkHas(found.out, {"R1", "Helpdesk"});
    checkEnd(home.run("create zoom __ROLE__ name=Boss"), 3, {"does not support"});
}

BOOST_AUTO_TEST_CASE(actions_are_listed_and_done) {
    checkHas(home.run("action list zoom").out,
             {"resend-invitation", "logout", "set-primary-group", "move-group", "from"});
    auto ended = home.run("action run zoom KEI move-group from=G1 to=G2 --dry-run");
    checkEnd(ended, 0);
    checkHas(ended.out, {"group:G1:move:G2", "PATCH", "nothing was sent"});
    BOOST_TEST(writes().empty());
    ended = home.run("action run zoom KEI move-group from=G1 to=G2");
    checkEnd(ended, 0);
    checkHas(ended.out, {"done \"move-group\" on \"KEI\""});
    BOOST_TEST(stored("kei@example.com", "group_ids") == R"(["G2"])");
    checkEnd(home.run("action run zoom name:kei@example.com logout"), 0);
    checkHas(home.run("operation show 2").out, {"action", "kei@example.com", "logout"});
    checkEnd(home.run("action run zoom KEI logoot"), 3, {"did you mean \"logout\"?"});
    checkEnd(home.run("action run zoom KEI move-group from=G1"), 3, {"needs the parameter \"to\""});
    checkEnd(home.run("action run zoom NOBODY logout"), 4, {"there is no user \"NOBODY\""});
    checkHas(home.run("operation list --kind action").out, {"3", "2", "1"});
}

BOOST_AUTO_TEST_CASE(an_invitation_is_sent_again) {
    prepare("create zoom email=new@example.com first_name=Neo");
    forgetRequests();
    const auto ended = home.run("action run zoom name:new@example.com resend-invitation");
    checkEnd(ended, 0);
    checkHas(ended.out, {"done \"resend-invitation\" on \"new@example.com\"", "pending"});
    const Strings sent = writes();
    BOOST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(sent[0].starts_with("DELETE /v2/users/"));
    BOOST_TEST(!has(sent[0], "?"));
    BOOST_TEST(has(sent[1], R"("first_name":"Neo")"));
    BOOST_TEST(stored("new@example.com", "status") == R"("pending")");
    checkEnd(home.run("action run zoom KEI resend-invitation"), 3, {"active"});
}

BOOST_AUTO_TEST_CASE(a_test_tells_what_scopes_privileges_and_domains_permit) {
    auto ended = home.run("target test zoom");
    checkEnd(ended, 0, {"scopes permit all", "all privileges", "manages example.com"});
    zoom().set(R"({"scopes":["user:read:list_users:admin","group:read:admin"]})");
    ended = home.run("target test zoom");
    checkEnd(ended, 0,
             {"not permitted: \"Create a user\" (__ACCOUNT__.CREATEOP)", "user:write:user:admin",
              "managed domains cannot be read"});
    BOOST_TEST(!has(ended.err, "\"One page of the groups\""));
}

BOOST_AUTO_TEST_CASE(an_address_outside_the_managed_domains_is_warned_of) {
    const auto ended = home.run("update zoom KEI email=kei@elsewhere.org");
    checkEnd(ended, 6, {"outside the account's managed domains (example.com)", "1116"});
}

BOOST_AUTO_TEST_CASE(changes_of_a_pending_user_wait_and_are_written_by_a_resume) {
    auto ended =
        home.run("create zoom email=new@example.com dept=Research group_ids=G1 role_id=R1");
    checkEnd(ended, 0, {"dept, role_id waits"});
    checkHas(home.run("operation list --state unsettled").out, {"deferred", "operation resume 1"});
    BOOST_TEST(stored("new@example.com", "group_ids") == R"(["G1"])");
    forgetRequests();
    checkEnd(home.run("operation resume 1"), 0);  // too early: nothing is sent, and it waits on
    BOOST_TEST(writes().empty());
    zoom().control("POST", "activate", R"({"email":"new@example.com"})");
    ended = home.run("operation resume 1");
    checkEnd(ended, 0);
    BOOST_TEST(stored("new@example.com", "role_id") == R"("R1")");
    BOOST_TEST(has(stored("new@example.com", "profile"), R"("dept":"Research")"));
    BOOST_TEST(!has(home.run("operation list --state unsettled").out, "operation resume 1"));
}

BOOST_AUTO_TEST_CASE(deferred_changes_follow_a_user_who_is_invited_anew) {
    const auto uidOf = [&](const std::string& command) {
        return textOf(jsonLines(home.run({command}, {"--output", "json"})).at(0), "uid");
    };
    const std::string first = uidOf("create zoom email=new@example.com dept=Research");
    prepare("action run zoom " + first + " resend-invitation");
    const std::string second = uidOf("account show zoom name:new@example.com");
    BOOST_TEST(second != first);
    checkHas(home.run("account show zoom " + first).out, {"deleted"});
    prepare("action run zoom name:new@example.com resend-invitation");
    BOOST_TEST(uidOf("account show zoom name:new@example.com") != second);
    checkHas(home.run("account show zoom " + second).out, {"deleted"});
    zoom().control("POST", "activate", R"({"email":"new@example.com"})");
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(has(stored("new@example.com", "profile"), R"("dept":"Research")"));
}

BOOST_AUTO_TEST_CASE(a_licence_is_restored_by_policy) {
    checkEnd(home.run("disable zoom KEI"), 0, {"licence-released"});
    checkHas(home.run("account show zoom KEI").out, {"remembered", "type"});
    checkEnd(home.run("enable zoom KEI"), 0, {"licence-not-restored"});
    BOOST_TEST(stored("kei@example.com", "type") == "1");
    prepare("update zoom KEI type=Licensed");
    home.edit("targets/zoom.xml", "</target>",
              "<property name=\"restoreLicence\">true</property></target>");
    checkEnd(home.run("disable zoom name:kei@example.com"), 0);
    BOOST_TEST(stored("kei@example.com", "type") == "1");
    const auto ended = home.run("enable zoom name:kei@example.com");
    checkEnd(ended, 0, {"licence-restored"});
    BOOST_TEST(stored("kei@example.com", "type") == "2");
}

BOOST_AUTO_TEST_SUITE_END()
