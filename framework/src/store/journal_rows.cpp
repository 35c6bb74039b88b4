#include "store/journal_rows.h"

#include "store/request_json.h"

namespace muster::store {

namespace {

std::optional<Time> timeOf(const sqlite::Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional(Time{row.integer(column)});
}

}  // namespace

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
    record.fingerprint = row.text(23);
    record.attempt = static_cast<int>(row.integer(24));
    record.replayFrom = static_cast<int>(row.integer(25));
    record.reason = row.text(26);
    record.notBefore = timeOf(row, 27);
    record.deferredJson = row.text(28);
    record.foundUid = row.text(29);
    record.decidedBy = row.text(30);
    record.looked = timeOf(row, 31);
    if (!row.isNull(32)) {
        record.overtakenBy = OperationId{row.integer(32)};
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
                         .released = row.integer(8) != 0,
                         .rememberedJson = row.text(9)};
    if (!row.isNull(5)) {
        record.lastOperation = OperationId{row.integer(5)};
    }
    return record;
}

Result<StepRecord> stepOf(const sqlite::Statement& row) {
    StepRecord record{.ordinal = {row.integer(0)},
                      .attempt = static_cast<int>(row.integer(12)),
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
    if (!row.isNull(13)) {
        record.settled = static_cast<Outcome>(row.integer(13));
        record.settledResult = row.text(9);
    }
    return record;
}

Result<std::string> limitClause(std::int64_t limit) {
    if (limit < 1) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "the limit is " + std::to_string(limit) + "; expected 1 or more"};
    }
    return " LIMIT " + std::to_string(limit);
}

}  // namespace muster::store
