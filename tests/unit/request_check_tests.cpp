#include <deque>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "lookup/lookup_catalog.h"
#include "provision/request_check.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;
using store::OperationKind;

namespace {

struct Fixture {
    muster::testing::TemporaryFolder folder;
    std::shared_ptr<const lookup::LookupCatalog> lookups;
    Description description;

    Fixture() {
        folder.write("Lookup.Sample.type.xml",
                     R"(<lookup schema-version="1" name="Lookup.Sample.type">
  <entry code-key="1"><decode xml:lang="en">Basic</decode><decode xml:lang="ja">基本</decode></entry>
  <entry code-key="2"><decode xml:lang="en">Licensed</decode></entry>
</lookup>)");
        xml::Diagnostics diagnostics;
        lookups = lookup::LookupCatalog::load(folder.path(), diagnostics);
        BOOST_REQUIRE_MESSAGE(lookups, diagnostics.toText());
        ObjectClassInfo account{.name = "__ACCOUNT__",
                                .create = Support::kSupported,
                                .update = Support::kSupported,
                                .remove = Support::kSupported,
                                .disassociate = Support::kSameAsDisable};
        account.attributes = {
            {.name = "__NAME__", .nativeName = "email", .required = true, .maxLength = 20},
            {.name = "__PASSWORD__", .type = ValueKind::kSecret},
            {.name = "__ENABLE__", .nativeName = "enabled", .type = ValueKind::kBoolean},
            {.name = "type", .lookup = "Lookup.Sample.type"},
            {.name = "teams", .multiValued = true},
            {.name = "origin", .updateable = false},
            {.name = "created_at",
             .type = ValueKind::kTime,
             .creatable = false,
             .updateable = false}};
        account.options = {
            {.name = "policy", .operations = {"delete"}, .allowed = {"delete", "keep"}},
            {.name = "force", .type = ValueKind::kBoolean, .operations = {"delete"}}};
        description.actions = {
            {.name = "wave",
             .parameters = {{.name = "times", .type = ValueKind::kInteger, .required = true},
                            {.name = "type", .lookup = "Lookup.Sample.type"}}}};
        description.classes = {account, {.name = "__GROUP__", .attributes = {}}};
    }

