#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "store/records.h"
#include <muster/core/result.h>

namespace muster::store {

/** Told when a queued record has become durable, or why it could not. */
using Durable = std::shared_future<Result<void>>;

struct JournalOptions {
    /** The home's folder, which must exist. The database is `muster.db` in it, created with mode
     * 0600. A local disk: WAL does not work over a network (sqlite.org/wal.html). */
    std::filesystem::path folder = {};
    /** How long a record for which nobody waits may stay in memory before it is written by itself.
     * Longer saves syncs; shorter loses less in a crash (a step's end that is lost makes its
     * outcome unknown, never wrong). */
    std::chrono::milliseconds linger{20};
    /** For tests: makes statements of the writing connection fail; see `sqlite::FaultHook`. */
    std::function<int(std::string_view sql)> fault = {};
    /** For tests: told of statements that the writing connection has run; see `sqlite::RanHook`. */
    std::function<void(std::string_view sql)> ran = {};
};

/** What muster is about to do, does and did, so that no operation is forgotten in a crash.
 *
 *  Every function may be called by any thread. Records become durable in the order in which they
 *  were given, many in one transaction (group commit), by one writer thread inside. A record that
 *  could not be written is told to whoever waits for it; one for which nobody waits (`endStep`,
 *  `rememberAccount`) is kept and tried again before the next, and until it is written the next
 *  waiting call of the same operation fails with the same error.
 *
 *  One process at a time may have a home's journal open; the host's lock sees to that.
 *
 *  Errors: kConfiguration when the database cannot be opened, is no database, is damaged, was
 *  written by a newer muster, or was deleted or replaced under us (found before each write);
 * kInternal for everything else that SQLite reports, and for calls that name an operation or step
 * that is not there. The message has the file and SQLite's words. */
class Journal {
public:
    /** Opens or makes the database, brings its schema up to date, and begins a new epoch. */
    static Result<std::unique_ptr<Journal>> open(const JournalOptions& options);
    /** As `close`, whose result is lost: call that before. */
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /** Writes what is queued and stops the writer. Later writes fail; later reads work. Fails when
     * records are left that could not be written. Calling it again changes nothing. */
    Result<void> close();

    /** This run's number; operations of other epochs were begun by earlier runs. */
    OwnerEpoch epoch() const;

    // ---- writing

    /** Records the intent. Durable when it returns: only then may anything be sent. */
    Result<OperationId> begin(const Intent& intent);
    /** Records that a step is about to be sent. Durable when it returns, together with every step's
     * end queued before it. Call it after the limiter's token and right before the request. */
    Result<StepOrdinal> startStep(OperationId operation, const StepStart& step);
    /** Queues the end of a step and returns at once. It becomes durable with the operation's next
     * start or its end, and after `JournalOptions::linger` at the latest. */
    void endStep(OperationId operation, StepOrdinal step, const StepEnd& end);
    /** Records the end of the operation and its accounts in one transaction. Durable when it
     * returns. kInternal when it is not open in this epoch. */
    Result<void> end(OperationId operation, const OperationEnd& end);
    /** As `end` without the wait: the worker goes on, and the caller is told through the result. */
    [[nodiscard]] Durable endQueued(OperationId operation, const OperationEnd& end);
    /** As `end` for an end that could not be written: it is kept, and tried again before each
     * record to come. */
    void endLater(OperationId operation, const OperationEnd& end);
    /** Queues an account that was met without an operation (a search, a get). */
    void rememberAccount(const AccountSeen& account);
    /** Records that so many requests of a day are spoken for. Durable when it returns; never lowers
     * a count, and never goes back to an earlier day but from one that is more than two days off.
     */
    Result<void> reserveCounter(const CounterRecord& counter);
    /** Returns when everything that was queued before is durable. */
    Result<void> flush();

