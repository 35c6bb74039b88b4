#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

Answer made(const std::string& id, const std::string& more = "") {
    return {.httpStatus = 201, .body = userJson(id, more), .uid = id};
}

/** What no vendor page settles: a duplicate may come under any of these. */
struct Duplicate {
    ErrorCode code;
    int status;
    const char* targetCode;
};

constexpr Duplicate kDuplicates[] = {{ErrorCode::kAlreadyExists, 409, "ALREADY_EXIST"},
                                     {ErrorCode::kAlreadyExists, 409, "CONFLICT"},
                                     {ErrorCode::kAlreadyExists, 409, "USER_ALREADY_EXIST"},
                                     {ErrorCode::kInvalidAttributeValue, 400, "BAD_REQUEST"},
                                     {ErrorCode::kInvalidAttributeValue, 400, "INVALID_PARAMETER"}};

Answer refusedBy(const Duplicate& duplicate) {
    return refused(duplicate.code, duplicate.status, duplicate.targetCode, "no");
}

const Answer kWrongData =
    refused(ErrorCode::kInvalidAttributeValue, 400, "INVALID_PARAMETER", "bad data");

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_create_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(a_member_is_made_by_one_request) {
    host.answer("CREATEOP", made("u1"));
    const auto outcome = create(newMember());
    BOOST_TEST(outcome.isOk());
    BOOST_REQUIRE(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.front().uid == "u1");
    BOOST_TEST(outcome.writes.front().state == "active");
    BOOST_TEST(!outcome.writes.front().accepted);
    BOOST_TEST(
        host.requests() ==
            Lines{R"([create] CREATEOP {"domainId":1001,"userName":{"lastName":"森田",)"
                  R"("firstName":"愛子"},"email":"aiko@example.com","userExternalKey":"k1"})"},
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_whole_body_has_line_works_own_shape) {
    host.answer("CREATEOP", made("u1"));
    const Value messenger =
        Value(ObjectValue({Attribute("protocol", "LINE"), Attribute("messengerId", "aiko")}));
    const Value property = Value(
        ObjectValue({Attribute("propertyName", "floor"), Attribute::list("number", {Value(3)})}));
    const Value several = Value(
        ObjectValue({Attribute("propertyName", "desk"), Attribute::list("value", {Value("A")}),
                     Attribute("multiValued", Value(true))}));
    const Value relation = Value(ObjectValue(
        {Attribute("relationUserId", Value(Reference{"u9"})), Attribute("relationName", "上司")}));
    BOOST_TEST(create({Attribute("__NAME__", "aiko@example.com"), Attribute("lastName", "森田"),
                       Attribute("phoneticLastName", "モリタ"),
                       Attribute::list("aliasEmails", {Value("morita@example.com")}),
                       Attribute("messenger", messenger),
                       Attribute("activationDate", Value(Time{1'700'000'000'123'456})),
                       Attribute::list("customProperties", {property, several}),
                       Attribute::list("relations", {relation}),
                       Attribute("levelId", Value(Reference{"l1"})),
                       Attribute("passwordCreationType", "ADMIN"),
                       Attribute("__PASSWORD__", Secret("abcd1234"))})
                   .isOk());
    BOOST_TEST(host.requests() ==
                   Lines{R"([create] CREATEOP {"domainId":1001,"userName":{"lastName":"森田",)"
                         R"("phoneticLastName":"モリタ"},"email":"aiko@example.com",)"
                         R"("aliasEmails":["morita@example.com"],)"
                         R"("messenger":{"protocol":"LINE","messengerId":"aiko"},)"
                         R"("activationDate":"2023-11-14T22:13:20Z",)"
                         R"("relations":[{"relationUserId":"u9","relationName":"上司"}],)"
                         R"("customProperties":{"floor":3,"desk":["A"]},)"
                         R"("passwordConfig":{"passwordCreationType":"ADMIN","password":***},)"
                         R"("organizations":[{"domainId":1001,"primary":true,"levelId":"l1",)"
                         R"("orgUnits":[]}]})"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_breaks_a_rule_is_refused_before_anything_is_sent) {
    const std::pair<const char*, Value> rows[] = {
        {"nickName", "花😀"},        {"externalKey", "50%"},
        {"telephone", "電話"},      {"privateEmail", "a b@example.com"},
        {"__NAME__", "a1@b c"},     {"__NAME__", "a1@example..com"},
        {"birthday", "2023-02-29"}, {"timeZone", "東京"},
        {"privateEmail", "none"},   {"phoneticLastName", "もりた"}};
    for (const auto& [attribute, value] : rows) {
        std::vector<Attribute> attributes = newMember();
        std::erase_if(attributes, [&](const Attribute& one) { return one.name() == attribute; });
        attributes.emplace_back(attribute, value);
        const auto outcome = create(attributes);
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
        BOOST_TEST(outcome.failure().attributes == Lines{attribute},
                   boost::test_tools::per_element());
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(lists_that_contradict_themselves_are_refused) {
    const auto link = [](std::vector<Attribute> parts) {
        return Value(
            ObjectValue({Attribute("propertyName", "page"),
                         Attribute::list("link", {Value(ObjectValue(std::move(parts)))})}));
    };
    const std::pair<const char*, std::vector<Value>> rows[] = {
        {"customProperties", {link({Attribute("text", "here")})}},
        {"orgUnits", {postValue("o1"), postValue("o1", {Attribute("isManager", Value(true))})}}};
    for (const auto& [attribute, values] : rows) {
        const auto outcome = create(newMember({Attribute::list(attribute, values)}));
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue), attribute);
        BOOST_TEST(outcome.failure().attributes == Lines{attribute},
                   boost::test_tools::per_element());
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(variants_of_kanji_are_written_in_names) {
    host.answer("CREATEOP", made("u1"));
    BOOST_TEST(create({Attribute("__NAME__", "aiko@example.com"), Attribute("externalKey", "k1"),
                       Attribute("lastName", "葛\xF3\xA0\x84\x80城")})
                   .isOk());
    const auto blank =
        create({Attribute("__NAME__", "aiko@example.com"), Attribute("lastName", " 　")});
    BOOST_TEST((blank.code() == ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(phonetics_that_are_no_katakana_can_be_left_out) {
    set("illegalPhonetics", Value("drop"));
    host.answer("CREATEOP", made("u1"));
    const auto outcome = create(newMember({Attribute("phoneticLastName", "もりた")}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("phonetic-left-out"));
    BOOST_TEST(host.requests().front().find("phonetic") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(addresses_are_sent_in_small_letters) {
    host.answer("CREATEOP", made("u1"));
    const auto outcome =
        create({Attribute("__NAME__", "Aiko.Morita@Example.com"), Attribute("lastName", "森田")});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("address-in-small-letters"));
    BOOST_TEST(host.requests().front().find("aiko.morita@example.com") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_member_who_waits_for_the_first_sign_in_is_accepted) {
    host.answer("CREATEOP", made("u1", R"("isPending":true)"));
    const auto outcome = create(newMember());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "pending");
    BOOST_TEST(outcome.writes.front().accepted);
}

BOOST_AUTO_TEST_CASE(a_disabled_member_is_suspended_and_a_pending_one_later) {
    host.answer("CREATEOP", made("u1"));
    host.answer("__ENABLE__.DELETEOP", {.httpStatus = 204});
    const auto outcome = create(newMember({Attribute("__ENABLE__", Value(false))}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "suspended");
    BOOST_TEST(host.requests().back() == "[suspend] __ENABLE__.DELETEOP u1");

    host.answer("CREATEOP", made("u2", R"("isPending":true)"));
    const auto pending = create(newMember({Attribute("__ENABLE__", Value(false))}));
    BOOST_TEST(pending.isOk());
    BOOST_TEST(pending.hasNotice("suspension-deferred"));
    BOOST_REQUIRE(pending.writes.front().deferred.size() == 1U);
    BOOST_TEST(pending.writes.front().deferred.front().name() == "__ENABLE__");
}

BOOST_AUTO_TEST_CASE(a_refusal_to_suspend_the_new_member_counts_as_done_once_suspended) {
    host.answer("CREATEOP", made("u1"));
    host.answer("__ENABLE__.DELETEOP",
                refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "suspended"));
    userIs("u1", R"("isSuspended":true)");
    const auto outcome = create(newMember({Attribute("__ENABLE__", Value(false))}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "suspended");
}

BOOST_AUTO_TEST_CASE(a_resumed_create_goes_on_with_the_member_it_has_taken_over) {
    for (const bool resumes : {false, true}) {
        isResumed = resumes;
        host.answer("CREATEOP", refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "there"));
        const std::string taken = R"("email":"aiko@example.com","userExternalKey":"k1")";
        userIs("u1", taken);
        userIs("u1", taken);
        if (resumes) {
            host.answer("UPDATEOP", {.body = userJson("u1", taken)});
        }
        const auto outcome = create(newMember());
        BOOST_TEST(outcome.isOk() == resumes);
        if (resumes) {
            BOOST_TEST(outcome.writes.front().uid == "u1");
            BOOST_TEST(host.requests().back().starts_with("[profile] UPDATEOP u1 "));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_failed_suspension_leaves_the_member_and_says_so) {
    host.answer("CREATEOP", made("u1"));
    host.answer("__ENABLE__.DELETEOP",
                refused(ErrorCode::kRetryable, 429, "TOO_MANY_REQUESTS", "wait"));
    const auto outcome = create(newMember({Attribute("__ENABLE__", Value(false))}));
    BOOST_TEST((outcome.code() == ErrorCode::kRetryable));
    BOOST_REQUIRE(outcome.writes.size() == 1U);
    BOOST_TEST(outcome.writes.front().uid == "u1");
}

BOOST_AUTO_TEST_CASE(a_missing_org_unit_is_said_before_the_member_is_made) {
    noOrgUnit();
    const auto outcome =
        create(newMember({Attribute::list("orgUnits", {postValue("externalKey:sales")})}));
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(
        outcome.failure().message ==
        "org unit \"externalKey:sales\" is not in LINE WORKS: provision organisations first");
    BOOST_TEST(outcome.failure().attributes == Lines{"orgUnits"}, boost::test_tools::per_element());
    BOOST_TEST(host.requests() == Lines{"__ORGUNIT__.GETOP externalKey:sales"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(posts_are_sent_with_ids_and_one_main_one) {
    orgUnitIs("o1");
    orgUnitIs("o2");
    host.answer("CREATEOP", made("u1", organizations(post("o1") + "," + post("o2"))));
    const auto outcome = create(newMember(
        {Attribute::list("orgUnits", {postValue("externalKey:sales"),
                                      postValue("o2", {Attribute("isManager", Value(true))})})}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().deferred.empty());
    BOOST_TEST(host.requests().back().find(
                   R"("organizations":[{"domainId":1001,"primary":true,"userExternalKey":"k1",)"
                   R"("orgUnits":[{"orgUnitId":"o1","primary":true},)"
                   R"({"orgUnitId":"o2","isManager":true}]}])") != std::string::npos,
               host.requests().back());
}

BOOST_AUTO_TEST_CASE(a_post_that_line_works_passed_over_is_deferred) {
    orgUnitIs("o1");
    host.answer("CREATEOP", made("u1", organizations("")));
    orgUnitIs("o1");  // it is there still
    const auto outcome = create(newMember({Attribute::list("orgUnits", {postValue("o1")})}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("post-deferred"));
    BOOST_REQUIRE(outcome.writes.front().deferred.size() == 1U);
    BOOST_TEST(outcome.writes.front().deferred.front().name() == "orgUnits");
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_went_meanwhile_is_no_reason_to_wait) {
    const std::string missing =
        "org unit \"externalKey:sales\" is not in LINE WORKS: provision organisations first";
    const auto createInIt = [&] {
        return create(newMember({Attribute::list("orgUnits", {postValue("externalKey:sales")})}));
    };
    orgUnitIs("o1");
    host.answer("CREATEOP", refused(ErrorCode::kRetryable, 404, "ORGUNIT_NOT_EXIST", "no unit"));
    noOrgUnit();
    BOOST_TEST(createInIt().failure().message == missing);

    orgUnitIs("o1");
    host.answer("CREATEOP", kWrongData);
    nobodyIsThere();
    nobodyIsThere();
    noOrgUnit();
    BOOST_TEST(createInIt().failure().message == missing);

    // Where LINE WORKS takes what is not there, it has no name to show.
    orgUnitIs("o1");
    host.answer("CREATEOP", made("u1", organizations(post("o1", R"("orgUnitName":null)"))));
    noOrgUnit();
    const auto made = createInIt();
    BOOST_TEST(made.failure().message == missing);
    BOOST_TEST(made.writes.front().uid == "u1");
}

BOOST_AUTO_TEST_CASE(a_level_that_shows_no_name_is_told) {
    host.answer("CREATEOP", made("u1", organizations("", R"("levelId":"l1","levelName":null)")));
    const auto outcome = create(newMember({Attribute("levelId", Value(Reference{"l1"}))}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.notice("reference-not-named").find("level \"l1\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_org_unit_just_made_is_waited_for) {
    orgUnitIs("o1");
    host.answer("CREATEOP", refused(ErrorCode::kRetryable, 404, "ORGUNIT_NOT_EXIST", "no unit"));
    orgUnitIs("o1");
    const auto told = create(newMember({Attribute::list("orgUnits", {postValue("o1")})}));
    BOOST_TEST((told.code() == ErrorCode::kRetryable));
    BOOST_TEST((told.failure().retryAfter == std::chrono::seconds(30)));

    // The same under a code that tells nothing: what was kept of the org unit decides.
    host.memory["__ORGUNIT__ o1"] = {Attribute("madeAt", Value(Time::now()))};
    orgUnitIs("o1");
    host.answer("CREATEOP", kWrongData);
    nobodyIsThere();
    nobodyIsThere();
    orgUnitIs("o1");
    const auto untold = create(newMember({Attribute::list("orgUnits", {postValue("o1")})}));
    BOOST_TEST((untold.code() == ErrorCode::kRetryable));
    BOOST_TEST(untold.failure().isRetryable());

    host.memory["__ORGUNIT__ o1"] = {
        Attribute("madeAt", Value(Time{Time::now().microseconds - 700'000'000}))};
    orgUnitIs("o1");
    host.answer("CREATEOP", kWrongData);
    nobodyIsThere();
    nobodyIsThere();
    orgUnitIs("o1");
    const auto old = create(newMember({Attribute::list("orgUnits", {postValue("o1")})}));
    BOOST_TEST((old.code() == ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(a_login_id_in_use_is_told_whatever_line_works_calls_it) {
    for (const Duplicate& duplicate : kDuplicates) {
        host.answer("CREATEOP", refusedBy(duplicate));
        nobodyIsThere();  // by the External Key
        userIs("u7");
        const auto outcome = create(newMember());
        BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists), duplicate.targetCode);
        BOOST_TEST(outcome.failure().message.find("\"u7\"") != std::string::npos);
        BOOST_TEST(outcome.failure().message.find("External Key \"key-u7\"") != std::string::npos);
    }
    BOOST_TEST(host.requests().at(1) == "GETOP externalKey:k1");
    BOOST_TEST(host.requests().at(2) == "GETOP aiko@example.com");
}

BOOST_AUTO_TEST_CASE(a_key_of_somebody_else_is_a_conflict_whatever_line_works_calls_it) {
    for (const Duplicate& duplicate : kDuplicates) {
        host.answer("CREATEOP", refusedBy(duplicate));
        userIs("u7", R"("userExternalKey":"k1")");
        nobodyIsThere();
        const auto outcome = create(newMember());
        BOOST_TEST((outcome.code() == ErrorCode::kConflict), duplicate.targetCode);
        BOOST_TEST(outcome.failure().message.find("the External Key \"k1\" belongs to member "
                                                  "\"u7@example.com\"") != std::string::npos);
        BOOST_TEST(outcome.failure().attributes == Lines{"externalKey"},
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(refused_data_of_nobody_is_the_data) {
    host.answer("CREATEOP", kWrongData);
    nobodyIsThere();
    nobodyIsThere();
    const auto outcome = create(newMember());
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().message == "bad data");
    BOOST_TEST(outcome.failure().hint.find("alias") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(other_troubles_cost_no_look) {
    host.answer("CREATEOP", refused(ErrorCode::kPermissionDenied, 403, "ACCESS_DENIED", "no"));
    BOOST_TEST((create(newMember()).code() == ErrorCode::kPermissionDenied));
    BOOST_TEST(host.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_member_without_a_key_is_taken_over) {
    host.answer("CREATEOP", refusedBy(kDuplicates[0]));
    nobodyIsThere();
    userIs("u7", R"("userExternalKey":null,"email":"aiko@example.com")");
    host.answer("UPDATEOP", {.body = userJson("u7")});
    const auto outcome = create(newMember({Attribute("nickName", "あいちゃん")}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().uid == "u7");
    BOOST_TEST(outcome.hasNotice("adopted"));
    BOOST_TEST(host.requests().back() ==
               R"([profile] UPDATEOP u7 {"userExternalKey":"k1","nickName":"あいちゃん"})");
}

BOOST_AUTO_TEST_CASE(a_member_without_a_key_is_left_alone_when_that_is_said) {
    options = {Attribute("adopt", Value(false))};
    host.answer("CREATEOP", refusedBy(kDuplicates[0]));
    nobodyIsThere();
    userIs("u7", R"("userExternalKey":null)");
    const auto outcome = create(newMember());
    BOOST_TEST((outcome.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(outcome.failure().hint.find("adopt=true") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_deleted_member_holds_the_login_id_until_brought_back) {
    host.answer("CREATEOP", refusedBy(kDuplicates[0]));
    userIs("u7", R"("isDeleted":true)");
    userIs("u7", R"("isDeleted":true)");
    const auto held = create(newMember());
    BOOST_TEST((held.code() == ErrorCode::kAlreadyExists));
    BOOST_TEST(held.failure().hint.find("undelete=true") != std::string::npos);

    options = {Attribute("undelete", Value(true))};
    host.answer("CREATEOP", refusedBy(kDuplicates[0]));
    userIs("u7", R"("isDeleted":true)");
    userIs("u7", R"("isDeleted":true)");
    host.answer("undelete.UPDATEOP", {.body = userJson("u7")});
    userIs("u7", R"("email":"aiko@example.com","userExternalKey":"k1")");
    const auto back = create(newMember());
    BOOST_TEST(back.isOk());
    BOOST_TEST(back.writes.front().uid == "u7");
    BOOST_TEST(back.notice("adopted").find("brought back") != std::string::npos);
    BOOST_TEST(host.requests().at(host.requests().size() - 2) == "[undelete] undelete.UPDATEOP u7");
}

BOOST_AUTO_TEST_CASE(a_saved_answer_is_completed_by_a_read) {
    host.answer("CREATEOP", {.httpStatus = 201, .uid = "u1", .isReplayed = true});
    userIs("u1", R"("isPending":true)");
    const auto outcome = create(newMember());
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.front().state == "pending");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_member_leaves_the_id_that_was_told) {
    host.answer("CREATEOP", {.httpStatus = 201, .body = "{}", .uid = "u1"});
    const auto outcome = create(newMember());
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.writes.front().uid == "u1");
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_requests_and_makes_nobody) {
    isDryRun = true;
    const auto outcome = create(newMember(
        {Attribute::list("orgUnits", {postValue("o1")}), Attribute("__ENABLE__", Value(false))}));
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.writes.empty());
    BOOST_TEST(host.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(names_without_any_text_are_refused) {
    const auto outcome = create({Attribute("__NAME__", "aiko@example.com")});
    BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(outcome.failure().attributes == Lines{"lastName"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
