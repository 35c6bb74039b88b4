#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::AttributeDelta;
using muster::DeltaMode;
using muster::ErrorCode;
using muster::Reference;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

std::string groupJson(const std::string& id, const std::string& name) {
    return R"({"id":")" + id + R"(","name":")" + name + R"(","total_members":2})";
}

AttributeDelta members(DeltaMode mode, const std::vector<std::string>& users) {
    std::vector<Value> values;
    values.reserve(users.size());
    for (const std::string& user : users) {
        values.emplace_back(Reference{user});
    }
    return {mode, Attribute::list("members", std::move(values))};
}

Answer added(const std::string& ids) {
    return {.httpStatus = 201, .body = R"({"ids":")" + ids + R"(","added_at":"x"})"};
}

Answer memberPage(const std::vector<std::string>& ids, const std::string& next = "") {
    Answer page{.nextPageToken = next};
    for (const std::string& id : ids) {
        page.records.push_back(R"({"id":")" + id + R"(","email":")" + id + R"(@example.com"})");
    }
    return page;
}

struct GroupFixture : ZoomFixture {
    GroupFixture() { objectClass = "__GROUP__"; }
    void groupIs(const std::string& id, const std::string& name) {
        host.answer("__GROUP__.GETOP", {.body = groupJson(id, name)});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_group_tests, GroupFixture)

BOOST_AUTO_TEST_CASE(a_group_is_made_and_gets_its_members_in_one_request) {
    host.answer("__GROUP__.CREATEOP", {.httpStatus = 201, .uid = "g1"});
    host.answer("__GROUP__.members.UPDATEOP", added("u1,u2"));
    const auto outcome = create({Attribute("__NAME__", "Sales"),
                                 Attribute::list("members", {Reference{"u1"}, Reference{"u2"}})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.at(0).uid == "g1");
    BOOST_TEST(outcome.notices.empty());
    BOOST_REQUIRE(host.requests().size() == 2U);
    BOOST_TEST(host.requests().at(0) == R"([create] __GROUP__.CREATEOP {"name":"Sales"})");
    BOOST_TEST(host.requests().at(1).find(
                   R"(__GROUP__.members.UPDATEOP g1 {"members":[{"id":"u1"},{"id":"u2"}]})") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_group_whose_members_fail_stays_and_is_told) {
    host.answer("__GROUP__.CREATEOP", {.httpStatus = 201, .uid = "g1"});
    host.answer("__GROUP__.members.UPDATEOP",
                refused(ErrorCode::kRetryable, 429, "429", "too fast"));
    const auto outcome =
        create({Attribute("__NAME__", "Sales"), Attribute::list("members", {Reference{"u1"}})});
    BOOST_TEST((outcome.code() == ErrorCode::kRetryable));
    BOOST_TEST(outcome.writes.at(0).uid == "g1");
}

BOOST_AUTO_TEST_CASE(a_name_in_use_is_told_under_the_schemas_name) {
    host.answer("__GROUP__.CREATEOP",
                refused(ErrorCode::kAlreadyExists, 409, "4132",
                        "The group name \"Sales\" is already in use.", {"name"}));
    const auto outcome = create({Attribute("__NAME__", "Sales")});
    BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(outcome.error->attributes == Lines{"__NAME__"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_resumed_rename_is_planned_though_the_group_has_the_name) {
    groupIs("g1", "Sales");
    BOOST_TEST(update("g1", {replace("__NAME__", "Sales")}).isOk());
    BOOST_TEST(host.requests().back() == "__GROUP__.GETOP g1");
    isResumed = true;
    groupIs("g1", "Sales");
    host.answer("__GROUP__.UPDATEOP", {.httpStatus = 204});
    BOOST_TEST(update("g1", {replace("__NAME__", "Sales")}).isOk());
    BOOST_TEST(host.requests().back() == R"([name] __GROUP__.UPDATEOP g1 {"name":"Sales"})");
}

BOOST_AUTO_TEST_CASE(members_are_added_thirty_at_a_time_by_steps_that_differ) {
    groupIs("g1", "Sales");
    std::vector<std::string> users;
    std::string first;
    std::string second;
    for (int i = 0; i < 31; ++i) {
        users.push_back("u" + std::to_string(i));
        (i < 30 ? first : second) += (i == 0 || i == 30 ? "" : ",") + users.back();
    }
    host.answer("__GROUP__.members.UPDATEOP", added(first));
    host.answer("__GROUP__.members.UPDATEOP", added(second));
    const auto outcome = update("g1", {members(DeltaMode::kAdd, users)});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notices.empty());
    BOOST_REQUIRE(host.requests().size() == 3U);
    const auto stepOf = [&](std::size_t i) {
        return host.requests().at(i).substr(0, host.requests().at(i).find(']'));
    };
    BOOST_TEST(stepOf(1).starts_with("[members:add:"));
    BOOST_TEST(stepOf(1) != stepOf(2));
    BOOST_TEST(host.requests().at(2).ends_with(R"({"members":[{"id":"u30"}]})"));

    // The same users give the same step, whatever was done before.
    const std::string before = stepOf(2);
    groupIs("g1", "Sales");
    host.answer("__GROUP__.members.UPDATEOP", added("u30"));
    BOOST_TEST(update("g1", {members(DeltaMode::kAdd, {"u30"})}).isOk());
    BOOST_TEST(stepOf(4) == before);
}

BOOST_AUTO_TEST_CASE(a_replace_reads_all_members_and_sends_the_difference) {
    groupIs("g1", "Sales");
    host.answer("__GROUP__.members.SEARCHOP", memberPage({"u1"}, "t1"));
    host.answer("__GROUP__.members.SEARCHOP", memberPage({"u2"}));
    host.answer("__GROUP__.members.UPDATEOP", added("u3"));
    host.answer("__GROUP__.members.DELETEOP", kDone);
    BOOST_TEST(update("g1", {members(DeltaMode::kReplace, {"u2", "u3"})}).isOk());
    BOOST_TEST(host.requests().at(2) == "__GROUP__.members.SEARCHOP g1 2000 t1");
    BOOST_TEST(host.requests().back() == "[member:u1:remove] __GROUP__.members.DELETEOP g1 u1");
}

BOOST_AUTO_TEST_CASE(a_dry_run_of_a_replace_says_that_it_knows_no_members) {
    isDryRun = true;
    const auto outcome = update("g1", {members(DeltaMode::kReplace, {"u2"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests().at(1) == "__GROUP__.members.SEARCHOP g1 2000");
    BOOST_REQUIRE(outcome.notices.size() == 2U);
    BOOST_TEST(outcome.notices.at(1).code == "dry-run-assumption");
    BOOST_TEST(outcome.notices.at(1).message.find(
                   "\"members\" is taken to be empty: of the values shown only those that are not "
                   "there will be added, and those that are there and were not given will be "
                   "removed, which is not shown") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(users_whom_zoom_leaves_out_are_told) {
    groupIs("g1", "Sales");
    host.answer("__GROUP__.members.UPDATEOP", added("u2"));
    const auto outcome = update("g1", {members(DeltaMode::kAdd, {"u1", "u2", "u3"})});
    BOOST_TEST(outcome.isOk());
    BOOST_REQUIRE(outcome.hasNotice("member-skipped"));
    BOOST_TEST(outcome.notices.at(0).message.find("2 of 3") != std::string::npos);
    BOOST_TEST(outcome.notices.at(0).message.ends_with(": u1, u3"));
}

BOOST_AUTO_TEST_CASE(addresses_become_ids_and_pending_or_unknown_users_are_not_sent) {
    groupIs("g1", "Sales");
    userIs("u1", "active");
    userIs("u2", "pending");
    nobodyIsThere();
    host.answer("__GROUP__.members.UPDATEOP", added("u1"));
    const auto outcome = update(
        "g1", {members(DeltaMode::kAdd, {"u1@example.com", "u2@example.com", "u3@example.com"})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notices.size() == 2U);
    BOOST_TEST(host.requests().back().ends_with(R"({"members":[{"id":"u1"}]})"));
}

BOOST_AUTO_TEST_CASE(a_word_of_the_path_is_no_member) {
    groupIs("g1", "Sales");
    const auto outcome = update("g1", {members(DeltaMode::kRemove, {"me"})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.error->attributes == Lines{"members"}, boost::test_tools::per_element());
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_is_no_member_is_removed_already) {
    groupIs("g1", "Sales");
    Answer noMember = refused(ErrorCode::kUnknownUid, 404, "4131", "Group member does not exist.");
    noMember.error->outcome = muster::Outcome::kApplied;  // as the error table says
    host.answer("__GROUP__.members.DELETEOP", noMember);
    BOOST_TEST(update("g1", {members(DeltaMode::kRemove, {"u1"})}).isOk());
}

BOOST_AUTO_TEST_CASE(a_rename_comes_first_and_the_same_name_sends_nothing) {
    groupIs("g1", "Sales");
    host.answer("__GROUP__.UPDATEOP", kDone);
    const auto outcome = update("g1", {replace("__NAME__", Value("Sales 2"))});
    BOOST_TEST(outcome.writes.at(0).name == "Sales 2");
    BOOST_TEST(host.requests().at(1) == R"([name] __GROUP__.UPDATEOP g1 {"name":"Sales 2"})");
    groupIs("g1", "Sales");
    BOOST_TEST(update("g1", {replace("__NAME__", Value("Sales"))}).isOk());
    BOOST_TEST(host.requests().size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_is_an_unknown_uid) {
    const Answer nothing =
        refused(ErrorCode::kUnknownUid, 404, "4130", "A group with this g9 does not exist.");
    host.answer("__GROUP__.GETOP", nothing);
    BOOST_TEST((update("g9", {members(DeltaMode::kAdd, {"u1"})}).code() == ErrorCode::kUnknownUid));
    host.answer("__GROUP__.DELETEOP", nothing);
    BOOST_TEST((remove("g9").code() == ErrorCode::kUnknownUid));
    host.answer("__GROUP__.GETOP", nothing);
    const auto outcome = get("g9");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.objects.empty());
}

BOOST_AUTO_TEST_CASE(members_are_read_only_when_asked_for) {
    groupIs("g1", "Sales");
    auto outcome = get("g1");
    BOOST_TEST(outcome.objects.at(0).name == "Sales");
    BOOST_TEST(outcome.objects.at(0).find("members") == nullptr);
    groupIs("g1", "Sales");
    host.answer("__GROUP__.members.SEARCHOP", memberPage({"u1", "u2"}));
    outcome = get("g1", {"members"});
    BOOST_TEST(outcome.objects.at(0).find("members")->values().size() == 2U);
    BOOST_TEST(outcome.objects.at(0).find("total_members") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_search_walks_the_list_and_checks_the_filter_here) {
    host.answer("__GROUP__.SEARCHOP",
                {.nextPageToken = "t1", .records = {groupJson("g1", "Sales")}});
    host.answer("__GROUP__.SEARCHOP", {.records = {groupJson("g2", "Support")}});
    const auto outcome = search("name startsWith sup");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.filterEvaluated);
    BOOST_REQUIRE(outcome.objects.size() == 1U);
    BOOST_TEST(outcome.objects.at(0).uid == "g2");

    groupIs("g1", "Sales");
    BOOST_TEST(search("__UID__ = g1").objects.size() == 1U);
    BOOST_TEST(host.requests().back() == "__GROUP__.GETOP g1");
}

BOOST_AUTO_TEST_CASE(a_search_by_member_reads_the_members_of_each_group_and_says_so) {
    host.answer("__GROUP__.SEARCHOP",
                {.records = {groupJson("g1", "Sales"), groupJson("g2", "Support")}});
    host.answer("__GROUP__.members.SEARCHOP", memberPage({"u1"}));
    host.answer("__GROUP__.members.SEARCHOP", memberPage({"u2"}));
    const auto outcome = search("members = u2");
    BOOST_REQUIRE(outcome.objects.size() == 1U);
    BOOST_TEST(outcome.objects.at(0).uid == "g2");
    BOOST_TEST(outcome.hasNotice("search-reads-each-group"));
}

BOOST_AUTO_TEST_CASE(a_search_stops_at_its_limit_and_goes_on_from_its_token) {
    host.answer(
        "__GROUP__.SEARCHOP",
        {.nextPageToken = "t1", .records = {groupJson("g1", "Sales"), groupJson("g2", "Support")}});
    auto outcome = search("total_members = 2", 1);
    BOOST_TEST(outcome.objects.size() == 1U);
    host.answer(
        "__GROUP__.SEARCHOP",
        {.nextPageToken = "t1", .records = {groupJson("g1", "Sales"), groupJson("g2", "Support")}});
    host.answer("__GROUP__.SEARCHOP", {.records = {groupJson("g3", "Staff")}});
    outcome = search("total_members = 2", 0, outcome.nextPageToken);
    BOOST_REQUIRE(outcome.objects.size() == 2U);
    BOOST_TEST(outcome.objects.at(0).uid == "g2");
    BOOST_TEST(outcome.nextPageToken.empty());
}

BOOST_AUTO_TEST_CASE(a_page_token_that_comes_again_ends_the_search) {
    for (int i = 0; i < 2; ++i) {
        host.answer("__GROUP__.SEARCHOP",
                    {.nextPageToken = "t1", .records = {groupJson("g1", "Sales")}});
    }
    BOOST_TEST((search().code() == ErrorCode::kProtocol));
}

BOOST_AUTO_TEST_CASE(a_row_without_id_is_a_protocol_error) {
    host.answer("__GROUP__.SEARCHOP", {.records = {R"({"name":"Sales"})"}});
    BOOST_TEST((search().code() == ErrorCode::kProtocol));
}

BOOST_AUTO_TEST_CASE(roles_can_be_read_and_not_written) {
    objectClass = "__ROLE__";
    host.answer("__ROLE__.SEARCHOP",
                {.records = {R"({"id":"r1","name":"Helpdesk","description":"First aid"})"}});
    auto outcome = search();
    BOOST_TEST(*outcome.objects.at(0).find("description")->text() == "First aid");
    host.answer("__ROLE__.GETOP", {.body = R"({"id":"r1","name":"Helpdesk"})"});
    BOOST_TEST(get("r1").objects.at(0).name == "Helpdesk");
    host.answer("__ROLE__.GETOP", refused(ErrorCode::kUnknownUid, 400, "1034", "no such role"));
    BOOST_TEST(get("r9").objects.empty());
    BOOST_TEST((create({Attribute("__NAME__", "x")}).code() == ErrorCode::kNotSupported));
    BOOST_TEST((update("r1", {}).code() == ErrorCode::kNotSupported));
    BOOST_TEST((remove("r1").code() == ErrorCode::kNotSupported));
    BOOST_TEST((disassociate("r1").code() == ErrorCode::kNotSupported));
    objectClass = "__GROUP__";
    BOOST_TEST((disassociate("g1").code() == ErrorCode::kNotSupported));
}

BOOST_AUTO_TEST_SUITE_END()