    /** Writes down of at most `limit` open operations of earlier epochs, the oldest first, that
     * they are interrupted, with the outcome that `interruptedOutcome` (outcome_rule.h) gives, and
     * returns those with their steps; fewer than `limit` when none is left. Reads show all of them
     * as interrupted from the start, so that this can be done at leisure. */
    Result<std::vector<OperationRecord>> markInterrupted(std::int64_t limit);
    /** Begins an operation that nobody works on again, as its next attempt, in this epoch. Durable
     * when it returns. @return the number of the attempt; kInvalidState when it is under way or
     * was abandoned. */
    Result<int> reopen(OperationId operation, const Reopening& how);
    /** Records what was found out, or decided, of an unsettled operation. Durable when it returns.
     * kInvalidState when it is not unsettled (any more). */
    Result<void> settle(OperationId operation, const Settlement& found);
    /** Nothing is to be written at a target until it is released. Durable when it returns. */
    Result<void> hold(const TargetHold& hold);
    /** Whether the target was held. Durable when it returns. */
    Result<bool> release(std::string_view target);

    // ---- reading (a connection of its own; sees what is durable)

    /** The newest first; without their steps. kInvalidAttributeValue for a limit below 1. */
    Result<std::vector<OperationRecord>> operations(const OperationQuery& query);
    /** With its steps; nothing when there is none of that number. */
    Result<std::optional<OperationRecord>> operation(OperationId id);
    /** Whether the clock was behind when the operation began: an owner before it, or the operation
     * before it, began 2 s later or more. What came after that time proves nothing then. */
    Result<bool> beganByAClockBehind(const OperationRecord& operation);
    /** When the run after that one began: from then on nothing of that one was on its way to a
     * target. Nothing when there is none. */
    Result<std::optional<Time>> ownerAfter(OwnerEpoch epoch);
    /** How many are not over. Reads an index alone. */
    Result<UnsettledCount> unsettledCount();
    /** Unsettled (`OperationRecord::isUnsettled`, of those that `markInterrupted` has reached) and
     * numbered above `after`, the oldest first, with their steps. */
    Result<std::vector<OperationRecord>> unsettled(OperationId after, std::int64_t limit);
    /** Those of one object and its account, in one look: by the Uid or name given, and by those of
     * the account that has them. */
    Result<ObjectHistory> history(const ObjectKey& object, std::int64_t limit);
    /** Those numbered above `after` that changed the object, or may have, by its Uid or its name;
     * the oldest first, with their steps. Reads all operations after that one. */
    Result<std::vector<OperationRecord>> laterOf(const ObjectKey& object, OperationId after,
                                                 std::int64_t limit);
    /** The deletes and disassociates among them, by an index. */
    Result<std::vector<OperationRecord>> removalsAfter(const ObjectKey& object, OperationId after,
                                                       std::int64_t limit);
    /** Those deferred until `now` or earlier, the longest due first, with their steps. Of one
     * object only the one with the lowest number of those that wait for a time: nothing of it while
     * that one has to wait longer. */
    Result<std::vector<OperationRecord>> due(Time now, std::int64_t limit);
    /** In the order of the targets. */
    Result<std::vector<TargetHold>> holds();
    /** In the order of target and name. kInvalidAttributeValue for a limit below 1. */
    Result<std::vector<AccountRecord>> accounts(const AccountQuery& query);
    /** The account with that Uid, or else the one seen last under that name, of the class given or,
     * without one, of any; nothing when there is neither. */
    Result<std::optional<AccountRecord>> account(std::string_view target,
                                                 std::string_view uidOrName,
                                                 std::string_view objectClass = {});
    /** The count under the target, limit and key of `wanted`; nothing when there is none. */
    Result<std::optional<CounterRecord>> counter(const CounterRecord& wanted);
    /** When the newest step at that target ended, or was started if it did not; nothing when there
     * is none among the last thousand operations. */
    Result<std::optional<Time>> lastStep(std::string_view target);

private:
    class Impl;
    explicit Journal(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace muster::store
