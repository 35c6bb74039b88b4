#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"
#include <muster/core/check_finding.h>

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

struct CheckFixture : LineWorksFixture {
    CheckFixture() { objectClass = "__ORGUNIT__"; }

    void orgUnitsAre(std::vector<std::string> records) {
        host.answer("__ORGUNIT__.SEARCHOP", {.records = std::move(records)});
    }
    void membersAre(std::vector<std::string> records) {
        host.answer("SEARCHOP", {.records = std::move(records)});
    }
    /** The realm `o1` and members in it. */
    void membersOfOneUnitAre(std::vector<std::string> records) {
        orgUnitsAre({keyed("o1")});
        membersAre(std::move(records));
    }
    static std::string keyed(const std::string& id, const std::string& more = "") {
        return orgUnitJson(
            id, "\"orgUnitExternalKey\":\"k-" + id + "\"" + (more.empty() ? "" : "," + more));
    }
    static std::string below(const std::string& id, const std::string& parent) {
        return keyed(id, "\"parentOrgUnitId\":\"" + parent + "\"");
    }
    static std::string member(const std::string& id, const std::string& more = "",
                              const std::string& postMore = R"("primary":true)") {
        return userJson(id, (more.empty() ? "" : more + ",") + organizations(post("o1", postMore)));
    }
    /** `code class uid` of each finding. */
    Lines codes() {
        Lines all;
        outcome = check();
        BOOST_TEST(outcome.isOk());
        for (const ConnectorObject& object : outcome.objects) {
            const Result<CheckFinding> finding = findingOf(object);
            BOOST_REQUIRE(finding.hasValue());
            found.push_back(*finding);
            all.push_back(finding->code + " " + finding->objectClass + " " + finding->uid);
        }
        return all;
    }

    muster::support::Outcome outcome;
    std::vector<CheckFinding> found;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_check_tests, CheckFixture)

