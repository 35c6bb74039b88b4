// Org units: items 23 to 27.
#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

support::Reply post(const std::string& body) { return works().call("POST", "/orgunits", body); }

support::Reply act(const std::string& method, const std::string& name, const std::string& action,
                   const std::string& body) {
    return works().call(method, "/orgunits/externalKey:o-" + name + action, body);
}

support::Reply move(const std::string& name, const std::string& body) {
    return act("POST", name, "/move", body);
}

support::Reply drop(const std::string& name) { return act("DELETE", name, "", {}); }

int orderOf(const std::string& name) { return orgUnit(name).at("displayOrder").to_number<int>(); }

int levelOf(const std::string& name) { return orgUnit(name).at("displayLevel").to_number<int>(); }

bool exists(const std::string& name) {
    return works().get("/orgunits/externalKey:o-" + name).status == 200;
}

/// A row of org units L1, L2, ... each under the one before.
void createRow(int levels) {
    for (int level = 1; level <= levels; ++level) {
        const auto name = "L" + std::to_string(level);
        const auto above = level == 1 ? "" : under("L" + std::to_string(level - 1));
        checkStatus(post(unit(name, above)), 201);
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_orgunits_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_created_org_unit_is_answered_whole) {
    const auto reply = post(R"({"domainId":10000001,"orgUnitName":"営業部","displayOrder":1})");
    BOOST_TEST(reply.status == 201);
    const auto body = reply.json().as_object();
    for (const auto* null :
         {"orgUnitExternalKey", "description", "parentOrgUnitId", "parentExternalKey"}) {
        BOOST_TEST(body.at(null).is_null(), null);
    }
    for (const auto* no : {"canReceiveExternalMail", "useMessage", "useNote", "useCalendar",
                           "useTask", "useFolder", "useServiceNotification"}) {
        BOOST_TEST(!body.at(no).as_bool(), no);
    }
    BOOST_TEST(body.at("visible").as_bool());
    BOOST_TEST(body.at("i18nNames").as_array().empty());
    BOOST_TEST(body.at("displayLevel").as_int64() == 1);
    const auto other = post(R"({"domainId":10000001,"orgUnitName":"営業部","displayOrder":2})");
    BOOST_TEST(other.status == 201);  // names may be the same
    BOOST_TEST(reply.text("email").ends_with("@example.com"));
    BOOST_TEST(reply.text("email") != other.text("email"));
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_wrong_is_refused) {
    const auto missing = post(R"({"domainId":10000001,"orgUnitName":"A"})");
    checkRefused(missing, 400, "MISSING_PARAMETER");
    BOOST_TEST(missing.text("description").find("displayOrder") != std::string::npos);
    checkRefused(post(R"({"domainId":10000001,"displayOrder":1})"), 400, "MISSING_PARAMETER");
    checkRefused(post(R"({"orgUnitName":"A","displayOrder":1})"), 400, "MISSING_PARAMETER");
    checkRefused(post(R"({"domainId":7,"orgUnitName":"A","displayOrder":1})"), 403,
                 "ACCESS_DENIED");
    for (const auto* more :
         {R"(,"displayOrder":0)", R"(,"email":"a@example.com")", R"(,"email":".ab@example.com")",
          R"(,"email":"unit@other.example")", R"(,"useNote":true)", R"(,"visible":"yes")",
          R"(,"i18nNames":[{"language":"xx","name":"a"}])",
          R"(,"membersAllowedToUseOrgUnitEmailAsSender":7)"}) {
        BOOST_TEST_CONTEXT(more) { checkRefused(post(unit("A", more)), 400, "INVALID_PARAMETER"); }
    }
    checkRefused(post(unit("A#", "")), 400, "INVALID_PARAMETER");
    checkRefused(post(unit(std::string(101, 'A'), "")), 400, "INVALID_PARAMETER");
    checkRefused(post(unit("A", R"(,"description":")" + std::string(161, 'd') + "\"")), 400,
                 "INVALID_PARAMETER");
    checkRefused(post(unit("A", under("nowhere"))), 404, "NOT_FOUND");
    checkStatus(
        post(unit("A", R"(,"email":"!un#it@example.com","useMessage":true,"useNote":true)")), 201);
}

BOOST_AUTO_TEST_CASE(a_new_org_unit_moves_its_siblings_on) {
    createUnit("A", R"(,"displayOrder":1)");
    createUnit("B", R"(,"displayOrder":2)");
    createUnit("C", R"(,"displayOrder":2)");
    createUnit("inner", under("A"));
    BOOST_TEST(orderOf("A") == 1);
    BOOST_TEST(orderOf("C") == 2);
    BOOST_TEST(orderOf("B") == 3);
    BOOST_TEST(orderOf("inner") == 1);
    BOOST_TEST(orgUnit("inner").at("parentExternalKey") == "o-A");
}

BOOST_AUTO_TEST_CASE(under_a_hidden_parent_everything_is_hidden) {
    createUnit("A", R"(,"visible":false)");
    checkRefused(post(unit("B", under("A"))), 400, "INVALID_PARAMETER");
    checkStatus(post(unit("B", under("A") + R"(,"visible":false)")), 201);
    checkRefused(act("PATCH", "B", "", R"({"visible":true})"), 400, "INVALID_PARAMETER");
    createUnit("C");
    checkRefused(move("C", R"({"parentOrgUnitId":"externalKey:o-A","displayOrder":1})"), 400,
                 "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(the_tenth_level_is_too_deep) {
    createRow(9);
    BOOST_TEST(levelOf("L9") == 9);
    checkRefused(post(unit("L10", under("L9"))), 400, "LIMIT_EXCEEDED");
    works().set(R"({"org-depth-answer":"403"})");
    checkRefused(post(unit("L10", under("L9"))), 403, "LIMIT_EXCEEDED");
    works().set(R"({"org-depth":10})");
    checkStatus(post(unit("L10", under("L9"))), 201);
    checkRefused(post(unit("L11", under("L10"))), 403, "LIMIT_EXCEEDED");
    works().set(R"({"org-depth":0})");
    checkStatus(post(unit("L11", under("L10"))), 201);
}

BOOST_AUTO_TEST_CASE(there_are_so_many_org_units_and_no_more) {
    works().set(R"({"most-orgunits":2})");
    createRow(2);
    checkRefused(post(unit("L3", under("L2"))), 403, "LIMIT_EXCEEDED");
}

BOOST_AUTO_TEST_CASE(the_free_plan_has_a_hundred_org_units) {
    std::string units;
    for (int at = 1; at <= 100; ++at) {
        units += (at == 1 ? "" : ",") + std::string(R"({"orgUnitName":"S)") + std::to_string(at) +
                 R"("})";
    }
    works().seed(R"({"orgUnits":[)" + units + "]}");
    works().get("/orgunits");  // takes a token that may write
    works().set(R"({"plan":"free"})");
    checkRefused(post(unit("A")), 403, "LIMIT_EXCEEDED");
    works().set(R"({"plan":"standard"})");
    checkStatus(post(unit("A")), 201);
}

BOOST_AUTO_TEST_CASE(addresses_beside_the_first_are_twenty_at_most_and_of_the_advanced_plan) {
    const auto aliases = [](int count) {
        std::string rows;
        for (int at = 0; at < count; ++at) {
            rows += (at == 0 ? "\"" : ",\"") + std::string("alias") + std::to_string(at) +
                    "@example.com\"";
        }
        return R"(,"aliasEmails":[)" + rows + "]";
    };
    checkRefused(post(unit("A", aliases(21))), 400, "INVALID_PARAMETER");
    works().set(R"({"plan":"standard"})");
    checkRefused(post(unit("A", aliases(1))), 400, "INVALID_PARAMETER");
    works().set(R"({"plan":"advanced"})");
    checkStatus(post(unit("A", aliases(20))), 201);
    checkRefused(post(unit("B", R"(,"email":"alias7@example.com")")), 409, "ALREADY_EXIST");
}

BOOST_AUTO_TEST_CASE(a_duplicate_is_answered_in_five_ways) {
    createUnit("A", R"(,"email":"unit@example.com")");
    const struct {
        const char* answer;
        int status;
        const char* code;
    } rows[] = {
        {"409-ALREADY_EXIST", 409, "ALREADY_EXIST"},
        {"409-CONFLICT", 409, "CONFLICT"},
        {"409-RESOURCE", 409, "ORGUNIT_ALREADY_EXIST"},
        {"400-BAD_REQUEST", 400, "BAD_REQUEST"},
        {"400-INVALID_PARAMETER", 400, "INVALID_PARAMETER"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.answer) {
            works().set(R"({"duplicate-email":")" + std::string(row.answer) +
                        R"(","duplicate-key":")" + row.answer + "\"}");
            checkRefused(post(unit("B", R"(,"email":"unit@example.com")")), row.status, row.code);
            checkRefused(post(unit("A")), row.status, row.code);
        }
    }
    const auto body = unit("A", R"(,"email":"unit@example.com")");
    works().set(R"({"duplicate-of":["POST:/orgunits:email=409-CONFLICT"]})");
    checkRefused(post(body), 409, "CONFLICT");  // the address comes first
}

BOOST_AUTO_TEST_CASE(a_taken_address_or_key_is_answered_as_for_users) {
    createUnit("A", R"(,"email":"unit@example.com")");
    checkRefused(post(unit("B", R"(,"email":"unit@example.com")")), 409, "ALREADY_EXIST");
    checkRefused(post(unit("A")), 409, "CONFLICT");
    works().set(R"({"duplicate-key":"409-RESOURCE","duplicate-email":"400-INVALID_PARAMETER"})");
    checkRefused(post(unit("A")), 409, "ORGUNIT_ALREADY_EXIST");
    checkRefused(post(unit("B", R"(,"email":"unit@example.com")")), 400, "INVALID_PARAMETER");
    createUnit("B");
    checkRefused(act("PATCH", "B", "", R"({"orgUnitExternalKey":"o-A"})"), 409,
                 "ORGUNIT_ALREADY_EXIST");
}

BOOST_AUTO_TEST_CASE(a_put_switches_off_what_it_leaves_out_and_a_patch_keeps_it) {
    createUnit("A", R"(,"email":"unit@example.com","useMessage":true,"useNote":true,
        "description":"text")");
    const auto patched =
        act("PATCH", "A", "", R"({"orgUnitName":"B","displayOrder":7,"parentOrgUnitId":"x"})");
    BOOST_TEST(patched.status == 200);
    BOOST_TEST(patched.text("orgUnitName") == "B");
    BOOST_TEST(patched.json().at("useNote").as_bool());
    BOOST_TEST(patched.json().at("displayOrder").as_int64() == 1);
    BOOST_TEST(patched.json().at("parentOrgUnitId").is_null());
    checkRefused(act("PUT", "A", "", R"({"domainId":10000001,"orgUnitName":"B"})"), 400,
                 "MISSING_PARAMETER");
    checkRefused(act("PUT", "A", "", R"({"email":"unit@example.com"})"), 400, "MISSING_PARAMETER");
    const auto id = patched.text("orgUnitId");
    const auto put =
        act("PUT", "A", "", R"({"domainId":10000001,"email":"unit@example.com","displayOrder":9})");
    BOOST_TEST(put.status == 200);
    const auto found = put.json();
    BOOST_TEST(!found.at("useMessage").as_bool());
    BOOST_TEST(!found.at("useNote").as_bool());
    BOOST_TEST(found.at("description").is_null());
    BOOST_TEST(found.at("orgUnitName") == "B");
    BOOST_TEST(found.at("orgUnitExternalKey").is_null());
    BOOST_TEST(found.at("displayOrder").as_int64() == 1);
    BOOST_TEST(works().get("/orgunits/" + id).status == 200);
    checkRefused(works().call("PATCH", "/orgunits/nowhere", "{}"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(without_a_message_room_there_is_no_note) {
    createUnit("A", R"(,"useMessage":true,"useNote":true)");
    const auto reply = act("PATCH", "A", "", R"({"useMessage":false})");
    BOOST_TEST(!reply.json().at("useNote").as_bool());
    checkRefused(act("PATCH", "A", "", R"({"useTask":true})"), 400, "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(a_move_changes_parent_order_and_levels) {
    createRow(3);
    createUnit("A", R"(,"displayOrder":2)");
    const auto reply = move("L2", R"({"parentOrgUnitId":"externalKey:o-A","displayOrder":1})");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.json().at("parentExternalKey") == "o-A");
    BOOST_TEST(levelOf("L3") == 3);
    const auto top = move("L2", R"({"parentOrgUnitId":null,"displayOrder":1})");
    BOOST_TEST(top.json().at("parentOrgUnitId").is_null());
    BOOST_TEST(levelOf("L3") == 2);
    BOOST_TEST(orderOf("L2") == 1);
    BOOST_TEST(orderOf("L1") == 2);
    BOOST_TEST(orderOf("A") == 3);
}

BOOST_AUTO_TEST_CASE(a_move_without_a_parent_leads_to_the_top_or_stays) {
    createRow(2);
    works().set(R"({"move-without-parent":"stay"})");
    BOOST_TEST(move("L2", R"({"displayOrder":5})").json().at("parentExternalKey") == "o-L1");
    BOOST_TEST(orderOf("L2") == 5);
    works().set(R"({"move-without-parent":"top"})");
    BOOST_TEST(move("L2", R"({"displayOrder":5})").json().at("parentOrgUnitId").is_null());
}

BOOST_AUTO_TEST_CASE(a_move_that_cannot_be_is_refused) {
    createRow(8);
    createUnit("A");
    createUnit("B", under("A"));
    const auto to = [](const std::string& name, const std::string& order = "1") {
        return R"({"parentOrgUnitId":"externalKey:o-)" + name + R"(","displayOrder":)" + order +
               "}";
    };
    checkRefused(move("L1", R"({"parentOrgUnitId":"externalKey:o-A"})"), 400, "MISSING_PARAMETER");
    checkRefused(move("L1", to("A", "0")), 400, "INVALID_PARAMETER");
    checkRefused(move("L1", to("L1")), 400, "INVALID_PARAMETER");
    checkRefused(move("L1", to("L8")), 400, "INVALID_PARAMETER");
    checkRefused(move("L1", to("nowhere")), 404, "NOT_FOUND");
    checkRefused(move("nowhere", to("A")), 404, "NOT_FOUND");
    checkRefused(move("A", to("L8")), 400, "LIMIT_EXCEEDED");
    checkStatus(move("A", to("L7")), 200);
}

BOOST_AUTO_TEST_CASE(an_org_unit_with_members_below_is_not_deleted) {
    createRow(2);
    create("hanako", posts({"externalKey:o-L2"}));
    checkRefused(drop("L1"), 400, "BAD_REQUEST");
    works().set(R"({"org-delete-members":"409"})");
    checkRefused(drop("L2"), 409, "CONFLICT");
    works().set(R"({"org-delete-members":"403"})");
    checkRefused(drop("L2"), 403, "FORBIDDEN");
    works().call("POST", "/users/hanako@example.com/suspend");
    checkRefused(drop("L2"), 403, "FORBIDDEN");  // a suspended member is one
    works().call("DELETE", "/users/hanako@example.com");
    checkDone(drop("L1"));
    BOOST_TEST(!exists("L2"));
    checkRefused(drop("L1"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(empty_children_go_too_unless_a_switch_refuses) {
    createRow(3);
    works().set(R"({"org-delete-children":"refuse"})");
    checkRefused(drop("L1"), 400, "BAD_REQUEST");
    checkDone(drop("L3"));
    works().set(R"({"org-delete-children":"cascade"})");
    checkDone(drop("L1"));
    BOOST_TEST(!exists("L2"));
}

BOOST_AUTO_TEST_CASE(members_are_those_of_the_org_unit_alone) {
    createRow(2);
    create("hanako", posts({"externalKey:o-L1"}, R"(,"isManager":true)"));
    create("taro", posts({"externalKey:o-L2"}));
    create("jiro", posts({"externalKey:o-L1", "externalKey:o-L2"}));
    const auto reply = works().get("/orgunits/externalKey:o-L1/members");
    BOOST_TEST(reply.status == 200);
    const auto members = reply.json().at("members").as_array();
    BOOST_REQUIRE(members.size() == 2U);
    BOOST_TEST(members[0].as_object().size() == 5U);
    BOOST_TEST(members[0].at("userExternalKey") == "k-hanako");
    BOOST_TEST(members[0].at("isManager").as_bool());
    BOOST_TEST(members[0].at("visible").as_bool());
    BOOST_TEST(members[1].at("useTeamFeature").as_bool());
    const auto page = works().get("/orgunits/externalKey:o-L1/members?count=1");
    const std::string cursor(page.json().at("responseMetaData").at("nextCursor").as_string());
    const auto next = works().get("/orgunits/externalKey:o-L1/members?count=1&cursor=" +
                                  support::percentEncode(cursor));
    BOOST_TEST(next.json().at("members").at(0).at("userExternalKey") == "k-jiro");
    checkRefused(works().get("/orgunits/nowhere/members"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(the_list_is_flat_and_names_parents) {
    createRow(3);
    const auto units = works().get("/orgunits?domainId=" + kDomain).json().at("orgUnits");
    BOOST_REQUIRE(units.as_array().size() == 3U);
    BOOST_TEST(units.at(2).at("parentOrgUnitId") == units.at(1).at("orgUnitId"));
}

BOOST_AUTO_TEST_SUITE_END()
