#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"
#include "provision/scope_notices.h"

using namespace muster;

namespace {

struct Fixture {
    std::shared_ptr<const rest::OperationCatalog> operations;
    Description description{
        .operationKeys = {{.key = "__ACCOUNT__.CREATEOP", .description = "Create a user"},
                          {.key = "__ACCOUNT__.GETOP", .description = "Read a user"},
                          {.key = "__ACCOUNT__.TESTOP", .description = "Try it"}},
        .usesTemplatedCalls = true};

    void load(const std::string& inside) { operations = muster::testing::goodCatalog(inside); }
    std::vector<Notice> notices(const std::vector<std::string>& granted) const {
        return provision::scopeNotices(*operations, description, granted);
    }
};

const std::string kTemplates =
    R"(<operation key="__ACCOUNT__.CREATEOP" method="POST" scopes="user:write:user  user:write">
         <path>/users</path></operation>
       <operation key="__ACCOUNT__.GETOP" method="GET" scopes="user:read">
         <path>/users</path></operation>
       <operation key="__ACCOUNT__.TESTOP" method="GET"><path>/users</path></operation>
       <operation key="__ROOM__.CREATEOP" method="POST" scopes="room"><path>/rooms</path></operation>)";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scope_notices_tests, Fixture)

BOOST_AUTO_TEST_CASE(one_of_the_scopes_is_enough) {
    load(kTemplates);
    const auto all = notices({"user:read", "user:write"});
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().message == "the token's scopes permit all 2 requests");
}

BOOST_AUTO_TEST_CASE(each_request_that_is_left_out_is_named_with_its_class_and_what_it_needs) {
    load(kTemplates);
    const auto some = notices({"user:read"});
    BOOST_REQUIRE(some.size() == 2U);
    BOOST_TEST(some[0].message == "the token's scopes permit 1 of 2 requests");
    BOOST_TEST(some[1].code == "scope-missing");
    BOOST_TEST(
        some[1].message ==
        "class __ACCOUNT__: not permitted: \"Create a user\" (__ACCOUNT__.CREATEOP); any one "
        "of the scopes \"user:write:user\" or \"user:write\" is enough");
    const auto none = notices({});
    BOOST_REQUIRE(none.size() == 3U);
    BOOST_TEST(none[2].message ==
               "class __ACCOUNT__: not permitted: \"Read a user\" (__ACCOUNT__.GETOP); the scope "
               "\"user:read\" is needed");
}

BOOST_AUTO_TEST_CASE(what_one_class_lacks_one_scope_for_is_told_at_once) {
    description.operationKeys.push_back({.key = "__ROOM__.GETOP", .description = "Read a room"});
    description.operationKeys.push_back({.key = "__ROOM__.DELETEOP", .description = "End a room"});
    load(
        R"(<operation key="__ROOM__.GETOP" method="GET" scopes="room all"><path>/r</path></operation>
           <operation key="__ACCOUNT__.GETOP" method="GET" scopes="room all"><path>/u</path></operation>
           <operation key="__ROOM__.DELETEOP" method="DELETE" scopes="all  room"><path>/r</path></operation>)");
    const auto missing = notices({});
    BOOST_REQUIRE(missing.size() == 3U);
    BOOST_TEST(missing[0].message == "the token's scopes permit 0 of 3 requests");
    BOOST_TEST(missing[2].message ==
               "class __ROOM__: not permitted: \"End a room\" (__ROOM__.DELETEOP), \"Read a room\" "
               "(__ROOM__.GETOP); any one of the scopes \"all\" or \"room\" is enough");
    BOOST_TEST(missing[1].message.starts_with("class __ACCOUNT__: "));
}

BOOST_AUTO_TEST_CASE(templates_that_say_nothing_give_no_notice) {
    load(R"(<operation key="__ACCOUNT__.TESTOP" method="GET"><path>/users</path></operation>)");
    BOOST_TEST(notices({}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
