#include "store/sqlite/transaction.h"

namespace muster::sqlite {

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
    MUSTER_RETURN_IF_ERROR(
        database.execute(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"));
    return Transaction(database);
}

Transaction::~Transaction() { undo(); }

Result<void> Transaction::commit() {
    Result<void> committed = database_->execute("COMMIT");
    if (!committed) {
        undo();
    }
    database_ = nullptr;
    return committed;
}

void Transaction::undo() {
    // Some failures (a full disk) have already rolled back; asking again would be another error.
    if (database_ != nullptr && database_->isInTransaction()) {
        (void)database_->execute("ROLLBACK").hasValue();
    }
}

}  // namespace muster::sqlite
