#include <chrono>

#include <signal.h>

#include "muster_script.h"
#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

struct AdoptionCase : LineworksCase {
    AdoptionCase() {
        works().seed(R"({
          "orgUnits": [{"orgUnitName": "支社", "children": [{"orgUnitName": "総務部"},
                                                            {"orgUnitName": "経理部"}]}],
          "users": [{"email": "jiro@example.com", "userName": {"lastName": "次郎"},
                     "organizations": [{"domainId": 10000001, "orgUnits":
                       [{"orgUnitId": "externalKey:sales"}]}]},
                    {"email": "gone@example.com", "userExternalKey": "e9",
                     "userName": {"lastName": "田中"}, "state": {"deleted": true}}]})");
        forgetRequests();
    }

    static void order(const std::string& fault) { works().control("POST", "faults", fault); }
    /// The simulator refuses one such request, for no reason that lasts.
    static void refuse(const std::string& path) {
        order(R"({"fault":"status-before","status":403,"method":"POST","path":")" + path +
              R"(","body":"{\"code\":\"ACCESS_DENIED\"}"})");
    }
    /// The program is killed while the simulator holds such a request.
    void killAt(const std::string& command, const std::string& path) const {
        order(R"({"fault":"delay-before","ms":600000,"method":"POST","path":")" + path + R"("})");
        support::ChildProcess child(home.program({"-c", command}));
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (works().control("GET", "faults").at("held").as_int64() == 0) {
            BOOST_REQUIRE(std::chrono::steady_clock::now() < until);
        }
        child.signal(SIGKILL);
        BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
        works().control("DELETE", "faults");
    }
    static bool hasAlias(const std::string& address, const std::string& alias) {
        return has(boost::json::serialize(member(address)), "\"" + alias + "\"");
    }
};

const std::string kAliases = "/v1.0/users/*/alias-emails/*";
const std::string kJiro = "create lw __NAME__=jiro@example.com externalKey=k2 lastName=山田";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_adoption_tests, AdoptionCase)

BOOST_AUTO_TEST_CASE(a_member_without_a_key_is_taken_over_by_one_change) {
    checkEnd(home.run(kJiro), 0, {"was there without an External Key, and has \"k2\" now"});
    BOOST_TEST(textOf(member("jiro@example.com"), "userExternalKey") == "k2");
    BOOST_TEST(posts("jiro@example.com") == Strings{"sales"}, boost::test_tools::per_element());
    checkEnd(home.run(kJiro), 5, {"who has the External Key \"k2\""});
}

BOOST_AUTO_TEST_CASE(nobody_is_taken_over_where_that_is_not_wanted) {
    checkEnd(home.run(kJiro + " --adopt false"), 5, {"who has no External Key", "adopt=true"});
    BOOST_TEST(member("jiro@example.com").at("userExternalKey").is_null());
}

BOOST_AUTO_TEST_CASE(a_key_that_is_somebody_elses_is_a_conflict) {
    const auto ended = home.run("create lw __NAME__=new@example.com externalKey=e1 lastName=山田");
    checkEnd(ended, 6, {"the External Key \"e1\" belongs to member \"taro@example.com\""});
    BOOST_TEST(!isThere("/users/new@example.com"));
}

BOOST_AUTO_TEST_CASE(a_deleted_member_is_told_and_brought_back_when_that_is_said) {
    const std::string gone =
        "create lw __NAME__=gone@example.com externalKey=e9 lastName=田中 location=大阪";
    checkEnd(home.run(gone), 5, {"undelete=true"});
    checkEnd(home.run(gone + " --undelete true"), 0, {"was deleted, and is brought back"});
    BOOST_TEST(textOf(member("gone@example.com"), "location") == "大阪");
}

