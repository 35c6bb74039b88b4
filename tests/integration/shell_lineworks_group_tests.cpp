#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

Strings idsIn(const std::string& list, const std::string& member) {
    Strings ids;
    const auto reply = works().get("/groups/externalKey:g1/" + list).json();
    for (const auto& one : reply.at(list).as_array()) {
        ids.push_back(textOf(one.as_object(), member));
    }
    return ids;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_group_tests, LineworksCase)

BOOST_AUTO_TEST_CASE(
    a_group_lives_from_create_to_delete_with_one_request_for_each_who_comes_or_goes) {
    works().seed(R"({"users":[{"email":"hana@example.com","userExternalKey":"e2",)"
                 R"("userName":{"lastName":"田中"}}]})");
    checkEnd(home.run("create lw __GROUP__ __NAME__=読書会 externalKey=g1"), 3, {"administrator"});
    prepare("create lw __GROUP__ __NAME__=読書会 externalKey=g1 administrators=externalKey:e1");
    BOOST_TEST(idsIn("members", "id") == Strings{textOf(member("externalKey:e1"), "userId")},
               boost::test_tools::per_element());
    forgetRequests();
    prepare(
        "update lw --class __GROUP__ externalKey:g1 members+=externalKey:e2 "
        "memberOrgUnits+=externalKey:hr administrators+=externalKey:e2 description=毎週");
    BOOST_TEST(writes().size() == 4U);
    BOOST_TEST(idsIn("members", "id").size() == 3U);
    BOOST_TEST(idsIn("administrators", "userId").size() == 2U);
    prepare(
        "update lw --class __GROUP__ externalKey:g1 administrators-=externalKey:e1 "
        "memberOrgUnits-=externalKey:hr");
    BOOST_TEST(
        idsIn("administrators", "userId") == Strings{textOf(member("externalKey:e2"), "userId")},
        boost::test_tools::per_element());
    prepare("delete lw --class __GROUP__ externalKey:g1");
    BOOST_TEST(!isThere("/groups/externalKey:g1"));
    BOOST_TEST(isThere("/users/externalKey:e1"));
}

BOOST_AUTO_TEST_CASE(whom_a_replacement_names_by_external_key_stays_in_the_group) {
    works().seed(R"({"users":[{"email":"hana@example.com","userExternalKey":"e2",)"
                 R"("userName":{"lastName":"田中"}}]})");
    prepare(
        "create lw __GROUP__ __NAME__=読書会 externalKey=g1 administrators=externalKey:e1 "
        "members=externalKey:e1 members=externalKey:e2");
    forgetRequests();
    prepare(
        "update lw --class __GROUP__ externalKey:g1 members=externalKey:e2 "
        "administrators=externalKey:e1");
    BOOST_TEST(writes().size() == 1U);
    BOOST_TEST(idsIn("members", "id") == Strings{textOf(member("externalKey:e2"), "userId")},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
