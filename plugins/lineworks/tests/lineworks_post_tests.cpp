#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

/** Member of o1 (main post, head, position p1) and o2, at level l1. */
std::string twoPosts() {
    return organizations(
        post("o1",
             R"("orgUnitExternalKey":"sales","primary":true,"isManager":true,"positionId":"p1")") +
            "," + post("o2", R"("primary":false,"isManager":false,"positionId":null)"),
        R"("levelId":"l1","executive":false,"organizationName":"会社")");
}

struct PostFixture : LineWorksFixture {
    /** The body's organizations of the PATCH that was sent last. */
    std::string sent() const {
        const std::string& line = host.requests().back();
        const std::size_t at = line.find("\"organizations\":");
        BOOST_REQUIRE_MESSAGE(at != std::string::npos, line);
        return line.substr(at + 16, line.size() - at - 17);
    }
    void patched(const std::string& posts) {
        host.answer("UPDATEOP", {.body = userJson("u1", organizations(posts))});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_post_tests, PostFixture)

BOOST_AUTO_TEST_CASE(one_post_is_added_without_naming_the_others) {
    userIs("u1", twoPosts());
    orgUnitIs("o3");
    patched(post("o1") + "," + post("o2") + "," + post("o3"));
    const auto outcome = update("u1", {added("orgUnits", {postValue("externalKey:hr")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":true,"levelId":"l1","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o1","primary":true,"positionId":"p1","isManager":true},)"
        R"({"orgUnitId":"o2","primary":false,"isManager":false},)"
        R"({"orgUnitId":"o3"}]}])");
}

BOOST_AUTO_TEST_CASE(one_post_is_removed_and_the_next_becomes_the_main_one) {
    userIs("u1", twoPosts());
    patched(post("o2"));
    const auto outcome = update("u1", {taken("orgUnits", {postValue("externalKey:sales")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":true,"levelId":"l1","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o2","primary":true,"isManager":false}]}])");
    BOOST_TEST(host.requests().size() == 2U);  // no look at an org unit that the member is in
}

BOOST_AUTO_TEST_CASE(a_move_takes_the_main_post_along) {
    userIs("u1", twoPosts());
    orgUnitIs("o3");
    patched(post("o2") + "," + post("o3"));
    const auto outcome =
        update("u1", {taken("orgUnits", {postValue("o1")}),
                      added("orgUnits", {postValue("o3", {Attribute("primary", Value(true))})})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":true,"levelId":"l1","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o2","primary":false,"isManager":false},)"
        R"({"orgUnitId":"o3","primary":true}]}])");
}

BOOST_AUTO_TEST_CASE(a_part_of_a_post_changes_and_the_rest_stays) {
    userIs("u1", twoPosts());
    patched(post("o1") + "," + post("o2"));
    const auto outcome =
        update("u1", {added("orgUnits", {postValue("o1", {Attribute::list("positionId", {})})})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":true,"levelId":"l1","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o1","primary":true,"positionId":null,"isManager":true},)"
        R"({"orgUnitId":"o2","primary":false,"isManager":false}]}])");
}

BOOST_AUTO_TEST_CASE(a_replace_leaves_exactly_the_posts_given) {
    userIs("u1", twoPosts());
    patched(post("o2"));
    const auto outcome =
        update("u1", {{DeltaMode::kReplace, Attribute::list("orgUnits", {postValue("o2")})}});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":true,"levelId":"l1","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o2","primary":true,"isManager":false}]}])");
}

BOOST_AUTO_TEST_CASE(posts_that_are_so_already_send_nothing) {
    userIs("u1", twoPosts());
    const auto outcome = update("u1", {added("orgUnits", {postValue("externalKey:sales")}),
                                       taken("orgUnits", {postValue("o9")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests() == Lines{"GETOP u1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_level_is_set_and_cleared_in_the_targets_domain) {
    userIs("u1", twoPosts());
    patched(post("o1") + "," + post("o2"));
    BOOST_TEST(update("u1", {replace("levelId", Value(Reference{"l2"}))}).isOk());
    BOOST_TEST(sent().find(R"("levelId":"l2")") != std::string::npos);
    userIs("u1", twoPosts());
    patched(post("o1") + "," + post("o2"));
    BOOST_TEST(update("u1", {cleared("levelId")}).isOk());
    BOOST_TEST(sent().find(R"("levelId":null)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(other_domains_stay_as_they_are) {
    userIs("u1", R"("organizations":[{"domainId":1001,"primary":false,"orgUnits":[)" +
                     post("o1", R"("primary":true)") +
                     R"(]},{"domainId":2002,"primary":true,"email":"a@b.example","orgUnits":[)" +
                     post("x1", R"("primary":true)") + "]}]");
    orgUnitIs("o3");
    host.answer(
        "UPDATEOP",
        {.body = userJson("u1", organizations(post("o1") + "," + post("o3") + "," + post("x1")))});
    BOOST_TEST(update("u1", {added("orgUnits", {postValue("o3")})}).isOk());
    BOOST_TEST(
        sent() ==
        R"([{"domainId":1001,"primary":false,"userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"o1","primary":true},{"orgUnitId":"o3"}]},)"
        R"({"domainId":2002,"primary":true,"email":"a@b.example","userExternalKey":"key-u1","orgUnits":[)"
        R"({"orgUnitId":"x1","primary":true}]}])");
}

BOOST_AUTO_TEST_CASE(a_missing_org_unit_stops_the_update) {
    userIs("u1", twoPosts());
    noOrgUnit();
    const auto outcome = update(
        "u1", {added("orgUnits", {postValue("externalKey:hr")}), replace("location", "大阪")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message ==
               "org unit \"externalKey:hr\" is not in LINE WORKS: provision organisations first");
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_tenant_that_merges_lists_is_found_out) {
    userIs("u1", twoPosts());
    patched(post("o1") + "," + post("o2"));
    const auto outcome = update("u1", {taken("orgUnits", {postValue("o1")})});
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.failure().message.find("still shows a post in org unit \"o1\"") !=
               std::string::npos);
    BOOST_TEST((outcome.failure().effectiveOutcome() == muster::Outcome::kUnknown));
}

BOOST_AUTO_TEST_CASE(other_lists_of_such_a_tenant_are_found_out_too) {
    const auto name = [](const char* language) {
        return Value(ObjectValue({Attribute("language", language), Attribute("lastName", "M")}));
    };
    const std::string both =
        R"("i18nNames":[{"language":"en_US","lastName":"M"},{"language":"ko_KR","lastName":"M"}])";
    userIs("u1", both);
    host.answer("UPDATEOP", {.body = userJson("u1", both)});
    const auto outcome = update("u1", {taken("i18nNames", {name("ko_KR")})});
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.failure().message.find("still shows an element of i18nNames") !=
               std::string::npos);
    BOOST_TEST(outcome.failure().hint.find("adds to lists") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_post_in_an_org_unit_just_made_is_deferred_when_it_was_passed_over) {
    host.memory["__ORGUNIT__ o3"] = {Attribute("madeAt", Value(Time::now()))};
    userIs("u1", twoPosts());
    orgUnitIs("o3");
    patched(post("o1") + "," + post("o2"));
    orgUnitIs("o3");  // it is there still
    const auto outcome = update("u1", {added("orgUnits", {postValue("o3")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("post-deferred"));
    BOOST_REQUIRE(outcome.writes.front().deferred.size() == 1U);
    BOOST_TEST(outcome.writes.front().deferred.front().name() == "orgUnits");
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_was_passed_over_is_found_out) {
    userIs("u1", twoPosts());
    orgUnitIs("o3");
    patched(post("o1") + "," + post("o2"));
    orgUnitIs("o3");  // it is there still
    const auto outcome = update("u1", {added("orgUnits", {postValue("o3")})});
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.failure().message.find("shows no post in org unit \"o3\"") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_organization_goes_with_its_posts) {
    userIs("u1", R"("organizations":[{"domainId":1001,"primary":true,"orgUnits":[)" +
                     post("o1", R"("primary":true)") +
                     R"(]},{"domainId":2002,"primary":false,"orgUnits":[)" +
                     post("x1", R"("primary":true)") + "]}]");
    patched(post("o1"));
    const Value other = Value(ObjectValue({Attribute("domainId", Value(2002))}));
    BOOST_TEST(update("u1", {taken("organizations", {other})}).isOk());
    BOOST_TEST(sent() ==
               R"([{"domainId":1001,"primary":true,"userExternalKey":"key-u1","orgUnits":[)"
               R"({"orgUnitId":"o1","primary":true}]}])");
}

BOOST_AUTO_TEST_SUITE_END()
