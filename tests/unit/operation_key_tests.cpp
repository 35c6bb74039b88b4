#include <boost/test/unit_test.hpp>

#include "rest/template/operation_key.h"

using muster::rest::Operation;
using muster::rest::OperationKey;

BOOST_AUTO_TEST_SUITE(operation_key_tests)

BOOST_AUTO_TEST_CASE(the_class_ends_at_the_first_dot_and_the_operation_begins_at_the_last) {
    struct Row {
        std::string text, objectClass, path;
        Operation operation;
    };
    const std::vector<Row> rows = {
        {"__ACCOUNT__.CREATEOP", "__ACCOUNT__", "", Operation::kCreate},
        {"__ACCOUNT__.attributes.sn.UPDATEOP", "__ACCOUNT__", "attributes.sn", Operation::kUpdate},
        {"__ACCOUNT__.__ENABLE__.UPDATEOP", "__ACCOUNT__", "__ENABLE__", Operation::kUpdate},
        {"groupList.SEARCHOP", "groupList", "", Operation::kSearch},
        {"__ACCOUNT__.GETOP", "__ACCOUNT__", "", Operation::kGet},
        {"__ACCOUNT__.DISASSOCIATEOP", "__ACCOUNT__", "", Operation::kDisassociate},
        {"__GROUP__.ADDATTRIBUTE", "__GROUP__", "", Operation::kAddAttribute},
        {"__ACCOUNT__.TESTOP", "__ACCOUNT__", "", Operation::kTest},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) {
            const auto key = OperationKey::parse(row.text);
            BOOST_TEST_REQUIRE(key.hasValue());
            BOOST_TEST(key->objectClass() == row.objectClass);
            BOOST_TEST(key->attributePath() == row.path);
            BOOST_TEST((key->operation() == row.operation));
            BOOST_TEST(key->toString() == row.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(bad_keys_are_refused) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"CREATEOP", "no dot"},
        {"", "no dot"},
        {".CREATEOP", "an empty part"},
        {"__ACCOUNT__..UPDATEOP", "an empty part"},
        {"__ACCOUNT__.", "unknown operation \"\""},
        {"__ACCOUNT__.a b.UPDATEOP", "a blank"},
        {"__ACCOUNT__.CREATOP", "unknown operation \"CREATOP\""},
        {"__ACCOUNT__.createop", "unknown operation \"createop\""},
    };
    for (const auto& [text, message] : rows) {
        BOOST_TEST_CONTEXT(text) {
            const auto key = OperationKey::parse(text);
            BOOST_TEST_REQUIRE(!key.hasValue());
            BOOST_TEST((key.error().code == muster::ErrorCode::kConfiguration));
            BOOST_TEST(key.error().message.find(message) != std::string::npos, key.error().message);
        }
    }
    BOOST_TEST(OperationKey::parse("a.CREATOP").error().hint == "did you mean \"CREATEOP\"?");
}

BOOST_AUTO_TEST_CASE(synonyms_meet_on_attribute_level_only) {
    const auto canonical = [](const char* text) { return OperationKey::parse(text)->canonical(); };
    BOOST_TEST(canonical("A.g.ADDATTRIBUTE") == "A.g.UPDATEOP");
    BOOST_TEST(canonical("A.g.REMOVEATTRIBUTE") == "A.g.DELETEOP");
    BOOST_TEST(canonical("A.g.UPDATEOP") == "A.g.UPDATEOP");
    BOOST_TEST(canonical("A.ADDATTRIBUTE") == "A.ADDATTRIBUTE");
    BOOST_TEST(canonical("A.REMOVEATTRIBUTE") == "A.REMOVEATTRIBUTE");
}

BOOST_AUTO_TEST_SUITE_END()
