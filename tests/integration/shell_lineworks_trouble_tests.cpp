#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

struct TroubleCase : LineworksCase {
    /// Looks decide at once, as after a settle window that is over.
    void dropTheWindow() {
        home.edit(std::string(support::LineworksHome::kTarget), "timeout-seconds=\"60\"",
                  "timeout-seconds=\"60\" settle-seconds=\"0\"");
    }
    /// What is asked for loses an answer, or the request itself, and a resume then does it.
    void checkGoesOn(const std::string& fault, const std::string& command) const {
        order(fault);
        checkEnd(home.run(command), 7);
        works().control("DELETE", "faults");
        checkEnd(home.run("operation resume 1"), 0);
        checkHas(home.run("operation list").out, {"applied"});
    }
    static void order(const std::string& fault) { works().control("POST", "faults", fault); }
    static std::size_t membersNamed(const std::string& email) {
        std::size_t count = 0;
        const auto state = works().control("GET", "state");
        for (const auto& user : state.at("users").as_array()) {
            count += textOf(user.as_object(), "email") == email ? 1 : 0;
        }
        return count;
    }
    static std::size_t tokenRequests() {
        std::size_t count = 0;
        const auto all = works().control("GET", "requests");
        for (const auto& one : all.as_array()) {
            count += textOf(one.as_object(), "target").starts_with("/oauth2/") ? 1 : 0;
        }
        return count;
    }
    static std::size_t orgUnitsNamed(const std::string& name) {
        std::size_t count = 0;
        const auto reply = works().get("/orgunits?count=100").json();
        for (const auto& each : reply.at("orgUnits").as_array()) {
            count += textOf(each.as_object(), "orgUnitName") == name ? 1 : 0;
        }
        return count;
    }
};

const std::string kAiko = "create lw __NAME__=aiko@example.com externalKey=k1 lastName=森";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_trouble_tests, TroubleCase)

BOOST_AUTO_TEST_CASE(a_member_whose_answer_was_lost_is_recognised_by_the_external_key) {
    order(R"({"fault":"drop-after","method":"POST","path":"/v1.0/users"})");
    checkEnd(home.run(kAiko), 7);
    const auto ended = home.run("operation resume 1");
    checkEnd(ended, 0);
    BOOST_TEST(membersNamed("aiko@example.com") == 1U);
    checkHas(home.run("operation show 1").out, {"applied"});
}

BOOST_AUTO_TEST_CASE(a_member_whose_request_was_lost_is_made_once_by_a_resume) {
    order(R"({"fault":"drop-before","method":"POST","path":"/v1.0/users"})");
    checkEnd(home.run(kAiko), 7);
    BOOST_TEST(membersNamed("aiko@example.com") == 0U);
    // Nothing is believed before the settle window is over; a person who has looked may say so.
    checkEnd(home.run("operation resume 1"), 7,
             {"it counts as not made once a look has not found it again"});
    checkEnd(home.run("operation resume 1 --not-applied"), 0);
    BOOST_TEST(membersNamed("aiko@example.com") == 1U);
}

BOOST_AUTO_TEST_CASE(an_org_unit_whose_answer_was_lost_is_not_taken_for_another_of_its_name) {
    works().seed(R"({"orgUnits":[{"orgUnitName":"支店","orgUnitExternalKey":"other"}]})");
    order(R"({"fault":"drop-after","method":"POST","path":"/v1.0/orgunits"})");
    checkEnd(home.run("create lw __ORGUNIT__ __NAME__=支店 externalKey=mine displayOrder=1 "
                      "parentOrgUnitId=externalKey:hq"),
             7);
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST(orgUnitsNamed("支店") == 2U);
    const std::string id = textOf(orgUnit("externalKey:mine"), "orgUnitId");
    checkHas(home.run("operation show 1").out, {id});
}

