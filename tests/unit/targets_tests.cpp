#include <filesystem>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/log.h"
#include "host/targets.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;
namespace fs = std::filesystem;

namespace {

/** A home with the connector "hello" and one target of it, whose files only we can write. */
struct TargetHome {
    muster::testing::TemporaryFolder folder;
    host::Home home{folder.path()};
    std::unique_ptr<host::ConnectorCatalogue> catalogue;
    std::shared_ptr<host::Log> log;
    std::unique_ptr<host::Targets> targets;

    TargetHome() {
        fs::create_directories(home.plugins());
        fs::copy_file(MUSTER_HELLO_CONNECTOR, home.plugins() / "hello.so");
        folder.write("targets/t.xml", R"(<target schema-version="1" name="t" connector="hello"/>)");
        folder.write("lookups/hello/Lookup.Hello.mood.xml",
                     R"(<lookup schema-version="1" name="Lookup.Hello.mood">)"
                     R"(<entry code-key="1"><decode xml:lang="en">Glad</decode></entry></lookup>)");
        makeOurs();
        catalogue = std::make_unique<host::ConnectorCatalogue>(
            host::CatalogueOptions{.pluginsFolder = home.plugins(),
                                   .loadedFolder = home.loaded(),
                                   .probeProgram = MUSTER_PROBE_CHILD,
                                   .settleTime = std::chrono::milliseconds(0)});
        checkSuccess(catalogue->scan());
        log = valueOf(host::makeLog({.file = (folder / "muster.log").string()}));
        targets = std::make_unique<host::Targets>(home, *catalogue, log);
    }

    void makeOurs() const {
        for (const auto& item : fs::recursive_directory_iterator(folder.path())) {
            fs::permissions(item, fs::perms::group_write | fs::perms::others_write,
                            fs::perm_options::remove);
        }
    }

    auto find() {
        targets->load();
        return targets->find("t");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(targets_tests, TargetHome)

BOOST_AUTO_TEST_CASE(a_target_whose_files_only_we_can_write_is_used) {
    const auto found = find();
    BOOST_TEST(found.hasValue(), (found ? "" : found.error().describe()));
}

BOOST_AUTO_TEST_CASE(what_others_can_write_is_refused_with_its_path_and_mode) {
    for (const char* path : {"targets", "targets/t.xml", "lookups", "lookups/hello",
                             "lookups/hello/Lookup.Hello.mood.xml"}) {
        for (const fs::perms open : {fs::perms::group_write, fs::perms::others_write}) {
            BOOST_TEST_CONTEXT(path) {
                fs::permissions(folder / path, open, fs::perm_options::add);
                const auto found = find();
                checkError(found, ErrorCode::kConfiguration, "others can write to the f");
                BOOST_TEST(found.error().message.find((folder / path).string() + ": ") !=
                               std::string::npos,
                           found.error().message);
                BOOST_TEST(found.error().hint.find("chmod go-w") != std::string::npos);
                fs::permissions(folder / path, open, fs::perm_options::remove);
            }
        }
    }
    BOOST_TEST(find().hasValue());
}

BOOST_AUTO_TEST_CASE(
    a_connector_that_hangs_over_the_settings_is_given_up_and_harms_no_other_target) {
    fs::copy_file(fs::path(MUSTER_BROKEN_PLUGINS) / "broken_hangs_in_make.so",
                  home.plugins() / "hangs.so");
    folder.write("targets/hangs.xml",
                 R"(<target schema-version="1" name="hangs" connector="broken-hangs-in-make"/>)");
    makeOurs();
    checkSuccess(catalogue->scan());
    host::Targets impatient(home, *catalogue, log, {}, std::chrono::milliseconds(50));
    impatient.load();
    const std::vector<host::TargetEntry> entries = impatient.list();
    BOOST_REQUIRE(entries.size() == 2U);
    BOOST_TEST(entries[0].name == "hangs");
    BOOST_TEST(!entries[0].isUsable());
    BOOST_TEST(
        entries[0].problems.at(0).toString() ==
        (folder / "targets/hangs.xml").string() +
            ":1:1: error: connector \"broken-hangs-in-make\" did not come back within 50 ms "
            "from being given the settings (its make, create_instance), expected it to look "
            "at them and do no I/O (C-10) Hint: the target cannot be used until muster starts "
            "anew with a connector that is mended");
    BOOST_TEST(entries[1].isUsable());
    BOOST_TEST(impatient.find("t").hasValue());
    BOOST_TEST(impatient.hasAbandoned(), "the program must not unload what still runs");
    checkError(impatient.find("hangs"), ErrorCode::kConfiguration, "did not come back");
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_with_a_target_is_told_at_once) {
    folder.write("targets/t.xml",
                 R"(<target schema-version="1" name="t" connector="hello">
  <property name="colour">red</property>
  <property name="taste">sweet</property>
</target>)");
    makeOurs();
    const auto found = find();
    checkError(found, ErrorCode::kConfiguration, "target \"t\" cannot be used, for 2 reasons: ");
    const std::string file = (folder / "targets/t.xml").string();
    for (const std::string& piece : {file + ":2:", "; " + file + ":3:", std::string("\"taste\"")}) {
        BOOST_TEST(found.error().message.find(piece) != std::string::npos, found.error().message);
    }
}

BOOST_AUTO_TEST_CASE(targets_whose_connectors_come_back_leave_nothing_running) {
    BOOST_TEST(find().hasValue());
    BOOST_TEST(!targets->hasAbandoned());
}

BOOST_AUTO_TEST_SUITE_END()
