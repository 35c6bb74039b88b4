#include <boost/test/unit_test.hpp>

#include "temporary_folder.h"
#include <muster/testing/target_host.h>

using namespace muster;
using muster::testing::ConnectorQuirks;
using muster::testing::ServiceProcess;
using muster::testing::TargetSetup;

namespace {

/** What the author is told. */
template <typename Work>
std::string refusalOf(const Work& work) {
    try {
        work();
    } catch (const std::runtime_error& refusal) {
        return refusal.what();
    }
    return "(nothing was refused)";
}

void checkRefused(const std::string& found, const std::string& piece) {
    BOOST_TEST(found.find(piece) != std::string::npos,
               "\"" << found << "\" does not hold \"" << piece << "\"");
}

ConnectorQuirks hello() {
    ConnectorQuirks quirks;
    quirks.plugin = MUSTER_HELLO_CONNECTOR;
    return quirks;
}

std::string refusalOf(const TargetSetup& setup, ConnectorQuirks quirks = hello()) {
    return refusalOf([&] { useTarget(quirks, setup); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(target_host_tests)

BOOST_AUTO_TEST_CASE(settings_of_a_target_file_reach_the_connector) {
    const muster::testing::TemporaryFolder home;
    const auto file = home.write("targets/t.xml",
                                 R"(<target schema-version="1" name="t" connector="hello">
  <property name="store">of the file</property>
</target>)");
    ConnectorQuirks quirks = hello();
    useTarget(quirks, {.targetFile = file.string()});
    BOOST_TEST((quirks.properties == std::vector<Attribute>{Attribute("store", "of the file")}));
    BOOST_REQUIRE(quirks.host);
    BOOST_TEST(quirks.host()->canReplay());
    quirks = hello();
    useTarget(quirks, {.targetFile = file.string(), .properties = {{"store", "of the test"}}});
    BOOST_TEST((quirks.properties == std::vector<Attribute>{Attribute("store", "of the test")}));
}

BOOST_AUTO_TEST_CASE(settings_of_the_quirks_belong_to_the_target) {
    ConnectorQuirks quirks = hello();
    quirks.properties = {Attribute("store", "of the quirks")};
    useTarget(quirks, {});
    BOOST_TEST((quirks.properties == std::vector<Attribute>{Attribute("store", "of the quirks")}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_told_with_its_place) {
    const muster::testing::TemporaryFolder home;
    ConnectorQuirks nowhere = hello();
    nowhere.plugin = "no-such.so";
    checkRefused(refusalOf({}, nowhere), "there is no plugin \"no-such.so\"");
    ConnectorQuirks text = hello();
    text.plugin = home.write("text.so", "no library").string();
    checkRefused(refusalOf({}, text), "step elf");
    checkRefused(refusalOf({.properties = {{"stores", "x"}}}), "did you mean \"store\"?");
    const auto bad = home.write("targets/bad.xml", "<target>\n  <oops/>\n</target>");
    checkRefused(refusalOf({.targetFile = bad.string()}), "bad.xml:2:");
    const auto other =
        home.write("targets/o.xml", R"(<target schema-version="1" name="o" connector="other"/>)");
    checkRefused(refusalOf({.targetFile = other.string()}),
                 "names the connector \"other\", and the plugin is \"hello\"");
    home.write("lookups/Lookup.X.xml", "<lookup>");
    checkRefused(refusalOf({.lookups = (home / "lookups").string()}), "Lookup.X.xml:1:");
}

BOOST_AUTO_TEST_CASE(a_service_tells_its_address_first) {
    const ServiceProcess service({"sh", "-c", "echo http://127.0.0.1:9; exec cat"});
    BOOST_TEST(service.firstLine() == "http://127.0.0.1:9");
}

BOOST_AUTO_TEST_CASE(a_service_that_does_not_start_is_told) {
    checkRefused(refusalOf([] { ServiceProcess({"no-such-program-of-muster"}); }),
                 "the service \"no-such-program-of-muster\" ended, or could not be started");
    checkRefused(refusalOf([] {
                     ServiceProcess({"sh", "-c", "printf half"});
                 }),
                 "expected a line with its address");
    checkRefused(refusalOf([] { ServiceProcess(std::vector<std::string>{}); }),
                 "cannot be started");
}

BOOST_AUTO_TEST_SUITE_END()
