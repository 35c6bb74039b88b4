#include "store/journal_reads.h"

#include <utility>

#include "store/journal_rows.h"
#include "store/outcome_rule.h"
#include "store/sqlite/statement.h"

namespace muster::store {
namespace {

/** The part of a query that SQL can answer. What has been left open is taken in by every outcome:
 * its own stands in its steps. */
Conditions conditionsOf(const OperationQuery& query, OwnerEpoch epoch) {
    const std::string isLeft = "(state = 1 AND epoch < " + std::to_string(epoch.number) + ")";
    Conditions conditions;
    if (query.target) {
        conditions.add("target =", *query.target);
    }
    if (query.state == OperationState::kOpen) {
        conditions.add("(state = 1 AND epoch >= " + std::to_string(epoch.number) + ")");
    } else if (query.state == OperationState::kInterrupted) {
        conditions.add("(state = 3 OR " + isLeft + ")");
    } else if (query.state) {
        conditions.add("state =", static_cast<std::int64_t>(*query.state));
    }
    if (query.unsettled) {
        conditions.add("(" + std::string(kUnsettled) + " OR " + isLeft + ")");
    }
    if (query.outcome) {
        conditions.add("(outcome = " + std::to_string(static_cast<int>(*query.outcome)) + " OR " +
                       isLeft + ")");
    }
    if (query.kind) {
        conditions.add("kind =", static_cast<std::int64_t>(*query.kind));
    }
    if (query.since) {
        conditions.add("started >=", query.since->microseconds);
    }
    if (query.until) {
        conditions.add("started <", query.until->microseconds);
    }
    return conditions;
}

}  // namespace

Result<std::vector<OperationRecord>> JournalReads::operations(const OperationQuery& query) {
    MUSTER_ASSIGN_OR_RETURN(const std::string limit, limitClause(query.limit));
    std::vector<OperationRecord> all;
    for (std::optional<std::int64_t> before;;) {
        Conditions conditions = conditionsOf(query, epoch_);
        if (before) {
            conditions.add("id <", *before);
        }
        MUSTER_ASSIGN_OR_RETURN(auto page,
                                rows<OperationRecord>(database_, conditions, kOperationColumns,
                                                      "ORDER BY id DESC" + limit, &operationOf));
        const bool isLast = static_cast<std::int64_t>(page.size()) < query.limit;
        for (OperationRecord& operation : page) {
            before = operation.id.number;
            MUSTER_ASSIGN_OR_RETURN(operation, asItIs(std::move(operation)));
            operation.steps.clear();
            if (!query.outcome || operation.outcome == *query.outcome) {
                all.push_back(std::move(operation));
            }
            if (static_cast<std::int64_t>(all.size()) == query.limit) {
                return all;
            }
        }
        if (isLast) {
            return all;
        }
    }
}

Result<std::optional<OperationRecord>> JournalReads::operation(OperationId id) {
    Conditions conditions;
    conditions.add("id =", id.number);
    MUSTER_ASSIGN_OR_RETURN(auto found, rows<OperationRecord>(database_, conditions,
                                                              kOperationColumns, "", &operationOf));
    if (found.empty()) {
        return std::optional<OperationRecord>();
    }
    MUSTER_ASSIGN_OR_RETURN(found, withSteps(std::move(found)));
    MUSTER_ASSIGN_OR_RETURN(OperationRecord operation, asItIs(std::move(found.front())));
    return std::optional(std::move(operation));
}

bool JournalReads::isLeftOpen(const OperationRecord& operation) const {
    return operation.state == OperationState::kOpen && operation.epoch < epoch_;
}

Result<OperationRecord> JournalReads::asItIs(OperationRecord operation) {
    if (!isLeftOpen(operation)) {
        return operation;
    }
    MUSTER_ASSIGN_OR_RETURN(operation.steps, stepsOf(operation.id));
    operation.state = OperationState::kInterrupted;
    operation.outcome = interruptedOutcome(operation.steps);
    operation.error =
        ErrorRecord{.code = ErrorCode::kCancelled, .message = interruptedMessage(operation.steps)};
    return operation;
}

Result<std::vector<AccountRecord>> JournalReads::accounts(const AccountQuery& query) {
    MUSTER_ASSIGN_OR_RETURN(const std::string limit, limitClause(query.limit));
    Conditions conditions;
    const auto addText = [&](std::string_view condition, const std::optional<std::string>& text) {
        if (text) {
            conditions.add(condition, std::string_view(*text));
        }
    };
    addText("target =", query.target);
    addText("object_class =", query.objectClass);
    addText("uid =", query.uid);
    addText("name =", query.name);
    addText("state =", query.state);
    if (query.released) {
        conditions.add("released =", std::int64_t{*query.released});
    }
    return rows<AccountRecord>(database_, conditions, kAccountColumns,
                               "ORDER BY target, name, uid" + limit, &accountOf);
}

Result<std::optional<AccountRecord>> JournalReads::account(std::string_view target,
                                                           std::string_view uidOrName,
                                                           std::string_view objectClass) {
    for (const std::string_view column : {"uid =", "name ="}) {
        Conditions conditions;
        conditions.add("target =", target);
        conditions.add(column, uidOrName);
        if (!objectClass.empty()) {
            conditions.add("object_class =", objectClass);
        }
        MUSTER_ASSIGN_OR_RETURN(
            auto found,
            rows<AccountRecord>(database_, conditions, kAccountColumns,
                                "ORDER BY last_seen DESC, id DESC LIMIT 1", &accountOf));
        if (!found.empty()) {
            return std::optional(std::move(found.front()));
        }
    }
    return std::optional<AccountRecord>();
}

Result<std::vector<OperationRecord>> JournalReads::withSteps(
    std::vector<OperationRecord> operations) {
    for (OperationRecord& operation : operations) {
        MUSTER_ASSIGN_OR_RETURN(operation.steps, stepsOf(operation.id));
    }
    return operations;
}

Result<std::vector<StepRecord>> JournalReads::stepsOf(OperationId id) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database_.prepare(kStepColumns));
    statement.bind(1, id.number);
    std::vector<StepRecord> steps;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
        if (!hasRow) {
            return steps;
        }
        MUSTER_ASSIGN_OR_RETURN(StepRecord step, stepOf(statement));
        steps.push_back(std::move(step));
    }
}

