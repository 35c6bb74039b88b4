#pragma once

#include <string_view>

#include "store/records.h"
#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** Records about operations that nobody works on, and about targets that are held. Rare, so their
 * statements are made anew each time. To be used inside a transaction, by one thread at a time. */
class SettlementWrites {
public:
    SettlementWrites(sqlite::Database& database, OwnerEpoch epoch)
        : database_(database), epoch_(epoch) {}

    /** kInvalidState when it is under way or abandoned. Gives the number of the attempt. */
    Result<int> reopen(OperationId operation, const Reopening& how);
    /** kInvalidState when it is not unsettled. Accounts are the caller's work. */
    Result<void> settle(OperationId operation, const Settlement& found);
    Result<void> settleStep(OperationId operation, const StepSettlement& step);
    Result<void> hold(const TargetHold& hold);
    Result<bool> release(std::string_view target);

private:
    sqlite::Database& database_;
    OwnerEpoch epoch_;
};

}  // namespace muster::store
