#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <openssl/evp.h>
#include <signal.h>

#include "shell_fixture.h"
#include "sqlite_rows.h"

// samples/sql_table in the real program: what a connector without HTTP asks of the host.

namespace fs = std::filesystem;
using support::ChildProcess;
using Rows = support::SqliteRows;

namespace {

constexpr const char* kPepper = "pepper-of-the-target";
constexpr const char* kPassword = "Passw0rd-of-ann";

/// A home with a target "app" that keeps its accounts in an SQLite file.
struct SqlTableCase {
    support::SandboxHome home{"http://127.0.0.1:1"};  // its own target is not used
    std::string file = (home.path() / "app.db").string();

    SqlTableCase() {
        fs::copy_file(MUSTER_SQL_TABLE_CONNECTOR, home.path() / "plugins/sql-table.so");
        fs::permissions(home.path() / "plugins/sql-table.so",
                        fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove);
        home.write("targets/app.xml",
                   R"(<target schema-version="1" name="app" connector="sql-table" workers="1"
        timeout-seconds="15" settle-seconds="0">
  <property name="file">)" +
                       file +
                       R"(</property>
  <property name="iterations">10</property>
  <property name="pepper">env:APP_PEPPER</property>
</target>)");
        home.setVariable("APP_PEPPER", kPepper);
        home.setVariable("PW", kPassword);
        Rows(file).ask(
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " login TEXT NOT NULL UNIQUE, password TEXT, enabled INTEGER NOT NULL DEFAULT 1,"
            " display_name TEXT, email TEXT, department TEXT, created TEXT NOT NULL)");
    }

    std::vector<std::string> logins() const {
        return Rows(file).ask("SELECT login FROM accounts ORDER BY id");
    }
    std::string shown(const std::string& member) const {
        const auto lines = jsonLines(home.run({"operation show 1"}, {"--output", "json"}));
        return lines.size() == 1 ? textOf(lines[0], member) : "";
    }
    /// Polls the journal of a running muster until a step of it has begun.
    void awaitStep() const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        const std::string journal = (home.path() / "muster.db").string();
        while (!fs::exists(journal) ||
               Rows(journal).ask("SELECT name FROM sqlite_master WHERE name = 'steps'").empty() ||
               Rows(journal).ask("SELECT 1 FROM steps").empty()) {
            if (std::chrono::steady_clock::now() > deadline) {
                throw std::runtime_error("in vain awaited: a step in the journal");
            }
        }
    }
};

std::string hex(const unsigned char* octets, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text += kDigits[octets[i] >> 4U];
        text += kDigits[octets[i] & 0xFU];
    }
    return text;
}

/// The digest of a password as the connector's README describes it, with the salt of `stored`.
std::string digestLike(const std::string& stored, const std::string& peppered) {
    const std::size_t salt = stored.find('$', stored.find('$') + 1) + 1;
    std::array<unsigned char, 16> octets{};
    for (std::size_t i = 0; i < octets.size(); ++i) {
        octets.at(i) =
            static_cast<unsigned char>(std::stoi(stored.substr(salt + 2 * i, 2), nullptr, 16));
    }
    std::array<unsigned char, 32> digest{};
    PKCS5_PBKDF2_HMAC(peppered.data(), static_cast<int>(peppered.size()), octets.data(),
                      static_cast<int>(octets.size()), 10, EVP_sha512(),
                      static_cast<int>(digest.size()), digest.data());
    return "pbkdf2-sha512$10$" + hex(octets.data(), octets.size()) + "$" +
           hex(digest.data(), digest.size());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_sql_table_tests, SqlTableCase)

BOOST_AUTO_TEST_CASE(a_write_is_journaled_before_it_happens_and_is_done_once) {
    {
        const Rows other(file);
        other.ask("BEGIN EXCLUSIVE");
        ChildProcess child(home.program({"-c", "create app __NAME__=ann department=Sales"}));
        awaitStep();
        child.signal(SIGKILL);
        BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
        other.ask("ROLLBACK");
    }
    BOOST_TEST(logins().empty(), "the step was begun, and the row is not there");
    checkHas(home.run("operation show 1").out, {"interrupted", "insert", "INSERT INTO accounts"});
    checkEnd(home.run("operation resume 1"), 0);
    BOOST_TEST((logins() == std::vector<std::string>{"ann"}));
    BOOST_TEST(shown("outcome") == "applied");
    checkEnd(home.run("operation resume 1"), 3, {"operation 1 is done"});
    BOOST_TEST(logins().size() == 1U);
}