BOOST_AUTO_TEST_CASE(a_disassociate_whose_suspension_lost_its_answer_is_done_by_a_resume) {
    dropTheWindow();
    checkGoesOn(R"({"fault":"drop-after","method":"POST","path":"/v1.0/users/*/suspend"})",
                "disassociate lw externalKey:e1");
    BOOST_TEST(member("externalKey:e1").at("isSuspended").as_bool());
    BOOST_TEST(writes().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_disassociate_whose_suspension_was_lost_is_done_by_a_resume) {
    dropTheWindow();
    checkGoesOn(R"({"fault":"drop-before","method":"POST","path":"/v1.0/users/*/suspend"})",
                "disassociate lw externalKey:e1");
    BOOST_TEST(member("externalKey:e1").at("isSuspended").as_bool());
    BOOST_TEST(writes().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_resumed_update_ends_though_the_member_was_suspended_before_it) {
    prepare("disable lw externalKey:e1");
    forgetRequests();
    order(R"({"fault":"drop-after","method":"PATCH","path":"/v1.0/users/*","count":-1})");
    checkEnd(home.run("update lw externalKey:e1 location=大阪 __ENABLE__=false"), 7);
    works().control("DELETE", "faults");
    checkEnd(home.run("operation resume 2"), 0, {"already-so"});
    BOOST_TEST(textOf(member("externalKey:e1"), "location") == "大阪");
}

BOOST_AUTO_TEST_CASE(a_move_of_the_place_alone_that_lost_its_answer_is_done_by_a_resume) {
    checkGoesOn(
        R"({"fault":"drop-after","method":"POST","path":"/v1.0/orgunits/*/move","count":-1})",
        "update lw --class __ORGUNIT__ externalKey:hr displayOrder=1");
    BOOST_TEST(orgUnit("externalKey:hr").at("displayOrder").to_number<int>() == 1);
}

BOOST_AUTO_TEST_CASE(what_was_put_somewhere_by_an_external_key_is_seen_to_be_there) {
    works().seed(R"({"orgUnits":[{"orgUnitName":"支店","orgUnitExternalKey":"branch"}]})");
    const std::pair<const char*, const char*> rows[] = {
        {R"({"fault":"drop-after","method":"PATCH","path":"/v1.0/users/*","count":-1})",
         R"(update lw externalKey:e1 'orgUnits={"orgUnitId":"externalKey:hr"}')"},
        {R"({"fault":"drop-after","method":"POST","path":"/v1.0/orgunits/*/move","count":-1})",
         "update lw --class __ORGUNIT__ externalKey:branch parentOrgUnitId=externalKey:hq"}};
    int number = 0;
    for (const auto& [fault, command] : rows) {
        order(fault);
        checkEnd(home.run(command), 7);
        works().control("DELETE", "faults");
        forgetRequests();
        checkEnd(home.run("operation resume " + std::to_string(++number)), 0);
        BOOST_TEST(writes().empty(), command << " was sent again");
    }
    BOOST_TEST(posts("externalKey:e1") == Strings{"hr"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_later_update_wrote_over_does_not_make_the_earlier_one_undone) {
    dropTheWindow();
    order(R"({"fault":"truncate-json","method":"PATCH","path":"/v1.0/users/*"})");
    BOOST_TEST(home.run("update lw name:taro@example.com location=大阪 __NAME__=jiro@example.com")
                   .exitCode != 0);
    prepare("update lw name:jiro@example.com location=京都");
    forgetRequests();
    checkEnd(home.run("operation resume 1"), 11, {"operation 2 (update) came later"});
    BOOST_TEST(writes().empty());
    const auto shown = home.run("operation show 1");
    checkHas(shown.out, {"partial"});
    BOOST_TEST(shown.out.find("not applied") == std::string::npos, shown.out);
}

BOOST_AUTO_TEST_CASE(a_member_taken_over_by_a_create_that_was_cut_off_is_gone_on_with) {
    works().seed(R"({"users":[{"email":"aiko@example.com","userName":{"lastName":"森"}}]})");
    checkGoesOn(R"({"fault":"drop-after","method":"POST","path":"/v1.0/users/*/suspend"})",
                kAiko + " location=大阪 __ENABLE__=false");
    BOOST_TEST(membersNamed("aiko@example.com") == 1U);
    BOOST_TEST(member("externalKey:k1").at("isSuspended").as_bool());
}

BOOST_AUTO_TEST_CASE(an_org_unit_taken_over_by_a_create_that_was_cut_off_is_gone_on_with) {
    works().seed(R"({"orgUnits":[{"orgUnitName":"支店"},{"orgUnitName":"本店"}]})");
    checkGoesOn(
        R"({"fault":"drop-after","method":"POST","path":"/v1.0/orgunits/*/move","count":-1})",
        "create lw __ORGUNIT__ __NAME__=本店 externalKey=main displayOrder=1");
    BOOST_TEST(orgUnitsNamed("本店") == 1U);
    BOOST_TEST(orgUnit("externalKey:main").at("displayOrder").to_number<int>() == 1);
}

BOOST_AUTO_TEST_CASE(a_fresh_token_is_got_once_when_one_is_revoked) {
    support::ChildProcess child(home.program({}));
    child.write("get lw externalKey:e1\n");
    child.waitForLine("taro@example.com");
    works().control("POST", "revoke-tokens");
    works().reconnect();
    child.write("update lw externalKey:e1 location=大阪\n");
    child.closeInput();
    checkEnd(child.wait(), 0);
    BOOST_TEST(tokenRequests() == 2U);
    BOOST_TEST(textOf(member("externalKey:e1"), "location") == "大阪");
}

BOOST_AUTO_TEST_CASE(a_token_that_is_rejected_again_and_again_is_not_asked_for_for_ever) {
    order(R"({"fault":"status-before","status":401,"count":-1,"path":"/v1.0/users/*"})");
    checkEnd(home.run("get lw externalKey:e1"), 6, {"UNAUTHORIZED"});
    BOOST_TEST(tokenRequests() == 2U);
}

BOOST_AUTO_TEST_CASE(a_refusal_for_speed_is_waited_out_as_the_target_says) {
    order(R"({"fault":"throttle","type":"QPS","wait_seconds":1,"count":1,"path":"/v1.0/users/*"})");
    checkEnd(home.run("disable lw externalKey:e1"), 0);
    BOOST_TEST(member("externalKey:e1").at("isSuspended").as_bool());
}

BOOST_AUTO_TEST_CASE(writes_that_the_screen_restriction_blocks_are_explained) {
    works().set(R"({"screen-restriction":"blocks-api"})");
    checkEnd(home.run("update lw externalKey:e1 location=大阪"), 6, {"ACCESS_DENIED"});
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_requests_and_sends_none) {
    const auto ended = home.run(
        R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:hr"}' --dry-run)");
    checkEnd(ended, 0);
    checkHas(ended.out, {"GET", "/v1.0/users/externalKey%3Ae1", "PATCH"});
    BOOST_TEST(writes().empty());
    BOOST_TEST(works().control("GET", "requests").as_array().empty());
}

BOOST_AUTO_TEST_SUITE_END()
