#include "store/journal_writes.h"

#include <utility>

#include "store/journal_rows.h"
#include "store/request_json.h"

namespace muster::store {
namespace {

constexpr std::string_view kInsertOperation =
    "INSERT INTO operations (epoch, correlation, started, target, object_class, kind, uid, name,"
    " asked_by, connector, connector_version, request, fingerprint, state)"
    " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,1)";

// Two statements where one with RETURNING would do: that one makes two tables for each step.
constexpr std::string_view kNextStep =
    "SELECT 1 + COALESCE((SELECT MAX(ordinal) FROM steps WHERE operation = ?1), 0), attempt"
    " FROM operations WHERE id = ?1 AND state = 1 AND epoch = ?2";

constexpr std::string_view kInsertStep =
    "INSERT INTO steps (operation, ordinal, name, operation_key, method, url, started, attempt)"
    " VALUES (?1,?2,?3,?4,?5,?6,?7,?8)";

constexpr std::string_view kEndStep =
    "UPDATE steps SET outcome = ?3, http_status = ?4, target_code = ?5, saved_result = ?6,"
    " duration_ms = ?7, ended = ?8 WHERE operation = ?1 AND ordinal = ?2 AND ended IS NULL";

constexpr std::string_view kEndOperation =
    "UPDATE operations SET state = ?14, reason = ?15, not_before = ?16, deferred = ?17,"
    " found_uid = ?18, outcome = ?2, accepted = ?3,"
    " uid = CASE ?4 WHEN '' THEN uid ELSE ?4 END, name = CASE ?5 WHEN '' THEN name ELSE ?5 END,"
    " error_code = ?6, error_message = ?7, error_hint = ?8, error_http = ?9,"
    " error_target_code = ?10, notices = ?11, ended = ?12"
    " WHERE id = ?1 AND state = 1 AND epoch = ?13";

/** ?1 the new Uid, ?2 the former one, ?3 the operation that has changed it. */
const std::string kFollow =
    "UPDATE operations SET uid = ?1 WHERE uid = ?2 AND id <> ?3"
    " AND target = (SELECT target FROM operations WHERE id = ?3)"
    " AND object_class = (SELECT object_class FROM operations WHERE id = ?3) AND " +
    std::string(kUnsettled);

constexpr std::string_view kRememberAccount =
    "INSERT INTO accounts (target, object_class, uid, name, state, last_operation, first_seen,"
    " last_seen, released, remembered)"
    " VALUES (?1,?2,?3,?4,?5,?6,?7,?7,COALESCE(?8,0),COALESCE(?9,''))"
    " ON CONFLICT (target, uid, object_class) DO UPDATE SET"
    " name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END,"
    " state = CASE excluded.state WHEN '' THEN state ELSE excluded.state END,"
    " last_operation = COALESCE(excluded.last_operation, last_operation),"
    " last_seen = MAX(last_seen, excluded.last_seen), released = COALESCE(?8, released),"
    " remembered = COALESCE(?9, remembered)";

// A count is never lowered, and a day goes back only from a clock that was plainly wrong (DayPot).
constexpr std::string_view kReserveCounter =
    "INSERT INTO counters (target, \"limit\", key, day, used) VALUES (?1,?2,?3,?4,?5)"
    " ON CONFLICT (target, \"limit\", key) DO UPDATE SET"
    " used = CASE WHEN excluded.day = day THEN MAX(used, excluded.used)"
    " WHEN excluded.day > day OR excluded.day < day - 2 THEN excluded.used ELSE used END,"
    " day = CASE WHEN excluded.day > day OR excluded.day < day - 2 THEN excluded.day ELSE day END";

constexpr std::string_view kInterrupt =
    "UPDATE operations SET state = 3, outcome = ?2, error_code = ?3, error_message = ?4"
    " WHERE id = ?1 AND state = 1";

std::int64_t orNow(Time time) {
    return time == Time{} ? Time::now().microseconds : time.microseconds;
}

void bindError(sqlite::Statement& statement, const std::optional<Error>& error) {
    if (!error) {
        statement.bindNull(6).bindNull(7).bindNull(8).bindNull(9).bindNull(10);
        return;
    }
    statement.bind(6, static_cast<std::int64_t>(error->code))
        .bind(7, error->message)
        .bind(8, error->hint)
        .bind(9, std::int64_t{error->httpStatus})
        .bind(10, error->targetCode);
}

Error notThere(const sqlite::Database& database, const std::string& what) {
    return Error{.code = ErrorCode::kInternal,
                 .message = "\"" + database.file().string() + "\": " + what};
}

}  // namespace

struct JournalWrites::Statements {
    sqlite::Statement insertOperation;
    sqlite::Statement nextStep;
    sqlite::Statement insertStep;
    sqlite::Statement endStep;
    sqlite::Statement endOperation;
    sqlite::Statement rememberAccount;
    sqlite::Statement reserveCounter;
    sqlite::Statement interrupt;
};

JournalWrites::JournalWrites(sqlite::Database& database, OwnerEpoch epoch,
                             std::unique_ptr<Statements> statements)
    : database_(database), epoch_(epoch), statements_(std::move(statements)) {}

Result<std::unique_ptr<JournalWrites>> JournalWrites::prepare(sqlite::Database& database,
                                                              OwnerEpoch epoch) {
    MUSTER_ASSIGN_OR_RETURN(auto insertOperation, database.prepare(kInsertOperation));
    MUSTER_ASSIGN_OR_RETURN(auto nextStep, database.prepare(kNextStep));
    MUSTER_ASSIGN_OR_RETURN(auto insertStep, database.prepare(kInsertStep));
    MUSTER_ASSIGN_OR_RETURN(auto endStep, database.prepare(kEndStep));
    MUSTER_ASSIGN_OR_RETURN(auto endOperation, database.prepare(kEndOperation));
    MUSTER_ASSIGN_OR_RETURN(auto rememberAccount, database.prepare(kRememberAccount));
    MUSTER_ASSIGN_OR_RETURN(auto reserveCounter, database.prepare(kReserveCounter));
    MUSTER_ASSIGN_OR_RETURN(auto interrupt, database.prepare(kInterrupt));
    auto statements = std::make_unique<Statements>(
        Statements{std::move(insertOperation), std::move(nextStep), std::move(insertStep),
                   std::move(endStep), std::move(endOperation), std::move(rememberAccount),
                   std::move(reserveCounter), std::move(interrupt)});
    return std::unique_ptr<JournalWrites>(
        new JournalWrites(database, epoch, std::move(statements)));
}

Result<OperationId> JournalWrites::insertOperation(const Intent& intent,
                                                   const std::string& requestJson) {
    MUSTER_RETURN_IF_ERROR(statements_->insertOperation.bind(1, epoch_.number)
                               .bind(2, intent.correlationId)
                               .bind(3, orNow(intent.started))
                               .bind(4, intent.target)
                               .bind(5, intent.objectClass)
                               .bind(6, static_cast<std::int64_t>(intent.kind))
                               .bind(7, intent.uid)
                               .bind(8, intent.name)
                               .bind(9, intent.askedBy)
                               .bind(10, intent.connectorName)
                               .bind(11, intent.connectorVersion)
                               .bind(12, requestJson)
                               .bind(13, intent.fingerprint)
                               .run());
    return OperationId{database_.lastInsertId()};
}

Result<StepOrdinal> JournalWrites::insertStep(OperationId operation, const StepStart& step) {
    sqlite::Statement& next = statements_->nextStep;
    MUSTER_ASSIGN_OR_RETURN(const bool isOpen,
                            next.bind(1, operation.number).bind(2, epoch_.number).step());
    if (!isOpen) {
        return notThere(database_, "step \"" + step.name + "\" cannot start: operation " +
                                       std::to_string(operation.number) +
                                       " is not open in this run of muster");
    }
    const StepOrdinal ordinal{next.integer(0)};
    const std::int64_t attempt = next.integer(1);
    next.reset();
    MUSTER_RETURN_IF_ERROR(statements_->insertStep.bind(1, operation.number)
                               .bind(2, ordinal.number)
                               .bind(3, step.name)
                               .bind(4, step.operationKey)
                               .bind(5, step.method)
                               .bind(6, step.url)
                               .bind(7, orNow(step.started))
                               .bind(8, attempt)
                               .run());
    return ordinal;
}

Result<void> JournalWrites::endStep(OperationId operation, StepOrdinal step, const StepEnd& end) {
    MUSTER_RETURN_IF_ERROR(statements_->endStep.bind(1, operation.number)
                               .bind(2, step.number)
                               .bind(3, static_cast<std::int64_t>(end.outcome))
                               .bind(4, std::int64_t{end.httpStatus})
                               .bind(5, end.targetCode)
                               .bind(6, end.savedResult)
                               .bind(7, std::int64_t{end.duration.count()})
                               .bind(8, orNow(end.ended))
                               .run());
    if (database_.changedRows() == 0) {
        return notThere(database_, "step " + std::to_string(step.number) + " of operation " +
                                       std::to_string(operation.number) +
                                       " cannot end: it was not started, or has ended already");
    }
    return {};
}

Result<void> JournalWrites::follow(OperationId operation, const OperationEnd& end) {
    MUSTER_ASSIGN_OR_RETURN(sqlite::Statement statement, database_.prepare(kFollow));
    return statement.bind(1, end.uid).bind(2, end.formerUid).bind(3, operation.number).run();
}

Result<void> JournalWrites::endOperation(OperationId operation, const OperationEnd& end,
                                         const std::string& noticesJson) {
    sqlite::Statement& statement = statements_->endOperation;
    using Number = std::optional<std::int64_t>;
    const Number notBefore =
        end.waiting.notBefore ? Number(end.waiting.notBefore->microseconds) : Number();
    const std::string deferredJson =
        end.waiting.deltas.empty() ? "" : requestToJson({.deltas = end.waiting.deltas});
    bindError(statement, end.error);
    MUSTER_RETURN_IF_ERROR(statement.bind(1, operation.number)
                               .bind(2, static_cast<std::int64_t>(end.outcome))
                               .bind(3, std::int64_t{end.accepted})
                               .bind(4, end.uid)
                               .bind(5, end.name)
                               .bind(11, noticesJson)
                               .bind(12, orNow(end.ended))
                               .bind(13, epoch_.number)
                               .bind(14, static_cast<std::int64_t>(end.state))
                               .bind(15, end.waiting.reason)
                               .bind(16, notBefore)
                               .bind(17, deferredJson)
                               .bind(18, end.waiting.foundUid)
                               .run());
    if (database_.changedRows() == 0) {
        return notThere(database_, "operation " + std::to_string(operation.number) +
                                       " cannot end: it is not open in this run of muster");
    }
    if (!end.formerUid.empty() && !end.uid.empty()) {
        MUSTER_RETURN_IF_ERROR(follow(operation, end));
    }
    for (const AccountSeen& account : end.accounts) {
        MUSTER_RETURN_IF_ERROR(rememberAccount(account, operation));
    }
    return {};
}

Result<void> JournalWrites::rememberAccount(const AccountSeen& account,
                                            std::optional<OperationId> operation) {
    if (account.uid.empty()) {
        return notThere(database_, "the account \"" + account.name + "\" of target \"" +
                                       account.target + "\" has no Uid to be remembered by");
    }
    sqlite::Statement& statement = statements_->rememberAccount;
    using Number = std::optional<std::int64_t>;
    account.remembered ? statement.bind(9, *account.remembered) : statement.bindNull(9);
    return statement.bind(1, account.target)
        .bind(2, account.objectClass)
        .bind(3, account.uid)
        .bind(4, account.name)
        .bind(5, account.state)
        .bind(6, operation ? Number(operation->number) : Number())
        .bind(7, orNow(account.seen))
        .bind(8, account.released ? Number(*account.released) : Number())
        .run();
}

Result<void> JournalWrites::reserveCounter(const CounterRecord& counter) {
    return statements_->reserveCounter.bind(1, counter.target)
        .bind(2, counter.limit)
        .bind(3, counter.key)
        .bind(4, counter.day)
        .bind(5, counter.used)
        .run();
}

Result<void> JournalWrites::interrupt(OperationId operation, Outcome outcome,
                                      const std::string& message) {
    return statements_->interrupt.bind(1, operation.number)
        .bind(2, static_cast<std::int64_t>(outcome))
        .bind(3, static_cast<std::int64_t>(ErrorCode::kCancelled))
        .bind(4, message)
        .run();
}

}  // namespace muster::store
