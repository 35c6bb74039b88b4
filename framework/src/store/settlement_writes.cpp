#include "store/settlement_writes.h"

#include "store/request_json.h"
#include "store/sqlite/statement.h"

namespace muster::store {
namespace {

constexpr std::string_view kReopen =
    "UPDATE operations SET state = 1, epoch = ?2, attempt = attempt + 1, outcome = 0,"
    " replay_from = CASE ?3 WHEN 0 THEN replay_from ELSE attempt + 1 END, fingerprint = ?4,"
    " connector_version = ?5, reason = '', not_before = NULL, looked = NULL, found_uid = '',"
    " overtaken_by = NULL, ended = NULL WHERE id = ?1 AND state NOT IN (1, 7) AND attempt = "
    "COALESCE(?6, attempt)"
    " RETURNING attempt";

/** An operation that turns out to be done keeps no error of the attempt that did not know it. */
constexpr std::string_view kSettle =
    "UPDATE operations SET state = ?2, outcome = ?3, reason = ?4, not_before = ?5, deferred = ?6,"
    " found_uid = ?7, uid = CASE ?8 WHEN '' THEN uid ELSE ?8 END,"
    " name = CASE ?9 WHEN '' THEN name ELSE ?9 END,"
    " decided_by = CASE ?10 WHEN '' THEN decided_by ELSE ?10 END, looked = ?11,"
    " overtaken_by = ?13,"
    " ended = CASE WHEN ?2 IN (2, 7) THEN ?12 ELSE ended END,"
    " error_code = CASE ?3 WHEN 1 THEN NULL ELSE error_code END"
    " WHERE id = ?1 AND (state BETWEEN 3 AND 6 OR (state = 2 AND outcome = 4)"
    " OR (state = 2 AND outcome = 3 AND (?2 = 7 OR (?2 = 2 AND ?3 = 1))))";

constexpr std::string_view kSettleStep =
    "UPDATE steps SET settled = ?3,"
    " saved_result = CASE ?4 WHEN '' THEN saved_result ELSE ?4 END"
    " WHERE operation = ?1 AND ordinal = ?2";

constexpr std::string_view kHold =
    "INSERT INTO holds (target, why, by, since) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (target) DO UPDATE SET why = ?2, by = ?3, since = ?4";

std::optional<std::int64_t> numberOf(const std::optional<Time>& time) {
    return time ? std::optional(time->microseconds) : std::nullopt;
}

std::optional<std::int64_t> numberOf(const std::optional<OperationId>& id) {
    return id ? std::optional(id->number) : std::nullopt;
}

Error wrongState(OperationId operation, const std::string& what) {
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "operation " + std::to_string(operation.number) + " " + what,
                 .hint = "\"operation show " + std::to_string(operation.number) + "\" tells more",
                 .outcome = Outcome::kNotApplied};
}

}  // namespace

Result<int> SettlementWrites::reopen(OperationId operation, const Reopening& how) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database_.prepare(kReopen));
    statement.bind(1, operation.number)
        .bind(2, epoch_.number)
        .bind(3, std::int64_t{how.isPlannedAfresh})
        .bind(4, how.fingerprint)
        .bind(5, how.connectorVersion)
        .bind(6, how.after);
    MUSTER_ASSIGN_OR_RETURN(const bool found, statement.step());
    if (!found) {
        return wrongState(
            operation,
            "cannot go on: it is under way, was abandoned, or somebody else has gone on "
            "with it meanwhile");
    }
    const int attempt = static_cast<int>(statement.integer(0));
    statement.reset();
    return attempt;
}

Result<void> SettlementWrites::settle(OperationId operation, const Settlement& found) {
    const std::string deferred =
        found.waiting.deltas.empty() ? "" : requestToJson({.deltas = found.waiting.deltas});
    MUSTER_ASSIGN_OR_RETURN(auto statement, database_.prepare(kSettle));
    MUSTER_RETURN_IF_ERROR(statement.bind(1, operation.number)
                               .bind(2, static_cast<std::int64_t>(found.state))
                               .bind(3, static_cast<std::int64_t>(found.outcome))
                               .bind(4, found.waiting.reason)
                               .bind(5, numberOf(found.waiting.notBefore))
                               .bind(6, deferred)
                               .bind(7, found.waiting.foundUid)
                               .bind(8, found.uid)
                               .bind(9, found.name)
                               .bind(10, found.by)
                               .bind(11, numberOf(found.looked))
                               .bind(12, Time::now().microseconds)
                               .bind(13, numberOf(found.waiting.overtakenBy))
                               .run());
    if (database_.changedRows() == 0) {
        return wrongState(operation, "is not unsettled any more");
    }
    for (const StepSettlement& step : found.steps) {
        MUSTER_RETURN_IF_ERROR(settleStep(operation, step));
    }
    return {};
}

Result<void> SettlementWrites::settleStep(OperationId operation, const StepSettlement& step) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database_.prepare(kSettleStep));
    return statement.bind(1, operation.number)
        .bind(2, step.ordinal.number)
        .bind(3, static_cast<std::int64_t>(step.outcome))
        .bind(4, step.savedResult)
        .run();
}

Result<void> SettlementWrites::hold(const TargetHold& hold) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database_.prepare(kHold));
    const Time since = hold.since == Time{} ? Time::now() : hold.since;
    return statement.bind(1, hold.target)
        .bind(2, hold.why)
        .bind(3, hold.by)
        .bind(4, since.microseconds)
        .run();
}

Result<bool> SettlementWrites::release(std::string_view target) {
    MUSTER_ASSIGN_OR_RETURN(auto statement,
                            database_.prepare("DELETE FROM holds WHERE target = ?1"));
    MUSTER_RETURN_IF_ERROR(statement.bind(1, target).run());
    return database_.changedRows() > 0;
}

}  // namespace muster::store
