// Duplicates, and what a user refers to: items 12 to 14.
#include "sandbox_lineworks_fixture.h"

namespace {

/// Creates hanako with another address or another key.
support::Reply createAs(const std::string& local, const std::string& key) {
    return works().call("POST", "/users",
                        R"({"domainId":10000001,"email":")" + local +
                            R"(@example.com","userExternalKey":")" + key +
                            R"(","userName":{"lastName":"山田"}})");
}

std::size_t users() { return works().get("/users").json().at("users").as_array().size(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_posts_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_duplicate_is_answered_in_five_ways) {
    create("hanako");
    const struct {
        const char* answer;
        int status;
        const char* code;
    } rows[] = {
        {"409-ALREADY_EXIST", 409, "ALREADY_EXIST"},
        {"409-CONFLICT", 409, "CONFLICT"},
        {"409-RESOURCE", 409, "USER_ALREADY_EXIST"},
        {"400-BAD_REQUEST", 400, "BAD_REQUEST"},
        {"400-INVALID_PARAMETER", 400, "INVALID_PARAMETER"},
    };
    checkRefused(create("hanako"), 409, "ALREADY_EXIST");
    checkRefused(createAs("other", "k-hanako"), 409, "CONFLICT");
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.answer) {
            works().set(R"({"duplicate-email":")" + std::string(row.answer) +
                        R"(","duplicate-key":")" + row.answer + "\"}");
            const auto byMail = createAs("hanako", "other");
            checkRefused(byMail, row.status, row.code);
            const auto byKey = createAs("other", "k-hanako");
            checkRefused(byKey, row.status, row.code);
        }
    }
    BOOST_TEST(users() == 2U);
}

BOOST_AUTO_TEST_CASE(a_duplicate_can_be_answered_by_operation_and_the_address_comes_first) {
    create("hanako");
    create("taro");
    works().set(R"({"duplicate-email":"400-BAD_REQUEST",
        "duplicate-of":["PATCH:/users/{}:email=409-RESOURCE","POST:/users:key=400-BAD_REQUEST"]})");
    const auto both = create("hanako");
    BOOST_TEST(both.text("code") == "BAD_REQUEST");
    BOOST_TEST(both.text("description") == "email is duplicated email.(hanako@example.com)");
    checkRefused(
        works().call("PATCH", "/users/taro@example.com", R"({"email":"hanako@example.com"})"), 409,
        "USER_ALREADY_EXIST");
    checkRefused(
        works().call("PATCH", "/users/taro@example.com", R"({"userExternalKey":"k-hanako"})"), 409,
        "CONFLICT");
    checkRefused(createAs("new", "k-hanako"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(an_address_is_taken_by_aliases_groups_org_units_and_deleted_users) {
    create("hanako", R"(,"aliasEmails":["hana@example.com"])");
    createUnit("A", R"(,"email":"unit@example.com")");
    works().seed(R"({"groups":[{"groupName":"G","email":"group@example.com",
        "administrators":[{"userId":"hanako@example.com"}]}]})");
    create("gone");
    works().call("DELETE", "/users/gone@example.com");
    for (const auto* local : {"hana", "unit", "group", "gone"}) {
        BOOST_TEST_CONTEXT(local) { checkRefused(create(local), 409, "ALREADY_EXIST"); }
    }
    checkRefused(works().call("POST", "/orgunits", unit("B", R"(,"email":"hana@example.com")")),
                 409, "ALREADY_EXIST");
}

BOOST_AUTO_TEST_CASE(a_key_stays_taken_while_its_user_is_deleted) {
    create("gone");
    const auto other = create("taro").text("userId");
    works().call("DELETE", "/users/gone@example.com");
    checkRefused(createAs("new", "k-gone"), 409, "CONFLICT");
    checkRefused(
        works().call("PATCH", "/users/taro@example.com", R"({"userExternalKey":"k-gone"})"), 409,
        "CONFLICT");
    checkRefused(works().call("POST", "/users/external-keys",
                              R"({"users":[{"id":")" + other + R"(","externalKey":"k-gone"}]})"),
                 409, "CONFLICT");
}

BOOST_AUTO_TEST_CASE(a_replacement_meets_duplicates_too) {
    create("hanako");
    create("taro");
    const auto put = [](const std::string& local, const std::string& key) {
        return works().call("PUT", "/users/taro@example.com",
                            R"({"domainId":10000001,"email":")" + local +
                                R"(@example.com","userExternalKey":")" + key +
                                R"(","userName":{"lastName":"a"}})");
    };
    checkRefused(put("hanako", "k-taro"), 409, "ALREADY_EXIST");
    checkRefused(put("taro", "k-hanako"), 409, "CONFLICT");
    works().set(R"({"duplicate-of":["PUT:/users/{}:key=400-INVALID_PARAMETER"]})");
    checkRefused(put("hanako", "k-hanako"), 409, "ALREADY_EXIST");  // the address comes first
    checkRefused(put("taro", "k-hanako"), 400, "INVALID_PARAMETER");
    checkStatus(put("taro", "k-taro"), 200);
}

