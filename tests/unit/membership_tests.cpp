#include <boost/test/unit_test.hpp>

#include <muster/sdk/filter_values.h>
#include <muster/sdk/membership.h>

using muster::Attribute;
using muster::AttributeDelta;
using muster::DeltaMode;
using muster::Filter;
using muster::FilterOp;
using muster::ObjectClassInfo;
using muster::Reference;
using muster::sdk::membershipChange;

using Texts = std::vector<std::string>;

namespace {

AttributeDelta delta(DeltaMode mode, const Texts& uids) {
    std::vector<muster::Value> values;
    values.reserve(uids.size());
    for (const std::string& uid : uids) {
        values.emplace_back(Reference{uid});
    }
    return {mode, Attribute::list("groups", std::move(values))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(membership_tests)

BOOST_AUTO_TEST_CASE(a_replace_becomes_the_difference) {
    const auto change = membershipChange({"a", "b"}, {delta(DeltaMode::kReplace, {"b", "c", "c"})});
    BOOST_TEST(change.added == Texts{"c"}, boost::test_tools::per_element());
    BOOST_TEST(change.removed == Texts{"a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_so_already_asks_for_nothing) {
    BOOST_TEST(membershipChange({"a"}, {delta(DeltaMode::kAdd, {"a"})}).isEmpty());
    BOOST_TEST(membershipChange({"a"}, {delta(DeltaMode::kRemove, {"b"})}).isEmpty());
    BOOST_TEST(membershipChange({"a"}, {delta(DeltaMode::kReplace, {"a"})}).isEmpty());
    BOOST_TEST(membershipChange({}, {}).isEmpty());
}

BOOST_AUTO_TEST_CASE(an_add_and_a_remove_stand_together) {
    const auto change = membershipChange(
        {"a", "b"}, {delta(DeltaMode::kAdd, {"c"}), delta(DeltaMode::kRemove, {"a"})});
    BOOST_TEST(change.added == Texts{"c"}, boost::test_tools::per_element());
    BOOST_TEST(change.removed == Texts{"a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_list_falls_into_parts_in_its_order) {
    const auto parts = muster::sdk::chunks({"a", "b", "c"}, 2);
    BOOST_REQUIRE(parts.size() == 2U);
    BOOST_TEST(parts[0] == (Texts{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(parts[1] == Texts{"c"}, boost::test_tools::per_element());
    BOOST_TEST(muster::sdk::chunks({}, 2).empty());
}

BOOST_AUTO_TEST_CASE(a_required_value_stands_alone_or_in_an_and) {
    const ObjectClassInfo info{.attributes = {{.name = "__NAME__", .nativeName = "email"}}};
    const Filter name{.op = FilterOp::kEquals, .attribute = "email", .value = "a@x"};
    BOOST_TEST(muster::sdk::requiredValue(name, info, "__NAME__").value() == "a@x");
    BOOST_TEST(
        muster::sdk::requiredValue({.op = FilterOp::kAnd, .children = {{}, name}}, info, "__NAME__")
            .value() == "a@x");
    const Filter either{.op = FilterOp::kOr, .children = {name, name}};
    BOOST_TEST(!muster::sdk::requiredValue(either, info, "__NAME__"));
    BOOST_TEST(muster::sdk::asksAbout(either, info, "__NAME__"));
    BOOST_TEST(!muster::sdk::asksAbout(either, info, "dept"));
    BOOST_TEST(muster::sdk::withSchemaNames(either, info).children[0].attribute == "__NAME__");
}

BOOST_AUTO_TEST_CASE(a_digest_tells_lists_apart_by_their_items) {
    const std::string one = muster::sdk::digestOf({"u1", "u2"});
    BOOST_TEST(one == muster::sdk::digestOf({"u1", "u2"}));
    BOOST_TEST(one != muster::sdk::digestOf({"u2", "u1"}));
    BOOST_TEST(one != muster::sdk::digestOf({"u1u2"}));
    BOOST_TEST(one.size() <= 16U);
}

BOOST_AUTO_TEST_SUITE_END()
