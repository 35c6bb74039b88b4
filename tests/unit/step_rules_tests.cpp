#include <boost/test/unit_test.hpp>

#include "provision/recovery/step_rules.h"

using namespace muster;
using namespace muster::provision;

namespace {

/** A class whose status, name, password and groups have templates of their own. */
struct Zoomlike {
    Description description;
    ObjectClassInfo info{.name = "__ACCOUNT__"};
    ConnectorObject found{.objectClass = "__ACCOUNT__", .uid = "u1", .name = "ann"};

    Zoomlike() {
        info.attributes = {{.name = "__NAME__", .nativeName = "email"},
                           {.name = "__PASSWORD__", .type = ValueKind::kSecret, .readable = false},
                           {.name = "__ENABLE__", .type = ValueKind::kBoolean},
                           {.name = "dept"},
                           {.name = "title"},
                           {.name = "how", .readable = false},
                           {.name = "group_ids", .multiValued = true}};
        for (const char* const key :
             {"__ACCOUNT__.CREATEOP", "__ACCOUNT__.UPDATEOP", "__ACCOUNT__.DELETEOP",
              "__ACCOUNT__.__NAME__.UPDATEOP", "__ACCOUNT__.__PASSWORD__.UPDATEOP",
              "__ACCOUNT__.__ENABLE__.UPDATEOP", "__ACCOUNT__.token.DELETEOP",
              "__ACCOUNT__.group_ids.UPDATEOP", "__ACCOUNT__.group_ids.DELETEOP"}) {
            description.operationKeys.push_back({.key = key});
        }
        found.attributes = {Attribute("dept", Value("Sales")), Attribute("title", Value("Lead")),
                            Attribute("__ENABLE__", Value(false)),
                            Attribute::list("group_ids", {Value("g1"), Value("g2")})};
    }

