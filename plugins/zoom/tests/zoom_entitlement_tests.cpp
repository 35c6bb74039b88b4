#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::AttributeDelta;
using muster::DeltaMode;
using muster::ErrorCode;
using muster::Reference;
using muster::Secret;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};
const Answer kAdded = {.httpStatus = 201,
                       .body = R"({"ids":"u1","added_at":"2026-01-31T08:05:00Z"})"};

AttributeDelta groups(DeltaMode mode, const std::vector<std::string>& ids) {
    std::vector<Value> values;
    values.reserve(ids.size());
    for (const std::string& id : ids) {
        values.emplace_back(Reference{id});
    }
    return {mode, Attribute::list("group_ids", std::move(values))};
}

AttributeDelta role(const std::string& id) { return replace("role_id", Value(Reference{id})); }

std::string inGroups(const std::string& ids) {
    return R"("type":2,"role_id":"2","login_types":[100],"group_ids":[)" + ids + "]";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_entitlement_tests, ZoomFixture)

BOOST_AUTO_TEST_CASE(groups_are_added_and_removed_one_by_one_under_stable_names) {
    userIs("u1", "active", inGroups(R"("g1","g2")"));
    host.answer("group_ids.UPDATEOP", kAdded);
    host.answer("group_ids.DELETEOP", kDone);
    const auto outcome =
        update("u1", {groups(DeltaMode::kAdd, {"g3"}), groups(DeltaMode::kRemove, {"g1"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "[group:g3:add] group_ids.UPDATEOP u1 g3",
                                         "[group:g1:remove] group_ids.DELETEOP u1 g1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_replace_of_groups_sends_the_difference) {
    userIs("u1", "active", inGroups(R"("g1","g2")"));
    host.answer("group_ids.UPDATEOP", kAdded);
    host.answer("group_ids.DELETEOP", kDone);
    BOOST_TEST(update("u1", {groups(DeltaMode::kReplace, {"g2", "g3", "g3"})}).isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "[group:g3:add] group_ids.UPDATEOP u1 g3",
                                         "[group:g1:remove] group_ids.DELETEOP u1 g1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(memberships_that_are_so_already_are_not_sent) {
    userIs("u1", "active", inGroups(R"("g1")"));
    BOOST_TEST(update("u1", {groups(DeltaMode::kAdd, {"g1"})}).isOk());
    userIs("u1", "active", inGroups(R"("g1")"));
    BOOST_TEST(update("u1", {groups(DeltaMode::kRemove, {"g9"})}).isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", "GETOP u1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_left_or_joined_in_between_is_done) {
    userIs("u1", "active", inGroups(R"("g1")"));
    Answer noMember = refused(ErrorCode::kUnknownUid, 404, "4131", "Group member does not exist.");
    noMember.error->outcome = muster::Outcome::kApplied;  // as the error table says
    host.answer("group_ids.DELETEOP", noMember);
    BOOST_TEST(update("u1", {groups(DeltaMode::kRemove, {"g1"})}).isOk());

    userIs("u1", "active", inGroups(""));
    host.answer("group_ids.UPDATEOP", {.httpStatus = 201, .body = R"({"ids":"","added_at":"x"})"});
    const auto outcome = update("u1", {groups(DeltaMode::kAdd, {"g1"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("member-skipped"));
}

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_names_the_attribute_and_what_was_applied_stays) {
    userIs("u1", "active", inGroups(""));
    host.answer("group_ids.UPDATEOP", kAdded);
    host.answer("group_ids.UPDATEOP",
                refused(ErrorCode::kInvalidAttributeValue, 404, "4130",
                        "A group with this g2 does not exist.", {"group_ids"}));
    const auto outcome = update("u1", {groups(DeltaMode::kAdd, {"g1", "g2"}), role("r1")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.error->attributes == Lines{"group_ids"}, boost::test_tools::per_element());
    BOOST_TEST(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.hasNotice("not-begun"));
}

BOOST_AUTO_TEST_CASE(groups_of_an_inactive_user_can_be_changed) {
    userIs("u1", "inactive", inGroups(R"("g1")"));
    host.answer("group_ids.DELETEOP", kDone);
    BOOST_TEST(update("u1", {groups(DeltaMode::kReplace, {})}).isOk());
}

BOOST_AUTO_TEST_CASE(a_pending_user_joins_one_group_by_a_patch_and_the_rest_is_deferred) {
    userIs("", "pending", "");
    host.answer("UPDATEOP", kDone);
    auto outcome = update("pending@example.com", {groups(DeltaMode::kAdd, {"g1"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).deferred.empty());
    BOOST_TEST(!outcome.writes.at(0).accepted);
    BOOST_TEST(host.requests().at(1) ==
               R"([group:g1:add] UPDATEOP pending@example.com {"group_id":"g1"})");

    userIs("", "pending", "");
    host.answer("UPDATEOP", kDone);
    outcome = update("pending@example.com", {groups(DeltaMode::kAdd, {"g1", "g2"}), role("r1")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).deferred.size() == 2U);

    // Who is in a group already joins no second one.
    userIs("", "pending", R"("group_ids":["g1"])");
    outcome = update("pending@example.com", {groups(DeltaMode::kAdd, {"g2"})});
    BOOST_TEST(outcome.writes.at(0).deferred.size() == 1U);
    BOOST_TEST(host.requests().size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_role_is_assigned_and_taken_away) {
    userIs("u1", "active");
    host.answer("role_id.UPDATEOP", kAdded);
    BOOST_TEST(update("u1", {role("r1")}).isOk());
    BOOST_TEST(host.requests().at(1) == "[role:r1:assign] role_id.UPDATEOP u1 r1");
    for (const AttributeDelta& fallback :
         {role("2"), AttributeDelta{DeltaMode::kReplace, Attribute::list("role_id", {})}}) {
        userIs("u1", "active", R"("type":2,"role_id":"r1")");
        host.answer("role_id.DELETEOP", kDone);
        BOOST_TEST(update("u1", {fallback}).isOk());
        BOOST_TEST(host.requests().back() == "[role:r1:remove] role_id.DELETEOP u1 r1");
    }
    userIs("u1", "active");
    const std::size_t before = host.requests().size();
    BOOST_TEST(update("u1", {role("2")}).isOk());
    BOOST_TEST(host.requests().size() == before + 1);  // the read alone
}

BOOST_AUTO_TEST_CASE(the_owner_keeps_the_role_and_nobody_else_gets_it) {
    const auto outcome = update("u1", {role("0")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(host.requests().empty());
    userIs("u1", "active", R"("type":2,"role_id":"0")");
    BOOST_TEST((update("u1", {role("1")}).code() == ErrorCode::kPermissionDenied));
}

BOOST_AUTO_TEST_CASE(an_administrator_who_becomes_a_member_can_be_disabled_in_the_same_update) {
    settings = {{"logoutOnDisable", Value(false)}};
    userIs("u1", "active", R"("type":2,"role_id":"1","login_types":[100])");
    for (const char* operation :
         {"role_id.DELETEOP", "__PASSWORD__.UPDATEOP", "__ENABLE__.UPDATEOP"}) {
        host.answer(operation, kDone);
    }
    BOOST_TEST(update("u1", {replace("__ENABLE__", Value(false)), role("2"),
                             replace("__PASSWORD__", Value(Secret("Correct1horse")))})
                   .isOk());
    BOOST_TEST(host.requests().at(1) == "[role:1:remove] role_id.DELETEOP u1 1");
    BOOST_TEST(host.requests().size() == 4U);

    userIs("u1", "active", R"("type":2,"role_id":"2")");
    BOOST_TEST((update("u1", {replace("__ENABLE__", Value(false)), role("1")}).code() ==
                ErrorCode::kPermissionDenied));
}

BOOST_AUTO_TEST_CASE(a_create_joins_groups_and_assigns_the_role_after_the_read) {
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u1"});
    userIs("u1", "active");
    host.answer("group_ids.UPDATEOP", kAdded);
    host.answer("group_ids.UPDATEOP", kAdded);
    host.answer("role_id.UPDATEOP", kAdded);
    const auto outcome =
        create({Attribute("__NAME__", "u1@example.com"), Attribute("createType", "ssoCreate"),
                Attribute::list("group_ids", {Reference{"g1"}, Reference{"g2"}}),
                Attribute("role_id", Reference{"r1"})});
    BOOST_TEST(outcome.isOk());
    BOOST_REQUIRE(host.requests().size() == 5U);
    BOOST_TEST(host.requests().at(2) == "[group:g1:add] group_ids.UPDATEOP u1 g1");
    BOOST_TEST(host.requests().at(4) == "[role:r1:assign] role_id.UPDATEOP u1 r1");
}

BOOST_AUTO_TEST_CASE(an_invited_user_joins_the_first_group_and_the_rest_is_told) {
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u1"});
    userIs("u1", "pending", "");
    host.answer("UPDATEOP", kDone);
    const auto outcome = create({Attribute("__NAME__", "u1@example.com"),
                                 Attribute::list("group_ids", {Reference{"g1"}, Reference{"g2"}}),
                                 Attribute("role_id", Reference{"r1"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).accepted);
    BOOST_TEST(host.requests().back() == R"([group:g1:add] UPDATEOP u1 {"group_id":"g1"})");
    BOOST_REQUIRE(outcome.hasNotice("profile-deferred"));
    BOOST_TEST(outcome.notices.at(0).message.find("group_ids, role_id") != std::string::npos);
    BOOST_TEST(outcome.writes.at(0).deferred.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_each_step_and_takes_the_user_to_be_in_what_is_left) {
    isDryRun = true;
    const auto outcome = update(
        "u1", {groups(DeltaMode::kAdd, {"g1"}), groups(DeltaMode::kRemove, {"g2"}), role("2")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().size() == 4U);
    BOOST_TEST(host.requests().at(2) == "[group:g2:remove] group_ids.DELETEOP u1 g2");
    BOOST_REQUIRE(outcome.notices.size() == 2U);
    BOOST_TEST(outcome.notices.at(1).code == "dry-run-assumption");
    BOOST_TEST(outcome.notices.at(1).message.find("in the groups that are to be left and in no "
                                                  "other") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
