#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "store/sqlite/database.h"
#include "store/sqlite/statement.h"
#include "store/sqlite/transaction.h"
#include "temporary_folder.h"

using namespace muster;
using namespace muster::sqlite;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

struct DatabaseFixture {
    muster::testing::TemporaryFolder folder;
    int fault = 0;
    std::string faultySql;
    std::unique_ptr<Database> database =
        valueOf(Database::open(folder / "t.db", OpenMode::kCreate, [this](std::string_view sql) {
            return !faultySql.empty() && sql.starts_with(faultySql) ? fault : 0;
        }));

    DatabaseFixture() { checkSuccess(database->execute("CREATE TABLE t (n INTEGER, s TEXT)")); }
    std::int64_t rows() { return valueOf(database->integer("SELECT COUNT(*) FROM t")); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_tests, DatabaseFixture)

BOOST_AUTO_TEST_CASE(values_are_bound_and_read_back) {
    const std::string withNul("a\0b", 3);
    Statement insert = valueOf(database->prepare("INSERT INTO t VALUES (?, ?)"));
    checkSuccess(insert.bind(1, std::int64_t{-7}).bind(2, withNul).run());
    checkSuccess(insert.bind(1, std::optional<std::int64_t>()).bind(2, "").run());
    Statement select = valueOf(database->prepare("SELECT n, s FROM t ORDER BY rowid"));
    BOOST_REQUIRE(valueOf(select.step()));
    BOOST_TEST(select.integer(0) == -7);
    BOOST_TEST(select.text(1) == withNul);
    BOOST_REQUIRE(valueOf(select.step()));
    BOOST_TEST(select.isNull(0));
    BOOST_TEST(!select.isNull(1));
    BOOST_TEST(select.text(1) == "");
    BOOST_TEST(!valueOf(select.step()));
}

BOOST_AUTO_TEST_CASE(a_statement_can_be_moved) {
    Statement first = valueOf(database->prepare("SELECT 1"));
    Statement second = std::move(first);
    first = valueOf(database->prepare("SELECT 2"));
    second = std::move(first);
    BOOST_REQUIRE(valueOf(second.step()));
    BOOST_TEST(second.integer(0) == 2);
}

BOOST_AUTO_TEST_CASE(a_statement_of_the_same_text_begins_anew) {
    checkSuccess(database->execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')"));
    const char* const sql = "SELECT s FROM t WHERE n >= COALESCE(?1, 0) ORDER BY n";
    {
        Statement left = valueOf(database->prepare(sql));
        BOOST_REQUIRE(valueOf(left.bind(1, std::int64_t{2}).step()));
        BOOST_TEST(left.text(0) == "b");
    }  // left in the middle, with a value bound
    Statement next = valueOf(database->prepare(sql));
    BOOST_REQUIRE(valueOf(next.step()));
    BOOST_TEST(next.text(0) == "a");
    Statement beside = valueOf(database->prepare(sql));
    BOOST_REQUIRE(valueOf(beside.bind(1, std::int64_t{2}).step()));
    BOOST_TEST(beside.text(0) == "b");
    BOOST_REQUIRE(valueOf(next.step()));
    BOOST_TEST(next.text(0) == "b");
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_kept_follows_a_changed_table) {
    BOOST_TEST(rows() == 0);
    checkSuccess(database->execute("DROP TABLE t"));
    checkSuccess(database->execute("CREATE TABLE t (n INTEGER, s TEXT, more TEXT)"));
    checkSuccess(database->execute("INSERT INTO t VALUES (1, 'a', 'm')"));
    BOOST_TEST(rows() == 1);
}

BOOST_AUTO_TEST_CASE(a_transaction_is_undone_unless_it_is_committed) {
    {
        auto transaction = valueOf(Transaction::begin(*database, Transaction::Kind::kWrite));
        checkSuccess(database->execute("INSERT INTO t VALUES (1, 'undone')"));
    }
    BOOST_TEST(rows() == 0);
    {
        auto transaction = valueOf(Transaction::begin(*database, Transaction::Kind::kWrite));
        checkSuccess(database->execute("INSERT INTO t VALUES (1, 'kept')"));
        checkSuccess(transaction.commit());
    }
    BOOST_TEST(rows() == 1);
}

BOOST_AUTO_TEST_CASE(a_commit_that_fails_undoes) {
    faultySql = "COMMIT";
    fault = 13;  // SQLITE_FULL
    auto transaction = valueOf(Transaction::begin(*database, Transaction::Kind::kWrite));
    checkSuccess(database->execute("INSERT INTO t VALUES (1, 'x')"));
    checkError(transaction.commit(), ErrorCode::kInternal, "database or disk is full (SQLite 13)");
    BOOST_TEST(!database->isInTransaction());
    BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(what_ran_is_told_once_it_is_done_and_not_when_it_failed) {
    int fails = 0;
    std::vector<std::string> ran;
    const auto other = valueOf(Database::open(
        folder / "t.db", OpenMode::kExisting, [&](std::string_view) { return fails; },
        [&](std::string_view sql) {
            // A plain connection sees it already: nothing is left to be done for it.
            ran.push_back(std::string(sql) + " " + std::to_string(rows()));
        }));
    auto transaction = valueOf(Transaction::begin(*other, Transaction::Kind::kWrite));
    checkSuccess(valueOf(other->prepare("INSERT INTO t VALUES (1, 'x')")).run());
    checkSuccess(transaction.commit());
    fails = 13;
    BOOST_TEST(!other->execute("DELETE FROM t").hasValue());
    BOOST_TEST(ran == (std::vector<std::string>{"BEGIN IMMEDIATE 0",
                                                "INSERT INTO t VALUES (1, 'x') 0", "COMMIT 1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_error_names_the_file_what_was_tried_and_sqlites_words) {
    const auto result = database->execute("INSERT INTO missing VALUES (1)");
    checkError(result, ErrorCode::kInternal,
               "t.db\": INSERT INTO missing VALUES (1) failed: no such table: missing (SQLite 1)");
    checkError(database->prepare("SELEC"), ErrorCode::kInternal, "syntax error");
    checkError(database->integer("SELECT 1 WHERE 0"), ErrorCode::kInternal, "gave no row");
}

BOOST_AUTO_TEST_CASE(a_wrong_parameter_makes_the_step_fail) {
    Statement insert = valueOf(database->prepare("INSERT INTO t VALUES (?, ?)"));
    checkError(insert.bind(3, std::int64_t{1}).run(), ErrorCode::kInternal, "out of range");
    BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(codes_become_ours) {
    const std::vector<std::pair<int, ErrorCode>> rows = {
        {14, ErrorCode::kConfiguration},    // SQLITE_CANTOPEN
        {11, ErrorCode::kConfiguration},    // SQLITE_CORRUPT
        {26, ErrorCode::kConfiguration},    // SQLITE_NOTADB
        {8, ErrorCode::kConfiguration},     // SQLITE_READONLY
        {1032, ErrorCode::kConfiguration},  // SQLITE_READONLY_DBMOVED
        {13, ErrorCode::kInternal},         // SQLITE_FULL
        {5, ErrorCode::kInternal},          // SQLITE_BUSY
        {1034, ErrorCode::kInternal},       // SQLITE_IOERR_FSYNC
    };
    faultySql = "DELETE";
    for (const auto& [code, expected] : rows) {
        fault = code;
        checkError(database->execute("DELETE FROM t"), expected,
                   "(SQLite " + std::to_string(code) + ")");
    }
}

BOOST_AUTO_TEST_CASE(a_query_only_connection_writes_nothing) {
    auto reading = valueOf(Database::open(folder / "t.db", OpenMode::kQueryOnly));
    checkError(reading->execute("INSERT INTO t VALUES (1, 'x')"), ErrorCode::kConfiguration,
               "readonly");
    BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_not_made_unless_asked) {
    checkError(Database::open(folder / "none.db", OpenMode::kExisting), ErrorCode::kConfiguration,
               "none.db\": opening the database failed: unable to open database file");
    BOOST_TEST(!std::filesystem::exists(folder / "none.db"));
}

BOOST_AUTO_TEST_SUITE_END()
