#include <cstring>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/abi_convert.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

/** Every field of every struct differs from its default. */
Description fullDescription() {
    const AttributeInfo inner{.name = "id", .required = true, .key = true};
    const AttributeInfo orgs{.name = "orgs",
                             .nativeName = "organizations",
                             .type = ValueKind::kObject,
                             .required = true,
                             .multiValued = true,
                             .creatable = false,
                             .updateable = false,
                             .readable = false,
                             .returnedByDefault = false,
                             .lookup = "Lookup.X.orgs",
                             .maxLength = 64,
                             .description = "posts",
                             .attributes = {inner, {.name = "n", .type = ValueKind::kInteger}}};
    const OptionInfo policy{.name = "policy",
                            .type = ValueKind::kString,
                            .operations = {"delete"},
                            .allowed = {"delete", "disassociate"},
                            .description = "what a delete does"};
    const ObjectClassInfo account{.name = "__ACCOUNT__",
                                  .description = "people",
                                  .create = Support::kSupported,
                                  .update = Support::kSupported,
                                  .remove = Support::kSameAsDisable,
                                  .disassociate = Support::kSameAsDelete,
                                  .get = Support::kSupported,
                                  .search = Support::kSupported,
                                  .attributes = {orgs,
                                                 {.name = "plain",
                                                  .type = ValueKind::kReference,
                                                  .referenceClass = "__ACCOUNT__"}},
                                  .options = {policy},
                                  .markAttribute = "plain",
                                  .createdAttribute = "since",
                                  .createdTrustedStates = {"active", "inactive"}};
    return {.displayName = "Full",
            .classes = {account, {.name = "__GROUP__"}},
            .properties = {{.name = "clientSecret",
                            .type = ValueKind::kSecret,
                            .required = true,
                            .confidential = true,
                            .hostOwned = true,
                            .help = "the secret"},
                           {.name = "plan",
                            .defaultValue = "pro",
                            .allowed = {"pro", "free"},
                            .retired = "use `licence`"}},
            .operationKeys = {{.key = "__ACCOUNT__.CREATEOP",
                               .placeholders = {"a", "b"},
                               .idempotent = true,
                               .required = false,
                               .description = "makes one"},
                              {.key = "__ACCOUNT__.GETOP"}},
            .lookups = {"Lookup.X.orgs"},
            .usesTemplatedCalls = true,
            .settleWindowMs = 30000};
}

void checkSame(const AttributeInfo& a, const AttributeInfo& b) {
    BOOST_TEST(a.name == b.name);
    BOOST_TEST(a.nativeName == b.nativeName);
    BOOST_TEST(toString(a.type) == toString(b.type));
    BOOST_TEST(a.referenceClass == b.referenceClass);
    BOOST_TEST(a.required == b.required);
    BOOST_TEST(a.multiValued == b.multiValued);
    BOOST_TEST(a.creatable == b.creatable);
    BOOST_TEST(a.updateable == b.updateable);
    BOOST_TEST(a.readable == b.readable);
    BOOST_TEST(a.returnedByDefault == b.returnedByDefault);
    BOOST_TEST(a.key == b.key);
    BOOST_TEST(a.lookup == b.lookup);
    BOOST_TEST(a.maxLength == b.maxLength);
    BOOST_TEST(a.description == b.description);
    BOOST_REQUIRE(a.attributes.size() == b.attributes.size());
    for (std::size_t i = 0; i < a.attributes.size(); ++i) {
        checkSame(a.attributes[i], b.attributes[i]);
    }
}

void checkSame(const ObjectClassInfo& a, const ObjectClassInfo& b) {
    BOOST_TEST(a.name == b.name);
    BOOST_TEST(a.description == b.description);
    BOOST_TEST((a.create == b.create && a.update == b.update && a.remove == b.remove));
    BOOST_TEST((a.disassociate == b.disassociate && a.get == b.get && a.search == b.search));
    BOOST_REQUIRE(a.attributes.size() == b.attributes.size());
    for (std::size_t i = 0; i < a.attributes.size(); ++i) {
        checkSame(a.attributes[i], b.attributes[i]);
    }
    BOOST_REQUIRE(a.options.size() == b.options.size());
    for (std::size_t i = 0; i < a.options.size(); ++i) {
        BOOST_TEST(a.options[i].name == b.options[i].name);
        BOOST_TEST(toString(a.options[i].type) == toString(b.options[i].type));
        BOOST_TEST((a.options[i].operations == b.options[i].operations));
        BOOST_TEST((a.options[i].allowed == b.options[i].allowed));
        BOOST_TEST(a.options[i].description == b.options[i].description);
    }
}

