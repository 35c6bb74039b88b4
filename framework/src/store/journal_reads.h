#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** The journal's queries on one connection, by one thread at a time. None of them opens a
 * transaction: the caller does, where several reads must see the same moment.
 *
 *  An open operation of an earlier epoch is shown as the interrupted one that it is, whether that
 * has been written down yet or not. */
class JournalReads {
public:
    JournalReads(sqlite::Database& database, OwnerEpoch epoch)
        : database_(database), epoch_(epoch) {}

    /** Without steps, the newest first. */
    Result<std::vector<OperationRecord>> operations(const OperationQuery& query);
    /** With steps. */
    Result<std::optional<OperationRecord>> operation(OperationId id);
    /** Open in the database and of an earlier epoch, with steps, the oldest first. */
    Result<std::vector<OperationRecord>> leftOpen(std::int64_t limit);
    /** As `Journal::beganByAClockBehind`. */
    Result<bool> beganByAClockBehind(const OperationRecord& operation);
    Result<std::optional<Time>> ownerAfter(OwnerEpoch epoch);
    Result<UnsettledCount> unsettledCount();
    /** Unsettled and after `after`, with steps, the oldest first. */
    Result<std::vector<OperationRecord>> unsettled(OperationId after, std::int64_t limit);
    /** Unsettled, of one object by its Uid or its name (an empty one finds nothing), with steps,
     * the oldest first. */
    Result<std::vector<OperationRecord>> unsettledOf(const ObjectKey& object, std::int64_t limit);
    /** Numbered above `after`, of that object, with something applied or not known; with steps, the
     * oldest first. Reads every operation from there on: no index holds those that went well. */
    Result<std::vector<OperationRecord>> laterOf(const ObjectKey& object, OperationId after,
                                                 std::int64_t limit);
    /** Those deletes and disassociates among them; reads an index alone. */
    Result<std::vector<OperationRecord>> removalsAfter(const ObjectKey& object, OperationId after,
                                                       std::int64_t limit);
    /** Deferred until `now` or earlier, with steps, the longest due first; the first of an object.
     */
    Result<std::vector<OperationRecord>> due(Time now, std::int64_t limit);
    Result<std::vector<TargetHold>> holds();
    Result<std::vector<AccountRecord>> accounts(const AccountQuery& query);
    Result<std::optional<AccountRecord>> account(std::string_view target,
                                                 std::string_view uidOrName,
                                                 std::string_view objectClass = {});
    /** The count of that target, limit and key; `day` and `used` of `wanted` are not looked at. */
    Result<std::optional<CounterRecord>> counter(const CounterRecord& wanted);
    Result<std::optional<Time>> lastStep(std::string_view target);

private:
    Result<std::vector<OperationRecord>> withSteps(std::vector<OperationRecord> operations);
    Result<std::vector<StepRecord>> stepsOf(OperationId id);
    bool isLeftOpen(const OperationRecord& operation) const;
    Result<OperationRecord> asItIs(OperationRecord operation);
    Result<std::vector<OperationRecord>> ofObject(const std::string& conditions,
                                                  const ObjectKey& object, std::int64_t limit,
                                                  const std::string& number = {});
    Result<std::vector<OperationRecord>> found(std::string_view conditions, std::int64_t limit,
                                               const std::vector<std::string>& texts = {});

    sqlite::Database& database_;
    OwnerEpoch epoch_;
};

}  // namespace muster::store
