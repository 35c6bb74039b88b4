#include "store/journal.h"

#include <mutex>
#include <utility>

#include "store/checkpointer.h"
#include "store/file_guard.h"
#include "store/group_writer.h"
#include "store/journal_file.h"
#include "store/journal_reads.h"
#include "store/journal_writes.h"
#include "store/migrations.h"
#include "store/outcome_rule.h"
#include "store/request_json.h"
#include "store/settlement_writes.h"
#include "store/sqlite/statement.h"
#include "store/sqlite/transaction.h"

namespace muster::store {
namespace {

constexpr std::int64_t kNoKey = 0;

Result<void> checkFolder(const std::filesystem::path& folder) {
    std::error_code code;
    if (std::filesystem::is_directory(folder, code)) {
        return {};
    }
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the journal needs the folder \"" + folder.string() + "\", which is " +
                            (code ? "not there" : "no folder"),
                 .hint = "make the folder, or name another home"};
}

/** SQLite answers with the mode that it has, and calls it no error when that is another. */
Result<void> useWriteAheadLog(sqlite::Database& database) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database.prepare("PRAGMA journal_mode=WAL"));
    MUSTER_ASSIGN_OR_RETURN(const bool answered, statement.step());
    const std::string mode = answered ? statement.text(0) : "none";
    if (mode == "wal") {
        return {};
    }
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "\"" + database.file().string() +
                            "\": SQLite keeps the journal mode \"" + mode +
                            "\" and cannot use \"wal\"",
                 .hint = "put the home on a local disk"};
}

/** The schema is looked at before anything is changed: a refused database stays as it is. */
Result<std::unique_ptr<sqlite::Database>> openForWriting(const std::filesystem::path& file,
                                                         const JournalOptions& options) {
    MUSTER_RETURN_IF_ERROR(ensureJournalFile(file, options.fault, options.ran));
    MUSTER_ASSIGN_OR_RETURN(auto database, sqlite::Database::open(file, sqlite::OpenMode::kExisting,
                                                                  options.fault, options.ran));
    MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA synchronous=FULL"));
    MUSTER_RETURN_IF_ERROR(migrate(*database));
    MUSTER_RETURN_IF_ERROR(useWriteAheadLog(*database));
    MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA journal_size_limit=67108864"));
    // KiB, taken as they are needed: the accounts' indexes are written all over.
    MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA cache_size=-16384"));
    MUSTER_RETURN_IF_ERROR(database->stopAutomaticCheckpoints());
    return database;
}

Result<OwnerEpoch> beginEpoch(sqlite::Database& database) {
    MUSTER_RETURN_IF_ERROR(database.execute("INSERT INTO owners (started) VALUES (" +
                                            std::to_string(Time::now().microseconds) + ")"));
    return OwnerEpoch{database.lastInsertId()};
}

/** Counts by the value of a key (a user's changes of address) would gather for ever. Forty days are
 * more than any clock is off without being noticed. */
Result<void> forgetOldCounters(sqlite::Database& database) {
    constexpr std::int64_t kDay = std::int64_t{86'400} * 1'000'000;
    return database.execute("DELETE FROM counters WHERE day < " +
                            std::to_string(Time::now().microseconds / kDay - 40));
}

Result<void> interruptEarlier(sqlite::Database& database, OwnerEpoch epoch, JournalWrites& writes,
                              std::int64_t limit, std::vector<OperationRecord>& changed) {
    MUSTER_ASSIGN_OR_RETURN(changed, JournalReads(database, epoch).leftOpen(limit));
    for (OperationRecord& operation : changed) {
        operation.state = OperationState::kInterrupted;
        operation.outcome = interruptedOutcome(operation.steps);
        operation.error = ErrorRecord{.code = ErrorCode::kCancelled,
                                      .message = interruptedMessage(operation.steps)};
        MUSTER_RETURN_IF_ERROR(
            writes.interrupt(operation.id, operation.outcome, operation.error->message));
    }
    return {};
}

}  // namespace

class Journal::Impl {
public:
    static Result<std::unique_ptr<Impl>> open(const JournalOptions& options);
    Impl(std::unique_ptr<sqlite::Database> writing, std::unique_ptr<sqlite::Database> reading,
         std::unique_ptr<Checkpointer> checkpointer, std::unique_ptr<JournalWrites> writes,
         OwnerEpoch epoch, FileGuard guard, std::chrono::milliseconds linger)
        : writing_(std::move(writing)),
          reading_(std::move(reading)),
          checkpointer_(std::move(checkpointer)),
          writes_(std::move(writes)),
          epoch_(epoch),
          writer_(*writing_, *writes_, std::move(guard), linger,
                  [this] { checkpointer_->noteLogPages(writing_->logPages()); }) {}

    /** Runs `query` on the reading connection, in one snapshot. */
    template <typename Query>
    auto read(Query query) -> decltype(query(std::declval<JournalReads&>())) {
        const std::lock_guard lock(readMutex_);
        MUSTER_ASSIGN_OR_RETURN(
            auto snapshot, sqlite::Transaction::begin(*reading_, sqlite::Transaction::Kind::kRead));
        JournalReads reads(*reading_, epoch_);
        return query(reads);
    }

