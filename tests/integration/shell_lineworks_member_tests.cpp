#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

const std::string kAiko =
    "create lw __NAME__=aiko@example.com externalKey=k1 lastName=森田 firstName=愛子 ";

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string nameOf(const boost::json::object& member, const char* part) {
    return textOf(member.at("userName").as_object(), part);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_member_tests, LineworksCase)

BOOST_AUTO_TEST_CASE(a_member_is_made_with_posts_by_external_key_and_labels) {
    const auto ended = home.run(
        kAiko +
        R"(phoneticLastName=モリタ locale=英語 'messenger={"protocol":"LINE","messengerId":"aiko"}' )"
        R"('orgUnits={"orgUnitId":"externalKey:sales"}' )"
        R"('orgUnits={"orgUnitId":"externalKey:hr","primary":true}')");
    checkEnd(ended, 0);
    checkHas(ended.out, {"created \"aiko@example.com\"", "state active"});
    const auto made = member("externalKey:k1");
    BOOST_TEST(textOf(made, "locale") == "en_US");
    BOOST_TEST(nameOf(made, "phoneticLastName") == "モリタ");
    BOOST_TEST(posts("externalKey:k1") == (Strings{"hr", "sales"}),
               boost::test_tools::per_element());
    BOOST_TEST(writes() == Strings{"POST /users"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_member_of_an_org_unit_that_is_not_there_is_refused_before_anything_is_sent) {
    checkEnd(
        home.run(kAiko + R"('orgUnits={"orgUnitId":"externalKey:nowhere"}')"), 3,
        {"org unit \"externalKey:nowhere\" is not in LINE WORKS: provision organisations first",
         "nothing was changed at the target"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(posts_come_and_go_one_by_one_and_by_name) {
    prepare("lookup sync lw __ORGUNIT__");
    prepare(R"(update lw name:taro@example.com 'orgUnits+={"orgUnitId":"人事部"}')");
    BOOST_TEST(posts("externalKey:e1") == (Strings{"sales", "hr"}),
               boost::test_tools::per_element());
    prepare(R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"本社"}' )"
            R"('orgUnits-={"orgUnitId":"externalKey:sales"}')");
    const std::string accounts = home.run("account list --target lw").out;
    BOOST_TEST(accounts.find("externalKey:e1") == std::string::npos, accounts);
    BOOST_TEST(posts("externalKey:e1").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_move_takes_one_update_and_a_post_keeps_what_is_not_said) {
    prepare(
        R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:sales","isManager":true}')");
    prepare(R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:hr","primary":true}' )"
            R"('orgUnits-={"orgUnitId":"externalKey:sales"}')");
    BOOST_TEST(posts("externalKey:e1") == Strings{"hr"}, boost::test_tools::per_element());
    prepare(R"(update lw externalKey:e1 'orgUnits={"orgUnitId":"externalKey:sales"}' )"
            R"('orgUnits={"orgUnitId":"externalKey:hr","isManager":true}')");
    prepare(
        R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:hr","visible":false}')");
    const auto shown = home.run({"get lw externalKey:e1"}, {"--output", "json"});
    checkHas(shown.out, {"\"isManager\":true", "\"visible\":false"});
    BOOST_TEST(textOf(member("externalKey:e1"), "location") == "東京");
}

BOOST_AUTO_TEST_CASE(a_new_login_id_is_the_address_in_the_domain_too) {
    prepare(R"(update lw externalKey:e1 __NAME__=taro2@example.com )"
            R"('orgUnits+={"orgUnitId":"externalKey:hr"}')");
    const auto taro = member("externalKey:e1");
    BOOST_TEST(textOf(taro.at("organizations").at(0).as_object(), "email") == "taro2@example.com");
    prepare("create lw __NAME__=taro@example.com externalKey=k2 lastName=森");
}

BOOST_AUTO_TEST_CASE(relations_are_told_apart_however_people_are_named) {
    prepare(kAiko);
    const std::string boss =
        R"('relations+={"relationUserId":"externalKey:e1","relationName":"上司"}')";
    prepare("update lw externalKey:k1 " + boss);
    prepare("update lw externalKey:k1 " + boss);
    prepare(R"(update lw externalKey:k1 'relations+={"relationUserId":"taro@example.com",)"
            R"("relationName":"課長"}')");
    const auto relations = [&] { return member("externalKey:k1").at("relations").as_array(); };
    BOOST_REQUIRE(relations().size() == 1U);
    BOOST_TEST(textOf(relations().at(0).as_object(), "relationName") == "課長");
    checkEnd(
        home.run(R"(update lw externalKey:k1 'relations+={"relationUserId":"externalKey:no"}')"), 3,
        {"there is no member \"externalKey:no\""});
    prepare(R"(update lw externalKey:k1 'relations-={"relationUserId":"externalKey:e1"}')");
    BOOST_TEST(relations().empty());
}

BOOST_AUTO_TEST_CASE(a_post_that_is_not_there_to_be_taken_away_is_told) {
    checkEnd(home.run(R"(update lw externalKey:e1 'orgUnits-={"orgUnitId":"externalKey:hr"}')"), 0,
             {"already-so"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_member_is_suspended_taken_back_and_deleted_for_seven_days) {
    prepare("disable lw externalKey:e1");
    BOOST_TEST(member("externalKey:e1").at("isSuspended").as_bool());
    checkHas(home.run({"get lw externalKey:e1"}, {"--lang", "ja"}).out, {"停止"});
    prepare("enable lw name:taro@example.com");
    BOOST_TEST(!member("externalKey:e1").at("isSuspended").as_bool());
    prepare("delete lw externalKey:e1");
    BOOST_TEST(member("externalKey:e1").at("isDeleted").as_bool());
    checkEnd(home.run("get lw externalKey:e1"), 4, {"is deleted"});
    checkEnd(home.run("delete lw externalKey:e1"), 0, {"nothing"});
    checkHas(home.run("search lw \"status = deleted\"").out, {"taro@example.com"});
    checkEnd(home.run("action run lw externalKey:e1 undelete"), 0, {"the member is back"});
    BOOST_TEST(!member("externalKey:e1").at("isDeleted").as_bool());
    prepare("delete lw externalKey:e1 --policy forcedelete");
    BOOST_TEST(!isThere("/users/externalKey:e1"));
}

BOOST_AUTO_TEST_CASE(a_disassociated_member_is_suspended_or_unlinked) {
    prepare("disassociate lw externalKey:e1");
    BOOST_TEST(member("externalKey:e1").at("isSuspended").as_bool());
    prepare("enable lw externalKey:e1");
    prepare("disassociate lw externalKey:e1 --policy unlink");
    const auto left = member("taro@example.com");
    BOOST_TEST(!left.at("isSuspended").as_bool());
    BOOST_TEST(left.at("userExternalKey").is_null());
}

BOOST_AUTO_TEST_CASE(an_administrator_is_not_deleted_and_the_sentence_says_why) {
    checkEnd(home.run("delete lw name:admin@example.com"), 3,
             {"member \"admin@example.com\" is an administrator, and LINE WORKS deletes no "
              "administrators"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_pending_member_is_suspended_after_the_first_sign_in) {
    works().set(R"({"sso":false})");
    const support::LineworksHome own(works(), "<property name=\"singleSignOn\">false</property>");
    checkEnd(own.run(kAiko), 3, {"privateEmail is missing"});
    auto ended = own.run(kAiko + "privateEmail=aiko@home.example");
    checkEnd(ended, 0);
    checkHas(ended.out, {"pending"});
    checkEnd(own.run("delete lw externalKey:k1 --policy suspend"), 3,
             {"has not signed in yet (pending), and LINE WORKS suspends only members in use"});
    checkEnd(own.run("disable lw externalKey:k1"), 0,
             {"the suspension waits until the first sign-in", "operation resume 4"});
    BOOST_TEST(!member("externalKey:k1").at("isSuspended").as_bool());
    works().control("POST", "activate", R"({"email":"aiko@example.com"})");
    checkEnd(own.run("operation resume 4"), 0);
    BOOST_TEST(member("externalKey:k1").at("isSuspended").as_bool());
}

BOOST_AUTO_TEST_CASE(names_take_eighty_characters_of_any_script_and_no_emoji) {
    const std::string eighty = repeated("森", 40) + repeated("ﾓ", 40);
    checkEnd(home.run("create lw __NAME__=a1@example.com externalKey=a1 lastName=" + eighty), 0);
    BOOST_TEST(nameOf(member("externalKey:a1"), "lastName") == eighty);
    checkEnd(home.run("create lw __NAME__=a2@example.com externalKey=a2 firstName=子 lastName=" +
                      eighty),
             3,
             {"lastName and firstName have 81 characters together; LINE WORKS takes at most 80"});
    checkEnd(home.run("create lw __NAME__=a3@example.com externalKey=a3 lastName=森😀"), 3,
             {"lastName \"森😀\" holds \"😀\" (U+1F600)"});
    checkEnd(home.run("create lw __NAME__=a4@example.com externalKey=50% lastName=森"), 3,
             {"externalKey \"50%\" holds \"%\" (U+0025)"});
    BOOST_TEST(writes() == Strings{"POST /users"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(half_width_kana_is_katakana_to_us_and_what_the_target_says_is_passed_on) {
    checkEnd(home.run("create lw __NAME__=a1@example.com externalKey=a1 lastName=森 "
                      "phoneticLastName=もり"),
             3, {"phoneticLastName \"もり\" holds \"も\" (U+3082)"});
    BOOST_TEST(writes().empty());
    checkEnd(home.run("create lw __NAME__=a1@example.com externalKey=a1 lastName=森 "
                      "phoneticLastName=ﾓﾘ"),
             6, {"phoneticLastName", "INVALID_PARAMETER"});
    const support::LineworksHome lenient(works(),
                                         "<property name=\"illegalPhonetics\">drop</property>");
    checkEnd(lenient.run("create lw __NAME__=a1@example.com externalKey=a1 lastName=森 "
                         "phoneticLastName=もり"),
             0, {"phonetic"});
}

BOOST_AUTO_TEST_CASE(a_search_walks_pages_whose_cursors_need_escaping) {
    works().seed(R"({"generate":{"count":230,"prefix":"load"}})");
    const auto ended = home.run({"search lw 'email startsWith \"load\"'"}, {"--output", "json"});
    checkEnd(ended, 0);
    BOOST_TEST(jsonLines(ended).size() == 230U);
}

BOOST_AUTO_TEST_CASE(actions_are_listed_and_run) {
    checkHas(home.run("action list lw").out,
             {"set-leave-of-absence", "clear-leave-of-absence", "undelete", "force-logout",
              "send-invitation", "move-domain", "adopt-members", "adopt-org-units"});
    prepare(
        "action run lw externalKey:e1 set-leave-of-absence startTime=2027-01-31T00:00:00Z "
        "endTime=2027-02-28T00:00:00Z");
    BOOST_TEST(!member("externalKey:e1").at("leaveOfAbsence").is_null());
    checkEnd(home.run("action run lw externalKey:e1 set-leave-of-absence "
                      "endTime=2027-02-28T00:00:00Z"),
             3, {"startTime and endTime, or neither"});
    prepare("action run lw externalKey:e1 clear-leave-of-absence");
    prepare("action run lw externalKey:e1 force-logout");
    BOOST_TEST(writes().back() ==
               "POST /users/" + textOf(member("externalKey:e1"), "userId") + "/force-logout");
    checkEnd(home.run("action run lw externalKey:e1 send-invitation"), 3, {"is active"});
}

BOOST_AUTO_TEST_CASE(levels_positions_and_user_types_are_read_and_written_by_name) {
    works().seed(R"({
      "levels": [{"levelName": "部長", "levelExternalKey": "lv-1"}],
      "positions": [{"positionName": "リーダー", "positionExternalKey": "ps-1"}],
      "userTypes": [{"userTypeName": "正社員", "userTypeExternalKey": "ut-1"}]})");
    checkHas(home.run("search lw --class __LEVEL__").out, {"部長"});
    prepare("lookup sync lw");
    prepare(R"(update lw externalKey:e1 levelId=部長 userTypeId=正社員 )"
            R"('orgUnits+={"orgUnitId":"営業部","positionId":"リーダー"}')");
    checkHas(home.run("get lw externalKey:e1").out, {"levelId", "部長", "リーダー", "正社員"});
    checkEnd(home.run("create lw __LEVEL__ __NAME__=課長"), 3, {"does not support create"});
}

BOOST_AUTO_TEST_SUITE_END()