BOOST_AUTO_TEST_CASE(taking_a_member_over_goes_on_where_it_was_refused) {
    refuse(kAliases);
    checkEnd(home.run(kJiro + " aliasEmails=ji@example.com __ENABLE__=false"), 8,
             {"operation resume 1"});
    BOOST_TEST(textOf(member("jiro@example.com"), "userExternalKey") == "k2");
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    BOOST_TEST(hasAlias("externalKey:k2", "ji@example.com"));
    BOOST_TEST(member("externalKey:k2").at("isSuspended").as_bool());
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(taking_a_member_over_goes_on_after_a_kill) {
    killAt(kJiro + " aliasEmails=ji@example.com", kAliases);
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    BOOST_TEST(textOf(member("jiro@example.com"), "userExternalKey") == "k2");
    BOOST_TEST(hasAlias("jiro@example.com", "ji@example.com"));
    checkHas(home.run("operation show 1").out, {"applied"});
    checkEnd(home.run(kJiro), 5, {"who has the External Key \"k2\""});
}

BOOST_AUTO_TEST_CASE(bringing_a_member_back_goes_on_where_it_was_refused) {
    refuse(kAliases);
    const std::string gone =
        "create lw __NAME__=gone@example.com externalKey=e9 lastName=田中 "
        "aliasEmails=ta@example.com --undelete true";
    checkEnd(home.run(gone), 8, {"operation resume 1"});
    BOOST_TEST(!member("gone@example.com").at("isDeleted").as_bool());
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    BOOST_TEST(hasAlias("gone@example.com", "ta@example.com"));
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(bringing_a_member_back_goes_on_after_a_kill) {
    killAt(
        "create lw __NAME__=gone@example.com externalKey=e9 lastName=田中 location=大阪 "
        "aliasEmails=ta@example.com --undelete true",
        kAliases);
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    BOOST_TEST(textOf(member("gone@example.com"), "location") == "大阪");
    BOOST_TEST(hasAlias("gone@example.com", "ta@example.com"));
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(taking_an_org_unit_over_goes_on_where_it_was_refused) {
    refuse("/v1.0/orgunits/*/move");
    checkEnd(home.run("create lw __ORGUNIT__ __NAME__=支社 externalKey=branch displayOrder=1"), 8,
             {"operation resume 1"});
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    const auto taken = orgUnit("externalKey:branch");
    BOOST_TEST(textOf(taken, "orgUnitName") == "支社");
    BOOST_TEST(taken.at("displayOrder").as_int64() == 1);
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(taking_an_org_unit_over_goes_on_after_a_kill) {
    killAt("create lw __ORGUNIT__ __NAME__=支社 externalKey=branch displayOrder=1",
           "/v1.0/orgunits/*/move");
    checkEnd(home.run("operation resume 1"), 0, {"it goes on"});
    BOOST_TEST(orgUnit("externalKey:branch").at("displayOrder").as_int64() == 1);
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(an_org_unit_of_that_name_in_that_place_is_taken_over) {
    prepare("lookup sync lw __ORGUNIT__");
    const std::string branch = textOf(
        works().get("/orgunits?count=100").json().at("orgUnits").as_array().at(0).as_object(),
        "orgUnitId");
    BOOST_TEST(!branch.empty());
    checkEnd(home.run("create lw __ORGUNIT__ __NAME__=支社 externalKey=branch displayOrder=1"), 0,
             {"External Key"});
    checkEnd(home.run("create lw __ORGUNIT__ __NAME__=総務部 externalKey=ga displayOrder=1 "
                      "parentOrgUnitId=externalKey:branch"),
             0, {"External Key"});
    BOOST_TEST(textOf(orgUnit("externalKey:ga"), "orgUnitName") == "総務部");
    BOOST_TEST(works().get("/orgunits?count=100").json().at("orgUnits").as_array().size() == 6U);
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_was_made_elsewhere_meanwhile_is_seen) {
    support::MusterScript script(home);
    checkEnd(script.run("create lw __ORGUNIT__ __NAME__=甲 externalKey=ko displayOrder=1"), 0);
    works().seed(R"({"orgUnits":[{"orgUnitName":"乙"}]})");
    const std::string otsu = "create lw __ORGUNIT__ __NAME__=乙 externalKey=otsu displayOrder=1";
    checkEnd(script.run(otsu), 0, {"External Key"});
}

BOOST_AUTO_TEST_CASE(many_get_their_keys_at_once_and_a_clash_stops_nobody_else) {
    works().seed(R"({"users":[{"email":"san@example.com","userName":{"lastName":"三郎"},
      "organizations":[{"domainId":10000001,"orgUnits":[{"orgUnitId":"externalKey:sales"}]}]}]})");
    const auto ended = home.run(
        "action run lw externalKey:sales adopt-members --class __ORGUNIT__ "
        R"('pairs={"member":"jiro@example.com","externalKey":"k2"}' )"
        R"('pairs={"member":"san@example.com","externalKey":"e1"}')");
    checkEnd(ended, 8, {"that key belongs to \"taro@example.com\"", "1 of the members did not"});
    BOOST_TEST(textOf(member("jiro@example.com"), "userExternalKey") == "k2");
    prepare(
        "action run lw name:支社 adopt-org-units --class __ORGUNIT__ "
        R"('pairs={"orgUnit":"総務部","externalKey":"ga"}' )"
        R"('pairs={"orgUnit":"経理部","externalKey":"fin"}')");
    BOOST_TEST(textOf(orgUnit("externalKey:fin"), "orgUnitName") == "経理部");
    BOOST_TEST(writes().back() == "POST /orgunits/external-keys");
}

BOOST_AUTO_TEST_SUITE_END()
