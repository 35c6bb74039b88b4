#include "store/sqlite/transaction.h"

#include "store/sqlite/statement.h"

namespace muster::sqlite {
namespace {

Result<void> run(Database& database, std::string_view sql) {
    MUSTER_ASSIGN_OR_RETURN(Statement statement, database.prepare(sql));
    return statement.run();
}

}  // namespace

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
    MUSTER_RETURN_IF_ERROR(
        run(database, kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"));
    return Transaction(database);
}

Transaction::~Transaction() { undo(); }

Result<void> Transaction::commit() {
    Result<void> committed = run(*database_, "COMMIT");
    if (!committed) {
        undo();
    }
    database_ = nullptr;
    return committed;
}

void Transaction::undo() {
    // Some failures (a full disk) have already rolled back; asking again would be another error.
    if (database_ != nullptr && database_->isInTransaction()) {
        (void)run(*database_, "ROLLBACK").hasValue();
    }
}

}  // namespace muster::sqlite
