#include <algorithm>
#include <array>
#include <utility>

#include "store/journal_reads.h"
#include "store/journal_rows.h"
#include "store/sqlite/statement.h"

namespace muster::store {

/** Numbers that differ from call to call are bound too (`CAST(?1 AS INTEGER)`): in the text they
 * would make each a statement of its own, and push those that are used again out of the
 * connection's keep. */
Result<std::vector<OperationRecord>> JournalReads::found(std::string_view conditions,
                                                         std::int64_t limit,
                                                         const std::vector<std::string>& texts) {
    MUSTER_ASSIGN_OR_RETURN(const std::string most, limitClause(limit));
    MUSTER_ASSIGN_OR_RETURN(auto statement,
                            database_.prepare(std::string(kOperationColumns) + " WHERE " +
                                              std::string(conditions) + most));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        statement.bind(static_cast<int>(i) + 1, std::string_view(texts[i]));
    }
    std::vector<OperationRecord> all;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
        if (!hasRow) {
            return withSteps(std::move(all));
        }
        MUSTER_ASSIGN_OR_RETURN(OperationRecord operation, operationOf(statement));
        all.push_back(std::move(operation));
    }
}

Result<std::vector<OperationRecord>> JournalReads::leftOpen(std::int64_t limit) {
    return found("state = 1 AND epoch < " + std::to_string(epoch_.number) + " ORDER BY id", limit);
}

Result<std::optional<Time>> JournalReads::ownerAfter(OwnerEpoch epoch) {
    MUSTER_ASSIGN_OR_RETURN(
        auto statement,
        database_.prepare("SELECT started FROM owners WHERE epoch > ?1 ORDER BY epoch LIMIT 1"));
    statement.bind(1, epoch.number);
    MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
    return hasRow ? std::optional(Time{statement.integer(0)}) : std::nullopt;
}

Result<UnsettledCount> JournalReads::unsettledCount() {
    MUSTER_ASSIGN_OR_RETURN(auto statement,
                            database_.prepare("SELECT state, COUNT(*) FROM operations WHERE " +
                                              std::string(kUnsettled) + " GROUP BY state"));
    UnsettledCount count;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
        if (!hasRow) {
            break;
        }
        const auto state = static_cast<OperationState>(statement.integer(0));
        std::int64_t& field = state == OperationState::kInterrupted   ? count.interrupted
                              : state == OperationState::kDeferred    ? count.deferred
                              : state == OperationState::kConflict    ? count.conflict
                              : state == OperationState::kNeedsSecret ? count.needsSecret
                                                                      : count.unknown;
        field = statement.integer(1);
    }
    const std::string isOpen = "SELECT COUNT(*) FROM operations WHERE state = 1 AND epoch ";
    const std::string epoch = std::to_string(epoch_.number);
    MUSTER_ASSIGN_OR_RETURN(const std::int64_t left, database_.integer(isOpen + "< " + epoch));
    MUSTER_ASSIGN_OR_RETURN(count.underWay, database_.integer(isOpen + ">= " + epoch));
    count.interrupted += left;
    return count;
}

Result<bool> JournalReads::beganByAClockBehind(const OperationRecord& operation) {
    constexpr std::int64_t kMargin = 2'000'000;
    MUSTER_ASSIGN_OR_RETURN(
        auto statement,
        database_.prepare("SELECT EXISTS (SELECT 1 FROM owners WHERE epoch <= ?1 AND started > ?3)"
                          " OR COALESCE((SELECT started FROM operations WHERE id < ?2"
                          " ORDER BY id DESC LIMIT 1), 0) > ?3"));
    // A further attempt has the epoch of an owner who came later by right.
    statement.bind(1, operation.attempt == 1 ? operation.epoch.number : 0)
        .bind(2, operation.id.number)
        .bind(3, operation.started.microseconds + kMargin);
    MUSTER_RETURN_IF_ERROR(statement.step());
    return statement.integer(0) != 0;
}