    GroupWriter& writer() { return writer_; }
    sqlite::Database& writing() { return *writing_; }
    SettlementWrites settlements() { return {*writing_, epoch_}; }
    OwnerEpoch epoch() const { return epoch_; }
    /** The record of an operation's end, to be queued. */
    GroupWriter::Work ending(OperationId operation, const OperationEnd& end);

private:
    std::unique_ptr<sqlite::Database> writing_;
    std::unique_ptr<sqlite::Database> reading_;
    std::unique_ptr<Checkpointer> checkpointer_;
    std::unique_ptr<JournalWrites> writes_;
    OwnerEpoch epoch_;
    std::mutex readMutex_;
    GroupWriter writer_;  ///< last: its thread uses the others
};

Result<std::unique_ptr<Journal::Impl>> Journal::Impl::open(const JournalOptions& options) {
    MUSTER_RETURN_IF_ERROR(checkFolder(options.folder));
    const std::filesystem::path file = options.folder / "muster.db";
    MUSTER_ASSIGN_OR_RETURN(auto writing, openForWriting(file, options));
    MUSTER_ASSIGN_OR_RETURN(auto reading,
                            sqlite::Database::open(file, sqlite::OpenMode::kQueryOnly));
    MUSTER_ASSIGN_OR_RETURN(auto checkpointer, Checkpointer::start(file));
    MUSTER_ASSIGN_OR_RETURN(const OwnerEpoch epoch, beginEpoch(*writing));
    MUSTER_RETURN_IF_ERROR(forgetOldCounters(*writing));
    MUSTER_ASSIGN_OR_RETURN(auto writes, JournalWrites::prepare(*writing, epoch));
    MUSTER_ASSIGN_OR_RETURN(FileGuard guard, FileGuard::of(file));
    return std::make_unique<Impl>(std::move(writing), std::move(reading), std::move(checkpointer),
                                  std::move(writes), epoch, std::move(guard), options.linger);
}

GroupWriter::Work Journal::Impl::ending(OperationId operation, const OperationEnd& end) {
    return [this, operation, end,
            noticesJson = noticesToJson(end.notices)](JournalWrites& writes) -> Result<void> {
        MUSTER_RETURN_IF_ERROR(writes.endOperation(operation, end, noticesJson));
        for (const StepSettlement& step : end.steps) {
            MUSTER_RETURN_IF_ERROR(settlements().settleStep(operation, step));
        }
        return {};
    };
}

Journal::Journal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const JournalOptions& options) {
    MUSTER_ASSIGN_OR_RETURN(auto impl, Impl::open(options));
    return std::unique_ptr<Journal>(new Journal(std::move(impl)));
}

Result<void> Journal::close() { return impl_->writer().close(); }

OwnerEpoch Journal::epoch() const { return impl_->epoch(); }

Result<OperationId> Journal::begin(const Intent& intent) {
    // The caller waits, so the record may refer to what stands on its stack.
    const std::string requestJson = requestToJson(intent.request);
    OperationId id;
    MUSTER_RETURN_IF_ERROR(impl_->writer()
                               .put(kNoKey,
                                    [&](JournalWrites& writes) -> Result<void> {
                                        MUSTER_ASSIGN_OR_RETURN(
                                            id, writes.insertOperation(intent, requestJson));
                                        return {};
                                    })
                               .get());
    return id;
}

Result<StepOrdinal> Journal::startStep(OperationId operation, const StepStart& step) {
    StepOrdinal ordinal;
    const auto work = [&](JournalWrites& writes) -> Result<void> {
        MUSTER_ASSIGN_OR_RETURN(ordinal, writes.insertStep(operation, step));
        return {};
    };
    MUSTER_RETURN_IF_ERROR(impl_->writer().put(operation.number, work).get());
    return ordinal;
}

void Journal::endStep(OperationId operation, StepOrdinal step, const StepEnd& end) {
    impl_->writer().putLazily(operation.number, [=](JournalWrites& writes) {
        return writes.endStep(operation, step, end);
    });
}

Result<void> Journal::end(OperationId operation, const OperationEnd& end) {
    return endQueued(operation, end).get();
}

Durable Journal::endQueued(OperationId operation, const OperationEnd& end) {
    return impl_->writer().put(operation.number, impl_->ending(operation, end));
}

void Journal::endLater(OperationId operation, const OperationEnd& end) {
    impl_->writer().putLazily(operation.number, impl_->ending(operation, end));
}

void Journal::rememberAccount(const AccountSeen& account) {
    impl_->writer().putLazily(kNoKey, [account](JournalWrites& writes) {
        return writes.rememberAccount(account, std::nullopt);
    });
}

Result<void> Journal::reserveCounter(const CounterRecord& counter) {
    return impl_->writer()
        .put(kNoKey, [&](JournalWrites& writes) { return writes.reserveCounter(counter); })
        .get();
}

Result<std::optional<CounterRecord>> Journal::counter(const CounterRecord& wanted) {
    return impl_->read([&](JournalReads& reads) { return reads.counter(wanted); });
}

