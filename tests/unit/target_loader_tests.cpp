#include <boost/test/unit_test.hpp>

#include "host/target_loader.h"
#include "host/used_classes.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::TemporaryFolder;

namespace {

Description description() {
    return {
        .displayName = "Sample",
        .classes = {{.name = "__ACCOUNT__"}, {.name = "__GROUP__"}, {.name = "__ROLE__"}},
        .properties = {{.name = "region", .required = true, .help = "where it runs"},
                       {.name = "retries", .type = ValueKind::kInteger, .defaultValue = "3"},
                       {.name = "strict", .type = ValueKind::kBoolean},
                       {.name = "mode", .defaultValue = "fast", .allowed = {"fast", "safe"}},
                       {.name = "clientSecret", .type = ValueKind::kSecret, .confidential = true},
                       {.name = "apiKey", .required = true, .retired = "mode takes its place"}}};
}

struct Loaded {
    std::optional<host::Target> target;
    std::string findings;
};

Loaded load(const std::string& body,
            const std::string& attributes = R"(name="t" connector="sample")") {
    const TemporaryFolder folder;
    const auto file = folder.write(
        "t.xml", "<target schema-version=\"1\" " + attributes + ">\n" + body + "\n</target>\n");
    xml::Diagnostics diagnostics;
    Loaded loaded;
    if (const auto read = host::readTargetFile(file, diagnostics)) {
        loaded.target = host::resolveTarget(*read, description(), diagnostics);
    }
    loaded.findings = diagnostics.toText();
    return loaded;
}

void expectFinding(const Loaded& loaded, const std::string& piece) {
    BOOST_TEST(!loaded.target.has_value());
    BOOST_TEST(loaded.findings.find(piece) != std::string::npos,
               "\"" << loaded.findings << "\" does not hold \"" << piece << "\"");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(target_loader_tests)

BOOST_AUTO_TEST_CASE(values_get_their_kinds_and_defaults_are_filled_in) {
    const Loaded loaded = load(R"(<description>Ours</description>
<property name="region"> eu </property>
<property name="strict">true</property>)");
    BOOST_REQUIRE_MESSAGE(loaded.target, loaded.findings);
    BOOST_TEST(loaded.target->description == "Ours");
    BOOST_TEST(loaded.target->text("region") == "eu");
    BOOST_TEST(*loaded.target->find("retries")->value.as<std::int64_t>() == 3);
    BOOST_TEST(loaded.target->find("retries")->isDefault);
    BOOST_TEST(*loaded.target->find("strict")->value.as<bool>());
    BOOST_TEST(loaded.target->find("clientSecret")->value.isNull());
    BOOST_TEST(loaded.target->workers == 4);
}

BOOST_AUTO_TEST_CASE(mistakes_are_told_with_line_and_column) {
    const std::pair<std::string, std::string> rows[] = {
        {"", "t.xml:1:1: error: property \"region\" is missing"},
        {R"(<property name="region">eu</property><property name="regoin">x</property>)",
         "has no property \"regoin\""},
        {R"(<property name="region">eu</property><property name="regoin">x</property>)",
         "did you mean \"region\"?"},
        {"<property name=\"region\">eu</property>\n  <property name=\"retries\">many</property>",
         "t.xml:3:28: error: property \"retries\" has \"many\"; expected an integer"},
        {R"(<property name="region">eu</property><property name="strict">yes</property>)",
         "expected \"true\" or \"false\""},
        {R"(<property name="region">eu</property><property name="mode">saef</property>)",
         "expected \"fast\" or \"safe\""},
        {R"(<property name="region">a</property><property name="region">b</property>)",
         "stands twice"},
        {R"(<property>eu</property>)", "name"},
        {R"(<propperty name="region">eu</propperty>)", "propperty"},
    };
    for (const auto& [body, piece] : rows) {
        BOOST_TEST_CONTEXT("body " << body) { expectFinding(load(body), piece); }
    }
}

BOOST_AUTO_TEST_CASE(a_secret_in_clear_is_refused_and_not_repeated) {
    const Loaded loaded = load(
        R"(<property name="region">eu</property><property name="clientSecret">hunter2hunter2</property>)");
    expectFinding(loaded, "property \"clientSecret\": expected a reference to a secret");
    BOOST_TEST(loaded.findings.find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_has_the_name_of_its_target) {
    expectFinding(
        load(R"(<property name="region">eu</property>)", R"(name="other" connector="sample")"),
        "the target is called \"other\"; expected \"t\", as the file is named");
}

BOOST_AUTO_TEST_CASE(limits_are_numbers_in_their_range) {
    expectFinding(load(R"(<property name="region">eu</property>)",
                       R"(name="t" connector="sample" workers="0")"),
                  "workers");
    expectFinding(load(R"(<property name="region">eu</property>)",
                       R"(name="t" connector="sample" timeout-seconds="soon")"),
                  "timeout-seconds");
}

BOOST_AUTO_TEST_CASE(object_classes_in_use_are_those_of_the_connector) {
    const std::string region = "<property name=\"region\">jp</property>";
    BOOST_TEST(load(region).target.value().objectClasses.empty());
    const Loaded some =
        load(region, R"(name="t" connector="sample" object-classes=" __account__  __GROUP__")");
    BOOST_TEST(
        some.target.value().objectClasses == (std::vector<std::string>{"__ACCOUNT__", "__GROUP__"}),
        boost::test_tools::per_element());
    const Loaded wrong = load(region, R"(name="t" connector="sample" object-classes="__GROUPS__")");
    expectFinding(wrong,
                  "object-classes names \"__GROUPS__\"; connector \"sample\" has "
                  "\"__ACCOUNT__\", \"__GROUP__\" or \"__ROLE__\"");
    expectFinding(wrong, "did you mean \"__GROUP__\"?");
}

BOOST_AUTO_TEST_CASE(what_belongs_to_a_class_that_is_not_in_use_is_left_out) {
    Description all = description();
    all.operationKeys = {{.key = "__ACCOUNT__.GETOP"},
                         {.key = "__GROUP__.members.UPDATEOP"},
                         {.key = "__ROLE__.GETOP"}};
    all.actions = {{.name = "greet", .objectClass = "__GROUP__"}, {.name = "praise"}};
    BOOST_TEST(host::restrictedTo(all, {}).operationKeys.size() == 3U);
    BOOST_TEST(host::restrictedTo(all, {}).classes.size() == 3U);
    const Description some = host::restrictedTo(all, {"__ACCOUNT__"});
    BOOST_REQUIRE(some.classes.size() == 1U);
    BOOST_TEST(some.classes.front().name == "__ACCOUNT__");
    BOOST_REQUIRE(some.operationKeys.size() == 1U);
    BOOST_TEST(some.operationKeys.front().key == "__ACCOUNT__.GETOP");
    BOOST_REQUIRE(some.actions.size() == 1U);
    BOOST_TEST(some.actions.front().name == "praise");
}

BOOST_AUTO_TEST_CASE(a_setting_that_is_no_more_is_refused_with_what_takes_its_place) {
    const Loaded loaded =
        load("<property name=\"region\">eu</property>\n<property name=\"apiKey\">k-123</property>");
    expectFinding(loaded,
                  "t.xml:3:25: error: property \"apiKey\" is no more: mode takes its place");
    BOOST_TEST(loaded.findings.find("k-123") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_setting_that_is_no_more_is_neither_asked_for_nor_passed_on_nor_proposed) {
    const Loaded loaded = load(R"(<property name="region">eu</property>)");
    BOOST_REQUIRE_MESSAGE(loaded.target.has_value(), loaded.findings);
    for (const host::Target::Setting& setting : loaded.target->settings) {
        BOOST_TEST(setting.info.name != "apiKey");
    }
    const Loaded typo =
        load(R"(<property name="region">eu</property><property name="apiKeys">x</property>)");
    expectFinding(typo, "has no property \"apiKeys\"");
    BOOST_TEST(typo.findings.find("did you mean") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
