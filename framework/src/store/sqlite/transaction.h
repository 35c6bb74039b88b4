#pragma once

#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::sqlite {

/** A transaction that is undone unless it was committed. */
class Transaction {
public:
    enum class Kind {
        kRead,  ///< one snapshot for several reads
        kWrite  ///< BEGIN IMMEDIATE: takes the write lock at once, so that nothing fails half-way
    };
    static Result<Transaction> begin(Database& database, Kind kind);
    Transaction(Transaction&& other) noexcept : database_(other.database_) {
        other.database_ = nullptr;
    }
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    /** Durable when it succeeds (with synchronous=FULL); undone when it fails. */
    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    void undo();
    Database* database_;
};

}  // namespace muster::sqlite
