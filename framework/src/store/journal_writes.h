#pragma once

#include <memory>
#include <string>

#include "store/records.h"
#include "store/sqlite/database.h"
#include "store/sqlite/statement.h"
#include <muster/core/result.h>

namespace muster::store {

/** The journal's writing statements, prepared once. To be used inside a transaction, by one thread
 * at a time. */
class JournalWrites {
public:
    static Result<std::unique_ptr<JournalWrites>> prepare(sqlite::Database& database,
                                                          OwnerEpoch epoch);

    /** `requestJson` stands for `intent.request`, which is not looked at. */
    Result<OperationId> insertOperation(const Intent& intent, const std::string& requestJson);
    Result<StepOrdinal> insertStep(OperationId operation, const StepStart& step);
    Result<void> endStep(OperationId operation, StepOrdinal step, const StepEnd& end);
    Result<void> endOperation(OperationId operation, const OperationEnd& end,
                              const std::string& noticesJson);
    Result<void> rememberAccount(const AccountSeen& account, std::optional<OperationId> operation);
    Result<void> reserveCounter(const CounterRecord& counter);
    Result<void> interrupt(OperationId operation, Outcome outcome, const std::string& message);

private:
    struct Statements;
    Result<void> follow(OperationId operation, const OperationEnd& end);
    JournalWrites(sqlite::Database& database, OwnerEpoch epoch,
                  std::unique_ptr<Statements> statements);

    sqlite::Database& database_;
    OwnerEpoch epoch_;
    std::shared_ptr<Statements> statements_;
};

}  // namespace muster::store
