#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_update_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(one_patch_holds_what_changes_and_nothing_else) {
    userIs("u1", R"("location":"東京","task":"経理","nickName":"あい")");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const auto outcome =
        update("u1", {replace("location", "大阪"), cleared("task"), replace("nickName", "あい")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", R"([profile] UPDATEOP u1 )"
                                                     R"({"location":"大阪","task":null})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_so_already_sends_nothing) {
    userIs("u1", R"("location":"東京")");
    const auto outcome =
        update("u1", {replace("location", "東京"), replace("__ENABLE__", Value(true))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    BOOST_TEST(host.requests() == Lines{"GETOP u1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_resumed_update_plans_all_of_it_though_all_is_so) {
    isResumed = true;
    const std::string there =
        R"("location":"東京","isSuspended":true,)" + organizations(post("o1"));
    userIs("u1", there);
    orgUnitIs("o1");
    host.answer("UPDATEOP", {.body = userJson("u1", there)});
    host.answer("__ENABLE__.DELETEOP", kDone);
    const auto outcome =
        update("u1", {replace("location", "東京"), added("orgUnits", {postValue("o1")}),
                      replace("__ENABLE__", Value(false))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(!outcome.hasNotice("already-so"));
    const Lines& lines = host.requests();
    BOOST_REQUIRE(lines.size() >= 2U);
    BOOST_TEST(lines[lines.size() - 2].find(R"([profile] UPDATEOP u1 {"location":"東京")") == 0U,
               lines[lines.size() - 2]);
    BOOST_TEST(lines[lines.size() - 2].find(R"("orgUnitId":"o1")") != std::string::npos);
    BOOST_TEST(lines.back() == "[suspend] __ENABLE__.DELETEOP u1");
}

BOOST_AUTO_TEST_CASE(a_refused_change_of_state_counts_as_done_once_it_is_seen_to_be_so) {
    isResumed = true;
    userIs("u1");
    host.answer("__ENABLE__.UPDATEOP",
                refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "not suspended"));
    userIs("u1");
    const auto enabled = update("u1", {replace("__ENABLE__", Value(true))});
    BOOST_TEST(enabled.isOk());
    BOOST_TEST(enabled.hasNotice("already-so"));
    BOOST_TEST(enabled.writes.front().state == "active");

    userIs("u1", R"("isSuspended":true)");
    host.answer("__ENABLE__.UPDATEOP", refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "no"));
    userIs("u1", R"("isSuspended":true)");
    BOOST_TEST(
        (update("u1", {replace("__ENABLE__", Value(true))}).code() == ErrorCode::kInvalidState));
}

BOOST_AUTO_TEST_CASE(names_go_together_so_that_none_is_lost) {
    userIs("u1", R"("userName":{"lastName":"森田","firstName":"愛子",)"
                 R"("phoneticLastName":"モリタ","phoneticFirstName":"アイコ"})");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    BOOST_TEST(update("u1", {replace("lastName", "佐藤"), cleared("phoneticLastName")}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"userName":{"lastName":"佐藤","firstName":"愛子",)"
               R"("phoneticLastName":null,"phoneticFirstName":"アイコ"}})");
}

BOOST_AUTO_TEST_CASE(names_are_checked_as_they_will_be) {
    userIs("u1", R"("userName":{"lastName":"森田","firstName":""})");
    const auto outcome = update("u1", {cleared("lastName")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message.find("both empty") != std::string::npos);
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_member_is_addressed_by_key_and_written_by_id) {
    userIs("u1");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const auto outcome = update("externalKey:key-u1", {replace("location", "大阪")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().uid == "u1");
    BOOST_TEST(host.requests() == (Lines{"GETOP externalKey:key-u1",
                                         R"([profile] UPDATEOP u1 {"location":"大阪"})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_new_login_id_is_told) {
    userIs("u1");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const auto outcome = update("u1", {replace("__NAME__", "ai@example.com")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().name == "ai@example.com");
    BOOST_TEST(host.requests().back() == R"([profile] UPDATEOP u1 {"email":"ai@example.com"})");
}

BOOST_AUTO_TEST_CASE(a_key_or_login_id_of_another_member_is_told) {
    userIs("u1");
    host.answer("UPDATEOP", refused(ErrorCode::kInvalidAttributeValue, 400, "BAD_REQUEST", "no"));
    userIs("u7", R"("userExternalKey":"k9")");
    const auto key = update("u1", {replace("externalKey", "k9")});
    BOOST_TEST((key.code() == ErrorCode::kConflict));
    BOOST_TEST(key.failure().message.find("\"k9\" belongs to member \"u7@example.com\"") !=
               std::string::npos);

    userIs("u1");
    host.answer("UPDATEOP", refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "no"));
    userIs("u7");
    const auto email = update("u1", {replace("__NAME__", "u7@example.com")});
    BOOST_TEST((email.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(email.failure().message.find("\"u7\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_member_itself_is_nobody_else) {
    userIs("u1", R"("userExternalKey":null)");
    host.answer("UPDATEOP",
                refused(ErrorCode::kInvalidAttributeValue, 400, "INVALID_PARAMETER", "bad"));
    userIs("u1", R"("userExternalKey":"k9")");  // the PATCH before had been applied
    const auto outcome = update("u1", {replace("externalKey", "k9")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message == "bad");
}

BOOST_AUTO_TEST_CASE(a_suspended_member_is_taken_back_first_and_suspended_last) {
    userIs("u1", R"("isSuspended":true,"suspendedReason":"MASTER")");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const auto back =
        update("u1", {replace("location", "大阪"), replace("__ENABLE__", Value(true))});
    BOOST_TEST(back.isOk());
    BOOST_TEST(back.writes.front().state == "active");
    BOOST_TEST(host.requests().at(1) == "[unsuspend] __ENABLE__.UPDATEOP u1");

    host.forgetRequests();
    userIs("u1");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    host.answer("__ENABLE__.DELETEOP", kDone);
    const auto gone =
        update("u1", {replace("__ENABLE__", Value(false)), replace("location", "大阪")});
    BOOST_TEST(gone.isOk());
    BOOST_TEST(gone.writes.front().state == "suspended");
    BOOST_TEST(host.requests().back() == "[suspend] __ENABLE__.DELETEOP u1");
}

BOOST_AUTO_TEST_CASE(a_pending_member_cannot_be_suspended_yet_and_the_notice_says_so) {
    userIs("u1", R"("isPending":true)");
    const auto outcome = update("u1", {replace("__ENABLE__", Value(false))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notice("suspension-deferred").find("has not signed in yet (pending)") !=
               std::string::npos);
    BOOST_REQUIRE(outcome.writes.front().deferred.size() == 1U);
    BOOST_TEST(outcome.writes.front().accepted);
    BOOST_TEST(outcome.writes.front().state == "pending");
    BOOST_TEST(host.requests() == Lines{"GETOP u1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(aliases_come_and_go_one_by_one) {
    userIs("u1", R"("aliasEmails":["old@example.com","kept@example.com"])");
    host.answer("aliasEmails.UPDATEOP", {.httpStatus = 201, .body = "{}"});
    host.answer("aliasEmails.DELETEOP", kDone);
    const auto outcome =
        update("u1", {added("aliasEmails", {Value("new@example.com"), Value("kept@example.com")}),
                      taken("aliasEmails", {Value("old@example.com")})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(host.requests() ==
                   (Lines{"GETOP u1",
                          "[alias:new@example.com:add] aliasEmails.UPDATEOP u1 new@example.com",
                          "[alias:old@example.com:remove] aliasEmails.DELETEOP u1 "
                          "old@example.com"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(too_many_aliases_are_refused_as_they_would_be) {
    std::string all;
    for (int i = 0; i < 10; ++i) {
        all += (i == 0 ? "\"a" : ",\"a") + std::to_string(i) + "@example.com\"";
    }
    userIs("u1", "\"aliasEmails\":[" + all + "]");
    const auto outcome = update("u1", {added("aliasEmails", {Value("a10@example.com")})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(elements_of_a_list_are_found_by_their_keys) {
    userIs("u1", R"("i18nNames":[{"language":"en_US","lastName":"Morita","firstName":"Aiko"}])");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const Value english =
        Value(ObjectValue({Attribute("language", "en_US"), Attribute("lastName", "Sato")}));
    const Value korean =
        Value(ObjectValue({Attribute("language", "ko_KR"), Attribute("lastName", "모리타")}));
    BOOST_TEST(update("u1", {added("i18nNames", {english, korean})}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"i18nNames":[)"
               R"({"language":"en_US","lastName":"Sato","firstName":"Aiko"},)"
               R"({"language":"ko_KR","lastName":"모리타"}]})");
}

BOOST_AUTO_TEST_CASE(custom_properties_that_go_are_cleared_by_name) {
    userIs("u1", R"("customProperties":{"floor":3,"desk":"A","team":null})");
    host.answer("UPDATEOP", {.body = userJson("u1")});
    const Value desk = Value(ObjectValue({Attribute("propertyName", "desk")}));
    BOOST_TEST(update("u1", {taken("customProperties", {desk})}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u1 {"customProperties":{"floor":3,"desk":null}})");
}

BOOST_AUTO_TEST_CASE(what_has_always_a_value_cannot_be_cleared) {
    const auto outcome = update("u1", {cleared("searchable")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message.find("searchable cannot be cleared") != std::string::npos);
    BOOST_TEST(update("u1", {cleared("__ENABLE__")}).failure().attributes == Lines{"__ENABLE__"},
               boost::test_tools::per_element());
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(somebody_in_relations_who_is_not_there_is_named) {
    userIs("u1");
    host.answer("UPDATEOP", refused(ErrorCode::kUnknownUid, 404, "USER_NOT_EXIST", "no"));
    nobodyIsThere();
    const Value relation = Value(ObjectValue(
        {Attribute("relationUserId", Value(Reference{"u9"})), Attribute("relationName", "上司")}));
    const auto outcome = update("u1", {added("relations", {relation})});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().attributes == std::vector<std::string>{"relations"},
               boost::test_tools::per_element());
    BOOST_TEST(outcome.failure().message.find("\"u9\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_failed_patch_leaves_what_went_before_and_says_what_did_not_begin) {
    userIs("u1", R"("isSuspended":true)");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("UPDATEOP", refused(ErrorCode::kPermissionDenied, 403, "ACCESS_DENIED", "no"));
    const auto outcome =
        update("u1", {replace("__ENABLE__", Value(true)), replace("location", "大阪"),
                      added("aliasEmails", {Value("new@example.com")})});
    BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
    BOOST_REQUIRE(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.front().state == "active");
    BOOST_TEST(outcome.notice("not-begun").find("alias:new@example.com:add") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nobody_and_a_deleted_member_are_not_there) {
    nobodyIsThere();
    BOOST_TEST((update("u1", {replace("location", "x")}).code() == ErrorCode::kUnknownUid));
    userIs("u1", R"("isDeleted":true)");
    const auto deleted = update("u1", {replace("location", "x")});
    BOOST_TEST((deleted.code() == ErrorCode::kUnknownUid));
    BOOST_TEST(deleted.hasNotice("deleted-member"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_says_what_it_assumes) {
    isDryRun = true;
    const auto outcome =
        update("u1", {replace("location", "大阪"), replace("__ENABLE__", Value(false))});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("dry-run-assumption"));
    BOOST_TEST(host.requests() == (Lines{"GETOP u1", R"([profile] UPDATEOP u1 {"location":"大阪"})",
                                         "[suspend] __ENABLE__.DELETEOP u1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
