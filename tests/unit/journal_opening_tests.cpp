#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"
#include "store/migrations.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::TemporaryFolder;
using muster::testing::valueOf;

namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/** A folder whose `muster.db` was made by `sql`. */
struct PreparedFolder : TemporaryFolder {
    explicit PreparedFolder(const std::string& sql) {
        auto database = valueOf(sqlite::Database::open(file(), sqlite::OpenMode::kCreate));
        checkSuccess(database->execute(sql));
    }
    std::filesystem::path file() const { return path() / "muster.db"; }
    Result<std::unique_ptr<Journal>> open() const { return Journal::open({.folder = path()}); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_opening_tests)

BOOST_FIXTURE_TEST_CASE(a_new_database_gets_the_newest_schema, JournalFixture) {
    BOOST_TEST(seenByOthers("PRAGMA user_version") == newestSchemaVersion());
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM pragma_journal_mode WHERE journal_mode='wal'") ==
               1);
}

BOOST_FIXTURE_TEST_CASE(opening_again_keeps_schema_and_records, JournalFixture) {
    valueOf(journal->begin(createIntent()));
    restart();
    BOOST_TEST(seenByOthers("PRAGMA user_version") == newestSchemaVersion());
    BOOST_TEST(valueOf(journal->operations({})).size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(only_the_indexes_that_were_decided_exist, JournalFixture) {
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index'"
                            " AND name NOT LIKE 'sqlite_autoindex%'") == 8);
}

BOOST_FIXTURE_TEST_CASE(open_operations_are_found_by_their_index, JournalFixture) {
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM pragma_index_list('operations')"
                            " WHERE partial = 1") == 6);
    auto database =
        valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kQueryOnly));
    auto plan = valueOf(database->prepare(
        "EXPLAIN QUERY PLAN SELECT * FROM operations WHERE state = 1 AND epoch < 7 ORDER BY id"));
    BOOST_REQUIRE(valueOf(plan.step()));
    BOOST_TEST(plan.text(3) == "SCAN operations USING INDEX operations_open");
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_told_where_the_index_of_the_log_cannot_be_made) {
    // SQLite says "disk I/O error" then: the index is a file mapped into memory.
    constexpr int kShmSize = 10 | (19 << 8);  // SQLITE_IOERR_SHMSIZE
    const TemporaryFolder folder;
    const auto full = [](std::string_view sql) { return sql == "open" ? kShmSize : 0; };
    const auto refused = Journal::open({.folder = folder.path(), .fault = full});
    checkError(refused, ErrorCode::kInternal, "disk I/O error");
    BOOST_TEST(refused.error().hint.find("free space on the disk") != std::string::npos,
               refused.error().hint);
}

BOOST_AUTO_TEST_CASE(an_interrupted_migration_leaves_nothing_and_is_done_at_the_next_start) {
    const TemporaryFolder folder;
    const auto failAtVersion = [](std::string_view sql) {
        return sql.starts_with("PRAGMA user_version=") ? 13 : 0;  // SQLITE_FULL
    };
    checkError(Journal::open({.folder = folder.path(), .fault = failAtVersion}),
               ErrorCode::kInternal, "database or disk is full");
    BOOST_TEST(!std::filesystem::exists(folder / "muster.db"), "it has no schema yet");
    valueOf(Journal::open({.folder = folder.path()}));
    BOOST_TEST(!std::filesystem::exists(folder / "muster.db.new"));
}

BOOST_AUTO_TEST_CASE(a_journal_that_was_emptied_is_refused_and_left_as_it_is) {
    const TemporaryFolder folder;
    valueOf(Journal::open({.folder = folder.path()}));
    std::filesystem::resize_file(folder / "muster.db", 0);
    std::ofstream(folder / "muster.db-wal") << "what was not checkpointed";
    const auto refused = Journal::open({.folder = folder.path()});
    checkError(refused, ErrorCode::kConfiguration,
               "the journal \"" + (folder / "muster.db").string() +
                   "\" is there and empty (0 bytes), expected a database");
    BOOST_TEST(refused.error().hint.find("to begin anew, move it away with its -wal and -shm") !=
                   std::string::npos,
               refused.error().hint);
    BOOST_TEST(std::filesystem::file_size(folder / "muster.db") == 0U);
    BOOST_TEST(std::filesystem::file_size(folder / "muster.db-wal") == 25U);
}