BOOST_AUTO_TEST_CASE(writes_ask_leave_of_their_label_and_reads_of_theirs) {
    home.write("lookups/sql-table/limits.xml",
               R"(<limits schema-version="1">
  <limit name="reads" label="read" concurrency="4"/>
  <limit name="writes" label="write" per-day="1"/>
</limits>)");
    checkEnd(home.run("create app __NAME__=ann"), 0);
    checkEnd(home.run("create app __NAME__=ben"), 10,
             {"limit \"writes\" of target \"app\": 1 of 1 requests of today", "nothing was sent"});
    checkHas(home.run("search app").out, {"ann"});
    BOOST_TEST((logins() == std::vector<std::string>{"ann"}));
    checkHas(home.run("operation list --state deferred").out, {"2", "ben", "operation resume 2"});
    checkHas(home.run("target limits app").out, {"reads", "writes", "1 of 1"});
    home.edit("lookups/sql-table/limits.xml", "label=\"read\"", "label=\"look\"");
    checkEnd(home.run("get app name:ann"), 9,
             {"asked for leave under the limit \"read\", expected \"look\" or \"write\" of "});
}

BOOST_AUTO_TEST_CASE(a_password_is_kept_as_a_digest_made_with_the_targets_secret) {
    const auto made =
        home.run({"create app __NAME__=ann __PASSWORD__=@env:PW"},
                 {"--log-level", "trace", "--log-file", (home.path() / "muster.log").string()});
    checkEnd(made, 0);
    const std::string stored = Rows(file).ask("SELECT password FROM accounts").at(0);
    BOOST_TEST(stored == digestLike(stored, std::string(kPepper) + kPassword));
    for (const auto& each : fs::recursive_directory_iterator(home.path())) {
        if (each.is_regular_file() && each.path().extension() != ".so") {
            std::ifstream stream(each.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(stream), {}};
            BOOST_TEST(!has(text, kPassword), each.path());
            BOOST_TEST(!has(text, kPepper), each.path());
        }
    }
    checkHas(home.run("connector show sql-table").out, {"is given secrets", "pepper"});
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_not_there_is_told_and_nothing_is_written) {
    home.edit("targets/app.xml", "env:APP_PEPPER", "env:NO_PEPPER");
    checkEnd(home.run("target test app"), 9,
             {"property \"pepper\": the environment variable NO_PEPPER is not set"});
    BOOST_TEST(home.run("create app __NAME__=ann __PASSWORD__=@env:PW").exitCode != 0);
    BOOST_TEST(logins().empty());
    checkEnd(home.run("create app __NAME__=ann"), 0);  // needs none
}

BOOST_AUTO_TEST_CASE(another_programs_lock_is_waited_for_until_the_time_is_over) {
    {
        const Rows other(file);
        other.ask("BEGIN EXCLUSIVE");
        checkEnd(home.run("create app __NAME__=ann --timeout 1"), 6,
                 {"database is locked", "Timeout",
                  "hint: end the program that holds the database, or give the call more time"});
        other.ask("ROLLBACK");
    }
    BOOST_TEST(logins().empty());
    BOOST_TEST(shown("outcome") == "not applied");
    checkEnd(home.run("create app __NAME__=ann --timeout 10"), 0);
}

BOOST_AUTO_TEST_CASE(each_error_of_the_connector_says_what_to_do_next) {
    checkEnd(home.run("create app __NAME__=ann"), 0);
    checkEnd(home.run("create app __NAME__=ann"), 5,
             {"UNIQUE constraint failed", "hint: update that account, or give another login"});
    checkEnd(home.run("update app 77 department=Sales"), 4,
             {"has no account \"77\"", "hint: \"search TARGET\" shows those that it has"});
    Rows(file).ask("ALTER TABLE accounts RENAME TO people");
    checkEnd(home.run("get app name:ann"), 9,
             {"no such table: accounts", "hint: make the table as the connector's README shows"});
    fs::rename(file, file + ".away");
    checkEnd(home.run("get app name:ann"), 6,
             {"unable to open database file",
              "hint: the property \"file\" must name an SQLite database that is there"});
    home.edit("targets/app.xml", "\"iterations\">10<", "\"iterations\">0<");
    checkEnd(home.run("get app name:ann"), 9,
             {"expected 1 to 10000000", "hint: leave it out for 210000"});
}

BOOST_AUTO_TEST_SUITE_END()
