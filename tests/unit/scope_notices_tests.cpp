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

BOOST_AUTO_TEST_CASE(each_request_that_is_left_out_is_named_with_what_it_needs) {
    load(kTemplates);
    const auto some = notices({"user:read"});
    BOOST_REQUIRE(some.size() == 2U);
    BOOST_TEST(some[0].message == "the token's scopes permit 1 of 2 requests");
    BOOST_TEST(some[1].code == "scope-missing");
    BOOST_TEST(some[1].message ==
               "not permitted: \"Create a user\" (__ACCOUNT__.CREATEOP); it needs the scope "
               "\"user:write:user\" or \"user:write\"");
    BOOST_TEST(notices({}).size() == 3U);
}

BOOST_AUTO_TEST_CASE(templates_that_say_nothing_give_no_notice) {
    load(R"(<operation key="__ACCOUNT__.TESTOP" method="GET"><path>/users</path></operation>)");
    BOOST_TEST(notices({}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
