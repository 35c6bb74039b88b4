#include <functional>

#include <boost/test/unit_test.hpp>

#include "host/catalogue/description_check.h"
#include "plugin_files.h"

using namespace muster;
using namespace muster::host;
using namespace muster::testing;

namespace {

ObjectClassInfo& account(Description& description) { return description.classes.front(); }

/** Uses everything that the clauses speak of, rightly. */
Description good() {
    ObjectClassInfo info{.name = "__ACCOUNT__", .create = Support::kSupported};
    info.attributes = {
        {.name = "__NAME__", .nativeName = "login"},
        {.name = "text"},
        {.name = "phone", .type = ValueKind::kObject, .attributes = {{.name = "label"}}}};
    info.options = {{.name = "policy", .operations = {"delete"}}};
    return {.displayName = "Good",
            .classes = {info},
            .properties = {{.name = "size", .type = ValueKind::kInteger, .defaultValue = "-3"},
                           {.name = "mode", .defaultValue = "a", .allowed = {"a", "b"}},
                           {.name = "pepper", .type = ValueKind::kSecret, .confidential = true}},
            .operationKeys = {{.key = "__ACCOUNT__.CREATEOP"}},
            .usesTemplatedCalls = true};
}

struct Row {
    std::function<void(Description&)> spoil;
    const char* found;
    const char* clause = "(C-08)";
};

const Row kBad[] = {
    {[](auto& d) { d.classes.push_back({.name = "__account__"}); },
     "the class \"__account__\" twice"},
    {[](auto& d) { account(d).name.clear(); }, "the class without a name"},
    {[](auto& d) { account(d).attributes.push_back({.name = "TEXT"}); },
     "with the attribute \"TEXT\" twice"},
    {[](auto& d) { account(d).attributes.push_back({.name = "__UID__"}); },
     "class \"__ACCOUNT__\" with the attribute \"__UID__\""},
    {[](auto& d) { account(d).attributes.erase(account(d).attributes.begin()); },
     "supports create and has no attribute \"__NAME__\""},
    {[](auto& d) { account(d).attributes[1].nativeName = "PHONE"; },
     "native name \"PHONE\" also means the attribute \"phone\""},
    {[](auto& d) { account(d).attributes[1].nativeName = "login"; },
     "native name \"login\" also means the attribute"},
    {[](auto& d) { account(d).attributes[2].type = ValueKind::kString; },
     "attributes inside \"phone\", which is of type string"},
    {[](auto& d) { account(d).attributes[2].attributes.push_back({.name = "label"}); },
     "class \"__ACCOUNT__\", \"phone\" with the attribute \"label\" twice"},
    {[](auto& d) { account(d).options[0].operations = {"remove"}; }, "of the operation \"remove\""},
    {[](auto& d) { account(d).options.push_back({.name = "POLICY"}); },
     "with the option \"POLICY\" twice"},
    {[](auto& d) { account(d).create = Support::kNone; }, "no class that supports anything"},
    {[](auto& d) { d.classes.clear(); }, "no class that supports anything"},
    {[](auto& d) { d.properties[0].defaultValue = "many"; },
     "the property \"size\" with the default \"many\""},
    {[](auto& d) { d.properties[0].type = ValueKind::kBoolean; }, "with the default \"-3\""},
    {[](auto& d) { d.properties[0].type = ValueKind::kReal; },
     "the property \"size\" of type real"},
    {[](auto& d) { d.properties[1].defaultValue = "c"; },
     "the property \"mode\" with the default \"c\""},
    {[](auto& d) { d.properties[2].confidential = false; },
     "the property \"pepper\" of type secret, not confidential"},
    {[](auto& d) { d.properties[2].defaultValue = "salt"; },
     "the confidential property \"pepper\" with a default"},
    {[](auto& d) { d.operationKeys.push_back(d.operationKeys.front()); },
     "the operation key \"__ACCOUNT__.CREATEOP\" twice"},
    {[](auto& d) { d.operationKeys.clear(); }, "templated calls without an operation key",
     "(C-09)"},
    {[](auto& d) { d.usesTemplatedCalls = false; },
     "the operation key \"__ACCOUNT__.CREATEOP\" without templated calls", "(C-09)"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(description_check_tests)

BOOST_AUTO_TEST_CASE(a_description_that_makes_sense_passes) {
    const auto failure = checkDescription(good());
    BOOST_TEST(!failure.has_value(), (failure ? failure->found : ""));
}

BOOST_AUTO_TEST_CASE(one_that_breaks_a_clause_is_refused_with_its_number) {
    for (const Row& row : kBad) {
        BOOST_TEST_CONTEXT(row.found) {
            Description spoilt = good();
            row.spoil(spoilt);
            const auto failure = checkDescription(spoilt);
            BOOST_REQUIRE(failure.has_value());
            BOOST_TEST(failure->step == "description");
            BOOST_TEST(holdsPiece(failure->found, row.found), failure->found);
            BOOST_TEST(holdsPiece(failure->expected, row.clause), failure->expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_confidential_default_is_not_repeated) {
    Description spoilt = good();
    spoilt.properties[2].defaultValue = "salt";
    BOOST_TEST(!holdsPiece(checkDescription(spoilt)->found, "salt"));
}

BOOST_AUTO_TEST_SUITE_END()
