#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kAdded = {.httpStatus = 201, .body = "{}"};
const Answer kDone = {.httpStatus = 204};

Value ref(const char* id) { return Value(Reference{id}); }

struct GroupFixture : LineWorksFixture {
    GroupFixture() { objectClass = "__GROUP__"; }
    void groupIs(const std::string& id, const std::string& more = "") {
        host.answer("__GROUP__.GETOP",
                    {.body = "{\"groupId\":\"" + id + "\",\"groupName\":\"Group " + id + "\"" +
                             more + "}"});
    }
};

std::string member(const char* id, const char* type) {
    return std::string("{\"id\":\"") + id + "\",\"type\":\"" + type + "\"}";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_group_tests, GroupFixture)

BOOST_AUTO_TEST_CASE(a_group_is_made_with_administrators_and_members_of_three_kinds) {
    host.answer("__GROUP__.CREATEOP", {.httpStatus = 201, .uid = "g1"});
    const auto outcome = create({Attribute("__NAME__", "企画"), Attribute("externalKey", "plan"),
                                 Attribute::list("administrators", {ref("u1")}),
                                 Attribute::list("members", {ref("u1"), ref("u2")}),
                                 Attribute::list("memberOrgUnits", {ref("o1")}),
                                 Attribute::list("memberGroups", {ref("g9")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().uid == "g1");
    BOOST_TEST(host.requests() ==
                   Lines{R"([create] __GROUP__.CREATEOP {"domainId":1001,"groupName":"企画",)"
                         R"("groupExternalKey":"plan","administrators":[{"userId":"u1"}],)"
                         R"("members":[{"id":"u1","type":"USER"},{"id":"u2","type":"USER"},)"
                         R"({"id":"o1","type":"ORGUNIT"},{"id":"g9","type":"GROUP"}]})"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_group_without_administrator_is_refused) {
    const auto outcome = create({Attribute("__NAME__", "企画")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().attributes == Lines{"administrators"},
               boost::test_tools::per_element());
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(administrators_are_the_members_when_none_are_given) {
    host.answer("__GROUP__.CREATEOP", {.httpStatus = 201, .uid = "g1"});
    const auto outcome =
        create({Attribute("__NAME__", "企画"), Attribute::list("administrators", {ref("u1")})});
    BOOST_TEST(outcome.hasNotice("members-are-administrators"));
    BOOST_TEST(host.requests().front().find(R"("members":[{"id":"u1","type":"USER"}])") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_key_in_use_names_the_group_that_has_it) {
    host.answer("__GROUP__.CREATEOP", refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "no"));
    groupIs("g7");
    const auto outcome = create({Attribute("__NAME__", "企画"), Attribute("externalKey", "plan"),
                                 Attribute::list("administrators", {ref("u1")})});
    BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(outcome.failure().message.find("\"g7\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_administrator_or_member_who_is_not_there_is_named) {
    for (const std::string missing : {"administrators", "members"}) {
        host.answer("__GROUP__.CREATEOP",
                    refused(ErrorCode::kUnknownUid, 404, "USER_NOT_EXIST", "no"));
        if (missing == "members") {
            userIs("u1");
        }
        nobodyIsThere();
        const auto outcome =
            create({Attribute("__NAME__", "企画"), Attribute::list("administrators", {ref("u1")}),
                    Attribute::list("members", {ref("u2")})});
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
        BOOST_TEST(outcome.failure().attributes == Lines{missing},
                   boost::test_tools::per_element());
        BOOST_TEST(outcome.failure().message.find(missing == "members" ? "\"u2\"" : "\"u1\"") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(members_come_and_go_one_a_request) {
    groupIs("g1");
    host.answer("__GROUP__.members.UPDATEOP", kAdded);
    host.answer("__GROUP__.members.DELETEOP", kDone);
    host.answer("__GROUP__.administrators.UPDATEOP", kAdded);
    const auto outcome =
        update("g1", {added("administrators", {ref("u3")}), added("members", {ref("u2")}),
                      taken("members", {ref("u1")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(
        host.requests() ==
            (Lines{"__GROUP__.GETOP g1",
                   R"([administrator:u3:add] __GROUP__.administrators.UPDATEOP g1 {"userId":"u3"})",
                   R"([member:u2:add] __GROUP__.members.UPDATEOP g1 {"id":"u2","type":"USER"})",
                   "[member:u1:remove] __GROUP__.members.DELETEOP g1 u1"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_in_it_already_or_is_not_is_done) {
    groupIs("g1");
    Answer already = refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "in it");
    already.error->outcome = muster::Outcome::kApplied;
    Answer gone = refused(ErrorCode::kUnknownUid, 404, "NOT_FOUND", "not in it");
    gone.error->outcome = muster::Outcome::kApplied;
    host.answer("__GROUP__.members.UPDATEOP", already);
    host.answer("__GROUP__.members.DELETEOP", gone);
    BOOST_TEST(update("g1", {added("members", {ref("u2")}), taken("members", {ref("u1")})}).isOk());
}

BOOST_AUTO_TEST_CASE(a_replace_reads_the_list_and_sends_the_difference) {
    groupIs("g1");
    host.answer("__GROUP__.members.SEARCHOP",
                {.nextPageToken = "c", .records = {member("u1", "USER"), member("o1", "ORGUNIT")}});
    host.answer("__GROUP__.members.SEARCHOP", {.records = {member("u2", "USER")}});
    host.answer("__GROUP__.members.UPDATEOP", kAdded);
    host.answer("__GROUP__.members.DELETEOP", kDone);
    BOOST_TEST(
        update("g1", {{DeltaMode::kReplace, Attribute::list("members", {ref("u2"), ref("u3")})}})
            .isOk());
    BOOST_TEST(host.requests().at(3) ==
               R"([member:u3:add] __GROUP__.members.UPDATEOP g1 {"id":"u3","type":"USER"})");
    BOOST_TEST(host.requests().at(4) == "[member:u1:remove] __GROUP__.members.DELETEOP g1 u1");
}

BOOST_AUTO_TEST_CASE(who_is_named_by_an_address_is_compared_by_id) {
    groupIs("g1");
    userIs("u1");
    nobodyIsThere();
    host.answer("__GROUP__.members.SEARCHOP",
                {.records = {member("u1", "USER"), member("u2", "USER")}});
    host.answer("__GROUP__.members.UPDATEOP", kAdded);
    host.answer("__GROUP__.members.DELETEOP", kDone);
    const auto outcome =
        update("g1", {{DeltaMode::kReplace,
                       Attribute::list("members", {ref("externalKey:key-u1"), ref("x@b.jp")})}});
    BOOST_TEST(outcome.isOk());
    const Lines& lines = host.requests();
    BOOST_REQUIRE(lines.size() == 6U);
    BOOST_TEST(lines[4].starts_with("[member:x@b.jp:add]"));  // LINE WORKS answers for nobody
    BOOST_TEST(lines[5] == "[member:u2:remove] __GROUP__.members.DELETEOP g1 u2");
}

BOOST_AUTO_TEST_CASE(org_units_and_groups_in_a_group_are_found_by_their_keys) {
    groupIs("g1");
    groupIs("g7");
    orgUnitIs("o7");
    host.answer("__GROUP__.members.UPDATEOP", kAdded);
    host.answer("__GROUP__.members.UPDATEOP", kAdded);
    BOOST_TEST(update("g1", {added("memberGroups", {ref("externalKey:g")}),
                             added("memberOrgUnits", {ref("externalKey:o")})})
                   .isOk());
    const Lines& lines = host.requests();
    BOOST_REQUIRE(lines.size() == 5U);
    BOOST_TEST(lines[3].starts_with("[group:g7:add]") != lines[4].starts_with("[group:g7:add]"));
    BOOST_TEST(lines[3].starts_with("[orgunit:o7:add]") !=
               lines[4].starts_with("[orgunit:o7:add]"));
}

BOOST_AUTO_TEST_CASE(a_resumed_update_plans_the_profile_though_it_is_so) {
    isResumed = true;
    groupIs("g1", R"(,"description":"新しい")");
    host.answer("__GROUP__.UPDATEOP", {.body = "{}"});
    BOOST_TEST(update("g1", {replace("description", "新しい")}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] __GROUP__.UPDATEOP g1 {"description":"新しい"})");
}

BOOST_AUTO_TEST_CASE(a_failed_member_leaves_the_profile_and_says_what_did_not_begin) {
    groupIs("g1");
    host.answer("__GROUP__.UPDATEOP", {.body = "{}"});
    host.answer("__GROUP__.members.UPDATEOP",
                refused(ErrorCode::kInvalidAttributeValue, 404, "USER_NOT_EXIST", "nobody"));
    const auto outcome =
        update("g1", {replace("description", "新しい"), added("members", {ref("u9"), ref("u8")})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.notice("not-begun").find("member:u8:add") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lists_are_read_only_when_asked_for) {
    groupIs("g1", R"(,"members":[{"id":"u1"}],"useMessage":true)");
    const auto plain = get("g1");
    BOOST_TEST(plain.objects.at(0).find("members") == nullptr);
    BOOST_TEST(plain.objects.at(0).find("useMessage") != nullptr);
    groupIs("g1");
    host.answer("__GROUP__.members.SEARCHOP",
                {.records = {member("u1", "USER"), member("o1", "ORGUNIT")}});
    host.answer("__GROUP__.administrators.SEARCHOP", {.records = {R"({"userId":"u1"})"}});
    const auto outcome = get("g1", {"memberOrgUnits", "administrators"});
    const ConnectorObject& group = outcome.objects.at(0);
    BOOST_TEST((group.find("memberOrgUnits")->values() == std::vector<Value>{ref("o1")}));
    BOOST_TEST((group.find("administrators")->values() == std::vector<Value>{ref("u1")}));
}

BOOST_AUTO_TEST_CASE(a_group_is_deleted_by_id_and_by_name) {
    host.answer("__GROUP__.DELETEOP", kDone);
    BOOST_TEST(remove("g1").isOk());
    host.answer("__GROUP__.SEARCHOP", {.records = {R"({"groupId":"g2","groupName":"企画"})"}});
    host.answer("__GROUP__.DELETEOP", kDone);
    BOOST_TEST(remove("name:企画").isOk());
    BOOST_TEST(host.requests().back() == "[delete] __GROUP__.DELETEOP g2");
}

BOOST_AUTO_TEST_SUITE_END()
