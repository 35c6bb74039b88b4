#include <boost/test/unit_test.hpp>

#include "shell/text_width.h"
#include "shell_fixture.h"
#include "temporary_folder.h"

namespace shell = muster::shell;
using muster::testing::TemporaryFolder;

namespace {

muster::host::CatalogueEntry entry(const std::string& name) {
    return {.file = "/home/plugins/" + name + ".so", .name = name, .version = "1.0.0"};
}

muster::host::CatalogueEntry brokenEntry() {
    muster::host::CatalogueEntry broken = entry("lineworks");
    broken.failure = {.step = "load",
                      .found =
                          "libnowhere.so.7: cannot open shared object file: No such file or "
                          "directory, asked for by two other libraries\nand by more",
                      .expected = "libraries that the loader takes"};
    return broken;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_listing_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(a_list_with_a_bad_target_ends_with_9_and_keeps_its_problem_short) {
    home();  // "broken" and "zoom"
    BOOST_TEST(run("target list") == 9);
    BOOST_TEST(contains(out.str(), "3:5: no such property"));
    BOOST_TEST(!contains(out.str(), "broken.xml:3:5"), "the file has a column of its own");
    BOOST_TEST(contains(err.str(), "\"target show broken\" tells all of its problem"));
}

BOOST_AUTO_TEST_CASE(a_list_with_a_bad_connector_ends_with_9_and_keeps_its_problem_short) {
    home().entries = {brokenEntry(), entry("zoom")};
    BOOST_TEST(run("connector list") == 9);
    BOOST_TEST(contains(out.str(), "load: libnowhere.so.7: cannot open"));
    BOOST_TEST(!contains(out.str(), "two other libraries"));
    BOOST_TEST(!contains(out.str(), "expected"));
    BOOST_TEST(contains(err.str(), "\"connector show lineworks 1.0.0\" tells all of its problem"));
    BOOST_TEST(run("connector show lineworks 1.0.0") == 9);
    BOOST_TEST(contains(out.str(), "two other libraries"));
    BOOST_TEST(contains(out.str(), "libraries that the loader takes"));
}

BOOST_AUTO_TEST_CASE(a_list_names_the_bad_version_of_a_connector_with_a_good_one) {
    muster::host::CatalogueEntry newer = entry("lineworks");
    newer.version = "2.0.0";
    home().entries = {brokenEntry(), newer};
    BOOST_TEST(run("connector list") == 9);
    BOOST_TEST(contains(err.str(), "\"connector show lineworks 1.0.0\""));
    BOOST_TEST(run("connector show lineworks 1.0.0") == 9);
    BOOST_TEST(contains(out.str(), "two other libraries"));
    BOOST_TEST(run("connector show lineworks 2.0.0") == 0);
}

BOOST_AUTO_TEST_CASE(a_list_of_good_connectors_ends_with_0) {
    home().entries = {entry("zoom")};
    BOOST_TEST(run("connector list") == 0);
    BOOST_TEST(err.str().empty());
}

BOOST_AUTO_TEST_CASE(for_programs_a_list_has_the_whole_problem) {
    ShellFixture json({.format = shell::Format::kJson});
    json.home().entries = {brokenEntry()};
    BOOST_TEST(json.run("connector list") == 9);
    BOOST_TEST(contains(json.out.str(), "two other libraries"));
    BOOST_TEST(json.run("target list") == 9);
    BOOST_TEST(contains(json.out.str(), "broken.xml:3:5: error: no such property"));
}

BOOST_AUTO_TEST_CASE(a_list_of_lookups_that_are_all_refused_ends_with_9) {
    const TemporaryFolder folder;
    folder.write("bad/Lookup.A.xml", "<lookup");
    home().folders = {(folder / "bad").string()};
    BOOST_TEST(run("lookup list") == 9);
    BOOST_TEST(contains(err.str(), "Lookup.A.xml"));
    BOOST_TEST(contains(err.str(), "no lookup can be used"));
    home().folders = {};
    BOOST_TEST(run("lookup list") == 0);
    BOOST_TEST(contains(err.str(), "there is no lookup"));
}

BOOST_AUTO_TEST_CASE(a_text_is_shortened_to_its_columns) {
    BOOST_TEST(shell::shortened("all of it", 9) == "all of it");
    BOOST_TEST(shell::shortened("all of it and more", 9) == "all of...");
    BOOST_TEST(shell::shortened("first\nsecond", 20) == "first...");
    BOOST_TEST(shell::shortened("人事部と総務部", 9) == "人事部...");
    BOOST_TEST(shell::shortened("", 9).empty());
}

BOOST_AUTO_TEST_SUITE_END()
