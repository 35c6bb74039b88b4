#include <fstream>
#include <ostream>

#include <boost/test/data/test_case.hpp>
#include <signal.h>
#include <sqlite3.h>

#include "shaken_case.h"

// What the table "When the journal fails" of framework/docs/errors.md promises, by a disk that
// fails.

namespace bdata = boost::unit_test::data;
using support::ChildProcess;

namespace {

struct Fault {
    std::string name;
    std::string order;
    std::string number;
    std::string sentence;
    std::string hint;
    int exitCode;  ///< of an operation that could not begin
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.name; }

const std::vector<Fault> kFaults = {
    {"the disk is full", "write", "13", "database or disk is full (SQLite 13)",
     "free space on the disk", 1},
    {"the database is read-only", "write", "8", "attempt to write a readonly database (SQLite 8)",
     "muster must be allowed to write it", 9},
    {"another program holds the database", "lock", "5", "database is locked (SQLite 5)",
     "another program holds the database; end it", 1},
    {"writing fails", "write", "778", "disk I/O error (SQLite 778)", "look at the disk", 1},
    {"making it durable fails", "sync", "1034", "disk I/O error (SQLite 1034)", "look at the disk",
     1},
    {"a page is damaged", "write", "11", "database disk image is malformed (SQLite 11)",
     "restore it from a backup", 9},
};

/// Another program's right to write to a database, for as long as this lives.
class Locked {
public:
    explicit Locked(const std::filesystem::path& file, const char* sql = "BEGIN IMMEDIATE") {
        BOOST_REQUIRE(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
        BOOST_REQUIRE(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Locked() { sqlite3_close(database_); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;

private:
    sqlite3* database_ = nullptr;
};

constexpr const char* kCreate = "create zoom email=u@example.com createType=ssoCreate";

/// Commands to a program that runs on after a failure, one by one.
class Script {
public:
    explicit Script(const ShakenCase& house) : child_(house.shaken({"--keep-going"})) {}
    /// Returns once a line with that part has come out.
    void say(const std::string& command, const std::string& part) {
        child_.write(command + "\n");
        child_.waitForLine(part);
    }
    void begin(const std::string& command) { child_.write(command + "\n"); }
    support::Finished kill() {
        child_.signal(SIGKILL);
        return child_.wait();
    }
    support::Finished end() {
        child_.closeInput();
        return child_.wait();
    }

private:
    ChildProcess child_;
};

struct DiskCase : ShakenCase {
    void failBy(const Fault& fault) const {
        order("hurry", "1");
        order(fault.order, fault.number);
    }
    void mend(const Fault& fault) const { forget(fault.order); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_disk_tests, ShakenCase)

BOOST_DATA_TEST_CASE_F(ShakenCase, a_home_whose_journal_cannot_be_written_is_refused_and_kept,
                       bdata::make(kFaults), fault) {
    if (fault.order == "lock") {
        return;  // of the start: the next case, by another program that does hold it
    }
    checkEnd(run(kCreate), 0);
    order(fault.order, fault.number);
    checkEnd(run("operation list"), 9, {fault.sentence, "hint: ", fault.hint});
    forget(fault.order);
    BOOST_TEST(shown("1", "outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_home_whose_journal_another_program_holds_is_refused_and_kept) {
    checkEnd(run(kCreate), 0);
    order("hurry", "1");
    {
        const Locked other(home.path() / "muster.db");
        checkEnd(run("operation list"), 9,
                 {"database is locked (SQLite 5)", "hint: another program holds the database"});
        BOOST_TEST(std::stol("0" + told("waited")) >= 5000, "muster waited " << told("waited"));
    }
    BOOST_TEST(shown("1", "outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_home_whose_journal_cannot_even_be_opened_for_another_program_is_waited_for) {
    checkEnd(run(kCreate), 0);
    order("hurry", "1");
    {
        const Locked other(home.path() / "muster.db",
                           "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
        checkEnd(run("operation list"), 9,
                 {"opening the database failed: database is locked (SQLite 5)",
                  "hint: another program holds the database"});
        BOOST_TEST(std::stol("0" + told("waited")) >= 5000, "muster waited " << told("waited"));
    }
    BOOST_TEST(shown("1", "outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_home_on_a_read_only_disk_is_refused_and_kept) {
    checkEnd(run(kCreate), 0);
    const std::string before = home.read("muster.db");
    order("read-only", "1");
    checkEnd(run("operation list"), 9, {"muster.db\"", "hint: ", "allowed to write it"});
    BOOST_TEST((home.read("muster.db") == before));
    forget("read-only");
    BOOST_TEST(shown("1", "outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_home_whose_journal_cannot_be_read_is_refused_and_kept) {
    checkEnd(run(kCreate), 0);
    const std::string before = home.read("muster.db");
    order("read", "266");  // SQLITE_IOERR_READ
    checkEnd(run("operation list"), 9, {"disk I/O error", "hint: look at the disk"});
    order("read", "11");
    checkEnd(run("operation list"), 9, {"malformed", "restore it from a backup"});
    forget("read");
    BOOST_TEST((home.read("muster.db") == before));
    BOOST_TEST(shown("1", "outcome") == "applied");
}

BOOST_AUTO_TEST_CASE(a_new_home_on_a_full_disk_can_be_made_once_there_is_room) {
    order("write", "13");
    checkEnd(run("operation list"), 9, {"database or disk is full", "free space on the disk"});
    forget("write");
    checkEnd(run("operation list"), 0, {"no operation was found"});
}

BOOST_DATA_TEST_CASE_F(DiskCase, an_operation_whose_intent_cannot_be_written_sends_nothing,
                       bdata::make(kFaults), fault) {
    Script script(*this);
    script.say("target list", "zoom");
    failBy(fault);
    script.begin(kCreate);
    script.say("connector list", "zoom.so");
    BOOST_TEST(writes().empty());
    if (fault.order == "lock") {
        BOOST_TEST(std::stol("0" + told("waited")) >= 5000, "muster waited " << told("waited"));
    }
    mend(fault);
    script.say(kCreate, "created \"u@example.com\"");
    checkEnd(script.end(), fault.exitCode,
             {fault.sentence, "hint: ", fault.hint, "nothing was changed at the target"});
    BOOST_TEST(sent("POST") == 1U);
}

BOOST_AUTO_TEST_CASE(an_intent_that_could_not_be_synced_and_is_there_later_was_not_sent) {
    BOOST_REQUIRE(run("operation list").exitCode == 0);
    Script script(*this);
    script.say("target list", "zoom");
    order("sync", "1034");
    script.begin(kCreate);
    script.say("connector list", "zoom.so");
    checkEnd(script.kill(), 128 + SIGKILL, {"disk I/O error", "nothing was changed at the target"});
    forget("sync");
    const std::string outcome = shown("1", "outcome");
    BOOST_TEST((outcome.empty() || outcome == "not applied"), outcome);
    BOOST_TEST(writes().empty());
}

BOOST_DATA_TEST_CASE_F(DiskCase, before_a_step_that_cannot_be_written_nothing_is_sent,
                       bdata::make(kFaults), fault) {
    prepare(kCreate);
    Script script(*this);
    hold("before", "GET", "/v2/users/*");
    script.begin("update zoom name:u@example.com dept=Sales");
    awaitHeld();  // the intent is written, and the first step is not
    failBy(fault);
    letGo();
    script.say("connector list", "zoom.so");
    BOOST_TEST(sent("PATCH") == 0U);
    mend(fault);
    // The next record takes along what was kept.
    script.say("create zoom email=v@example.com createType=ssoCreate", "created \"v@example.com\"");
    checkEnd(script.end(), fault.exitCode, {fault.sentence, fault.hint, "journal-failed"});
    BOOST_TEST(shown("2", "state") == "ended");
    BOOST_TEST(shown("2", "outcome") == "not applied");
    checkEnd(run("operation retry 2"), 0);
    BOOST_TEST(zoom().get("/users/u@example.com").text("dept") == "Sales");
    BOOST_TEST(sent("PATCH") == 1U);
}

BOOST_DATA_TEST_CASE_F(DiskCase, a_step_that_cannot_be_written_leaves_those_before_it,
                       bdata::make(kFaults), fault) {
    Script script(*this);
    hold("after", "POST", "/v2/users");
    script.begin(std::string(kCreate) + " dept=Sales");
    awaitHeld();
    failBy(fault);
    letGo();
    script.say("connector list", "zoom.so");
    BOOST_TEST(sent("PATCH") == 0U);
    mend(fault);
    // The next record takes along what was kept.
    script.say("create zoom email=v@example.com createType=ssoCreate", "created \"v@example.com\"");
    checkEnd(script.end(), 8, {fault.sentence, "outcome: partial", "journal-failed"});
    BOOST_TEST(shown("1", "state") == "ended");
    BOOST_TEST(shown("1", "outcome") == "partial");
    checkEnd(run("operation resume 1"), 0);
    BOOST_TEST(zoom().get("/users/u@example.com").text("dept") == "Sales");
    BOOST_TEST(sent("POST") == 2U);
    BOOST_TEST(sent("PATCH") == 1U);
}

BOOST_DATA_TEST_CASE_F(DiskCase, an_end_that_cannot_be_written_is_told_kept_and_written_later,
                       bdata::make(kFaults), fault) {
    Script script(*this);
    hold("after", "POST", "/v2/users");
    script.begin(kCreate);
    awaitHeld();
    failBy(fault);
    letGo();
    script.say("connector list", "zoom.so");
    mend(fault);
    checkEnd(script.end(), 0,
             {"journal-failed", "its end could not be journaled", fault.sentence,
              "tried again with each record"});
    BOOST_TEST(shown("1", "state") == "ended");
    BOOST_TEST(shown("1", "outcome") == "applied");
    BOOST_TEST(sent("POST") == 1U);
}

BOOST_DATA_TEST_CASE_F(DiskCase, an_end_that_was_never_written_is_settled_by_the_next_start,
                       bdata::make(kFaults), fault) {
    hold("after", "POST", "/v2/users");
    ChildProcess child(shaken({"-c", kCreate}));
    awaitHeld();
    failBy(fault);
    letGo();
    const auto ended = child.wait();
    checkEnd(ended, fault.exitCode,
             {"journal-failed", "journal records could not be written", fault.sentence});
    checkHas(ended.out, {"created \"u@example.com\""});
    mend(fault);
    BOOST_TEST(shown("1", "state") == "interrupted");
    // What could not be synced may have reached the disk all the same.
    BOOST_TEST((fault.order == "sync" ? shown("1", "outcome") != "not applied"
                                      : shown("1", "outcome") == "unknown"));
    checkEnd(run("operation resume 1"), 0);
    BOOST_TEST(shown("1", "state") == "ended");
    BOOST_TEST(shown("1", "outcome") == "applied");
    BOOST_TEST(sent("POST") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
