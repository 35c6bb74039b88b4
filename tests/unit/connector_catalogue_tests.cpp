#include <filesystem>
#include <thread>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "checks.h"
#include "host/catalogue/connector_catalogue.h"
#include "plugin_files.h"
#include "temporary_folder.h"

using namespace muster;
using namespace muster::host;
using namespace muster::testing;
namespace fs = std::filesystem;

namespace {

/** A home with an empty plugins folder. */
struct Home {
    TemporaryFolder folder;
    fs::path plugins = folder / "plugins";
    fs::path loaded = folder / "loaded";

    Home() {
        fs::create_directory(plugins);
        allowWriting(plugins, fs::perms::none);
    }

    /** Nobody but the owner may write, whatever the umask, and `more`. */
    static void allowWriting(const fs::path& path, fs::perms more) {
        fs::permissions(path, fs::perms::group_write | fs::perms::others_write,
                        fs::perm_options::remove);
        fs::permissions(path, more, fs::perm_options::add);
    }
    fs::path add(const std::string& target, const std::string& as = {}) {
        const fs::path file = plugins / ((as.empty() ? target : as) + ".so");
        writeFile(file, readFile(pluginFile(target)));
        allowWriting(file, fs::perms::none);
        return file;
    }
    CatalogueOptions options() const {
        return {.pluginsFolder = plugins.string(),
                .loadedFolder = loaded.string(),
                .probeProgram = MUSTER_PROBE_CHILD,
                .probeLimit = std::chrono::seconds(20),
                .settleTime = std::chrono::milliseconds(0)};
    }
};

/** Entries after a scan that must succeed. */
std::vector<CatalogueEntry> scanned(ConnectorCatalogue& catalogue) {
    checkSuccess(catalogue.scan());
    return catalogue.entries();
}

void checkBad(const CatalogueEntry& entry, const std::string& step, const std::string& found) {
    BOOST_REQUIRE_MESSAGE(entry.failure.has_value(), entry.file << " is good");
    BOOST_TEST(toString(entry.state()) == "bad");
    BOOST_TEST(entry.failure->step == step);
    BOOST_TEST(holdsPiece(entry.failure->found, found), entry.failure->found);
    BOOST_TEST(!entry.failure->expected.empty());
}

/** The one entry of a home with `file` alone in it. */
CatalogueEntry onlyEntry(const Home& home) {
    ConnectorCatalogue catalogue(home.options());
    const std::vector<CatalogueEntry> entries = scanned(catalogue);
    BOOST_REQUIRE(entries.size() == 1u);
    return entries.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connector_catalogue_tests)

BOOST_AUTO_TEST_CASE(an_empty_folder_has_no_connectors) {
    const Home home;
    ConnectorCatalogue catalogue(home.options());
    BOOST_TEST(scanned(catalogue).empty());
    checkError(catalogue.load("zoom"), ErrorCode::kConfiguration, "usable are: none");
}

BOOST_AUTO_TEST_CASE(a_good_connector_is_listed_copied_and_loaded) {
    Home home;
    const fs::path file = home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    const auto entries = scanned(catalogue);
    BOOST_REQUIRE(entries.size() == 1u);
    BOOST_TEST(entries[0].file == file.string());
    BOOST_TEST(toString(entries[0].state()) == "ok");
    BOOST_TEST(entries[0].name == "good");
    BOOST_TEST(entries[0].version == "1.0.0");
    BOOST_TEST(entries[0].sha256.size() == 64u);

    const fs::path copy = home.loaded / (entries[0].sha256 + ".so");
    BOOST_TEST((readFile(copy) == readFile(file)));
    BOOST_TEST((fs::status(copy).permissions() == (fs::perms::owner_read | fs::perms::owner_exec)));
    BOOST_TEST((fs::status(home.loaded).permissions() == fs::perms::owner_all));

    const auto connector = valueOf(catalogue.load("good"));
    BOOST_TEST(connector->name() == "good");
    BOOST_TEST(connector->sha256() == entries[0].sha256);
    BOOST_TEST(connector->description().displayName == "A connector for tests");
    BOOST_TEST(connector->table().describe() != nullptr);
    BOOST_TEST(connector->search() != nullptr);
}

BOOST_AUTO_TEST_CASE(only_visible_libraries_count) {
    Home home;
    writeFile(home.plugins / "README", "drop connectors here");
    writeFile(home.plugins / "zoom.so.part", "half");
    home.add("good_plugin_1.0.0", ".hidden");
    ConnectorCatalogue catalogue(home.options());
    BOOST_TEST(scanned(catalogue).empty());
}

BOOST_AUTO_TEST_CASE(bad_files_are_listed_with_their_step_and_harm_no_other) {
    Home home;
    home.add("good_plugin_1.0.0");
    home.add("broken_no_entry", "b");
    home.add("broken_crash_in_constructor", "c");
    ConnectorCatalogue catalogue(home.options());
    const auto entries = scanned(catalogue);
    BOOST_REQUIRE(entries.size() == 3u);
    BOOST_TEST(entries[0].name == "broken-crash-in-constructor");
    checkBad(entries[0], "probe", "killed by signal 11 (SIGSEGV) while loading");
    BOOST_TEST(entries[1].name == "good");
    checkBad(entries[2], "symbols", "without it");
    valueOf(catalogue.load("good"));
    checkError(catalogue.load("broken-crash-in-constructor"), ErrorCode::kConfiguration,
               "c.so\", step probe: killed by signal 11");
    checkError(catalogue.load("zoom"), ErrorCode::kConfiguration, "usable are: \"good\" 1.0.0");
}

BOOST_AUTO_TEST_CASE(half_a_file_is_refused) {
    const Home home;
    const std::string whole = readFile(pluginFile("good_plugin_1.0.0"));
    writeFile(home.plugins / "half.so", whole.substr(0, whole.size() / 2));
    checkBad(onlyEntry(home), "segments", "up to byte");
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_refused) {
    const Home home;
    writeFile(home.plugins / "empty.so", "");
    checkBad(onlyEntry(home), "elf", "an empty file");
}

BOOST_AUTO_TEST_CASE(a_directory_is_refused) {
    const Home home;
    fs::create_directory(home.plugins / "directory.so");
    checkBad(onlyEntry(home), "file", "a directory");
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_is_refused) {
    const Home home;
    fs::create_symlink(pluginFile("good_plugin_1.0.0"), home.plugins / "link.so");
    checkBad(onlyEntry(home), "file", "a symbolic link");
}

BOOST_AUTO_TEST_CASE(a_fifo_is_refused_without_waiting_for_its_writer) {
    const Home home;
    BOOST_REQUIRE(::mkfifo((home.plugins / "fifo.so").c_str(), 0600) == 0);
    checkBad(onlyEntry(home), "file", "a FIFO");
}

BOOST_AUTO_TEST_CASE(a_file_that_others_can_write_is_refused) {
    Home home;
    Home::allowWriting(home.add("good_plugin_1.0.0"), fs::perms::group_write);
    checkBad(onlyEntry(home), "file", "others can write to the file");
}

BOOST_AUTO_TEST_CASE(verify_warns_of_a_mode_that_a_plugins_folder_refuses) {
    Home home;
    const fs::path file = home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    BOOST_TEST(!anyHoldsPiece(catalogue.verify(file.string()).warnings, "others can write"));
    Home::allowWriting(file, fs::perms::group_write);
    const CatalogueEntry entry = catalogue.verify(file.string());
    BOOST_TEST(!entry.failure.has_value());
    BOOST_TEST(anyHoldsPiece(entry.warnings, "others can write to the file (mode 0"));
    BOOST_TEST(anyHoldsPiece(entry.warnings, "chmod go-w"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_others_can_write_is_refused_as_a_whole) {
    Home home;
    home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    BOOST_TEST(scanned(catalogue).size() == 1u);
    Home::allowWriting(home.plugins, fs::perms::others_write);
    checkError(catalogue.scan(), ErrorCode::kConfiguration, "others can write to the folder");
    BOOST_TEST(catalogue.entries().empty());
}

BOOST_AUTO_TEST_CASE(a_missing_plugins_folder_is_an_error) {
    const Home home;
    fs::remove(home.plugins);
    ConnectorCatalogue catalogue(home.options());
    checkError(catalogue.scan(), ErrorCode::kConfiguration, "No such file or directory");
}

BOOST_AUTO_TEST_CASE(copies_are_not_put_where_others_can_look) {
    Home home;
    home.add("good_plugin_1.0.0");
    fs::create_directory(home.loaded);
    fs::permissions(home.loaded, fs::perms(0755));
    checkBad(onlyEntry(home), "copy", "mode 0755");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_still_being_written_is_not_believed) {
    Home home;
    const fs::path growing = home.add("good_plugin_1.0.0", "growing");
    home.add("good_plugin_1.9.0", "settled");
    CatalogueOptions options = home.options();
    options.settleTime = std::chrono::hours(1);  // so that both files are young
    int waits = 0;
    options.wait = [&](std::chrono::milliseconds time) {
        ++waits;
        BOOST_TEST((time == std::chrono::hours(1)));
        writeFile(growing, "more");
    };
    ConnectorCatalogue catalogue(options);
    const auto entries = scanned(catalogue);
    BOOST_TEST(waits == 1);
    BOOST_REQUIRE(entries.size() == 2u);
    BOOST_TEST(toString(entries[0].state()) == "ok");
    BOOST_TEST(entries[0].version == "1.9.0");
    checkBad(entries[1], "file", "still being written");
}

BOOST_AUTO_TEST_CASE(the_later_of_two_files_for_one_version_is_bad) {
    Home home;
    home.add("good_plugin_1.0.0", "b");
    home.add("good_plugin_1.0.0", "a");
    ConnectorCatalogue catalogue(home.options());
    const auto entries = scanned(catalogue);
    BOOST_REQUIRE(entries.size() == 2u);
    BOOST_TEST(toString(entries[0].state()) == "ok");
    BOOST_TEST(holdsPiece(entries[0].file, "a.so"));
    checkBad(entries[1], "duplicate", "a.so\" is already");
    valueOf(catalogue.load("good", "1.0.0"));
}

BOOST_AUTO_TEST_CASE(the_newest_version_is_loaded_unless_one_is_asked_for) {
    Home home;
    for (const char* version : {"1.9.0", "1.10.0-rc.1", "1.10.0", "1.0.0"}) {
        home.add("good_plugin_" + std::string(version));
    }
    ConnectorCatalogue catalogue(home.options());
    std::vector<std::string> order;
    for (const CatalogueEntry& entry : scanned(catalogue)) {
        order.push_back(entry.version);
    }
    BOOST_TEST((order == std::vector<std::string>{"1.0.0", "1.9.0", "1.10.0-rc.1", "1.10.0"}));
    BOOST_TEST(valueOf(catalogue.load("good"))->version() == "1.10.0");
    BOOST_TEST(valueOf(catalogue.load("good", "1.9.0"))->version() == "1.9.0");
    checkError(catalogue.load("good", "3.0.0"), ErrorCode::kConfiguration,
               "it has 1.0.0, 1.9.0, 1.10.0-rc.1, 1.10.0");
    checkError(catalogue.load("better", "3.0.0"), ErrorCode::kConfiguration,
               "no connector \"better\" of version 3.0.0");
}

BOOST_AUTO_TEST_CASE(a_pre_release_is_loaded_when_it_is_asked_for_or_there_is_no_release) {
    Home home;
    home.add("good_plugin_1.10.0-rc.1");
    ConnectorCatalogue alone(home.options());
    scanned(alone);
    BOOST_TEST(valueOf(alone.load("good"))->version() == "1.10.0-rc.1");
    home.add("good_plugin_1.9.0");
    ConnectorCatalogue catalogue(home.options());
    scanned(catalogue);
    BOOST_TEST(valueOf(catalogue.load("good"))->version() == "1.9.0");
    BOOST_TEST(valueOf(catalogue.load("good", "1.10.0-rc.1"))->version() == "1.10.0-rc.1");
}

BOOST_AUTO_TEST_CASE(a_library_is_loaded_once_by_whatever_thread_asks) {
    Home home;
    home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    scanned(catalogue);
    std::shared_ptr<const LoadedConnector> got[4];
    std::vector<std::thread> threads;
    for (auto& slot : got) {
        threads.emplace_back([&] { slot = catalogue.load("good").valueOr(nullptr); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const auto& slot : got) {
        BOOST_TEST(slot.get() == got[0].get());
        BOOST_TEST(slot.get() != nullptr);
    }
}

BOOST_AUTO_TEST_CASE(what_is_loaded_outlives_its_file_its_copy_and_its_entry) {
    Home home;
    const fs::path file = home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    const std::string sha256 = scanned(catalogue).front().sha256;
    const auto connector = valueOf(catalogue.load("good"));
    writeFile(file, "overwritten");  // would be overwritten code, were the file itself mapped
    BOOST_TEST(connector->table().describe()->class_count == 1u);
    fs::remove(file);
    BOOST_TEST(scanned(catalogue).empty());
    BOOST_TEST(!fs::exists(home.loaded / (sha256 + ".so")));
    BOOST_TEST(connector->table().describe()->class_count == 1u);
    checkError(catalogue.load("good"), ErrorCode::kConfiguration, "no connector \"good\"");
}

BOOST_AUTO_TEST_CASE(a_verdict_is_kept_with_the_bytes) {
    Home home;
    home.add("good_plugin_1.0.0");
    home.add("broken_exit_in_constructor");
    ConnectorCatalogue first(home.options());
    scanned(first);
    CatalogueOptions options = home.options();
    options.probeProgram = "/bin/false";  // fails every probe that is made now
    ConnectorCatalogue second(options);
    const auto entries = scanned(second);
    BOOST_REQUIRE(entries.size() == 2u);
    checkBad(entries[0], "probe", "called exit(3) while loading");
    BOOST_TEST(toString(entries[1].state()) == "ok");
    checkBad(second.verify(entries[1].file), "probe start", "called exit(1)");
}

BOOST_AUTO_TEST_CASE(a_verdict_of_another_host_or_half_a_verdict_is_not_believed) {
    Home home;
    home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    const fs::path verdict = home.loaded / (scanned(catalogue).front().sha256 + ".verdict");
    const std::string good = readFile(verdict);
    BOOST_TEST(holdsPiece(good, "ok"));
    for (const std::string& text :
         {std::string("muster 0.0.1\nfailed\nprobe\nx\ny\n\n"), std::string(),
          good.substr(0, good.find('\n') + 1) + "failed\nprobe\n"}) {
        writeFile(verdict, text);
        BOOST_TEST(toString(scanned(catalogue).front().state()) == "ok", text);
        BOOST_TEST(readFile(verdict) == good, "it was tried again and the verdict kept");
    }
}

BOOST_AUTO_TEST_CASE(what_depends_on_the_machine_is_not_kept) {
    Home home;
    home.add("broken_needs_absent_library");
    ConnectorCatalogue catalogue(home.options());
    const CatalogueEntry entry = scanned(catalogue).front();
    checkBad(entry, "load", "libbroken_absent_library.so: cannot open");
    BOOST_TEST(!fs::exists(home.loaded / (entry.sha256 + ".verdict")));
}

BOOST_AUTO_TEST_CASE(what_was_too_slow_once_is_tried_again) {
    Home home;
    home.add("broken_hang_in_constructor");
    CatalogueOptions options = home.options();
    options.probeLimit = std::chrono::milliseconds(200);
    ConnectorCatalogue catalogue(options);
    const CatalogueEntry entry = scanned(catalogue).front();
    checkBad(entry, "probe", "after 200 ms");
    BOOST_TEST(!fs::exists(home.loaded / (entry.sha256 + ".verdict")));
}

BOOST_AUTO_TEST_CASE(a_damaged_copy_is_made_again_and_left_overs_go) {
    Home home;
    home.add("good_plugin_1.0.0");
    ConnectorCatalogue catalogue(home.options());
    const std::string sha256 = scanned(catalogue).front().sha256;
    const fs::path copy = home.loaded / (sha256 + ".so");
    fs::permissions(copy, fs::perms(0700));
    writeFile(copy, "damaged");
    writeFile(home.loaded / ".copy-aBcDeF", "interrupted");
    writeFile(home.loaded / (std::string(64, '0') + ".so"), "of a connector that is gone");
    BOOST_TEST(toString(scanned(catalogue).front().state()) == "ok");
    BOOST_TEST((readFile(copy) == readFile(pluginFile("good_plugin_1.0.0"))));
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(home.loaded)) {
        BOOST_TEST(entry.path().stem().string() == sha256);
        ++files;
    }
    BOOST_TEST(files == 2u);
}

BOOST_AUTO_TEST_CASE(a_verified_file_is_not_added) {
    const Home home;
    ConnectorCatalogue catalogue(home.options());
    scanned(catalogue);
    const CatalogueEntry good = catalogue.verify(pluginFile("good_plugin_1.0.0").string());
    BOOST_TEST(toString(good.state()) == "ok");
    BOOST_TEST(good.name == "good");
    const CatalogueEntry untidy = catalogue.verify(pluginFile("untidy_plugin").string());
    BOOST_TEST(!untidy.warnings.empty());
    checkBad(catalogue.verify((home.folder / "absent.so").string()), "file",
             "cannot be opened: No such file");
    BOOST_TEST(catalogue.entries().empty());
    checkError(catalogue.load("good"), ErrorCode::kConfiguration, "no connector \"good\"");
}

BOOST_AUTO_TEST_SUITE_END()
