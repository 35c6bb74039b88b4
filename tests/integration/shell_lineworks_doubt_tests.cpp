// What no page of the vendor settles: each reading is a switch of the simulator, and muster works
// under each.
#include <boost/test/data/test_case.hpp>

#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

/// A setting of the simulator under which a case runs.
const Strings kDuplicateAnswers = {"409-ALREADY_EXIST", "409-CONFLICT", "409-RESOURCE",
                                   "400-BAD_REQUEST", "400-INVALID_PARAMETER"};

const Strings kDeletes = {R"({})",
                          R"({"deleted-shown":false})",
                          R"({"second-delete":"410"})",
                          R"({"second-delete":"204"})",
                          R"({"not-found":"resource"})",
                          R"({"deleted-shown":false,"second-delete":"204"})",
                          R"({"deleted-shown":false,"not-found":"resource"})"};

const Strings kPostReadings = {R"({})",
                               R"({"unknown-reference":"400"})",
                               R"({"unknown-reference":"accept"})",
                               R"({"nested-key":"400"})",
                               R"({"unknown-property":"400"})",
                               R"({"list-end":"absent"})",
                               R"({"list-end":"empty"})"};

const Strings kOrgUnitReadings = {
    R"({})",
    R"({"org-delete-children":"refuse"})",
    R"({"org-delete-members":"409"})",
    R"({"org-delete-members":"403"})",
    R"({"org-depth-answer":"403"})",
    R"({"put-wipes-key":false})",
    R"({"unknown-property":"400"})",
};

const Strings kTokenReadings = {
    R"({"expires-in":"number"})", R"({"bad-signature-answer":"400-invalid_request"})",
    R"({"bad-signature-answer":"401-invalid_client"})",
    R"({"bad-client-answer":"400-invalid_grant"})", R"({"refresh-rotation":true})"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_doubt_tests, LineworksCase)

BOOST_DATA_TEST_CASE_F(LineworksCase, duplicates_are_recognised_whatever_they_are_called,
                       boost::unit_test::data::make(kDuplicateAnswers), answer) {
    works().set(R"({"duplicate-email":")" + answer + R"(","duplicate-key":")" + answer + R"("})");
    checkEnd(home.run("create lw __NAME__=taro@example.com externalKey=other lastName=山田"), 5,
             {"the login id is in use by member \"taro@example.com\""});
    checkEnd(home.run("create lw __NAME__=new@example.com externalKey=e1 lastName=山田"), 6,
             {"the External Key \"e1\" belongs to member \"taro@example.com\""});
    works().seed(R"({"users":[{"email":"jiro@example.com","userName":{"lastName":"次郎"}}]})");
    checkEnd(home.run("create lw __NAME__=jiro@example.com externalKey=k2 lastName=山田"), 0,
             {"[adopted]"});
    checkEnd(home.run("update lw externalKey:k2 externalKey=e1"), 6, {"belongs to member"});
    checkEnd(home.run("create lw __ORGUNIT__ __NAME__=支店 externalKey=sales displayOrder=1"), 6,
             {"the External Key \"sales\" belongs to org unit"});
}

BOOST_DATA_TEST_CASE_F(LineworksCase, deletes_end_the_same_way,
                       boost::unit_test::data::make(kDeletes), setting) {
    works().set(setting);
    prepare("delete lw externalKey:e1");
    checkEnd(home.run("delete lw externalKey:e1"), 0);
    checkEnd(home.run("get lw externalKey:e1"), 4);
    checkEnd(home.run("update lw externalKey:e1 location=大阪"), 4);
    checkEnd(home.run("get lw externalKey:nobody"), 4);
}

BOOST_DATA_TEST_CASE_F(LineworksCase, posts_are_kept_straight,
                       boost::unit_test::data::make(kPostReadings), setting) {
    works().set(setting);
    prepare(
        "create lw __NAME__=aiko@example.com externalKey=k1 lastName=森 "
        R"('orgUnits={"orgUnitId":"externalKey:sales"}')");
    prepare(
        R"(update lw externalKey:k1 'orgUnits+={"orgUnitId":"externalKey:hr","primary":true}')");
    prepare(R"(update lw externalKey:k1 'orgUnits-={"orgUnitId":"externalKey:sales"}')");
    BOOST_TEST(posts("externalKey:k1") == Strings{"hr"}, boost::test_tools::per_element());
    checkEnd(home.run(R"(update lw externalKey:k1 'orgUnits+={"orgUnitId":"externalKey:no"}')"), 3,
             {"provision organisations first"});
    checkEnd(home.run("search lw"), 0);
}

BOOST_AUTO_TEST_CASE(a_tenant_that_merges_lists_is_found_out) {
    works().set(R"({"patch-arrays":"merged"})");
    prepare(R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:hr"}')");
    checkEnd(home.run(R"(update lw externalKey:e1 'orgUnits-={"orgUnitId":"externalKey:hr"}')"), 8,
             {"still shows a post in org unit"});
}

BOOST_DATA_TEST_CASE_F(LineworksCase, org_units_are_kept_straight,
                       boost::unit_test::data::make(kOrgUnitReadings), setting) {
    works().set(setting);
    prepare(
        "create lw __ORGUNIT__ __NAME__=東 externalKey=east displayOrder=1 "
        "parentOrgUnitId=externalKey:sales");
    prepare("update lw --class __ORGUNIT__ externalKey:east parentOrgUnitId= displayOrder=1");
    BOOST_TEST(textOf(orgUnit("externalKey:east"), "parentOrgUnitId") == "");
    BOOST_TEST(textOf(orgUnit("externalKey:east"), "orgUnitExternalKey") == "east");
    BOOST_TEST(home.run("delete lw --class __ORGUNIT__ externalKey:sales").exitCode == 6);
    BOOST_TEST(isThere("/orgunits/externalKey:sales"));
    prepare("delete lw --class __ORGUNIT__ externalKey:east");
}

BOOST_AUTO_TEST_CASE(a_move_to_the_top_that_the_tenant_does_not_make_is_found_out) {
    works().set(R"({"move-without-parent":"stay"})");
    checkEnd(home.run("update lw --class __ORGUNIT__ externalKey:sales parentOrgUnitId="), 8,
             {"took the move of org unit \"営業部\", but shows it within org unit"});
}

BOOST_DATA_TEST_CASE_F(LineworksCase, tokens_are_got, boost::unit_test::data::make(kTokenReadings),
                       setting) {
    works().set(setting);
    checkEnd(home.run("target test lw"), 0);
    home.writeSecret("secrets/lw", "wrong");
    checkEnd(home.run("target test lw"), 6, {"authentication"});
}

BOOST_AUTO_TEST_CASE(members_can_be_without_a_key_where_the_tenant_allows_it) {
    checkEnd(home.run("create lw __NAME__=a@example.com lastName=森"), 3);
    works().set(R"({"key-under-sso":false})");
    prepare("create lw __NAME__=aa@example.com lastName=森");
}

BOOST_AUTO_TEST_SUITE_END()