BOOST_AUTO_TEST_CASE(what_a_user_refers_to_must_be_there) {
    const std::pair<std::string, const char*> rows[] = {
        {posts({"externalKey:nowhere"}), "ORGUNIT_NOT_EXIST"},
        {R"(,"organizations":[{"domainId":10000001,"levelId":"no"}])", "LEVEL_NOT_EXIST"},
        {posts({"externalKey:o-A"}, R"(,"positionId":"no")"), "POSITION_NOT_EXIST"},
        {R"(,"userTypeId":"no")", "USER_TYPE_NOT_EXIST"},
        {R"(,"relations":[{"relationUserId":"no","relationName":"boss"}])", "USER_NOT_EXIST"},
    };
    for (const auto& [more, code] : rows) {
        BOOST_TEST_CONTEXT(more) {
            createUnit("A");
            works().set(R"({"unknown-reference":"404"})");
            checkRefused(create("hanako", more), 404, code);
            works().set(R"({"unknown-reference":"400"})");
            checkRefused(create("hanako", more), 400, "INVALID_PARAMETER");
            works().set(R"({"unknown-reference":"accept"})");
            checkStatus(create("hanako", more), 201);
            works().reset();
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_enabled_cannot_be_given) {
    works().seed(R"({"levels":[{"levelName":"L","levelExternalKey":"l"}],
        "positions":[{"positionName":"P","positionExternalKey":"p"}],
        "userTypes":[{"userTypeName":"T","userTypeExternalKey":"t"}],
        "orgUnits":[{"orgUnitName":"A","orgUnitExternalKey":"o-A"}]})");
    works().set(R"({"levels":false,"positions":false,"user-types":false})");
    for (const auto& more :
         {std::string(R"(,"userTypeId":"externalKey:t")"),
          std::string(R"(,"organizations":[{"domainId":10000001,"levelId":"externalKey:l"}])"),
          posts({"externalKey:o-A"}, R"(,"positionId":"externalKey:p")")}) {
        BOOST_TEST_CONTEXT(more) { checkRefused(create("hanako", more), 400, "INVALID_PARAMETER"); }
    }
}

BOOST_AUTO_TEST_CASE(the_first_is_primary_when_none_is_and_two_are_refused) {
    createUnit("A");
    createUnit("B");
    create("hanako", R"(,"organizations":[{"domainId":10000001,"orgUnits":[
        {"orgUnitId":"externalKey:o-A"},{"orgUnitId":"externalKey:o-B"}]}])");
    BOOST_TEST(user("hanako@example.com").at("organizations").at(0).at("primary").as_bool());
    BOOST_TEST(postsOf("hanako@example.com").at(0).at("primary").as_bool());
    BOOST_TEST(!postsOf("hanako@example.com").at(1).at("primary").as_bool());
    checkRefused(create("taro", R"(,"organizations":[{"domainId":10000001,"orgUnits":[
        {"orgUnitId":"externalKey:o-A","primary":true},
        {"orgUnitId":"externalKey:o-B","primary":true}]}])"),
                 400, "INVALID_PARAMETER");
    checkRefused(create("taro", R"(,"organizations":[{"domainId":10000001,"primary":true},
        {"domainId":10000001,"primary":true}])"),
                 400, "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(a_nested_key_is_ignored_or_must_be_that_of_the_root) {
    const auto nested =
        R"(,"organizations":[{"domainId":10000001,"primary":true,"userExternalKey":"x"}])";
    const auto reply = create("hanako", nested);
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("userExternalKey") == "k-hanako");
    works().set(R"({"nested-key":"400"})");
    const auto refused = create("taro", nested);
    BOOST_TEST(refused.text("description") ==
               "userExternalKey must be the same as the primary organization's externalKey.");
    checkStatus(create("taro", R"(,"organizations":[{"domainId":10000001,
        "userExternalKey":"k-taro"}])"),
                201);
    BOOST_TEST(works()
                   .call("PATCH", "/users/taro@example.com",
                         R"({"organizations":[{"domainId":10000001}]})")
                   .status == 400);
}

BOOST_AUTO_TEST_CASE(a_new_manager_unseats_the_old_one) {
    createUnit("A");
    create("hanako", posts({"externalKey:o-A"}, R"(,"isManager":true)"));
    BOOST_TEST(postsOf("hanako@example.com").at(0).at("isManager").as_bool());
    create("taro", posts({"externalKey:o-A"}, R"(,"isManager":true)"));
    BOOST_TEST(!postsOf("hanako@example.com").at(0).at("isManager").as_bool());
    BOOST_TEST(postsOf("taro@example.com").at(0).at("isManager").as_bool());
    const auto body = "{" + posts({"externalKey:o-A"}, R"(,"isManager":true)").substr(1) + "}";
    checkStatus(works().call("PATCH", "/users/hanako@example.com", body), 200);
    BOOST_TEST(postsOf("hanako@example.com").at(0).at("isManager").as_bool());
    BOOST_TEST(!postsOf("taro@example.com").at(0).at("isManager").as_bool());
}

BOOST_AUTO_TEST_SUITE_END()