BOOST_AUTO_TEST_CASE(nothing_is_found_where_all_is_well) {
    orgUnitsAre({keyed("o1"), below("o2", "o1")});
    membersAre({member("u1", "", R"("primary":true,"isManager":true)"), member("u2"),
                userJson("u3", organizations(post("o2", R"("primary":true)") + "," + post("o1")))});
    BOOST_TEST(codes().empty());
    BOOST_TEST(host.requests() == (Lines{"__ORGUNIT__.SEARCHOP 100", "SEARCHOP 100"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(missing_and_illegal_external_keys_are_found) {
    orgUnitsAre({orgUnitJson("o1"), keyed("o3", R"("parentOrgUnitId":"o1")"),
                 orgUnitJson("o2", R"("parentOrgUnitId":"o1","orgUnitExternalKey":"a/b")")});
    membersAre(
        {member("u1", R"("userExternalKey":null)"), member("u2", R"("userExternalKey":"50%")")});
    BOOST_TEST(
        codes() == (Lines{"no-external-key __ORGUNIT__ o1", "illegal-external-key __ORGUNIT__ o2",
                          "no-external-key __ACCOUNT__ u1", "illegal-external-key __ACCOUNT__ u2"}),
        boost::test_tools::per_element());
    BOOST_TEST(found[0].message == "org unit \"Unit o1\" has no External Key");
    BOOST_TEST((found[0].severity == CheckFinding::Severity::kWarning));
    BOOST_TEST(found[1].message.starts_with("org unit \"Unit o1 > Unit o2\" has the External Key"));
    BOOST_TEST(found[3].message ==
               "member \"u2@example.com\" has the External Key \"50%\", which holds \"%\" "
               "(U+0025) and so addresses nobody");
    BOOST_TEST((found[3].severity == CheckFinding::Severity::kError));
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_an_error_where_nothing_is_adopted) {
    set("adoptExisting", Value(false));
    membersOfOneUnitAre({member("u1", R"("userExternalKey":null)")});
    BOOST_TEST(codes() == Lines{"no-external-key __ACCOUNT__ u1"},
               boost::test_tools::per_element());
    BOOST_TEST((found[0].severity == CheckFinding::Severity::kError));
}

BOOST_AUTO_TEST_CASE(a_tenth_level_is_found_counted_from_the_realm) {
    Lines records = {keyed("o1")};
    for (int level = 2; level <= 10; ++level) {
        records.push_back(below("o" + std::to_string(level), "o" + std::to_string(level - 1)));
    }
    orgUnitsAre(records);
    membersAre({});
    BOOST_TEST(codes() == Lines{"too-deep __ORGUNIT__ o10"}, boost::test_tools::per_element());
    BOOST_TEST(found[0].message.ends_with("is on level 10, counted from the realm; 9 are allowed"),
               found[0].message);
    set("maxOrgDepth", Value(10));
    orgUnitsAre(records);
    membersAre({});
    BOOST_TEST(codes().empty());
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_hangs_nowhere_is_found) {
    orgUnitsAre({keyed("o1"), below("o2", "gone"), below("o3", "o4"), below("o4", "o3")});
    membersAre({});
    BOOST_TEST(
        codes() == (Lines{"parent-not-there __ORGUNIT__ o2", "parent-not-there __ORGUNIT__ o3",
                          "parent-not-there __ORGUNIT__ o4"}),
        boost::test_tools::per_element());
    BOOST_TEST(found[0].message ==
               "org unit \"Unit o2\" has the parent \"gone\", and no way leads from there to the "
               "top");
}

BOOST_AUTO_TEST_CASE(members_outside_of_the_realm_and_its_suffix_are_found) {
    orgUnitsAre({keyed("o1"), keyed("o9")});
    membersAre({member("u1"), member("u2"),
                userJson("u3", R"("email":"u3@other.example",)" +
                                   organizations(post("o9", R"("primary":true)"))),
                userJson("u4")});
    BOOST_TEST(codes() == (Lines{"other-suffix __ACCOUNT__ u3", "other-realm __ACCOUNT__ u3",
                                 "no-post __ACCOUNT__ u4"}),
               boost::test_tools::per_element());
    BOOST_TEST(found[0].message ==
               "member \"u3@other.example\" has another suffix behind \"@\" than \"example.com\"");
    BOOST_TEST(found[1].message ==
               "member \"u3@other.example\" has a post that is not under the realm \"Unit o1\"");
}

BOOST_AUTO_TEST_CASE(suffixes_that_the_settings_name_are_legal) {
    set("emailDomains", Value("example.com @other.example"));
    membersOfOneUnitAre({member("u1"), member("u2", R"("email":"u2@other.example")"),
                         member("u3", R"("email":"u3@third.example")")});
    BOOST_TEST(codes() == Lines{"other-suffix __ACCOUNT__ u3"}, boost::test_tools::per_element());
    BOOST_TEST(found[0].message.ends_with("than \"example.com\", \"other.example\""));
}

BOOST_AUTO_TEST_CASE(two_managers_and_main_posts_that_are_not_unique_are_found) {
    orgUnitsAre({keyed("o1"), below("o2", "o1")});
    membersAre({member("u1", "", R"("primary":true,"isManager":true)"),
                member("u2", "", R"("primary":true,"isManager":true)"), member("u3", "", ""),
                userJson("u4", organizations(post("o1", R"("primary":true)") + "," +
                                             post("o2", R"("primary":true)"))),
                userJson("u5", R"("organizations":[{"domainId":1001,"primary":false,"orgUnits":[)" +
                                   post("o1", R"("primary":true)") + "]}]")});
    BOOST_TEST(codes() == (Lines{"main-post-not-unique __ACCOUNT__ u3",
                                 "main-post-not-unique __ACCOUNT__ u4",
                                 "main-organization-not-unique __ACCOUNT__ u5",
                                 "manager-not-unique __ORGUNIT__ o1"}),
               boost::test_tools::per_element());
    BOOST_TEST(found[3].message ==
               "org unit \"Unit o1\" has 2 managers: \"u1@example.com\", \"u2@example.com\"; "
               "expected one");
}

BOOST_AUTO_TEST_CASE(names_and_phonetics_that_are_not_legal_are_found) {
    orgUnitsAre({keyed("o1", R"("orgUnitName":"営業#1")")});
    membersAre({member("u1", R"("userName":{"lastName":"森田😀","firstName":"愛子",)"
                             R"("phoneticLastName":"もりた"})")});
    BOOST_TEST(codes() == (Lines{"illegal-name __ORGUNIT__ o1", "illegal-name __ACCOUNT__ u1",
                                 "illegal-phonetic __ACCOUNT__ u1"}),
               boost::test_tools::per_element());
    BOOST_TEST(found[0].message == "org unit \"営業#1\" has a name that holds \"#\" (U+0023)");
    BOOST_TEST(found[1].message.ends_with("lastName \"森田😀\" holds \"😀\" (U+1F600)"),
               found[1].message);
}

BOOST_AUTO_TEST_CASE(the_state_of_single_sign_on_is_told) {
    membersOfOneUnitAre({member("u1", R"("isPending":true)")});
    BOOST_TEST(codes() == Lines{"pending __ACCOUNT__ u1"}, boost::test_tools::per_element());
    set("singleSignOn", Value(false));
    membersOfOneUnitAre({member("u1", R"("isPending":true)")});
    BOOST_TEST(codes() == Lines{"no-single-sign-on __TARGET__ 1001"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_deleted_member_who_keeps_a_key_is_told_and_counts_for_nothing_else) {
    membersOfOneUnitAre({member("u1"), userJson("u2", R"("isDeleted":true)")});
    BOOST_TEST(codes() == Lines{"deleted-keeps-key __ACCOUNT__ u2"},
               boost::test_tools::per_element());
    set("undeleteExisting", Value(true));
    membersOfOneUnitAre({member("u1"), userJson("u2", R"("isDeleted":true)")});
    BOOST_TEST(codes().empty());
}

BOOST_AUTO_TEST_CASE(a_plan_that_writes_nothing_is_an_error) {
    set("plan", Value("free"));
    membersOfOneUnitAre({member("u1")});
    BOOST_TEST(codes() == Lines{"plan-reads-only __TARGET__ 1001"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_check_that_has_told_enough_reads_no_further) {
    stopAfter = 1;
    orgUnitsAre({orgUnitJson("o1"), orgUnitJson("o2")});
    BOOST_TEST(codes() == Lines{"no-external-key __ORGUNIT__ o1"},
               boost::test_tools::per_element());
    host.answer("__ORGUNIT__.SEARCHOP", {.records = {keyed("o1")}});
    host.answer("SEARCHOP",
                {.nextPageToken = "c1", .records = {userJson("u1", R"("userExternalKey":null)")}});
    BOOST_TEST(codes() == Lines{"no-external-key __ACCOUNT__ u1"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_list_that_cannot_be_read_fails_the_check) {
    host.answer("__ORGUNIT__.SEARCHOP",
                refused(ErrorCode::kPermissionDenied, 403, "FORBIDDEN", "no scope"));
    const auto failed = check();
    BOOST_TEST((failed.code() == ErrorCode::kPermissionDenied));
}

BOOST_AUTO_TEST_SUITE_END()
