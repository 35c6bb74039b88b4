// What bodies may hold, and what becomes of lists in a PATCH: the switches unknown-property and
// patch-arrays.
#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

support::Reply post(const std::string& target, const std::string& body) {
    return works().call("POST", target, body);
}

/// The body of `person` with one member more or another.
std::string with(const std::string& name, const std::string& value) {
    auto body = json::parse(person("hanako")).as_object();
    body[name] = json::parse(value);
    return json::serialize(body);
}

std::string group(const std::string& name, const std::string& more = {}) {
    return R"({"domainId":10000001,"groupName":")" + name + R"(","groupExternalKey":"g-)" + name +
           R"(","administrators":[{"userId":"admin@example.com"}],"members":[])" + more + "}";
}

const std::string kUnit = "/orgunits/externalKey:o-A";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_properties_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(an_unknown_property_is_ignored_or_refused) {
    BOOST_TEST(create("hanako", R"(,"colour":"red")").status == 201);
    works().set(R"({"unknown-property":"400"})");
    checkRefused(create("taro", R"(,"colour":"red")"), 400, "INVALID_PARAMETER");
    checkRefused(works().call("PATCH", "/users/hanako@example.com", R"({"colour":"red"})"), 400,
                 "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(an_unknown_property_inside_another_is_treated_alike) {
    createUnit("A");
    create("boss");
    const std::string rows[] = {
        with("userName", R"({"lastName":"a","colour":"red"})"),
        with("i18nNames", R"([{"language":"en_US","lastName":"a","colour":"red"}])"),
        with("messenger", R"({"protocol":"LINE","messengerId":"a","colour":"red"})"),
        with("relations", R"([{"relationUserId":"boss@example.com","colour":"red"}])"),
        with("customFields", R"([{"customFieldId":"c","colour":"red"}])"),
        with("passwordConfig", R"({"passwordCreationType":"MEMBER","colour":"red"})"),
        with("organizations", R"([{"domainId":10000001,"colour":"red"}])"),
        with("organizations", R"([{"domainId":10000001,"orgUnits":[
            {"orgUnitId":"externalKey:o-A","colour":"red"}]}])"),
    };
    for (const auto& body : rows) {
        BOOST_TEST_CONTEXT(body) {
            works().set(R"({"unknown-property":"400"})");
            const auto refused = post("/users", body);
            checkRefused(refused, 400, "INVALID_PARAMETER");
            BOOST_TEST(refused.text("description").find("colour") != std::string::npos);
            works().set(R"({"unknown-property":"ignored"})");
            const auto made = post("/users", body);
            checkStatus(made, 201);
            BOOST_TEST(made.body.find("colour") == std::string::npos);
            works().call("DELETE", "/users/hanako@example.com/forcedelete");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_read_can_be_sent_back_whole) {
    works().seed(R"({"levels":[{"levelName":"L","levelExternalKey":"l1"}],
        "positions":[{"positionName":"P","positionExternalKey":"p1"}],
        "orgUnits":[{"orgUnitName":"A","orgUnitExternalKey":"o-A"}]})");
    create("boss");
    checkStatus(create("hanako", R"(,"messenger":{"protocol":"LINE","messengerId":"a"},
        "relations":[{"relationUserId":"boss@example.com","relationName":"boss"}],
        "customFields":[{"customFieldId":"c","value":"v"}],
        "i18nNames":[{"language":"en_US","lastName":"Yamada","firstName":"Hanako"}],
        "organizations":[{"domainId":10000001,"levelId":"externalKey:l1","orgUnits":[
            {"orgUnitId":"externalKey:o-A","positionId":"externalKey:p1"}]}])"),
                201);
    works().set(R"({"unknown-property":"400"})");
    const auto before = user("hanako@example.com");
    checkStatus(works().call("PUT", "/users/hanako@example.com", json::serialize(before)), 200);
    BOOST_TEST(user("hanako@example.com") == before);
}

BOOST_AUTO_TEST_CASE(an_unknown_property_of_an_org_unit_is_treated_alike) {
    createUnit("A", R"(,"colour":"red")");
    const auto at = std::string(R"({"displayOrder":1,"colour":"red"})");
    checkStatus(post(kUnit + "/move", at), 200);
    works().set(R"({"unknown-property":"400"})");
    checkRefused(post(kUnit + "/move", at), 400, "INVALID_PARAMETER");
    checkRefused(post("/orgunits", unit("B", R"(,"colour":"red")")), 400, "INVALID_PARAMETER");
    checkRefused(works().call("PATCH", kUnit,
                              R"({"i18nNames":[{"language":"en_US","name":"E","colour":"red"}]})"),
                 400, "INVALID_PARAMETER");
    checkStatus(works().call("PATCH", kUnit, boost::json::serialize(orgUnit("A"))), 200);
}

