#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

Value pair(const char* part, const std::string& object, const std::string& key) {
    return Value(
        ObjectValue({Attribute(part, Value(object)), Attribute("externalKey", Value(key))}));
}

Attribute memberPairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::vector<Value> values;
    values.reserve(pairs.size());
    for (const auto& [member, key] : pairs) {
        values.push_back(pair("member", member, key));
    }
    return Attribute::list("pairs", std::move(values));
}

struct AdoptFixture : LineWorksFixture {
    AdoptFixture() { objectClass = "__ORGUNIT__"; }
    void membersAre(const std::vector<std::string>& records) {
        orgUnitIs("o1");
        host.answer("__ORGUNIT__.members.SEARCHOP", {.records = records});
    }
};

const char* const kKeyless = R"({"userId":"u1","userExternalKey":null})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_adopt_tests, AdoptFixture)

BOOST_AUTO_TEST_CASE(members_without_keys_get_theirs_in_one_request) {
    membersAre({kKeyless, R"({"userId":"u2","userExternalKey":null})",
                R"({"userId":"u3","userExternalKey":"k3"})"});
    userIs("u2");
    host.answer("externalKeys.UPDATEOP", kDone);
    const auto outcome = act("o1", "adopt-members",
                             {memberPairs({{"u1", "k1"}, {"u2@example.com", "k2"}, {"u3", "k3"}})});
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("already-so"));
    const std::string& sent = host.requests().back();
    BOOST_TEST(sent.starts_with("[keys:"));
    BOOST_TEST(sent.ends_with(R"(] externalKeys.UPDATEOP {"users":[{"id":"u1","externalKey":"k1"},)"
                              R"({"id":"u2","externalKey":"k2"}]})"),
               sent);
}

BOOST_AUTO_TEST_CASE(who_has_another_key_keeps_it_and_strangers_are_told) {
    membersAre({kKeyless, R"({"userId":"u3","userExternalKey":"old"})"});
    host.answer("externalKeys.UPDATEOP", kDone);
    const auto outcome =
        act("o1", "adopt-members", {memberPairs({{"u1", "k1"}, {"u3", "k3"}, {"u9", "k9"}})});
    BOOST_TEST((outcome.code() == ErrorCode::kConflict));
    BOOST_TEST(outcome.failure().message.find("2 of the members") == 0U);
    BOOST_TEST(outcome.notices.size() == 2U);
    BOOST_TEST(outcome.notices.at(0).message.find("has the External Key \"old\"") !=
               std::string::npos);
    BOOST_TEST(outcome.notices.at(1).message.find("is no member of org unit") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_clash_among_many_is_sought_one_by_one) {
    membersAre({kKeyless, R"({"userId":"u2"})"});
    host.answer("externalKeys.UPDATEOP", refused(ErrorCode::kConflict, 409, "CONFLICT", "clash"));
    host.answer("UPDATEOP", {.body = userJson("u1")});
    host.answer("UPDATEOP", refused(ErrorCode::kAlreadyExists, 409, "CONFLICT", "clash"));
    userIs("u7");
    const auto outcome = act("o1", "adopt-members", {memberPairs({{"u1", "k1"}, {"u2", "k2"}})});
    BOOST_TEST((outcome.code() == ErrorCode::kConflict));
    BOOST_TEST(outcome.notice("not-adopted") ==
               "member \"u2\" did not get \"k2\": that key belongs to \"u7@example.com\"");
    BOOST_TEST(host.requests().at(3) == R"([key:u1] UPDATEOP u1 {"userExternalKey":"k1"})");
}

BOOST_AUTO_TEST_CASE(without_the_scope_for_many_each_goes_by_itself) {
    membersAre({kKeyless});
    host.answer("externalKeys.UPDATEOP",
                refused(ErrorCode::kPermissionDenied, 403, "FORBIDDEN", "scope"));
    host.answer("UPDATEOP", {.body = userJson("u1")});
    BOOST_TEST(act("o1", "adopt-members", {memberPairs({{"u1", "k1"}})}).isOk());
}

BOOST_AUTO_TEST_CASE(fifty_go_in_one_request_and_no_more) {
    std::vector<std::string> records;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (int i = 0; i < 51; ++i) {
        records.push_back("{\"userId\":\"u" + std::to_string(i) + "\"}");
        pairs.emplace_back("u" + std::to_string(i), "k" + std::to_string(i));
    }
    membersAre(records);
    host.answer("externalKeys.UPDATEOP", kDone);
    host.answer("externalKeys.UPDATEOP", kDone);
    BOOST_TEST(act("o1", "adopt-members", {memberPairs(pairs)}).isOk());
    BOOST_TEST(host.requests().back().ends_with(R"({"users":[{"id":"u50","externalKey":"k50"}]})"));
}

BOOST_AUTO_TEST_CASE(bad_pairs_are_refused_before_anything_is_read) {
    const auto refusedFor = [&](const std::vector<std::pair<std::string, std::string>>& pairs) {
        return act("o1", "adopt-members", {memberPairs(pairs)}).code() ==
               ErrorCode::kInvalidAttributeValue;
    };
    BOOST_TEST(refusedFor({{"u1", "50%"}}));
    BOOST_TEST(refusedFor({{"u1", ""}}));
    BOOST_TEST(refusedFor({{"", "k1"}}));
    BOOST_TEST(refusedFor({{"u1", "k1"}, {"u2", "k1"}}));
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(org_units_within_one_get_keys_by_their_names) {
    orgUnitIs("o1");
    host.answer("__ORGUNIT__.SEARCHOP",
                {.records = {orgUnitJson("o2", R"("orgUnitName":"一課","parentOrgUnitId":"o1")"),
                             orgUnitJson("o3", R"("orgUnitName":"二課","parentOrgUnitId":"o1")"),
                             orgUnitJson("o4", R"("orgUnitName":"二課","parentOrgUnitId":"o1")"),
                             orgUnitJson("o5", R"("orgUnitName":"一課")")}});
    host.answer("__ORGUNIT__.externalKeys.UPDATEOP", kDone);
    const auto outcome = act(
        "o1", "adopt-org-units",
        {Attribute::list("pairs", {pair("orgUnit", "一課", "s1"), pair("orgUnit", "o3", "s2"),
                                   pair("orgUnit", "二課", "s3"), pair("orgUnit", "三課", "s4")})});
    BOOST_TEST((outcome.code() == ErrorCode::kConflict));
    BOOST_TEST(outcome.notices.at(0).message.find("stands several times") != std::string::npos);
    BOOST_TEST(outcome.notices.at(1).message.find("is not directly within") != std::string::npos);
    BOOST_TEST(host.requests().back().ends_with(
        R"({"orgUnits":[{"id":"o2","externalKey":"s1"},{"id":"o3","externalKey":"s2"}]})"));
}

BOOST_AUTO_TEST_SUITE_END()