Result<std::optional<Time>> Journal::lastStep(std::string_view target) {
    return impl_->read([&](JournalReads& reads) { return reads.lastStep(target); });
}

Result<void> Journal::flush() { return impl_->writer().flush().get(); }

Result<std::vector<OperationRecord>> Journal::markInterrupted(std::int64_t limit) {
    std::vector<OperationRecord> changed;
    const auto work = [&](JournalWrites& writes) {
        return interruptEarlier(impl_->writing(), impl_->epoch(), writes, limit, changed);
    };
    MUSTER_RETURN_IF_ERROR(impl_->writer().put(kNoKey, work).get());
    return changed;
}

Result<int> Journal::reopen(OperationId operation, const Reopening& how) {
    int attempt = 0;
    const auto work = [&](JournalWrites& /*writes*/) -> Result<void> {
        MUSTER_ASSIGN_OR_RETURN(attempt, impl_->settlements().reopen(operation, how));
        return {};
    };
    MUSTER_RETURN_IF_ERROR(impl_->writer().put(operation.number, work).get());
    return attempt;
}

Result<void> Journal::settle(OperationId operation, const Settlement& found) {
    const auto work = [&](JournalWrites& writes) -> Result<void> {
        MUSTER_RETURN_IF_ERROR(impl_->settlements().settle(operation, found));
        for (const AccountSeen& account : found.accounts) {
            MUSTER_RETURN_IF_ERROR(writes.rememberAccount(account, operation));
        }
        return {};
    };
    return impl_->writer().put(operation.number, work).get();
}

Result<void> Journal::hold(const TargetHold& hold) {
    const auto work = [&](JournalWrites& /*writes*/) { return impl_->settlements().hold(hold); };
    return impl_->writer().put(kNoKey, work).get();
}

Result<bool> Journal::release(std::string_view target) {
    bool wasHeld = false;
    const auto work = [&](JournalWrites& /*writes*/) -> Result<void> {
        MUSTER_ASSIGN_OR_RETURN(wasHeld, impl_->settlements().release(target));
        return {};
    };
    MUSTER_RETURN_IF_ERROR(impl_->writer().put(kNoKey, work).get());
    return wasHeld;
}

Result<std::vector<OperationRecord>> Journal::operations(const OperationQuery& query) {
    return impl_->read([&](JournalReads& reads) { return reads.operations(query); });
}

Result<std::optional<OperationRecord>> Journal::operation(OperationId id) {
    return impl_->read([&](JournalReads& reads) { return reads.operation(id); });
}

Result<bool> Journal::beganByAClockBehind(const OperationRecord& operation) {
    return impl_->read([&](JournalReads& reads) { return reads.beganByAClockBehind(operation); });
}

Result<std::optional<Time>> Journal::ownerAfter(OwnerEpoch epoch) {
    return impl_->read([&](JournalReads& reads) { return reads.ownerAfter(epoch); });
}

Result<UnsettledCount> Journal::unsettledCount() {
    return impl_->read([](JournalReads& reads) { return reads.unsettledCount(); });
}

Result<std::vector<OperationRecord>> Journal::unsettled(OperationId after, std::int64_t limit) {
    return impl_->read([&](JournalReads& reads) { return reads.unsettled(after, limit); });
}

Result<ObjectHistory> Journal::history(const ObjectKey& object, std::int64_t limit) {
    return impl_->read([&](JournalReads& reads) -> Result<ObjectHistory> {
        ObjectHistory found;
        MUSTER_ASSIGN_OR_RETURN(
            found.account,
            reads.account(object.target, object.uid.empty() ? object.name : object.uid,
                          object.objectClass));
        ObjectKey key = object;
        if (found.account) {
            key.uid = found.account->uid;
            key.name = found.account->name;
        }
        MUSTER_ASSIGN_OR_RETURN(found.unsettled, reads.unsettledOf(key, limit));
        return found;
    });
}

Result<std::vector<OperationRecord>> Journal::laterOf(const ObjectKey& object, OperationId after,
                                                      std::int64_t limit) {
    return impl_->read([&](JournalReads& reads) { return reads.laterOf(object, after, limit); });
}

Result<std::vector<OperationRecord>> Journal::removalsAfter(const ObjectKey& object,
                                                            OperationId after, std::int64_t limit) {
    return impl_->read(
        [&](JournalReads& reads) { return reads.removalsAfter(object, after, limit); });
}

Result<std::vector<OperationRecord>> Journal::due(Time now, std::int64_t limit) {
    return impl_->read([&](JournalReads& reads) { return reads.due(now, limit); });
}

Result<std::vector<TargetHold>> Journal::holds() {
    return impl_->read([](JournalReads& reads) { return reads.holds(); });
}

Result<std::vector<AccountRecord>> Journal::accounts(const AccountQuery& query) {
    return impl_->read([&](JournalReads& reads) { return reads.accounts(query); });
}

Result<std::optional<AccountRecord>> Journal::account(std::string_view target,
                                                      std::string_view uidOrName,
                                                      std::string_view objectClass) {
    return impl_->read(
        [&](JournalReads& reads) { return reads.account(target, uidOrName, objectClass); });
}

}  // namespace muster::store
