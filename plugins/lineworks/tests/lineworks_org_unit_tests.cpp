#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

struct OrgUnitFixture : LineWorksFixture {
    OrgUnitFixture() {
        objectClass = "__ORGUNIT__";
        set("adoptExisting", Value(false));
    }
    void listIs(const std::vector<std::string>& records) {
        host.answer("__ORGUNIT__.SEARCHOP", {.records = records});
    }
    void made(const std::string& id) {
        host.answer("__ORGUNIT__.CREATEOP", {.httpStatus = 201, .uid = id});
    }
};

std::vector<Attribute> newUnit(std::vector<Attribute> more = {}) {
    std::vector<Attribute> attributes = {Attribute("__NAME__", "営業部"),
                                         Attribute("displayOrder", Value(1)),
                                         Attribute("externalKey", "sales")};
    attributes.insert(attributes.end(), more.begin(), more.end());
    return attributes;
}

Attribute parent(const char* id) { return {"parentOrgUnitId", Value(Reference{id})}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_org_unit_tests, OrgUnitFixture)

BOOST_AUTO_TEST_CASE(an_org_unit_is_made_under_its_parent) {
    orgUnitIs("o1", R"("displayLevel":1)");
    made("o2");
    const auto outcome =
        create(newUnit({parent("externalKey:head"), Attribute("useMessage", Value(true))}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().uid == "o2");
    BOOST_TEST(host.requests() ==
                   (Lines{"__ORGUNIT__.GETOP externalKey:head",
                          R"([create] __ORGUNIT__.CREATEOP {"domainId":1001,"displayOrder":1,)"
                          R"("parentOrgUnitId":"o1","orgUnitName":"営業部",)"
                          R"("orgUnitExternalKey":"sales","useMessage":true})"}),
               boost::test_tools::per_element());
    BOOST_TEST(host.memory.contains("__ORGUNIT__ o2"));  // members may be refused for a while
}

BOOST_AUTO_TEST_CASE(a_missing_parent_is_said_before_anything_is_made) {
    noOrgUnit();
    const auto outcome = create(newUnit({parent("externalKey:head")}));
    BOOST_TEST(outcome.failure().message ==
               "org unit \"externalKey:head\" is not in LINE WORKS: provision organisations first");
    BOOST_TEST(outcome.failure().attributes == Lines{"parentOrgUnitId"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tenth_level_is_refused_and_a_setting_lifts_that) {
    orgUnitIs("o9", R"("displayLevel":9)");
    const auto outcome = create(newUnit({parent("o9")}));
    BOOST_TEST((outcome.code() == ErrorCode::kQuotaExceeded));
    BOOST_TEST(outcome.failure().message ==
               "org unit \"営業部\" would be level 10; LINE WORKS takes 9 levels, counted from the "
               "realm's org unit; nothing was sent");
    set("maxOrgDepth", Value(0));
    orgUnitIs("o9", R"("displayLevel":9)");
    made("o10");
    BOOST_TEST(create(newUnit({parent("o9")})).isOk());
}

BOOST_AUTO_TEST_CASE(names_places_and_addresses_are_checked) {
    const auto refusedFor = [&](const char* name, Value value) {
        std::vector<Attribute> attributes = newUnit();
        std::erase_if(attributes, [&](const Attribute& one) { return one.name() == name; });
        attributes.emplace_back(name, std::move(value));
        const auto outcome = create(attributes);
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue), name);
        BOOST_TEST(outcome.failure().attributes == Lines{name}, boost::test_tools::per_element());
    };
    refusedFor("__NAME__", Value("A#1"));
    refusedFor("displayOrder", Value(0));
    refusedFor("email", Value(".a@example.com"));
    refusedFor("externalKey", Value("a/b"));
    refusedFor("email", Value("sales@b c"));
    refusedFor("email", Value("sales@-b.example"));
    const auto named = [](const char* language, const char* name) {
        return Value(ObjectValue({Attribute("language", language), Attribute("name", name)}));
    };
    const auto refusedNames = [&](std::vector<Value> names) {
        const auto outcome = create(newUnit({Attribute::list("i18nNames", std::move(names))}));
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
        BOOST_TEST(outcome.failure().attributes == Lines{"i18nNames"},
                   boost::test_tools::per_element());
    };
    refusedNames({named("en_US", "Sales😀")});
    refusedNames({named("en_US", "Sales#1")});
    refusedNames({named("en_US", "")});
    refusedNames({named("en_US", "Sales"), named("en_US", "Trade")});
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(features_of_the_message_room_need_it) {
    const auto outcome = create(newUnit({Attribute("useNote", Value(true))}));
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message ==
               "useNote would be on without useMessage; LINE WORKS keeps notes, calendar, tasks "
               "and folder in the message room");
    BOOST_TEST(outcome.failure().attributes == Lines{"useNote"}, boost::test_tools::per_element());
    orgUnitIs("o1", R"("useMessage":false)");
    BOOST_TEST((update("o1", {replace("useTask", Value(true))}).code() ==
                ErrorCode::kInvalidAttributeValue));
    orgUnitIs("o1", R"("useMessage":true)");
    host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o1")});
    BOOST_TEST(update("o1", {replace("useTask", Value(true))}).isOk());
}

BOOST_AUTO_TEST_CASE(nothing_within_a_hidden_org_unit_is_shown) {
    const std::string hidden = R"("displayLevel":1,"visible":false)";
    orgUnitIs("o1", hidden);
    const auto shown = create(newUnit({parent("o1")}));
    BOOST_TEST((shown.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(shown.failure().message.find("is hidden, and nothing within it can be visible") !=
               std::string::npos);
    BOOST_TEST(shown.failure().hint.find("visible=false") != std::string::npos);
    orgUnitIs("o1", hidden);
    made("o2");
    BOOST_TEST(create(newUnit({parent("o1"), Attribute("visible", Value(false))})).isOk());

    orgUnitIs("o3", R"("displayLevel":1,"visible":true)");
    orgUnitIs("o1", hidden);
    listIs({orgUnitJson("o1"), orgUnitJson("o3")});
    BOOST_TEST((update("o3", {replace("parentOrgUnitId", Value(Reference{"o1"}))}).code() ==
                ErrorCode::kInvalidAttributeValue));
    orgUnitIs("o3", R"("displayLevel":2,"visible":false,"parentOrgUnitId":"o1")");
    orgUnitIs("o1", hidden);
    BOOST_TEST((update("o3", {replace("visible", Value(true))}).code() ==
                ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_org_unit_is_a_conflict) {
    host.answer("__ORGUNIT__.CREATEOP",
                refused(ErrorCode::kInvalidAttributeValue, 400, "INVALID_PARAMETER", "no"));
    orgUnitIs("o7", R"("orgUnitExternalKey":"sales")");
    const auto outcome = create(newUnit());
    BOOST_TEST((outcome.code() == ErrorCode::kConflict));
    BOOST_TEST(outcome.failure().message.find("\"o7\"") != std::string::npos);
    BOOST_TEST(outcome.failure().message ==
               "the External Key \"sales\" belongs to org unit \"Unit o7\" (id \"o7\")");
}

BOOST_AUTO_TEST_CASE(an_org_unit_of_that_name_and_place_without_a_key_is_taken_over) {
    set("adoptExisting", Value(true));
    listIs({orgUnitJson("o1"),
            orgUnitJson("o2", R"("orgUnitName":"営業部","parentOrgUnitId":"o1")"),
            orgUnitJson("o3", R"("orgUnitName":"営業部")")});
    orgUnitIs("o3", R"("orgUnitName":"営業部","displayOrder":1)");
    orgUnitIs("o3", R"("orgUnitName":"営業部","displayOrder":1)");
    host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o3")});
    const auto outcome = create(newUnit());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().uid == "o3");
    BOOST_TEST(outcome.hasNotice("adopted"));
    BOOST_TEST(host.requests().back() ==
               R"([profile] __ORGUNIT__.UPDATEOP o3 {"orgUnitExternalKey":"sales"})");
}

BOOST_AUTO_TEST_CASE(two_of_that_name_without_keys_are_for_a_person) {
    set("adoptExisting", Value(true));
    listIs({orgUnitJson("o2", R"("orgUnitName":"営業部")"),
            orgUnitJson("o3", R"("orgUnitName":"営業部")")});
    orgUnitIs("o2", R"("orgUnitName":"営業部")");
    orgUnitIs("o3", R"("orgUnitName":"営業部")");
    BOOST_TEST((create(newUnit()).code() == ErrorCode::kConflict));
}

BOOST_AUTO_TEST_CASE(one_that_has_a_key_is_another_one) {
    set("adoptExisting", Value(true));
    listIs({orgUnitJson("o2", R"("orgUnitName":"営業部","orgUnitExternalKey":"old")")});
    orgUnitIs("o2", R"("orgUnitName":"営業部","orgUnitExternalKey":"old")");
    made("o3");
    BOOST_TEST(create(newUnit()).writes.front().uid == "o3");
}

BOOST_AUTO_TEST_CASE(a_resumed_create_goes_on_with_the_org_unit_it_has_taken_over) {
    set("adoptExisting", Value(true));
    const std::string taken =
        R"("orgUnitName":"営業部","orgUnitExternalKey":"sales","displayOrder":1)";
    for (const bool resumes : {false, true}) {
        isResumed = resumes;
        listIs({orgUnitJson("o2", taken)});
        host.answer("__ORGUNIT__.CREATEOP",
                    refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "there"));
        orgUnitIs("o2", taken);  // the walk for those without a key reads each hit
        orgUnitIs("o2", taken);
        if (resumes) {
            orgUnitIs("o2", taken);
            host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o2", taken)});
            host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP", {.body = orgUnitJson("o2", taken)});
        }
        const auto outcome = create(newUnit());
        BOOST_TEST(outcome.isOk() == resumes);
        if (resumes) {
            BOOST_REQUIRE(!outcome.writes.empty());
            BOOST_TEST(outcome.writes.front().uid == "o2");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_parent_just_made_is_waited_for) {
    orgUnitIs("o1", R"("displayLevel":1)");
    host.answer("__ORGUNIT__.CREATEOP",
                refused(ErrorCode::kRetryable, 404, "ORGUNIT_NOT_EXIST", "no parent"));
    orgUnitIs("o1", R"("displayLevel":1)");
    BOOST_TEST(create(newUnit({parent("o1")})).failure().isRetryable());
}

BOOST_AUTO_TEST_CASE(a_parent_that_went_meanwhile_is_no_reason_to_wait) {
    orgUnitIs("o1", R"("displayLevel":1)");
    host.answer("__ORGUNIT__.CREATEOP",
                refused(ErrorCode::kRetryable, 404, "ORGUNIT_NOT_EXIST", "no parent"));
    noOrgUnit();
    BOOST_TEST(create(newUnit({parent("externalKey:head")})).failure().message ==
               "org unit \"externalKey:head\" is not in LINE WORKS: provision organisations first");
}

BOOST_AUTO_TEST_CASE(an_update_patches_what_changes) {
    orgUnitIs("o1", R"("description":"古い","visible":true,"useNote":true)");
    host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o1")});
    const auto outcome = update("o1", {replace("__NAME__", "本社"), replace("visible", Value(true)),
                                       cleared("description")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().name == "本社");
    BOOST_TEST(host.requests().back() ==
               R"([profile] __ORGUNIT__.UPDATEOP o1 {"orgUnitName":"本社","description":null})");
}

BOOST_AUTO_TEST_CASE(a_new_parent_goes_by_a_move_with_the_place) {
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":3,"displayLevel":3)");
    orgUnitIs("o5", R"("displayLevel":2)");
    host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP",
                {.body = orgUnitJson("o2", R"("parentOrgUnitId":"o5")")});
    BOOST_TEST(
        update("o2", {replace("parentOrgUnitId", Value(Reference{"externalKey:hr"}))}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([move] __ORGUNIT__.parentOrgUnitId.UPDATEOP o2 {"parentOrgUnitId":"o5",)"
               R"("displayOrder":3})");
}

BOOST_AUTO_TEST_CASE(a_new_place_names_the_parent_too) {
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":3)");
    host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP",
                {.body = orgUnitJson("o2", R"("parentOrgUnitId":"o1")")});
    BOOST_TEST(update("o2", {replace("displayOrder", Value(1))}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([move] __ORGUNIT__.parentOrgUnitId.UPDATEOP o2 {"parentOrgUnitId":"o1",)"
               R"("displayOrder":1})");
}

BOOST_AUTO_TEST_CASE(a_move_to_the_top_that_did_not_happen_is_found_out) {
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":1)");
    host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP",
                {.body = orgUnitJson("o2", R"("parentOrgUnitId":"o1")")});
    const auto stays = update("o2", {cleared("parentOrgUnitId")});
    BOOST_TEST((stays.code() == ErrorCode::kProtocol));
    BOOST_TEST(host.requests().back() ==
               R"([move] __ORGUNIT__.parentOrgUnitId.UPDATEOP o2 {"parentOrgUnitId":null,)"
               R"("displayOrder":1})");
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":1)");
    host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP", {.body = orgUnitJson("o2")});
    BOOST_TEST(update("o2", {cleared("parentOrgUnitId")}).isOk());
}

BOOST_AUTO_TEST_CASE(what_is_within_counts_when_a_move_goes_deeper) {
    orgUnitIs("o2", R"("displayOrder":1)");
    orgUnitIs("o7", R"("displayLevel":7)");
    listIs({orgUnitJson("o2"), orgUnitJson("o3", R"("parentOrgUnitId":"o2")"),
            orgUnitJson("o4", R"("parentOrgUnitId":"o3")")});
    const auto outcome = update("o2", {replace("parentOrgUnitId", Value(Reference{"o7"}))});
    BOOST_TEST((outcome.code() == ErrorCode::kQuotaExceeded));
    BOOST_TEST(outcome.failure().message.find("would take org units within it to level 10") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_so_already_sends_nothing) {
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":3)");
    orgUnitIs("o1");
    BOOST_TEST(update("o2", {replace("parentOrgUnitId", Value(Reference{"o1"})),
                             replace("displayOrder", Value(3))})
                   .isOk());
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_resumed_update_plans_all_of_it_though_all_is_so) {
    isResumed = true;
    orgUnitIs("o2", R"("parentOrgUnitId":"o1","displayOrder":3,"description":"A")");
    host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o2")});
    host.answer("__ORGUNIT__.parentOrgUnitId.UPDATEOP",
                {.body = orgUnitJson("o2", R"("parentOrgUnitId":"o1")")});
    BOOST_TEST(
        update("o2", {replace("description", "A"), replace("displayOrder", Value(3))}).isOk());
    BOOST_TEST(host.requests() == (Lines{"__ORGUNIT__.GETOP o2",
                                         R"([profile] __ORGUNIT__.UPDATEOP o2 {"description":"A"})",
                                         R"([move] __ORGUNIT__.parentOrgUnitId.UPDATEOP o2 )"
                                         R"({"parentOrgUnitId":"o1","displayOrder":3})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(mail_users_are_read_and_written_as_members) {
    orgUnitIs("o1", R"("membersAllowedToUseOrgUnitEmailAsSender":[{"userId":"u1"}])");
    host.answer("__ORGUNIT__.UPDATEOP", {.body = orgUnitJson("o1")});
    BOOST_TEST(update("o1", {added("emailSenders", {Value(Reference{"u2"})})}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([profile] __ORGUNIT__.UPDATEOP o1 {"membersAllowedToUseOrgUnitEmailAsSender":)"
               R"([{"userId":"u1"},{"userId":"u2"}]})");
}

BOOST_AUTO_TEST_CASE(an_org_unit_is_deleted_when_nothing_is_within) {
    orgUnitIs("o2");
    listIs({orgUnitJson("o2"), orgUnitJson("o3")});
    host.answer("__ORGUNIT__.DELETEOP", kDone);
    BOOST_TEST(remove("externalKey:sales").isOk());
    BOOST_TEST(host.requests().back() == "[delete] __ORGUNIT__.DELETEOP o2");

    orgUnitIs("o2");
    listIs({orgUnitJson("o3", R"("parentOrgUnitId":"o2","orgUnitName":"一課")")});
    const auto kept = remove("o2");
    BOOST_TEST((kept.code() == ErrorCode::kConflict));
    BOOST_TEST(kept.failure().message.find("the first \"一課\"") != std::string::npos);

    options = {Attribute("withEmptyOrgUnits", Value(true))};
    orgUnitIs("o2");
    host.answer("__ORGUNIT__.DELETEOP", kDone);
    BOOST_TEST(remove("o2").isOk());
}

BOOST_AUTO_TEST_CASE(members_within_are_told_whatever_line_works_calls_it) {
    options = {Attribute("withEmptyOrgUnits", Value(true))};
    const std::pair<ErrorCode, int> rows[] = {{ErrorCode::kConflict, 400},
                                              {ErrorCode::kConflict, 409},
                                              {ErrorCode::kPermissionDenied, 403}};
    for (const auto& [code, status] : rows) {
        orgUnitIs("o2");
        host.answer("__ORGUNIT__.DELETEOP", refused(code, status, "X", "no"));
        host.answer("__ORGUNIT__.members.SEARCHOP", {.records = {R"({"userId":"u1"})"}});
        const auto outcome = remove("o2");
        BOOST_TEST((outcome.code() == ErrorCode::kConflict), status);
        BOOST_TEST(outcome.failure().message.find("members are in org unit") != std::string::npos);
    }
    orgUnitIs("o2");
    host.answer("__ORGUNIT__.DELETEOP", refused(ErrorCode::kPermissionDenied, 403, "X", "no"));
    host.answer("__ORGUNIT__.members.SEARCHOP", {});
    BOOST_TEST((remove("o2").code() == ErrorCode::kPermissionDenied));
}

BOOST_AUTO_TEST_CASE(members_are_read_only_when_asked_for) {
    orgUnitIs("o1");
    BOOST_TEST(get("o1").objects.at(0).find("members") == nullptr);
    orgUnitIs("o1");
    host.answer("__ORGUNIT__.members.SEARCHOP",
                {.nextPageToken = "c", .records = {R"({"userId":"u1"})"}});
    host.answer("__ORGUNIT__.members.SEARCHOP", {.records = {R"({"userId":"u2"})"}});
    BOOST_TEST(get("o1", {"members"}).objects.at(0).find("members")->values().size() == 2U);
    listIs({orgUnitJson("o1")});
    host.answer("__ORGUNIT__.members.SEARCHOP", {.records = {R"({"userId":"u1"})"}});
    const auto found = search("members = u1");
    BOOST_TEST(found.objects.size() == 1U);
    BOOST_TEST(found.hasNotice("search-reads-each-org-unit"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_requests) {
    isDryRun = true;
    BOOST_TEST(create(newUnit({parent("o1")})).isOk());
    BOOST_TEST(update("o2", {cleared("parentOrgUnitId"), replace("description", "x")}).isOk());
    BOOST_TEST(host.requests().back() ==
               R"([move] __ORGUNIT__.parentOrgUnitId.UPDATEOP o2 {"parentOrgUnitId":null,)"
               R"("displayOrder":1})");
}

BOOST_AUTO_TEST_SUITE_END()
