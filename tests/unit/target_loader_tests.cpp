#include <boost/test/unit_test.hpp>

#include "host/target_loader.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::TemporaryFolder;

namespace {

Description description() {
    return {
        .displayName = "Sample",
        .properties = {{.name = "region", .required = true, .help = "where it runs"},
                       {.name = "retries", .type = ValueKind::kInteger, .defaultValue = "3"},
                       {.name = "strict", .type = ValueKind::kBoolean},
                       {.name = "mode", .defaultValue = "fast", .allowed = {"fast", "safe"}},
                       {.name = "clientSecret", .type = ValueKind::kSecret, .confidential = true}}};
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

BOOST_AUTO_TEST_SUITE_END()
