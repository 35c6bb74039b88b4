#include <boost/test/unit_test.hpp>

#include <muster/sdk/merge.h>

BOOST_AUTO_TEST_SUITE(merge_tests)

using namespace muster;

namespace {

std::vector<Value> merged(std::vector<Value> before, DeltaMode mode, std::vector<Value> values,
                          const AttributeInfo* info = nullptr) {
    std::vector<Attribute> attributes = {Attribute::list("teams", std::move(before))};
    sdk::mergeDelta(attributes, {mode, Attribute::list("TEAMS", std::move(values))}, info);
    BOOST_REQUIRE(attributes.size() == 1U);
    return attributes.front().values();
}

struct Row {
    const char* what;
    std::vector<Value> before;
    DeltaMode mode;
    std::vector<Value> values;
    std::vector<Value> after;
};

Value post(const char* unit, const char* title) {
    return ObjectValue({Attribute("unit", unit), Attribute("title", title)});
}

}  // namespace

BOOST_AUTO_TEST_CASE(plain_values_are_replaced_added_and_removed) {
    const std::vector<Row> rows = {
        {"replace", {"a", "b"}, DeltaMode::kReplace, {"c"}, {"c"}},
        {"replace with nothing", {"a"}, DeltaMode::kReplace, {}, {}},
        {"add", {"a"}, DeltaMode::kAdd, {"b"}, {"a", "b"}},
        {"add what is there", {"a", "b"}, DeltaMode::kAdd, {"a"}, {"a", "b"}},
        {"remove", {"a", "b"}, DeltaMode::kRemove, {"a"}, {"b"}},
        {"remove what is not there", {"a"}, DeltaMode::kRemove, {"x"}, {"a"}},
        {"remove the last", {"a"}, DeltaMode::kRemove, {"a"}, {}},
        {"another kind is another value", {"1"}, DeltaMode::kRemove, {1}, {"1"}},
    };
    for (const Row& row : rows) {
        BOOST_TEST_INFO(row.what);
        BOOST_CHECK(merged(row.before, row.mode, row.values) == row.after);
    }
}

BOOST_AUTO_TEST_CASE(keys_tell_which_element_is_meant) {
    const AttributeInfo info{.type = ValueKind::kObject,
                             .attributes = {{.name = "unit", .key = true}, {.name = "title"}}};
    const std::vector<Value> posts = {post("u1", "Boss"), post("u2", "Clerk")};
    const std::vector<Value> promoted = {post("u1", "Boss"), post("u2", "Head")};
    BOOST_CHECK(merged(posts, DeltaMode::kAdd, {post("u2", "Head")}, &info) == promoted);
    const Value onlyKey = ObjectValue({Attribute("unit", "u1")});
    const std::vector<Value> left = {post("u2", "Clerk")};
    BOOST_CHECK(merged(posts, DeltaMode::kRemove, {onlyKey}, &info) == left);
}

BOOST_AUTO_TEST_CASE(without_keys_objects_are_compared_whole) {
    const AttributeInfo info{.type = ValueKind::kObject, .attributes = {{.name = "unit"}}};
    const std::vector<Value> posts = {post("u1", "Boss")};
    BOOST_CHECK(merged(posts, DeltaMode::kRemove, {ObjectValue({Attribute("unit", "u1")})},
                       &info) == posts);
}

BOOST_AUTO_TEST_CASE(an_attribute_that_was_missing_is_made) {
    std::vector<Attribute> attributes;
    sdk::mergeDelta(attributes, {DeltaMode::kAdd, Attribute("teams", "a")});
    BOOST_REQUIRE(attributes.size() == 1U);
    BOOST_TEST(attributes.front().name() == "teams");
    BOOST_CHECK(attributes.front().isList());
}

BOOST_AUTO_TEST_CASE(an_element_found_by_its_key_takes_over_what_is_given_and_keeps_the_rest) {
    const AttributeInfo posts{.name = "posts",
                              .type = ValueKind::kObject,
                              .multiValued = true,
                              .attributes = {{.name = "unit", .key = true},
                                             {.name = "title"},
                                             {.name = "manager", .type = ValueKind::kBoolean}}};
    const Value sales = ObjectValue(
        {Attribute("unit", "sales"), Attribute("title", "clerk"), Attribute("manager", true)});
    const Value change = ObjectValue({Attribute("unit", "sales"), Attribute("title", "head")});
    const auto after =
        sdk::mergeByKey({sales, post("stock", "clerk")}, {change, post("desk", "guest")},
                        {ObjectValue({Attribute("unit", "stock")})}, posts);
    const std::vector<Value> wanted = {
        ObjectValue(
            {Attribute("unit", "sales"), Attribute("title", "head"), Attribute("manager", true)}),
        post("desk", "guest")};
    BOOST_TEST((after == wanted));
    // Without a key nothing is meant.
    const Value keyless = ObjectValue({Attribute("title", "clerk")});
    BOOST_TEST((sdk::mergeByKey({sales}, {}, {keyless}, posts) == std::vector<Value>{sales}));
}

BOOST_AUTO_TEST_SUITE_END()
