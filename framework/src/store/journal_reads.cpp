#include "store/journal_reads.h"

#include <utility>

#include "store/request_json.h"
#include "store/sqlite/statement.h"

namespace muster::store {
namespace {

constexpr std::string_view kOperationColumns =
    "SELECT id, epoch, correlation, started, target, object_class, kind, uid, name, asked_by,"
    " connector, connector_version, request, state, outcome, accepted, error_code, error_message,"
    " error_hint, error_http, error_target_code, notices, ended FROM operations";

constexpr std::string_view kAccountColumns =
    "SELECT target, object_class, uid, name, state, last_operation, first_seen, last_seen, released"
    " FROM accounts";

constexpr std::string_view kStepColumns =
    "SELECT ordinal, name, operation_key, method, url, started, outcome, http_status, target_code,"
    " saved_result, duration_ms, ended FROM steps WHERE operation = ?1 ORDER BY ordinal";

/** A WHERE clause that grows, and the values of its parameters. */
class Conditions {
public:
    void add(std::string_view condition, std::int64_t number) { push(condition).number = number; }
    void add(std::string_view condition, std::string_view text) { push(condition).text = text; }

    std::string sql(std::string_view select, std::string_view tail) const {
        return std::string(select) + where_ + " " + std::string(tail);
    }

    void bind(sqlite::Statement& statement) const {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const int index = static_cast<int>(i) + 1;
            values_[i].text ? statement.bind(index, *values_[i].text)
                            : statement.bind(index, values_[i].number);
        }
    }

private:
    struct Bound {
        std::int64_t number = 0;
        std::optional<std::string_view> text = {};
    };

    Bound& push(std::string_view condition) {
        where_ += (where_.empty() ? " WHERE " : " AND ") + std::string(condition) + " ?";
        return values_.emplace_back();
    }

    std::string where_;
    std::vector<Bound> values_;
};

Result<OperationRecord> operationOf(const sqlite::Statement& row) {
    OperationRecord record{.id = {row.integer(0)},
                           .epoch = {row.integer(1)},
                           .correlationId = row.text(2),
                           .started = Time{row.integer(3)},
                           .target = row.text(4),
                           .objectClass = row.text(5),
                           .kind = static_cast<OperationKind>(row.integer(6)),
                           .uid = row.text(7),
                           .name = row.text(8),
                           .askedBy = row.text(9),
                           .connectorName = row.text(10),
                           .connectorVersion = row.text(11),
                           .requestJson = row.text(12),
                           .state = static_cast<OperationState>(row.integer(13)),
                           .outcome = static_cast<Outcome>(row.integer(14)),
                           .accepted = row.integer(15) != 0};
    if (!row.isNull(16)) {
        record.error = ErrorRecord{.code = static_cast<ErrorCode>(row.integer(16)),
                                   .message = row.text(17),
                                   .hint = row.text(18),
                                   .httpStatus = static_cast<int>(row.integer(19)),
                                   .targetCode = row.text(20)};
    }
    MUSTER_ASSIGN_OR_RETURN(record.notices, parseNotices(row.text(21)));
    if (!row.isNull(22)) {
        record.ended = Time{row.integer(22)};
    }
    return record;
}

Result<AccountRecord> accountOf(const sqlite::Statement& row) {
    AccountRecord record{.target = row.text(0),
                         .objectClass = row.text(1),
                         .uid = row.text(2),
                         .name = row.text(3),
                         .state = row.text(4),
                         .firstSeen = Time{row.integer(6)},
                         .lastSeen = Time{row.integer(7)},
                         .released = row.integer(8) != 0};
    if (!row.isNull(5)) {
        record.lastOperation = OperationId{row.integer(5)};
    }
    return record;
}

Result<StepRecord> stepOf(const sqlite::Statement& row) {
    StepRecord record{.ordinal = {row.integer(0)},
                      .start = {.name = row.text(1),
                                .operationKey = row.text(2),
                                .method = row.text(3),
                                .url = row.text(4),
                                .started = Time{row.integer(5)}}};
    if (!row.isNull(11)) {
        record.end = StepEnd{.outcome = static_cast<Outcome>(row.integer(6)),
                             .httpStatus = static_cast<int>(row.integer(7)),
                             .targetCode = row.text(8),
                             .savedResult = row.text(9),
                             .ended = Time{row.integer(11)},
                             .duration = std::chrono::milliseconds(row.integer(10))};
    }
    return record;
}

template <typename Record>
Result<std::vector<Record>> rows(sqlite::Database& database, const Conditions& conditions,
                                 std::string_view select, std::string_view tail,
                                 Result<Record> (*read)(const sqlite::Statement&)) {
    MUSTER_ASSIGN_OR_RETURN(auto statement, database.prepare(conditions.sql(select, tail)));
    conditions.bind(statement);
    std::vector<Record> found;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
        if (!hasRow) {
            return found;
        }
        MUSTER_ASSIGN_OR_RETURN(Record record, read(statement));
        found.push_back(std::move(record));
    }
}

Result<std::string> limitClause(std::int64_t limit) {
    if (limit < 1) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "the limit is " + std::to_string(limit) + "; expected 1 or more"};
    }
    return " LIMIT " + std::to_string(limit);
}

}  // namespace

Result<std::vector<OperationRecord>> JournalReads::operations(const OperationQuery& query) {
    MUSTER_ASSIGN_OR_RETURN(const std::string limit, limitClause(query.limit));
    Conditions conditions;
    if (query.target) {
        conditions.add("target =", *query.target);
    }
    if (query.state) {
        conditions.add("state =", static_cast<std::int64_t>(*query.state));
    }
    if (query.outcome) {
        conditions.add("outcome =", static_cast<std::int64_t>(*query.outcome));
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
    return rows<OperationRecord>(database_, conditions, kOperationColumns,
                                 "ORDER BY id DESC" + limit, &operationOf);
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
    return std::optional(std::move(found.front()));
}

Result<std::vector<OperationRecord>> JournalReads::unfinished() {
    // Written as the index has it, so that SQLite can tell that the partial index fits.
    MUSTER_ASSIGN_OR_RETURN(auto found,
                            rows<OperationRecord>(database_, {}, kOperationColumns,
                                                  "WHERE state <> 2 ORDER BY id", &operationOf));
    return withSteps(std::move(found));
}

Result<std::vector<OperationRecord>> JournalReads::openBefore(OwnerEpoch epoch) {
    MUSTER_ASSIGN_OR_RETURN(auto found, unfinished());
    std::erase_if(found, [&](const OperationRecord& operation) {
        return operation.state != OperationState::kOpen || operation.epoch >= epoch;
    });
    return found;
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
                                                           std::string_view uidOrName) {
    for (const std::string_view column : {"uid =", "name ="}) {
        Conditions conditions;
        conditions.add("target =", target);
        conditions.add(column, uidOrName);
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

}  // namespace muster::store
