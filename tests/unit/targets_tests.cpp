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
    std::unique_ptr<host::Targets> targets;

    TargetHome() {
        fs::create_directories(home.plugins());
        fs::copy_file(MUSTER_HELLO_CONNECTOR, home.plugins() / "hello.so");
        folder.write("targets/t.xml", R"(<target schema-version="1" name="t" connector="hello"/>)");
        folder.write("lookups/hello/Lookup.Hello.mood.xml",
                     R"(<lookup schema-version="1" name="Lookup.Hello.mood">)"
                     R"(<entry code-key="1"><decode xml:lang="en">Glad</decode></entry></lookup>)");
        for (const auto& item : fs::recursive_directory_iterator(folder.path())) {
            fs::permissions(item, fs::perms::group_write | fs::perms::others_write,
                            fs::perm_options::remove);
        }
        catalogue = std::make_unique<host::ConnectorCatalogue>(
            host::CatalogueOptions{.pluginsFolder = home.plugins(),
                                   .loadedFolder = home.loaded(),
                                   .probeProgram = MUSTER_PROBE_CHILD,
                                   .settleTime = std::chrono::milliseconds(0)});
        checkSuccess(catalogue->scan());
        targets = std::make_unique<host::Targets>(
            home, *catalogue, valueOf(host::makeLog({.file = (folder / "muster.log").string()})));
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

BOOST_AUTO_TEST_SUITE_END()