Result<std::optional<CounterRecord>> JournalReads::counter(const CounterRecord& wanted) {
    MUSTER_ASSIGN_OR_RETURN(
        auto statement, database_.prepare("SELECT day, used FROM counters"
                                          " WHERE target = ?1 AND \"limit\" = ?2 AND key = ?3"));
    statement.bind(1, wanted.target).bind(2, wanted.limit).bind(3, wanted.key);
    MUSTER_ASSIGN_OR_RETURN(const bool isThere, statement.step());
    if (!isThere) {
        return std::optional<CounterRecord>();
    }
    CounterRecord found = wanted;
    found.day = statement.integer(0);
    found.used = statement.integer(1);
    return std::optional(std::move(found));
}

Result<std::optional<Time>> JournalReads::lastStep(std::string_view target) {
    MUSTER_ASSIGN_OR_RETURN(
        auto statement,
        database_.prepare("SELECT MAX(COALESCE(ended, started)) FROM steps WHERE operation IN"
                          " (SELECT id FROM operations WHERE target = ?1"
                          " AND id > (SELECT COALESCE(MAX(id), 0) FROM operations) - 1000)"));
    statement.bind(1, target);
    MUSTER_ASSIGN_OR_RETURN(const bool isThere, statement.step());
    return isThere && !statement.isNull(0) ? std::optional(Time{statement.integer(0)})
                                           : std::optional<Time>();
}

}  // namespace muster::store
