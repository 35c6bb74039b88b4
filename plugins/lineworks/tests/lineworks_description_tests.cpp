#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "../src/schema.h"
#include "lineworks_fixture.h"
#include <muster/core/abi_convert.h>

using namespace muster;
using namespace muster::lineworks::test;
using muster::lineworks::describeConnector;

extern "C" const muster_connector* muster_connector_entry(void);

BOOST_FIXTURE_TEST_SUITE(lineworks_description_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(the_description_crosses_the_border_whole) {
    const auto copy = muster::abi::copyDescription(*muster_connector_entry()->describe());
    BOOST_REQUIRE(copy);
    BOOST_TEST(copy->classes.size() == 6U);
    BOOST_TEST(copy->operationKeys.size() == describeConnector().operationKeys.size());
}

BOOST_AUTO_TEST_CASE(names_stand_once_and_each_has_a_description) {
    for (const ObjectClassInfo& each : describeConnector().classes) {
        std::set<std::string> names;
        for (const AttributeInfo& info : each.attributes) {
            BOOST_TEST(names.insert(info.name).second, each.name << "." << info.name);
            BOOST_TEST(!info.description.empty(), each.name << "." << info.name);
            BOOST_TEST((info.type != ValueKind::kSecret || !info.readable), info.name);
        }
    }
}

BOOST_AUTO_TEST_CASE(only_what_line_works_takes_can_be_written) {
    for (const char* readOnly : {"__LEVEL__", "__POSITION__", "__USERTYPE__"}) {
        const Description description = describeConnector();
        const ObjectClassInfo* info = description.findClass(readOnly);
        BOOST_REQUIRE(info != nullptr);
        BOOST_TEST((info->create == Support::kNone && info->update == Support::kNone));
        objectClass = readOnly;
        BOOST_TEST((create({Attribute("__NAME__", "x")}).code() == ErrorCode::kNotSupported));
        BOOST_TEST((update("u1", {}).code() == ErrorCode::kNotSupported));
        BOOST_TEST((remove("u1").code() == ErrorCode::kNotSupported));
        BOOST_TEST((disassociate("u1").code() == ErrorCode::kNotSupported));
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_created_object_is_known_by_its_external_key) {
    for (const char* marked : {"__ACCOUNT__", "__ORGUNIT__", "__GROUP__"}) {
        const Description description = describeConnector();
        BOOST_TEST(description.findClass(marked)->markAttribute == "externalKey");
    }
    BOOST_TEST(describeConnector().settleWindowMs == 600'000);
}

BOOST_AUTO_TEST_CASE(settings_out_of_their_range_are_refused_with_what_was_expected) {
    set("domainId", Value(0));
    const auto noDomain = makeInstance();
    BOOST_TEST((noDomain.code() == ErrorCode::kConfiguration));
    BOOST_TEST(noDomain.failure().message.find("domainId is \"0\"") != std::string::npos);
    set("domainId", Value(std::int64_t{1} << 40));
    BOOST_TEST((makeInstance().code() == ErrorCode::kConfiguration));
    set("domainId", Value(kDomain));
    set("maxOrgDepth", Value(-1));
    BOOST_TEST((makeInstance().code() == ErrorCode::kConfiguration));
    set("maxOrgDepth", Value(0));
    BOOST_TEST(makeInstance().isOk());
}

BOOST_AUTO_TEST_CASE(a_plan_that_only_reads_is_said_before_anything_is_sent) {
    set("plan", Value("free"));
    for (const auto& outcome :
         {create(newMember()), remove("u1"), disassociate("u1"), act("u1", "undelete")}) {
        BOOST_TEST((outcome.code() == ErrorCode::kPermissionDenied));
        BOOST_TEST(outcome.failure().message.find("plan is Free") != std::string::npos);
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(settings_of_api_1_0_are_told_what_takes_their_place) {
    const std::pair<const char*, const char*> rows[] = {
        {"apiId", "nothing takes its place"},
        {"serverApiConsumerKey", "scope"},
        {"serverListId", "clientId and serviceAccount"},
        {"serverListAuthKey", "privateKey"}};
    for (const auto& [name, successor] : rows) {
        const Description description = describeConnector();
        const auto found =
            std::find_if(description.properties.begin(), description.properties.end(),
                         [&](const PropertyInfo& info) { return info.name == name; });
        BOOST_REQUIRE(found != description.properties.end());
        BOOST_TEST(found->retired.find(successor) != std::string::npos, name);
        BOOST_TEST(!found->confidential);  // its value is never read
    }
}

BOOST_AUTO_TEST_SUITE_END()
