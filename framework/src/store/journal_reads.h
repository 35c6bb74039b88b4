#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** The journal's queries on one connection, by one thread at a time. None of them opens a
 * transaction: the caller does, where several reads must see the same moment. */
class JournalReads {
public:
    explicit JournalReads(sqlite::Database& database) : database_(database) {}

    /** Without steps, the newest first. */
    Result<std::vector<OperationRecord>> operations(const OperationQuery& query);
    /** With steps. */
    Result<std::optional<OperationRecord>> operation(OperationId id);
    /** Open or interrupted, with steps, the oldest first. */
    Result<std::vector<OperationRecord>> unfinished();
    /** Open and of an epoch before `epoch`, with steps, the oldest first. */
    Result<std::vector<OperationRecord>> openBefore(OwnerEpoch epoch);
    Result<std::vector<AccountRecord>> accounts(const AccountQuery& query);
    Result<std::optional<AccountRecord>> account(std::string_view target,
                                                 std::string_view uidOrName);
    /** The count of that target, limit and key; `day` and `used` of `wanted` are not looked at. */
    Result<std::optional<CounterRecord>> counter(const CounterRecord& wanted);

private:
    Result<std::vector<OperationRecord>> withSteps(std::vector<OperationRecord> operations);
    Result<std::vector<StepRecord>> stepsOf(OperationId id);

    sqlite::Database& database_;
};

}  // namespace muster::store