BOOST_AUTO_TEST_CASE(an_unknown_property_of_any_other_body_is_treated_alike) {
    const auto id = create("hanako").text("userId");
    const std::string rows[][2] = {
        {"/groups", group("G", R"(,"colour":"red")")},
        {"/groups/externalKey:g-G/members",
         R"({"id":"hanako@example.com","type":"USER","colour":"red"})"},
        {"/groups/externalKey:g-G/administrators",
         R"({"userId":"hanako@example.com","colour":"red"})"},
        {"/directory/levels", R"({"domainId":10000001,"displayOrder":1,"levelName":"L",
            "executive":true,"colour":"red"})"},
        {"/directory/positions", R"({"domainId":10000001,"displayOrder":1,"positionName":"P",
            "executive":true})"},
        {"/directory/user-types", R"({"displayOrder":1,"userTypeName":"T","userTypeCode":"t",
            "colour":"red"})"},
        {"/directory/users/custom-properties",
         R"({"propertyName":"seat","propertyType":"STRING","colour":"red"})"},
        {"/users/external-keys",
         R"({"users":[{"id":")" + id + R"(","externalKey":"x","colour":"red"}]})"},
        {"/users/hanako@example.com/set-leave-of-absence", R"({"colour":"red"})"},
        {"/users/hanako@example.com/move",
         R"({"organizations":[{"domainId":10000001}],"colour":"red"})"},
    };
    for (const auto& [target, body] : rows) {
        BOOST_TEST_CONTEXT(target) {
            works().set(R"({"unknown-property":"400"})");
            checkRefused(post(target, body), 400, "INVALID_PARAMETER");
            works().set(R"({"unknown-property":"ignored"})");
            BOOST_TEST(post(target, body).status < 300);
        }
    }
}

BOOST_AUTO_TEST_CASE(lists_of_an_org_unit_in_a_patch_replace_the_old_ones_or_are_merged) {
    create("hanako");
    create("taro");
    const std::string sender = "membersAllowedToUseOrgUnitEmailAsSender";
    const std::string body = R"({"aliasEmails":["two@example.com"],
        "i18nNames":[{"language":"ko_KR","name":"K"}],")" +
                             sender + R"(":[{"userId":"taro@example.com"}]})";
    for (const auto& [mode, size] : {std::pair("replaced", 1U), std::pair("merged", 2U)}) {
        BOOST_TEST_CONTEXT(mode) {
            works().set(R"({"patch-arrays":")" + std::string(mode) + "\"}");
            createUnit("A", R"(,"aliasEmails":["one@example.com"],
                "i18nNames":[{"language":"en_US","name":"E"}],")" +
                                sender + R"(":[{"userId":"hanako@example.com"}])");
            for (int round = 0; round < 2; ++round) {  // the same again adds nothing
                const auto reply = works().call("PATCH", kUnit, body);
                checkStatus(reply, 200);
                for (const auto& name :
                     {std::string("aliasEmails"), std::string("i18nNames"), sender}) {
                    BOOST_TEST(reply.json().at(name).as_array().size() == size, name);
                }
            }
            works().call("DELETE", kUnit);
        }
    }
}

BOOST_AUTO_TEST_CASE(lists_of_a_group_in_a_patch_replace_the_old_ones_or_are_merged) {
    create("hanako");
    post("/groups", group("G"));
    const std::string target = "/groups/externalKey:g-G";
    const auto patch = [&](const std::string& userId) {
        return works()
            .call("PATCH", target,
                  R"({"administrators":[{"userId":")" + userId +
                      R"("}],"members":[{"type":"USER","id":")" + userId + "\"}]}")
            .json();
    };
    patch("admin@example.com");
    for (const auto* list : {"administrators", "members"}) {
        BOOST_TEST(patch("hanako@example.com").at(list).as_array().size() == 1U, list);
    }
    works().set(R"({"patch-arrays":"merged"})");
    for (const auto* list : {"administrators", "members"}) {
        BOOST_TEST(patch("admin@example.com").at(list).as_array().size() == 2U, list);
    }
}

BOOST_AUTO_TEST_SUITE_END()