    Outcome shown(const std::string& key, const std::vector<AttributeDelta>& asked,
                  const std::string& name = "step") const {
        return outcomeByReading({.description = description, .info = info, .asked = asked},
                                {.start = {.name = name, .operationKey = key}}, found);
    }
};

AttributeDelta to(const std::string& name, Value value) {
    return {DeltaMode::kReplace, Attribute(name, std::move(value))};
}

AttributeDelta change(DeltaMode mode, const std::string& name, std::vector<Value> values) {
    return {mode, Attribute::list(name, std::move(values))};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(step_rules_tests, Zoomlike)

BOOST_AUTO_TEST_CASE(a_step_is_told_by_what_its_template_writes) {
    const std::vector<AttributeDelta> asked = {
        to("dept", Value("Sales")), to("title", Value("Lead")), to("email", Value("bob")),
        to("__PASSWORD__", Value(Secret("x"))), to("__ENABLE__", Value(false))};
    const std::pair<const char*, const char*> rows[] = {
        {"__ACCOUNT__.UPDATEOP", "applied"},               // dept and title are so
        {"__ACCOUNT__.__NAME__.UPDATEOP", "not applied"},  // the name is another
        {"__ACCOUNT__.__PASSWORD__.UPDATEOP", "unknown"},  // cannot be read
        {"__ACCOUNT__.__ENABLE__.UPDATEOP", "applied"},
        {"__ACCOUNT__.token.DELETEOP", "unknown"},  // no attribute of the class
        {"", "unknown"},
    };
    for (const auto& [key, expected] : rows) {
        BOOST_TEST(toString(shown(key, asked)) == expected, key);
    }
}

BOOST_AUTO_TEST_CASE(a_step_that_enables_or_disables_is_told_without_being_asked_for) {
    const std::pair<const char*, const char*> rows[] = {
        {"__ACCOUNT__.DISABLEOP", "applied"},
        {"__ACCOUNT__.ENABLEOP", "not applied"},
        {"__ACCOUNT__.__ENABLE__.DELETEOP", "applied"},
        {"__ACCOUNT__.__ENABLE__.REMOVEATTRIBUTE", "applied"},
        {"__ACCOUNT__.__ENABLE__.UPDATEOP", "unknown"},  // which of the two it does it does not say
    };
    for (const auto& [key, expected] : rows) {
        BOOST_TEST(toString(shown(key, {})) == expected, key);
    }
    BOOST_TEST(toString(shown("__ACCOUNT__.DISABLEOP", {to("dept", Value("Head"))})) == "applied");
    found.attributes.clear();  // the state is not told
    BOOST_TEST(toString(shown("__ACCOUNT__.DISABLEOP", {})) == "not applied");
    info.attributes.erase(info.attributes.begin() + 2);
    BOOST_TEST(toString(shown("__ACCOUNT__.DISABLEOP", {})) == "unknown");
}

BOOST_AUTO_TEST_CASE(one_value_that_is_not_so_tells_that_the_request_was_not_done) {
    const std::string key = "__ACCOUNT__.UPDATEOP";
    BOOST_TEST(toString(shown(key, {to("dept", Value("Sales")), to("title", Value("Head"))})) ==
               "not applied");
    BOOST_TEST(toString(shown(key, {to("how", Value("sso"))})) == "unknown");
    BOOST_TEST(toString(shown(key, {to("how", Value("sso")), to("dept", Value("Sales"))})) ==
               "applied");
    BOOST_TEST(toString(shown(key, {})) == "unknown");
}

BOOST_AUTO_TEST_CASE(what_a_later_operation_wrote_tells_nothing_unless_it_is_so) {
    const std::vector<std::string> overwritten = {"title"};
    const auto told = [&](const std::vector<AttributeDelta>& asked) {
        const StepContext context{
            .description = description, .info = info, .asked = asked, .overwritten = overwritten};
        const store::StepRecord step{
            .start = {.name = "profile", .operationKey = "__ACCOUNT__.UPDATEOP"}};
        return toString(outcomeByReading(context, step, found));
    };
    BOOST_TEST(told({to("title", Value("Head"))}) == "unknown");
    BOOST_TEST(told({to("title", Value("Head")), to("dept", Value("Sales"))}) == "applied");
    BOOST_TEST(told({to("title", Value("Head")), to("dept", Value("IT"))}) == "not applied");
    BOOST_TEST(told({to("title", Value("Lead"))}) == "applied");
}

BOOST_AUTO_TEST_CASE(of_several_values_those_count_that_the_step_names) {
    const std::string add = "__ACCOUNT__.group_ids.UPDATEOP";
    const auto asked = {change(DeltaMode::kAdd, "group_ids", {Value("g1"), Value("g9")})};
    BOOST_TEST(toString(shown(add, asked, "group:g1:add")) == "applied");
    BOOST_TEST(toString(shown(add, asked, "group:g9:add")) == "not applied");
    BOOST_TEST(toString(shown(add, asked, "groups")) == "unknown");  // one of several, perhaps
    const std::string remove = "__ACCOUNT__.group_ids.DELETEOP";
    const auto less = {change(DeltaMode::kRemove, "group_ids", {Value("g2"), Value("g9")})};
    BOOST_TEST(toString(shown(remove, less, "group:g2:remove")) == "not applied");
    BOOST_TEST(toString(shown(remove, less, "group:g9:remove")) == "applied");
}

BOOST_AUTO_TEST_CASE(a_step_about_one_value_is_told_by_its_name_however_it_was_asked_for) {
    const std::string add = "__ACCOUNT__.group_ids.UPDATEOP";
    const std::string remove = "__ACCOUNT__.group_ids.DELETEOP";
    const auto asked = {change(DeltaMode::kReplace, "group_ids", {Value("externalKey:one")})};
    BOOST_TEST(toString(shown(add, asked, "group:g1:add")) == "applied");
    BOOST_TEST(toString(shown(add, asked, "group:g9:add")) == "not applied");
    BOOST_TEST(toString(shown(remove, asked, "group:g2:remove")) == "not applied");
    BOOST_TEST(toString(shown(remove, asked, "group:g9:remove")) == "applied");
    BOOST_TEST(toString(shown(remove, asked, "group:a:b:remove")) == "applied");
    // Another list under the same template, several values at once, a verb that is not the key's.
    BOOST_TEST(toString(shown(add, asked, "orgunit:g1:add")) == "unknown");
    BOOST_TEST(toString(shown(add, asked, "group:add:0f3a")) == "unknown");
    BOOST_TEST(toString(shown(add, asked, "group:g1:remove")) == "unknown");
    BOOST_TEST(toString(shown(add, {to("dept", Value("Sales"))}, "group:g1:add")) == "unknown");
}

BOOST_AUTO_TEST_CASE(making_and_removing_an_object_are_told_by_their_templates) {
    const auto step = [](const char* key) {
        return store::StepRecord{.start = {.operationKey = key}};
    };
    BOOST_TEST(isCreation(step("__ACCOUNT__.CREATEOP")));
    BOOST_TEST(!isCreation(step("__ACCOUNT__.UPDATEOP")));
    BOOST_TEST(isRemoval(step("__ACCOUNT__.DELETEOP")));
    BOOST_TEST(!isRemoval(step("__ACCOUNT__.token.DELETEOP")));
    BOOST_TEST(!isRemoval(step("")));
}

BOOST_AUTO_TEST_SUITE_END()