/** A description in C that a case may spoil before it is copied. */
struct Spoilable {
    Description source = fullDescription();
    muster::abi::Marshal marshal;
    muster_description raw = *marshal.description(source);
    std::vector<muster_class_info> classes = {raw.classes[0], raw.classes[1]};
    std::vector<muster_attribute_info> attributes = {classes[0].attributes[0],
                                                     classes[0].attributes[1]};
    std::vector<muster_property_info> properties = {raw.properties[0], raw.properties[1]};
    std::vector<muster_operation_key_info> keys = {raw.operation_keys[0], raw.operation_keys[1]};

    Spoilable() {
        raw.classes = classes.data();
        classes[0].attributes = attributes.data();
        raw.properties = properties.data();
        raw.operation_keys = keys.data();
    }
    void checkRefused(const std::string& piece) const {
        checkError(muster::abi::copyDescription(raw), ErrorCode::kProtocol, piece);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(abi_description_tests)

BOOST_AUTO_TEST_CASE(classes_without_what_was_appended_are_walked_by_their_stride) {
    constexpr std::size_t kOldSize = offsetof(muster_class_info, mark_attribute);
    const Description source = fullDescription();
    muster::abi::Marshal marshal;
    muster_description raw = *marshal.description(source);
    std::vector<std::byte> old(2 * kOldSize);
    for (std::size_t i = 0; i < 2; ++i) {
        muster_class_info one = raw.classes[i];
        one.struct_size = kOldSize;
        std::memcpy(old.data() + i * kOldSize, &one, kOldSize);
    }
    raw.classes = reinterpret_cast<const muster_class_info*>(old.data());
    raw.class_stride = kOldSize;
    const Description copy = valueOf(muster::abi::copyDescription(raw));
    BOOST_REQUIRE(copy.classes.size() == 2u);
    BOOST_TEST(copy.classes[1].name == "__GROUP__");
    BOOST_TEST(copy.classes[0].markAttribute == "");
}

BOOST_AUTO_TEST_CASE(a_description_comes_back_as_it_went) {
    const Description source = fullDescription();
    muster::abi::Marshal marshal;
    const Description copy = valueOf(muster::abi::copyDescription(*marshal.description(source)));
    BOOST_TEST(copy.displayName == "Full");
    BOOST_TEST((copy.lookups == source.lookups));
    BOOST_TEST(copy.usesTemplatedCalls);
    BOOST_TEST(copy.settleWindowMs == 30000);
    BOOST_REQUIRE(copy.classes.size() == 2u);
    checkSame(copy.classes[0], source.classes[0]);
    BOOST_TEST(copy.classes[0].markAttribute == "plain");
    BOOST_TEST(copy.classes[0].createdAttribute == "since");
    BOOST_TEST(
        (copy.classes[0].createdTrustedStates == std::vector<std::string>{"active", "inactive"}));
    checkSame(copy.classes[1], source.classes[1]);
    BOOST_REQUIRE(copy.properties.size() == 2u);
    for (std::size_t i = 0; i < 2; ++i) {
        BOOST_TEST(copy.properties[i].name == source.properties[i].name);
        BOOST_TEST(toString(copy.properties[i].type) == toString(source.properties[i].type));
        BOOST_TEST(copy.properties[i].required == source.properties[i].required);
        BOOST_TEST(copy.properties[i].confidential == source.properties[i].confidential);
        BOOST_TEST(copy.properties[i].hostOwned == source.properties[i].hostOwned);
        BOOST_TEST(copy.properties[i].defaultValue == source.properties[i].defaultValue);
        BOOST_TEST((copy.properties[i].allowed == source.properties[i].allowed));
        BOOST_TEST(copy.properties[i].help == source.properties[i].help);
        BOOST_TEST(copy.properties[i].retired == source.properties[i].retired);
    }
    BOOST_REQUIRE(copy.operationKeys.size() == 2u);
    for (std::size_t i = 0; i < 2; ++i) {
        BOOST_TEST(copy.operationKeys[i].key == source.operationKeys[i].key);
        BOOST_TEST((copy.operationKeys[i].placeholders == source.operationKeys[i].placeholders));
        BOOST_TEST(copy.operationKeys[i].idempotent == source.operationKeys[i].idempotent);
        BOOST_TEST(copy.operationKeys[i].required == source.operationKeys[i].required);
        BOOST_TEST(copy.operationKeys[i].description == source.operationKeys[i].description);
    }
}

BOOST_AUTO_TEST_CASE(an_empty_description_is_legal) {
    muster::abi::Marshal marshal;
    const Description empty;
    BOOST_TEST(valueOf(muster::abi::copyDescription(*marshal.description(empty))).classes.empty());
}

BOOST_AUTO_TEST_CASE(a_short_description_is_refused) {
    Spoilable spoilable;
    spoilable.raw.struct_size = 8;
    spoilable.checkRefused("struct_size is 8");
}

BOOST_AUTO_TEST_CASE(an_array_that_cannot_be_walked_is_refused_with_its_name) {
    const std::pair<void (*)(Spoilable&), const char*> rows[] = {
        {[](Spoilable& s) { s.raw.classes = nullptr; }, "classes is a null pointer"},
        {[](Spoilable& s) { s.raw.class_stride = 0; }, "classes has too small a stride"},
        {[](Spoilable& s) { s.raw.class_count = SIZE_MAX / 2; }, "classes has 92233720"},
        {[](Spoilable& s) { s.raw.class_stride += 1; }, "classes has 2 elements with a stride of"},
        {[](Spoilable& s) { s.raw.properties = nullptr; }, "properties is a null pointer"},
        {[](Spoilable& s) { s.raw.property_stride = 8; }, "properties has too small a stride"},
        {[](Spoilable& s) { s.raw.operation_keys = nullptr; }, "operation keys is a null pointer"},
        {[](Spoilable& s) { s.classes[0].attributes = nullptr; }, "attributes is a null pointer"},
        {[](Spoilable& s) { s.classes[0].attribute_stride = 1; }, "attributes has too small"},
        {[](Spoilable& s) { s.classes[0].options = nullptr; }, "options is a null pointer"},
        {[](Spoilable& s) { s.attributes[0].attributes = nullptr; }, "attributes is a null"}};
    for (const auto& [spoil, piece] : rows) {
        Spoilable spoilable;
        spoil(spoilable);
        spoilable.checkRefused(piece);
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_number_is_refused_with_what_has_it) {
    Spoilable kind;
    kind.attributes[1].kind = 77;
    kind.checkRefused("\"plain\" has the unknown kind 77");
    Spoilable support;
    support.classes[1].create = 9;
    support.checkRefused("class \"__GROUP__\" has the unknown support 9");
    Spoilable property;
    property.properties[0].kind = 10;
    property.checkRefused("\"clientSecret\" has the unknown kind 10");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_text_is_refused) {
    Spoilable name;
    name.properties[0].name = {"\xff", 1};
    name.checkRefused("a property's name");
    Spoilable key;
    key.keys[0].key = {nullptr, 4};
    key.checkRefused("an operation key has a size of 4 and a null pointer");
    Spoilable lookups;
    lookups.raw.lookups.stride = 4;
    lookups.checkRefused("the lookups has a stride of 4");
}

BOOST_AUTO_TEST_CASE(attributes_that_nest_without_end_are_refused) {
    Spoilable spoilable;
    spoilable.attributes[0].attributes = spoilable.attributes.data();  // itself
    spoilable.attributes[0].attribute_count = 1;
    spoilable.checkRefused("nest deeper than 8");
}

BOOST_AUTO_TEST_CASE(actions_come_back_as_they_went) {
    const std::vector<muster::ActionInfo> source = {
        {.name = "wave",
         .objectClass = "__GROUP__",
         .description = "greets",
         .parameters = {{.name = "times", .type = ValueKind::kInteger, .required = true},
                        {.name = "who",
                         .type = ValueKind::kReference,
                         .referenceClass = "__ACCOUNT__"}}},
        {.name = "rest", .resumable = true}};
    muster::abi::Marshal marshal;
    const auto copy = muster::abi::copyActions(*marshal.actions(source));
    BOOST_REQUIRE(copy);
    BOOST_REQUIRE(copy->size() == 2U);
    BOOST_TEST((*copy)[0].name == "wave");
    BOOST_TEST((*copy)[0].objectClass == "__GROUP__");
    BOOST_TEST((*copy)[0].description == "greets");
    BOOST_REQUIRE((*copy)[0].parameters.size() == 2U);
    checkSame((*copy)[0].parameters[0], source[0].parameters[0]);
    checkSame((*copy)[0].parameters[1], source[0].parameters[1]);
    BOOST_TEST((*copy)[1].objectClass == "__ACCOUNT__");
    BOOST_TEST(!(*copy)[0].resumable);
    BOOST_TEST((*copy)[1].resumable);

    muster_action_list spoilt = *marshal.actions(source);
    spoilt.first = nullptr;
    checkError(muster::abi::copyActions(spoilt), ErrorCode::kProtocol, "actions is a null pointer");
}

BOOST_AUTO_TEST_SUITE_END()
