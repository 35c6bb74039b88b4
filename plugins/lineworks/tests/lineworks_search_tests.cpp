#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

Lines uids(const muster::support::Outcome& outcome) {
    Lines all;
    for (const ConnectorObject& object : outcome.objects) {
        all.push_back(object.uid);
    }
    return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_search_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(a_search_walks_all_pages_by_the_cursor) {
    host.answer("SEARCHOP", {.nextPageToken = "a+b/c=", .records = {userJson("u1")}});
    host.answer("SEARCHOP", {.records = {userJson("u2"), userJson("u3", R"("isDeleted":true)")}});
    const auto outcome = search();
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.filterEvaluated);
    BOOST_TEST(uids(outcome) == (Lines{"u1", "u2"}), boost::test_tools::per_element());
    BOOST_TEST(host.requests() == (Lines{"SEARCHOP 100", "SEARCHOP 100 a+b/c="}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(deleted_members_are_shown_to_who_asks_for_them) {
    for (const char* filter : {"status = deleted", "isDeleted = true"}) {
        host.answer("SEARCHOP", {.records = {userJson("u1", R"("isDeleted":false)"),
                                             userJson("u3", R"("isDeleted":true)")}});
        BOOST_TEST(uids(search(filter)) == Lines{"u3"}, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(one_member_is_found_by_one_read) {
    for (const char* filter : {"__UID__ = u1", "email = u1@example.com", "externalKey = key-u1",
                               "userExternalKey = key-u1 and location = x"}) {
        userIs("u1", R"("location":"x")");
        BOOST_TEST(uids(search(filter)) == Lines{"u1"}, boost::test_tools::per_element());
    }
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "GETOP u1@example.com",
                                         "GETOP externalKey:key-u1", "GETOP externalKey:key-u1"}),
               boost::test_tools::per_element());
    userIs("u1", R"("location":"y")");
    BOOST_TEST(search("__UID__ = u1 and location = x").objects.empty());
}

BOOST_AUTO_TEST_CASE(a_search_with_a_limit_can_be_gone_on_with) {
    host.answer("SEARCHOP", {.nextPageToken = "c1", .records = {userJson("u1"), userJson("u2")}});
    const auto first = search("", 1);
    BOOST_TEST(uids(first) == Lines{"u1"}, boost::test_tools::per_element());
    BOOST_TEST(host.requests().back() == "SEARCHOP 1");
    host.answer("SEARCHOP", {.nextPageToken = "c1", .records = {userJson("u1"), userJson("u2")}});
    host.answer("SEARCHOP", {.records = {userJson("u3")}});
    const auto rest = search("", 0, first.nextPageToken);
    BOOST_TEST(uids(rest) == (Lines{"u2", "u3"}), boost::test_tools::per_element());
    BOOST_TEST(rest.nextPageToken.empty());
    BOOST_TEST((search("", 0, "rubbish").code() == ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(a_handler_that_has_enough_ends_the_search) {
    stopAfter = 1;
    host.answer("SEARCHOP", {.nextPageToken = "c1", .records = {userJson("u1"), userJson("u2")}});
    BOOST_TEST(uids(search()) == Lines{"u1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_cursor_that_comes_again_ends_the_search_with_a_sentence) {
    host.answer("SEARCHOP", {.nextPageToken = "c1", .records = {userJson("u1")}});
    host.answer("SEARCHOP", {.nextPageToken = "c1", .records = {userJson("u2")}});
    BOOST_TEST((search().code() == ErrorCode::kProtocol));
}

BOOST_AUTO_TEST_SUITE_END()