    provision::OperationRequest create(std::vector<Attribute> attributes) const {
        return {.kind = OperationKind::kCreate, .target = "t", .attributes = std::move(attributes)};
    }
    provision::OperationRequest update(std::vector<AttributeDelta> deltas) const {
        return {.kind = OperationKind::kUpdate,
                .target = "t",
                .object = ObjectRef(*Uid::parse("u1")),
                .deltas = std::move(deltas)};
    }
    provision::OperationRequest action(const std::string& name,
                                       std::vector<Attribute> parameters) const {
        return {.kind = OperationKind::kAction,
                .target = "t",
                .object = ObjectRef(*Uid::parse("u1")),
                .attributes = std::move(parameters),
                .action = name};
    }
    /** What comes of it borrows from the request, which is therefore kept. */
    Result<provision::CheckedRequest> check(const provision::OperationRequest& request) const {
        const host::SchemaIndex schema(description, *lookups);
        return provision::checkRequest(asked.emplace_back(request), schema, {.lookups = *lookups});
    }
    mutable std::deque<provision::OperationRequest> asked = {};
};

AttributeDelta replace(const char* name, const char* value) {
    return {DeltaMode::kReplace, Attribute(name, Value(value))};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(request_check_tests, Fixture)

BOOST_AUTO_TEST_CASE(native_names_and_decodes_become_those_of_the_schema) {
    const auto checked = valueOf(check(
        create({Attribute("email", Value("a@example.com")), Attribute("TYPE", Value("基本"))})));
    BOOST_TEST(checked.objectClass == "__ACCOUNT__");
    BOOST_TEST(*findAttribute(checked.attributes, "__NAME__")->text() == "a@example.com");
    BOOST_TEST(*findAttribute(checked.attributes, "type")->text() == "1");
    BOOST_TEST(checked.lookupNames() == std::vector<std::string>{"Lookup.Sample.type"});
}

BOOST_AUTO_TEST_CASE(a_create_that_connectors_must_not_see_is_refused) {
    struct Row {
        std::vector<Attribute> attributes;
        const char* piece;
    };
    const Attribute email("email", Value("a@example.com"));
    const Row rows[] = {
        {{}, "attribute \"email\" is missing"},
        {{Attribute("email", Value(""))}, "attribute \"email\" is empty"},
        {{Attribute::list("email", {})}, "attribute \"email\" is empty"},
        {{Attribute::list("email", {Value("a"), Value("b")})}, "attribute \"email\" has 2 values"},
        {{email, Attribute::list("teams", {Value("a"), Value("b"), Value("a")})},
         "attribute \"teams\" is given \"a\" twice"},
        {{email, Attribute("enabled", Value("yes"))}, "attribute \"enabled\" has \"yes\""},
        {{email, Attribute("__UID__", Value("u1"))}, "cannot choose the Uid"},
        {{email, Attribute("__NAME__", Value("b@example.com"))}, "given twice"},
        {{email, Attribute("emial", Value("x"))}, "no attribute \"emial\""},
        {{email, Attribute("created_at", Value("2026-01-01T00:00:00Z"))}, "cannot be set"},
        {{email, Attribute("type", Value("Gold"))}, "Gold"},
        {{email, Attribute::list("type", {Value("1"), Value("2")})}, "has 2 values; expected one"},
        {{Attribute("email", Value("a-very-long-address@example.com"))}, "at most 20"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.piece) {
            checkError(check(create(row.attributes)), ErrorCode::kInvalidAttributeValue, row.piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_attribute_is_told_with_the_name_that_was_meant) {
    ObjectClassInfo office{.name = "__ACCOUNT__"};
    office.attributes = {{.name = "__NAME__", .nativeName = "login"},
                         {.name = "__ENABLE__", .nativeName = "active"},
                         {.name = "floor"}};
    const std::pair<const char*, const char*> rows[] = {
        {"lgoin", "did you mean \"login\"?"},  {"enabled", "did you mean \"active\"?"},
        {"Name", "did you mean \"login\"?"},   {"__ENABLED__", "did you mean \"active\"?"},
        {"flor", "did you mean \"floor\"?"},   {"shoe size", "`target schema` lists them"},
        {"____", "`target schema` lists them"}};
    for (const auto& [typed, hint] : rows) {
        BOOST_TEST_CONTEXT(typed) {
            const auto found = provision::requireAttribute(office, typed);
            BOOST_REQUIRE(!found.hasValue());
            BOOST_TEST(found.error().hint == hint);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_decode_is_told_with_the_known_ones) {
    const auto result = check(
        create({Attribute("email", Value("a@example.com")), Attribute("type", Value("Gold"))}));
    checkError(result, ErrorCode::kInvalidAttributeValue, "Licensed");
    BOOST_TEST(result.error().attributes == std::vector<std::string>{"type"});
}

BOOST_AUTO_TEST_CASE(an_update_changes_each_attribute_once_or_by_add_and_remove) {
    BOOST_TEST(check(update({{DeltaMode::kAdd, Attribute("teams", Value("a"))},
                             {DeltaMode::kRemove, Attribute("teams", Value("b"))}}))
                   .hasValue());
    struct Row {
        std::vector<AttributeDelta> deltas;
        const char* piece;
    };
    const Row rows[] = {
        {{}, "changes nothing"},
        {{replace("type", "1"), replace("type", "2")}, "changed twice"},
        {{replace("teams", "a"), {DeltaMode::kAdd, Attribute("teams", Value("b"))}},
         "changed twice"},
        {{{DeltaMode::kAdd, Attribute("type", Value("2"))}}, "has one value"},
        {{{DeltaMode::kAdd, Attribute::list("teams", {Value("a"), Value("b")})},
          {DeltaMode::kRemove, Attribute::list("teams", {Value("c"), Value("b")})}},
         "attribute \"teams\" is to get and to lose \"b\" in one update"},
        {{{DeltaMode::kRemove, Attribute::list("teams", {Value("c"), Value("c")})}},
         "attribute \"teams\" is given \"c\" twice"},
        {{replace("email", "")}, "is required and cannot be cleared"},
        {{replace("origin", "x")}, "cannot be changed after the object was created"},
        {{replace("created_at", "2026-01-01T00:00:00Z")}, "the target sets it"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.piece) {
            checkError(check(update(row.deltas)), ErrorCode::kInvalidAttributeValue, row.piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(enable_and_disable_are_updates_and_so_is_a_disassociate_that_says_so) {
    provision::OperationRequest request = update({});
    for (const auto& [kind, enabled] :
         {std::pair(OperationKind::kEnable, true), std::pair(OperationKind::kDisable, false),
          std::pair(OperationKind::kDisassociate, false)}) {
        request.kind = kind;
        const auto checked = valueOf(check(request));
        BOOST_TEST((checked.call == provision::CallKind::kUpdate));
        BOOST_REQUIRE(checked.deltas.size() == 1U);
        BOOST_TEST((*checked.deltas.front().attribute.single() == Value(enabled)));
    }
}

BOOST_AUTO_TEST_CASE(what_a_class_does_not_support_is_said) {
    provision::OperationRequest request = create({});
    request.objectClass = "__GROUP__";
    checkError(check(request), ErrorCode::kNotSupported,
               "class __GROUP__ of target \"t\" does not support create");
    request.objectClass = "__ROLE__";
    checkError(check(request), ErrorCode::kNotSupported,
               "no object class \"__ROLE__\"; it has \"__ACCOUNT__\" or \"__GROUP__\"");
}

BOOST_AUTO_TEST_CASE(options_exist_take_their_values_and_belong_to_the_operation) {
    provision::OperationRequest request = update({});
    request.kind = OperationKind::kDelete;
    request.options = {Attribute("policy", Value("keep")), Attribute("force", Value("true"))};
    const auto checked = valueOf(check(request));
    BOOST_TEST((*findAttribute(checked.options, "force")->single() == Value(true)));
    request.options = {Attribute("policy", Value("explode"))};
    checkError(check(request), ErrorCode::kInvalidAttributeValue,
               "expected \"delete\" or \"keep\"");
    request.options = {Attribute("polcy", Value("keep"))};
    checkError(check(request), ErrorCode::kInvalidAttributeValue,
               "no option \"polcy\" for delete; there is policy, force");
    request.kind = OperationKind::kEnable;
    request.options = {Attribute("policy", Value("keep"))};
    checkError(check(request), ErrorCode::kInvalidAttributeValue, "there is none");
}

BOOST_AUTO_TEST_CASE(everything_but_a_create_needs_an_object) {
    provision::OperationRequest request = update({replace("type", "1")});
    request.object.reset();
    checkError(check(request), ErrorCode::kInvalidAttributeValue, "needs the Uid or the name");
}

BOOST_AUTO_TEST_CASE(parameters_of_an_action_are_checked_as_attributes_are) {
    const auto checked = valueOf(
        check(action("Wave", {Attribute("times", Value("3")), Attribute("type", Value("基本"))})));
    BOOST_TEST((checked.call == provision::CallKind::kAction));
    BOOST_TEST(*checked.attributes.at(0).single()->as<std::int64_t>() == 3);
    BOOST_TEST(*checked.attributes.at(1).text() == "1");
    BOOST_TEST(checked.lookupNames() == std::vector<std::string>{"Lookup.Sample.type"});
}

BOOST_AUTO_TEST_CASE(an_action_that_makes_no_sense_is_refused_with_what_there_is) {
    const auto unknown = check(action("wvae", {}));
    checkError(unknown, ErrorCode::kNotSupported, "it has \"wave\"");
    BOOST_TEST(unknown.error().hint == "did you mean \"wave\"?");
    const auto missing = check(action("wave", {}));
    checkError(missing, ErrorCode::kInvalidAttributeValue, "needs the parameter \"times\"");
    const auto stray = check(action("wave", {Attribute("x", Value("1"))}));
    checkError(stray, ErrorCode::kInvalidAttributeValue, "\"x\"");
    BOOST_TEST(stray.error().hint == "it takes \"times\" or \"type\"");
    checkError(check(action("wave", {Attribute("times", Value("often"))})),
               ErrorCode::kInvalidAttributeValue, "times");
    auto nobody = action("wave", {Attribute("times", Value("3"))});
    nobody.object.reset();
    checkError(check(nobody), ErrorCode::kInvalidAttributeValue, "needs the Uid");
    nobody = action("wave", {});
    nobody.objectClass = "__GROUP__";
    checkError(check(nobody), ErrorCode::kNotSupported, "wave");
}

BOOST_AUTO_TEST_SUITE_END()
