#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

std::string textOf(const ConnectorObject& object, const char* name) {
    const Attribute* found = object.find(name);
    BOOST_REQUIRE_MESSAGE(found != nullptr, name);
    BOOST_REQUIRE_MESSAGE(found->single() != nullptr, name);
    return found->single()->toDisplay();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_read_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(what_line_works_nests_is_flat) {
    userIs("u1",
           R"("userName":{"lastName":"森田","firstName":"愛子","phoneticLastName":null},)"
           R"("activationDate":"2026-04-01T09:00:00+09:00","suspendedReason":null,)"
           R"("leaveOfAbsence":{"startTime":null,"endTime":null,"isLeaveOfAbsence":false},)"
           R"("messenger":{"protocol":"TWITTER","messengerId":"a"},)"
           R"("customProperties":{"floor":3,"desk":["A","B"],"page":{"text":"p","link":"l"}},)"
           R"("unheardOf":{"a":1},"aliasEmails":[],"isAdministrator":true,)" +
               organizations(post("o1", R"("primary":true,"orgUnitName":"営業部")"),
                             R"("levelId":"l1","levelName":"部長")"));
    const auto outcome = get("u1");
    BOOST_REQUIRE(outcome.objects.size() == 1U);
    const ConnectorObject& user = outcome.objects.front();
    BOOST_TEST(user.uid == "u1");
    BOOST_TEST(user.name == "u1@example.com");
    BOOST_TEST(textOf(user, "lastName") == "森田");
    BOOST_TEST(user.find("phoneticLastName") == nullptr);
    BOOST_TEST(textOf(user, "levelId") == "l1");
    BOOST_TEST(textOf(user, "status") == "active");
    BOOST_TEST(textOf(user, "__ENABLE__") == "true");
    BOOST_TEST(textOf(user, "externalKey") == "key-u1");
    BOOST_TEST(textOf(user, "activationDate") == "2026-04-01T00:00:00Z");
    BOOST_TEST(textOf(user, "messenger") == "{protocol=X, messengerId=a}");
    BOOST_TEST(textOf(user, "orgUnits") ==
               "{domainId=1001, orgUnitId=o1, primary=true, orgUnitName=営業部}");
    BOOST_TEST(textOf(user, "organizations") ==
               "{domainId=1001, primary=true, levelId=l1, levelName=部長}");
    BOOST_TEST(user.find("customProperties")->values().size() == 3U);
    BOOST_TEST(user.find("aliasEmails")->values().empty());
    BOOST_TEST(textOf(user, "isAdministrator") == "true");
}

BOOST_AUTO_TEST_CASE(the_flags_of_a_member_are_one_word) {
    const std::pair<const char*, const char*> rows[] = {
        {R"("isPending":false)", "active"},
        {R"("isAwaiting":true)", "active"},
        {R"("isPending":true)", "pending"},
        {R"("isSuspended":true,"suspendedReason":"LOGIN_FAIL")", "suspended"}};
    for (const auto& [flags, status] : rows) {
        userIs("u1", flags);
        const auto outcome = get("u1");
        BOOST_TEST(textOf(outcome.objects.front(), "status") == status);
        const bool isShown = outcome.objects.front().find("__ENABLE__") != nullptr;
        BOOST_TEST(isShown == (std::string(status) != "pending"));
    }
}

BOOST_AUTO_TEST_CASE(members_are_read_by_id_login_id_and_key) {
    for (const char* address : {"u1", "u1@example.com", "externalKey:key-u1"}) {
        userIs("u1");
        BOOST_TEST(get(address).objects.front().uid == "u1");
        BOOST_TEST(host.requests().back() == std::string("GETOP ") + address);
    }
}

BOOST_AUTO_TEST_CASE(nobody_is_nothing_and_words_of_the_path_are_nobody) {
    nobodyIsThere();
    const auto outcome = get("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.objects.empty());
    host.forgetRequests();
    for (const char* word : {"me", "external-keys", "externalKey:"}) {
        BOOST_TEST(get(word).objects.empty());
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_deleted_member_is_not_there_and_a_notice_says_how_to_bring_it_back) {
    userIs("u1", R"("isDeleted":true)");
    const auto outcome = get("u1");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.objects.empty());
    BOOST_TEST(outcome.notice("deleted-member").find("undelete") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_what_is_wanted_is_shown) {
    userIs("u1", R"("location":"東京")");
    const auto outcome = get("u1", {"location", "userExternalKey"});
    BOOST_TEST(outcome.objects.front().attributes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_member_is_a_breach) {
    for (const char* body : {"[]", "{}", R"({"userId":"u1"})", "no JSON"}) {
        host.answer("GETOP", {.body = body});
        BOOST_TEST((get("u1").code() == ErrorCode::kProtocol), body);
    }
}

BOOST_AUTO_TEST_CASE(odd_shapes_are_passed_over) {
    userIs("u1",
           R"("organizations":"none","userName":"Aiko","customProperties":[1],"messenger":7)");
    BOOST_TEST(get("u1").isOk());
    userIs("u1", R"("organizations":[1,{"domainId":"x","orgUnits":{}},{"orgUnits":[1]}])");
    BOOST_TEST(get("u1").isOk());
}

BOOST_AUTO_TEST_CASE(a_test_reads_one_org_unit_and_one_member) {
    host.answer("__ORGUNIT__.SEARCHOP", {.records = {orgUnitJson("o1")}});
    host.answer("SEARCHOP", {.records = {userJson("u1")}});
    const auto outcome = test();
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notice("reachable") ==
               "LINE WORKS accepts the credentials; domain 1001 has org unit \"Unit o1\" and "
               "member \"u1@example.com\"");
    BOOST_TEST(host.requests() == (Lines{"__ORGUNIT__.SEARCHOP 1", "SEARCHOP 1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_failed_test_says_what_it_is_about) {
    struct Row {
        ErrorCode code;
        int status;
        const char* targetCode;
        const char* about;
    };
    const Row rows[] = {{ErrorCode::kConnectionFailed, 401, "invalid_client", "authentication: "},
                        {ErrorCode::kConnectionFailed, 400, "invalid_grant", "authentication: "},
                        {ErrorCode::kConnectionFailed, 400, "invalid_request", "authentication: "},
                        {ErrorCode::kConnectionFailed, 401, "UNAUTHORIZED", "authentication: "},
                        {ErrorCode::kConnectionFailed, 400, "invalid_scope", "scope or plan: "},
                        {ErrorCode::kConnectionFailed, 404, "", "authentication: "},
                        {ErrorCode::kProtocol, 404, "", "authentication: "},
                        {ErrorCode::kProtocol, 200, "", ""},
                        {ErrorCode::kPermissionDenied, 403, "FORBIDDEN", "scope: "},
                        {ErrorCode::kPermissionDenied, 403, "ACCESS_DENIED", "domain: "},
                        {ErrorCode::kUnknownUid, 404, "NOT_FOUND", "domain: "},
                        {ErrorCode::kInvalidAttributeValue, 400, "INVALID_PARAMETER", "domain: "},
                        {ErrorCode::kConnectionFailed, 0, "", ""},
                        {ErrorCode::kRetryable, 503, "SERVICE_UNAVAILABLE", ""}};
    for (const Row& row : rows) {
        host.answer("__ORGUNIT__.SEARCHOP", refused(row.code, row.status, row.targetCode, "no"));
        const auto outcome = test();
        BOOST_TEST((outcome.code() == row.code));
        BOOST_TEST(outcome.failure().message == std::string(row.about) + "no", row.targetCode);
    }
    set("plan", Value("free"));
    host.answer("__ORGUNIT__.SEARCHOP",
                refused(ErrorCode::kConnectionFailed, 400, "invalid_scope", "no"));
    BOOST_TEST(test().failure().message == "plan: no");
    set("plan", Value("standard"));
    host.answer("__ORGUNIT__.SEARCHOP",
                refused(ErrorCode::kConnectionFailed, 400, "invalid_scope", "no"));
    set("scope", Value("user.read, orgunit.read"));
    BOOST_TEST(test().failure().message == "scope: no");
}

BOOST_AUTO_TEST_CASE(a_test_with_the_scopes_of_the_plan_free_says_so) {
    const auto toldWith = [&](const char* scope) {
        host.answer("__ORGUNIT__.SEARCHOP", {.records = {orgUnitJson("o1")}});
        host.answer("SEARCHOP", {.records = {userJson("u1")}});
        set("scope", Value(scope));
        return test().notice("plan-reads-only");
    };
    BOOST_TEST(toldWith("user.read orgunit.read").find("on it set plan to free") !=
               std::string::npos);
    BOOST_TEST(toldWith("user.read orgunit") == "");
    BOOST_TEST(toldWith("directory.read") == "");
}

BOOST_AUTO_TEST_CASE(levels_positions_and_user_types_are_read) {
    objectClass = "__LEVEL__";
    host.answer("__LEVEL__.GETOP",
                {.body = R"({"levelId":"l1","levelName":"部長","executive":true,)"
                         R"("displayOrder":-1,"levelExternalKey":"bucho"})"});
    const auto level = get("externalKey:bucho").objects.at(0);
    BOOST_TEST(level.name == "部長");
    BOOST_TEST(textOf(level, "displayOrder") == "-1");
    BOOST_TEST(textOf(level, "externalKey") == "bucho");
    objectClass = "__POSITION__";
    host.answer("__POSITION__.SEARCHOP",
                {.records = {R"({"positionId":"p1","positionName":"課長"})"}});
    BOOST_TEST(search().objects.at(0).uid == "p1");
    objectClass = "__USERTYPE__";
    host.answer("__USERTYPE__.SEARCHOP",
                {.records = {R"({"userTypeId":"t1","userTypeName":"正社員"})",
                             R"({"userTypeId":"t2","userTypeName":"派遣","userTypeCode":"H"})"}});
    BOOST_TEST(get("name:派遣").objects.at(0).uid == "t2");
}

BOOST_AUTO_TEST_SUITE_END()
