#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "value_type_checks.h"
#include <muster/core/ids.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkValueType;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(ids_tests)

BOOST_AUTO_TEST_CASE(ids_are_value_types) {
    const Uid uid = valueOf(Uid::parse("u1"));
    const Name name = valueOf(Name::parse("u1"));
    checkValueType(uid, valueOf(Uid::parse("u2")));
    checkValueType(name, valueOf(Name::parse("u2")));
    checkValueType(ObjectRef(uid), ObjectRef(name));  // the same text means another thing
    checkValueType(ObjectRef(uid), ObjectRef(uid).setRevision("W/1"));
}

BOOST_AUTO_TEST_CASE(uids_and_names_are_distinct_types) {
    static_assert(!std::is_convertible_v<Uid, Name> && !std::is_convertible_v<Name, Uid>);
    static_assert(!std::is_convertible_v<std::string, Uid>);
    static_assert(!std::is_default_constructible_v<Uid>);
    BOOST_TEST((valueOf(Uid::parse("a")) < valueOf(Uid::parse("b"))));
    BOOST_TEST((valueOf(Uid::parse("a")) != valueOf(Uid::parse("A"))));
}

BOOST_AUTO_TEST_CASE(an_id_that_cannot_name_anything_is_refused) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"", "is empty"},
        {"\xFF", "of 1 bytes is not valid UTF-8"},
        {std::string("a\0b", 3), "of 3 bytes is not valid UTF-8 text without NUL"},
    };
    for (const auto& [text, piece] : rows) {
        checkError(Uid::parse(text), ErrorCode::kInvalidAttributeValue, "the Uid " + piece);
        checkError(Name::parse(text), ErrorCode::kInvalidAttributeValue, "the name " + piece);
    }
    BOOST_TEST(valueOf(Uid::parse("太郎 ")).text() == "太郎 ");
}

BOOST_AUTO_TEST_CASE(a_reference_knows_how_it_addresses) {
    ObjectRef byUid(valueOf(Uid::parse("u1")));
    BOOST_TEST(!byUid.isName());
    BOOST_TEST(byUid.text() == "u1");
    BOOST_TEST(byUid.revision() == "");
    byUid.setRevision("W/1").setRevision("W/2");
    BOOST_TEST(byUid.revision() == "W/2");
    BOOST_TEST(ObjectRef(valueOf(Name::parse("taro"))).isName());
}

BOOST_AUTO_TEST_SUITE_END()
