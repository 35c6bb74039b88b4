#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

constexpr int kFull = 13;  // SQLITE_FULL

/** Makes COMMIT fail while it is on. */
struct FaultyJournal : JournalFixture {
    std::atomic<bool> isFull = false;
    std::atomic<int> commits = 0;

    FaultyJournal() {
        journal.reset();
        journal = open({.fault = [this](std::string_view sql) {
            if (sql != "COMMIT") {
                return 0;
            }
            ++commits;
            return isFull ? kFull : 0;
        }});
    }
    ~FaultyJournal() { journal.reset(); }  // its thread uses the members above
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_writer_tests)

// Concurrent: also to be run under ThreadSanitizer.
BOOST_FIXTURE_TEST_CASE(eight_threads_record_at_once_and_nothing_is_lost, FaultyJournal) {
    constexpr int kThreads = 8;
    constexpr int kEach = 40;
    std::latch start(kThreads);
    std::atomic<int> failures = 0;
    std::vector<std::vector<std::int64_t>> ids(kThreads);
    {
        std::vector<std::jthread> threads;
        threads.reserve(kThreads);
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                start.arrive_and_wait();
                for (int i = 0; i < kEach; ++i) {
                    const auto id = journal->begin(createIntent());
                    const auto step = id ? journal->startStep(*id, post()) : id.error();
                    if (!step) {
                        ++failures;
                        continue;
                    }
                    journal->endStep(*id, *step, applied());
                    const std::string uid = "u" + std::to_string(id->number);
                    failures += journal->end(*id, {.outcome = Outcome::kApplied,
                                                   .uid = uid,
                                                   .accounts = {{.target = "zoom-prod",
                                                                 .objectClass = "__ACCOUNT__",
                                                                 .uid = uid,
                                                                 .name = uid}}})
                                    ? 0
                                    : 1;
                    failures += journal->operation(*id) ? 0 : 1;
                    ids[static_cast<std::size_t>(thread)].push_back(id->number);
                }
            });
        }
    }
    BOOST_TEST(failures == 0);
    std::set<std::int64_t> unique;
    for (const auto& some : ids) {
        BOOST_TEST(std::is_sorted(some.begin(), some.end()));
        unique.insert(some.begin(), some.end());
    }
    constexpr int kAll = kThreads * kEach;
    BOOST_TEST(unique.size() == static_cast<std::size_t>(kAll));
    BOOST_TEST(seenByOthers(
                   "SELECT COUNT(*) FROM operations WHERE state = 2 AND uid = 'u' || id") == kAll);
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM steps WHERE outcome = 1") == kAll);
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM accounts WHERE last_operation > 0") == kAll);
    // Three waits and four records an operation: without groups there would be more commits.
    BOOST_TEST(commits < 3 * kAll);
}

BOOST_FIXTURE_TEST_CASE(a_full_disk_fails_everyone_who_waits_and_leaves_nothing, FaultyJournal) {
    isFull = true;
    checkError(journal->begin(createIntent()), ErrorCode::kInternal, "database or disk is full");
    isFull = false;
    BOOST_TEST(valueOf(journal->operations({})).empty());
    valueOf(journal->begin(createIntent()));
}

BOOST_FIXTURE_TEST_CASE(a_group_that_fails_tells_each_of_its_waiters, FaultyJournal) {
    isFull = true;
    constexpr int kThreads = 8;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(kThreads);
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&] { refused += journal->begin(createIntent()) ? 0 : 1; });
        }
    }
    BOOST_TEST(refused == kThreads);
}

BOOST_FIXTURE_TEST_CASE(a_bad_record_harms_no_other_of_its_group, FaultyJournal) {
    const OperationId good = valueOf(journal->begin(createIntent()));
    const Durable bad = journal->endQueued({999}, {.outcome = Outcome::kApplied});
    const Durable fine = journal->endQueued(good, {.outcome = Outcome::kApplied});
    checkError(bad.get(), ErrorCode::kInternal, "operation 999 cannot end");
    checkSuccess(fine.get());
}

BOOST_FIXTURE_TEST_CASE(a_steps_end_that_cannot_be_written_is_told_and_kept, FaultyJournal) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const OperationId other = valueOf(journal->begin(createIntent("jiro@example.com")));
    const StepOrdinal step = valueOf(journal->startStep(id, post()));
    isFull = true;
    journal->endStep(id, step, applied());
    checkError(journal->flush(), ErrorCode::kInternal, "disk is full");
    checkError(journal->end(id, {.outcome = Outcome::kApplied}), ErrorCode::kInternal,
               "disk is full");
    isFull = false;
    checkSuccess(journal->end(other, {.outcome = Outcome::kNotApplied}));
    const OperationRecord read = valueOf(journal->operation(id)).value();
    BOOST_TEST(toString(read.steps[0].end.value().outcome) == "applied");
    BOOST_TEST(toString(read.state) == "open");
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied}));
}

BOOST_FIXTURE_TEST_CASE(a_kept_record_is_not_overtaken_by_its_operations_end, FaultyJournal) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const OperationId other = valueOf(journal->begin(createIntent("jiro@example.com")));
    journal->endStep(id, {7}, applied());  // never started
    const std::string sentence = "step 7 of operation 1 cannot end";
    checkError(journal->end(id, {.outcome = Outcome::kApplied}), ErrorCode::kInternal, sentence);
    checkError(journal->end(id, {.outcome = Outcome::kApplied}), ErrorCode::kInternal, sentence);
    checkSuccess(journal->end(other, {.outcome = Outcome::kApplied}));
    checkError(journal->close(), ErrorCode::kInternal, "1 journal records could not be written");
}

BOOST_FIXTURE_TEST_CASE(closing_writes_what_was_queued, JournalFixture) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const StepOrdinal step = valueOf(journal->startStep(id, post()));
    journal->endStep(id, step, applied());
    checkSuccess(journal->close());
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM steps WHERE outcome = 1") == 1);
}

BOOST_FIXTURE_TEST_CASE(a_long_log_is_copied_into_the_database_while_open, JournalFixture) {
    const std::string longText(1'000'000, 'x');
    Intent intent = createIntent();
    intent.request.attributes = {{"note", Value(longText)}};
    constexpr int kOperations = 80;  // 80 MB of log, and the writer stops at 64 MiB to empty it
    for (int i = 0; i < kOperations; ++i) {
        valueOf(journal->begin(intent));
    }
    BOOST_TEST(std::filesystem::file_size(folder / "muster.db") > 32U * 1024U * 1024U);
    BOOST_TEST(std::filesystem::file_size(folder / "muster.db-wal") < 72U * 1024U * 1024U);
}

BOOST_AUTO_TEST_SUITE_END()
