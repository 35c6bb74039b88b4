#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/error.h>
#include <muster/core/object.h>
#include <muster/core/value.h>

namespace muster::store {

/** The number of an operation in the journal: from 1, rising in the order of the intents. */
struct OperationId {
    std::int64_t number = 0;
    friend auto operator<=>(const OperationId&, const OperationId&) = default;
};

/** One run of the owner of a home: from 1, rising. Tells its operations from those of earlier runs.
 */
struct OwnerEpoch {
    std::int64_t number = 0;
    friend auto operator<=>(const OwnerEpoch&, const OwnerEpoch&) = default;
};

/** The place of a step within its operation, from 1. */
struct StepOrdinal {
    std::int64_t number = 0;
    friend auto operator<=>(const StepOrdinal&, const StepOrdinal&) = default;
};

/** What was asked for. The numbers stand in the database and never change. */
enum class OperationKind { kCreate = 1, kUpdate, kDelete, kDisassociate, kEnable, kDisable };

/** Where an operation stands. The numbers stand in the database and never change. */
enum class OperationState {
    kOpen = 1,         ///< begun and not ended; under way if its epoch is ours
    kEnded = 2,        ///< its end is recorded
    kInterrupted = 3,  ///< its owner stopped before the end was recorded; see `markInterrupted`
};

/** "create", "update", "delete", "disassociate", "enable" or "disable". */
std::string_view toString(OperationKind kind);
/** "open", "ended" or "interrupted". */
std::string_view toString(OperationState state);
/** The inverse of `toString(OperationKind)`; nothing for any other word. */
std::optional<OperationKind> operationKindFromString(std::string_view word);
/** The inverse of `toString(OperationState)`; nothing for any other word. */
std::optional<OperationState> operationStateFromString(std::string_view word);

/** The values of a request, as the facade hands them to the connector. Secrets in them (however
 * deep) are written as a marker, never as their text. */
struct Request {
    std::vector<Attribute> attributes = {};   ///< of a create
    std::vector<AttributeDelta> deltas = {};  ///< of an update
    std::vector<Attribute> options = {};      ///< said with this call (`policy=deactivate`)
    friend bool operator==(const Request&, const Request&) = default;
};

/** What is about to be done, recorded before anything leaves the machine. */
struct Intent {
    std::string correlationId = {};
    /** When the operation began; a zero is replaced by the present. */
    Time started = {};
    std::string target = {};
    std::string objectClass = {};
    OperationKind kind = OperationKind::kCreate;
    std::string uid = {};   ///< of the existing object, when it is addressed by Uid
    std::string name = {};  ///< of the new object, or of the one addressed by name
    std::string askedBy = {};
    std::string connectorName = {};
    std::string connectorVersion = {};
    Request request = {};
};

/** A step that is about to be sent. */
struct StepStart {
    std::string name = {};          ///< the connector's stable name: "profile", "group:g1:add"
    std::string operationKey = {};  ///< `__ACCOUNT__.CREATEOP`; empty for a connector's own I/O
    std::string method = {};        ///< "POST"; empty for a connector's own I/O
    std::string url = {};           ///< already redacted by whoever built it
    Time started = {};              ///< a zero is replaced by the present
};

/** What became of a step. */
struct StepEnd {
    Outcome outcome = Outcome::kUnknown;
    int httpStatus = 0;            ///< 0 when there was no answer
    std::string targetCode = {};   ///< the target's own code as it was sent
    std::string savedResult = {};  ///< what a resume answers in place of sending again; no secrets
    Time ended = {};               ///< a zero is replaced by the present
    std::chrono::milliseconds duration = {};
};

/** An account (or another object) that muster made, changed or met. */
struct AccountSeen {
    std::string target = {};
    std::string objectClass = {};
    std::string uid = {};   ///< never empty
    std::string name = {};  ///< an empty one leaves what is known
    std::string state =
        {};          ///< the target's word ("pending", "deleted"); empty leaves what is known
    Time seen = {};  ///< a zero is replaced by the present
    /** Whether muster has let go of it (disassociate); unset leaves what is known. */
    std::optional<bool> released = {};
};

/** How an operation ended. */
struct OperationEnd {
    Outcome outcome = Outcome::kUnknown;
    bool accepted = false;  ///< the target finishes the work later
    std::string uid = {};   ///< as reported; an empty one leaves the intent's
    std::string name = {};  ///< as reported; an empty one leaves the intent's
    std::optional<Error> error = {};
    std::vector<Notice> notices = {};
    Time ended = {};  ///< a zero is replaced by the present
    /** Accounts to remember in the same transaction, with this as their last operation. */
    std::vector<AccountSeen> accounts = {};
};

/** A step as it was recorded. */
struct StepRecord {
    StepOrdinal ordinal = {};
    StepStart start = {};
    /** Unset when the end was never recorded: then nobody knows what became of it. */
    std::optional<StepEnd> end = {};
};

/** The error of an operation as it was recorded. */
struct ErrorRecord {
    ErrorCode code = ErrorCode::kInternal;
    std::string message = {};
    std::string hint = {};
    int httpStatus = 0;
    std::string targetCode = {};
};

/** An operation as it was recorded. */
struct OperationRecord {
    OperationId id = {};
    OwnerEpoch epoch = {};
    std::string correlationId = {};
    Time started = {};
    std::string target = {};
    std::string objectClass = {};
    OperationKind kind = OperationKind::kCreate;
    std::string uid = {};
    std::string name = {};
    std::string askedBy = {};
    std::string connectorName = {};
    std::string connectorVersion = {};
    /** As `request_json.h` writes it; `parseRequest` reads it. */
    std::string requestJson = {};
    OperationState state = OperationState::kOpen;
    Outcome outcome = Outcome::kUnset;  ///< kUnset while it is open
    bool accepted = false;
    std::optional<ErrorRecord> error = {};
    std::optional<Time> ended = {};
    std::vector<Notice> notices = {};
    std::vector<StepRecord> steps = {};  ///< only from `operation` and `openOperations`
};

/** An account as it was recorded. */
struct AccountRecord {
    std::string target = {};
    std::string objectClass = {};
    std::string uid = {};
    std::string name = {};
    std::string state = {};
    std::optional<OperationId> lastOperation = {};
    Time firstSeen = {};
    Time lastSeen = {};
    bool released = false;
};

/** How many requests of a day are spoken for: of a target, a limit, and a value of its key. */
struct CounterRecord {
    std::string target = {};
    std::string limit = {};
    std::string key = {};  ///< empty for the target as a whole
    std::int64_t day = 0;  ///< days since 1970-01-01 in the limit's zone
    std::int64_t used = 0;
    friend bool operator==(const CounterRecord&, const CounterRecord&) = default;
};

/** Which operations to list; an unset field asks for all. The newest come first. */
struct OperationQuery {
    std::optional<std::string> target = {};
    std::optional<OperationState> state = {};
    std::optional<Outcome> outcome = {};
    std::optional<OperationKind> kind = {};
    std::optional<Time> since = {};  ///< started then or later
    std::optional<Time> until = {};  ///< started before
    std::int64_t limit = 100;        ///< the most that are returned; 1 or more
};

/** Which accounts to list; an unset field asks for all. In the order of target and name. */
struct AccountQuery {
    std::optional<std::string> target = {};
    std::optional<std::string> objectClass = {};
    std::optional<std::string> uid = {};
    std::optional<std::string> name = {};
    std::optional<std::string> state = {};
    std::optional<bool> released = {};
    std::int64_t limit = 100;  ///< the most that are returned; 1 or more
};

}  // namespace muster::store
