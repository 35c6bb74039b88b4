#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "../src/schema.h"
#include "../src/user_body.h"
#include "zoom_fixture.h"
#include <muster/core/abi_convert.h>

using muster::AttributeInfo;
using muster::Description;
using muster::zoom::describeConnector;

extern "C" const muster_connector* muster_connector_entry(void);

BOOST_AUTO_TEST_SUITE(zoom_description_tests)

BOOST_AUTO_TEST_CASE(the_description_crosses_the_border_whole) {
    const auto copy = muster::abi::copyDescription(*muster_connector_entry()->describe());
    BOOST_REQUIRE(copy);
    BOOST_TEST(copy->classes.at(0).attributes.size() ==
               describeConnector().classes.at(0).attributes.size());
    BOOST_TEST(copy->operationKeys.size() == describeConnector().operationKeys.size());
}

BOOST_AUTO_TEST_CASE(the_fourteen_keys_of_oracle_are_listed_and_those_it_lacks) {
    std::set<std::string> keys;
    for (const auto& operation : describeConnector().operationKeys) {
        keys.insert(operation.key);
    }
    for (const char* key : {"__ACCOUNT__.CREATEOP",
                            "__ACCOUNT__.UPDATEOP",
                            "__ACCOUNT__.DELETEOP",
                            "__ACCOUNT__.__PASSWORD__.UPDATEOP",
                            "__ACCOUNT__.SEARCHOP",
                            "__GROUP__.SEARCHOP",
                            "__ACCOUNT__.group_ids.SEARCHOP",
                            "__ACCOUNT__.group_ids.UPDATEOP",
                            "__ACCOUNT__.group_ids.DELETEOP",
                            "__ROLE__.SEARCHOP",
                            "__ACCOUNT__.role_id.UPDATEOP",
                            "__ACCOUNT__.role_id.DELETEOP",
                            "__ACCOUNT__.__ENABLE__.UPDATEOP",
                            "__ACCOUNT__.__NAME__.UPDATEOP",
                            "__ACCOUNT__.GETOP",
                            "__ACCOUNT__.TESTOP",
                            "__ACCOUNT__.token.DELETEOP",
                            "__ACCOUNT__.permissions.SEARCHOP",
                            "__ACCOUNT__.owner.SEARCHOP",
                            "__ACCOUNT__.managed_domains.SEARCHOP"}) {
        BOOST_TEST(keys.count(key) == 1U, key);
    }
    BOOST_TEST(keys.size() == 29U);
}

BOOST_AUTO_TEST_CASE(only_the_name_is_required_and_names_stand_once) {
    std::set<std::string> names;
    for (const AttributeInfo& info : muster::zoom::accountClass().attributes) {
        BOOST_TEST(info.required == (info.name == "__NAME__"), info.name);
        BOOST_TEST(names.insert(info.name).second, info.name);
        BOOST_TEST(!info.description.empty(), info.name);
    }
}

BOOST_AUTO_TEST_CASE(secrets_cannot_be_read) {
    for (const AttributeInfo& info : muster::zoom::accountClass().attributes) {
        BOOST_TEST((info.type != muster::ValueKind::kSecret || !info.readable), info.name);
    }
}

BOOST_AUTO_TEST_CASE(every_setting_has_a_help_and_a_legal_default) {
    for (const muster::PropertyInfo& info : describeConnector().properties) {
        BOOST_TEST(!info.help.empty(), info.name);
        const bool isLegal =
            info.allowed.empty() || std::find(info.allowed.begin(), info.allowed.end(),
                                              info.defaultValue) != info.allowed.end();
        BOOST_TEST(isLegal, info.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
