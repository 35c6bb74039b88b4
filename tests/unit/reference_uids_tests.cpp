#include <boost/test/unit_test.hpp>

#include "provision/recovery/reference_uids.h"

using namespace muster;
using namespace muster::provision;

namespace {

struct Unit {
    ObjectClassInfo info{.name = "__ACCOUNT__"};
    ConnectorObject shown{.objectClass = "__ACCOUNT__", .uid = "u1", .name = "ann"};
    std::vector<std::string> reads = {};
    ReadUid read = [this](const std::string& objectClass,
                          const std::string& reference) -> Result<std::optional<std::string>> {
        reads.push_back(objectClass + " " + reference);
        if (reference == "key:broken") {
            return Error{.code = ErrorCode::kTimeout, .message = "no answer"};
        }
        return reference.starts_with("key:") ? std::optional("id-" + reference.substr(4))
                                             : std::nullopt;
    };

    Unit() {
        const AttributeInfo unit{
            .name = "unit", .type = ValueKind::kReference, .referenceClass = "__ORGUNIT__"};
        info.attributes = {unit,
                           {.name = "title"},
                           {.name = "posts",
                            .type = ValueKind::kObject,
                            .multiValued = true,
                            .attributes = {unit, {.name = "rank"}}}};
        shown.attributes = {Attribute("unit", Value(Reference{"id-seen"}))};
    }

    std::vector<Attribute> named(const std::vector<Attribute>& asked) {
        return withShownUids(info, asked, shown, read).value();
    }
};

Value post(const std::string& unit) {
    return Value(ObjectValue(
        {Attribute("unit", Value(Reference{unit})), Attribute("rank", Value("first"))}));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reference_uids_tests, Unit)

BOOST_AUTO_TEST_CASE(a_reference_by_another_name_becomes_the_uid) {
    BOOST_TEST((named({Attribute("unit", Value(Reference{"key:a"}))}) ==
                std::vector{Attribute("unit", Value(Reference{"id-a"}))}));
    BOOST_TEST(reads == std::vector<std::string>{"__ORGUNIT__ key:a"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(references_within_object_values_are_read_once_each) {
    BOOST_TEST((named({Attribute::list("posts", {post("key:a"), post("key:b"), post("key:a")})}) ==
                std::vector{Attribute::list("posts", {post("id-a"), post("id-b"), post("id-a")})}));
    BOOST_TEST(reads.size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_is_shown_or_no_reference_is_not_read_and_nobody_stays) {
    const std::vector<Attribute> asked = {
        Attribute("unit", Value(Reference{"id-seen"})), Attribute("title", Value("Lead")),
        Attribute::list("posts", {}), Attribute("unknown", Value(Reference{"key:a"}))};
    BOOST_TEST((named(asked) == asked));
    BOOST_TEST(reads.empty());
    const std::vector<Attribute> nobody = {Attribute("unit", Value(Reference{"nobody"}))};
    BOOST_TEST((named(nobody) == nobody));
}

BOOST_AUTO_TEST_CASE(an_error_of_the_read_ends_it) {
    const auto result =
        withShownUids(info, {Attribute("unit", Value(Reference{"key:broken"}))}, shown, read);
    BOOST_REQUIRE(!result);
    BOOST_TEST((result.error().code == ErrorCode::kTimeout));
}

BOOST_AUTO_TEST_CASE(no_more_are_read_than_a_look_may_take) {
    std::vector<Value> many;
    for (int at = 0; at < kMostReferencesRead + 5; ++at) {
        many.push_back(post("key:" + std::to_string(at)));
    }
    const auto all = named({Attribute::list("posts", many)});
    BOOST_TEST(reads.size() == static_cast<std::size_t>(kMostReferencesRead));
    BOOST_TEST((all.front().values().back() == many.back()));
}

BOOST_AUTO_TEST_SUITE_END()
