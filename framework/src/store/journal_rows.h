#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"
#include "store/sqlite/statement.h"
#include <muster/core/result.h>

/** How the rows of the journal's tables are asked for and read. */
namespace muster::store {

inline constexpr std::string_view kOperationColumns =
    "SELECT id, epoch, correlation, started, target, object_class, kind, uid, name, asked_by,"
    " connector, connector_version, request, state, outcome, accepted, error_code, error_message,"
    " error_hint, error_http, error_target_code, notices, ended, fingerprint, attempt, replay_from,"
    " reason, not_before, deferred, found_uid, decided_by, looked, overtaken_by FROM operations";

/** As the partial indexes have it, so that SQLite can tell that they fit. */
inline constexpr std::string_view kUnsettled =
    "(state BETWEEN 3 AND 6 OR (state = 2 AND outcome = 4))";

inline constexpr std::string_view kAccountColumns =
    "SELECT target, object_class, uid, name, state, last_operation, first_seen, last_seen, "
    "released,"
    " remembered"
    " FROM accounts";

inline constexpr std::string_view kStepColumns =
    "SELECT ordinal, name, operation_key, method, url, started, outcome, http_status, target_code,"
    " saved_result, duration_ms, ended, attempt, settled FROM steps WHERE operation = ?1 ORDER BY "
    "ordinal";

/** A WHERE clause that grows, and the values of its parameters. */
class Conditions {
public:
    void add(std::string_view condition, std::int64_t number) { push(condition).number = number; }
    void add(std::string_view condition, std::string_view text) { push(condition).text = text; }
    /** One without a parameter. */
    void add(const std::string& condition) {
        where_ += (where_.empty() ? " WHERE " : " AND ") + condition;
    }

    std::string sql(std::string_view select, std::string_view tail) const {
        return std::string(select) + where_ + " " + std::string(tail);
    }

    void bind(sqlite::Statement& statement) const {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const int index = static_cast<int>(i) + 1;
            const Bound& value = values_[i];
            value.text ? statement.bind(index, *value.text) : statement.bind(index, value.number);
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

/** Of a row of `kOperationColumns`; without steps. */
Result<OperationRecord> operationOf(const sqlite::Statement& row);
/** Of a row of `kAccountColumns`. */
Result<AccountRecord> accountOf(const sqlite::Statement& row);
/** Of a row of `kStepColumns`. */
Result<StepRecord> stepOf(const sqlite::Statement& row);
/** " LIMIT n"; kInvalidAttributeValue for a limit below 1. */
Result<std::string> limitClause(std::int64_t limit);

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

}  // namespace muster::store
