#include <filesystem>

#include "shell_fixture.h"

// Two versions of one connector side by side: which one a target gets.

namespace fs = std::filesystem;

namespace {

/// A home with the given versions of the connector "good".
struct VersionsCase {
    void add(const std::string& version) const {
        const std::string file = "good_plugin_" + version + ".so";
        fs::copy_file(fs::path(MUSTER_BROKEN_PLUGINS) / file, home.path() / "plugins" / file);
        fs::permissions(home.path() / "plugins" / file,
                        fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove);
    }
    void remove(const std::string& version) const {
        fs::remove(home.path() / "plugins" / ("good_plugin_" + version + ".so"));
    }
    /// A target that asks for a version, or for none.
    void target(const std::string& name, const std::string& version) const {
        const std::string asks = version.empty() ? "" : " version=\"" + version + "\"";
        home.write("targets/" + name + ".xml", "<target schema-version=\"1\" name=\"" + name +
                                                   "\" connector=\"good\"" + asks + "/>\n");
    }
    /// What `target show` says of the version, and what the connector itself says in `target test`.
    std::string versionOf(const std::string& name) const {
        const auto shown = home.run({"target show " + name}, {"--output", "json"});
        BOOST_REQUIRE_MESSAGE(shown.exitCode == 0, shown.err);
        const std::string version = textOf(jsonLines(shown).at(0), "connector_version");
        const auto tested = home.run("target test " + name);
        checkEnd(tested, 0, {"this is version " + version + " "});
        return version;
    }

    support::SandboxHome home{"http://127.0.0.1:1"};  // its own target is not used
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_versions_tests, VersionsCase)

BOOST_AUTO_TEST_CASE(both_versions_are_listed_and_each_target_gets_the_one_it_asks_for) {
    add("1.9.0");
    add("1.10.0");
    target("old", "1.9.0");
    target("new", "1.10.0");
    const auto listed = home.run("connector list");
    checkEnd(listed, 0);
    checkHas(listed.out, {"good", "1.9.0", "ok", "good", "1.10.0", "ok", "zoom"});
    BOOST_TEST(versionOf("old") == "1.9.0");
    BOOST_TEST(versionOf("new") == "1.10.0");
    // Both in one process.
    const auto both = home.run({"target test old", "target test new", "target test old"});
    checkEnd(both, 0, {"this is version 1.9.0", "this is version 1.10.0"});
}

BOOST_AUTO_TEST_CASE(a_target_without_a_version_gets_the_newest_release) {
    target("any", "");
    add("1.9.0");
    BOOST_TEST(versionOf("any") == "1.9.0");
    add("1.10.0");
    BOOST_TEST(versionOf("any") == "1.10.0");
    remove("1.10.0");
    add("1.10.0-rc.1");
    BOOST_TEST(versionOf("any") == "1.9.0", "a pre-release has to be asked for");
    remove("1.9.0");
    BOOST_TEST(versionOf("any") == "1.10.0-rc.1", "there is nothing else");
}

BOOST_AUTO_TEST_CASE(a_version_that_is_not_there_is_told_with_those_that_are) {
    add("1.9.0");
    add("1.10.0");
    target("next", "2.0.0");
    target("old", "1.9.0");
    const std::string told = "connector \"good\" has no version 2.0.0 in plugins folder \"" +
                             (home.path() / "plugins").string() + "\"; it has 1.9.0, 1.10.0";
    checkEnd(home.run("target show next"), 9,
             {"targets/next.xml:1:1: error: " + told, "hint: put that version"});
    checkEnd(home.run("create next name=ann"), 9, {"target \"next\" cannot be used", told});
    checkEnd(home.run("create old name=ann"), 0);
}

BOOST_AUTO_TEST_CASE(a_version_of_a_connector_can_be_shown) {
    add("1.9.0");
    add("1.10.0");
    checkHas(home.run("connector show good").out, {"version:", "1.10.0", "good_plugin_1.10.0.so"});
    checkHas(home.run("connector show good 1.9.0").out,
             {"version:", "1.9.0", "good_plugin_1.9.0.so"});
    checkEnd(home.run("connector show good 2.0.0"), 4,
             {"connector \"good\" has no version 2.0.0; it has 1.9.0, 1.10.0"});
}

BOOST_AUTO_TEST_CASE(the_list_leads_to_a_bad_version_beside_a_good_one) {
    add("1.10.0");
    home.write("plugins/half.so", home.read("plugins/good_plugin_1.10.0.so").substr(0, 9000));
    const auto listed = home.run("connector list");
    checkEnd(listed, 9, {"\"connector show half\" tells all of its problem"});
    checkEnd(home.run("connector show half"), 9);
}

BOOST_AUTO_TEST_SUITE_END()