BOOST_AUTO_TEST_CASE(a_first_start_that_was_killed_leaves_nothing_that_the_next_one_refuses) {
    const TemporaryFolder folder;
    // As by a kill at once after the file was made, and within its first transaction.
    std::ofstream(folder / "muster.db.new") << "";
    std::ofstream(folder / "muster.db.new-journal") << "half of a page";
    valueOf(Journal::open({.folder = folder.path()}));
    BOOST_TEST(std::filesystem::file_size(folder / "muster.db") > 0U);
    BOOST_TEST(!std::filesystem::exists(folder / "muster.db.new-journal"));
}

BOOST_FIXTURE_TEST_CASE(a_newer_database_is_refused_and_left_as_it_is, JournalFixture) {
    checkSuccess(journal->close());
    journal.reset();
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        checkSuccess(database->execute("PRAGMA user_version=99"));
    }
    const std::string before = contentOf(folder / "muster.db");
    checkError(Journal::open({.folder = folder.path()}), ErrorCode::kConfiguration,
               "its schema has version 99, and this muster knows versions up to " +
                   std::to_string(newestSchemaVersion()));
    BOOST_TEST((contentOf(folder / "muster.db") == before));
}

BOOST_AUTO_TEST_CASE(a_database_of_another_program_is_refused_and_left_as_it_is) {
    const PreparedFolder folder("CREATE TABLE things (id INTEGER)");
    const std::string before = contentOf(folder.file());
    checkError(folder.open(), ErrorCode::kConfiguration, "a database of another program");
    BOOST_TEST((contentOf(folder.file()) == before));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused_and_left_as_it_is) {
    const TemporaryFolder folder;
    const std::string text(5000, 'x');
    std::ofstream(folder / "muster.db") << text;
    checkError(Journal::open({.folder = folder.path()}), ErrorCode::kConfiguration,
               "muster.db\": opening the database failed: file is not a database");
    BOOST_TEST((contentOf(folder / "muster.db") == text));
}

BOOST_FIXTURE_TEST_CASE(a_damaged_database_is_refused, JournalFixture) {
    checkSuccess(journal->close());
    journal.reset();
    {
        // The header stays; the schema's own page behind it becomes rubbish.
        std::fstream stream(folder / "muster.db", std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(100);
        stream << std::string(3900, '\xA5');
    }
    checkError(Journal::open({.folder = folder.path()}), ErrorCode::kConfiguration,
               "database disk image is malformed");
}

BOOST_FIXTURE_TEST_CASE(a_database_cut_short_is_refused, JournalFixture) {
    checkSuccess(journal->close());
    journal.reset();
    std::filesystem::resize_file(folder / "muster.db", 4096);
    checkError(Journal::open({.folder = folder.path()}), ErrorCode::kConfiguration,
               "database disk image is malformed");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_refused) {
    const TemporaryFolder folder;
    checkError(Journal::open({.folder = folder / "none"}), ErrorCode::kConfiguration,
               "which is not there");
    std::ofstream(folder / "file") << "x";
    checkError(Journal::open({.folder = folder / "file"}), ErrorCode::kConfiguration,
               "which is no folder");
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_is_refused) {
    // Nobody can make a file there, root included.
    checkError(Journal::open({.folder = "/proc/self/fdinfo"}), ErrorCode::kConfiguration,
               "\"/proc/self/fdinfo/muster.db.new\": making the file failed");
}

BOOST_AUTO_TEST_SUITE_END()