Result<std::vector<OperationRecord>> JournalReads::unsettled(OperationId after,
                                                             std::int64_t limit) {
    return found(std::string(kUnsettled) + " AND id > CAST(?1 AS INTEGER) ORDER BY id", limit,
                 {std::to_string(after.number)});
}

Result<std::vector<OperationRecord>> JournalReads::ofObject(const std::string& conditions,
                                                            const ObjectKey& object,
                                                            std::int64_t limit,
                                                            const std::string& number) {
    std::vector<OperationRecord> all;
    const std::array<std::pair<std::string_view, const std::string*>, 2> columns = {
        {{"uid", &object.uid}, {"name", &object.name}}};
    for (const auto& [column, text] : columns) {
        if (text->empty()) {
            continue;
        }
        const std::string where = conditions + " AND target = ?1 AND " + std::string(column) +
                                  " = ?2 AND (?3 = '' OR object_class = ?3) ORDER BY id";
        std::vector<std::string> texts = {object.target, *text, object.objectClass};
        if (!number.empty()) {
            texts.push_back(number);
        }
        MUSTER_ASSIGN_OR_RETURN(auto some, found(where, limit, texts));
        for (OperationRecord& operation : some) {
            const bool isKnown =
                std::any_of(all.begin(), all.end(),
                            [&](const OperationRecord& known) { return known.id == operation.id; });
            if (!isKnown) {
                all.push_back(std::move(operation));
            }
        }
    }
    return all;
}

Result<std::vector<OperationRecord>> JournalReads::unsettledOf(const ObjectKey& object,
                                                               std::int64_t limit) {
    return ofObject(std::string(kUnsettled), object, limit);
}

Result<std::vector<OperationRecord>> JournalReads::removalsAfter(const ObjectKey& object,
                                                                 OperationId after,
                                                                 std::int64_t limit) {
    return ofObject("kind IN (3, 4) AND outcome <> 2 AND id > CAST(?4 AS INTEGER)", object, limit,
                    std::to_string(after.number));
}

Result<std::vector<OperationRecord>> JournalReads::laterOf(const ObjectKey& object,
                                                           OperationId after, std::int64_t limit) {
    return found(
        "id > CAST(?5 AS INTEGER) AND target = ?1 AND outcome IN (1, 3, 4)"
        " AND ((?2 <> '' AND uid = ?2) OR (?3 <> '' AND name = ?3))"
        " AND (?4 = '' OR object_class = ?4) ORDER BY id",
        limit,
        {object.target, object.uid, object.name, object.objectClass, std::to_string(after.number)});
}

namespace {

/** Whether an earlier operation, of the object with the same text in that column, waits for a time,
 * be it for a later one. */
std::string noneEarlierBy(const std::string& column) {
    return " AND NOT EXISTS (SELECT 1 FROM operations AS earlier WHERE " + std::string(kUnsettled) +
           " AND state = 4 AND not_before IS NOT NULL AND id < operations.id"
           " AND target = operations.target AND object_class = operations.object_class AND " +
           column + " = operations." + column + " AND " + column + " <> '')";
}

}  // namespace

Result<std::vector<OperationRecord>> JournalReads::due(Time now, std::int64_t limit) {
    return found("state = 4 AND not_before <= CAST(?1 AS INTEGER)" + noneEarlierBy("uid") +
                     noneEarlierBy("name") + " ORDER BY not_before, id",
                 limit, {std::to_string(now.microseconds)});
}

Result<std::vector<TargetHold>> JournalReads::holds() {
    MUSTER_ASSIGN_OR_RETURN(
        auto statement, database_.prepare("SELECT target, why, by, since FROM holds ORDER BY 1"));
    std::vector<TargetHold> all;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, statement.step());
        if (!hasRow) {
            return all;
        }
        all.push_back({.target = statement.text(0),
                       .why = statement.text(1),
                       .by = statement.text(2),
                       .since = Time{statement.integer(3)}});
    }
}

}  // namespace muster::store
