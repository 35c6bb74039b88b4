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
enum class OperationKind {
    kCreate = 1,
    kUpdate,
    kDelete,
    kDisassociate,
    kEnable,
    kDisable,
    kAction
};

/** Where an operation stands. The numbers stand in the database and never change. */
enum class OperationState {
    kOpen = 1,         ///< begun and not ended; under way if its epoch is ours
    kEnded = 2,        ///< its end is recorded
    kInterrupted = 3,  ///< its owner stopped before the end was recorded; see `markInterrupted`
    kDeferred = 4,     ///< waits for a time, or for the target to finish something
    kConflict = 5,     ///< an object was found without proof that we made it; a person decides
    kNeedsSecret = 6,  ///< a secret would have to be sent again, which is not kept
    kAbandoned = 7,    ///< given up by a person; nothing more is done about it
};

/** "create", "update", "delete", "disassociate", "enable", "disable" or "action". */
std::string_view toString(OperationKind kind);
/** "open", "ended", "interrupted", "deferred", "conflict", "needs secret" or "abandoned". */
std::string_view toString(OperationState state);
/** The inverse of `toString(OperationKind)`; nothing for any other word. */
std::optional<OperationKind> operationKindFromString(std::string_view word);
/** The inverse of `toString(OperationState)`; nothing for any other word. */
std::optional<OperationState> operationStateFromString(std::string_view word);

/** The values of a request, as the facade hands them to the connector. Secrets in them (however
 * deep) are written as a marker, never as their text. */
struct Request {
    std::vector<Attribute> attributes = {};   ///< of a create; the parameters of an action
    std::vector<AttributeDelta> deltas = {};  ///< of an update
    std::vector<Attribute> options = {};      ///< said with this call (`policy=deactivate`)
    std::string action = {};                  ///< of an action: its name
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
    /** Of everything that decides which requests are sent; a resume under another one plans afresh.
     */
    std::string fingerprint = {};
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
    /** What the connector keeps with it, as the attributes of `requestToJson`; unset leaves what is
     * known. */
    std::optional<std::string> remembered = {};
};

/** What an operation that is not over waits for. */
struct Waiting {
    /** A sentence for people: what is known and what is awaited. */
    std::string reason = {};
    /** Of a deferred one: when it goes on by itself. Unset when it waits for the target, or for a
     * person. */
    std::optional<Time> notBefore = {};
    /** Changes that the target takes later. Going on means an update with these. */
    std::vector<AttributeDelta> deltas = {};
    /** Of a conflict: the object that was found. */
    std::string foundUid = {};
    /** A later operation has written the same, so that a person decides. */
    std::optional<OperationId> overtakenBy = {};
};

/** What became of an unknown step, found out later. */
struct StepSettlement {
    StepOrdinal ordinal = {};
    Outcome outcome = Outcome::kUnknown;
    std::string savedResult = {};  ///< of an applied one, see `StepEnd`; empty leaves it
};

/** How an operation, or an attempt of it, ended. */
struct OperationEnd {
    OperationState state = OperationState::kEnded;  ///< or what it waits in
    Waiting waiting = {};
    Outcome outcome = Outcome::kUnknown;
    bool accepted = false;  ///< the target finishes the work later
    std::string uid = {};   ///< as reported; an empty one leaves the intent's
    std::string name = {};  ///< as reported; an empty one leaves the intent's
    /** The object's Uid before, when the operation has given it another one: what is unsettled of
     * it goes under the new one from then on. */
    std::string formerUid = {};
    std::optional<Error> error = {};
    std::vector<Notice> notices = {};
    Time ended = {};  ///< a zero is replaced by the present
    /** Accounts to remember in the same transaction, with this as their last operation. */
    std::vector<AccountSeen> accounts = {};
    /** Steps of earlier attempts that this one has shown in another light. */
    std::vector<StepSettlement> steps = {};
};

/** What was found out about an operation that is not under way, or decided by a person. */
struct Settlement {
    OperationState state = OperationState::kInterrupted;
    Outcome outcome = Outcome::kUnknown;
    Waiting waiting = {};
    std::string uid = {};   ///< an empty one leaves what is known
    std::string name = {};  ///< an empty one leaves what is known
    std::string by = {};    ///< who decided it; empty for nobody
    /** When the object was looked for and not found for the first time. */
    std::optional<Time> looked = {};
    std::vector<StepSettlement> steps = {};
    std::vector<AccountSeen> accounts = {};
};

/** How an operation is begun again. */
struct Reopening {
    /** Of this attempt, see `Intent`. */
    std::string fingerprint = {};
    std::string connectorVersion = {};
    /** No step of an earlier attempt is replayed. */
    bool isPlannedAfresh = false;
    /** The last attempt that the caller knows of; another one since refuses. Unset for any. */
    std::optional<std::int64_t> after = {};
};

/** A step as it was recorded. */
struct StepRecord {
    StepOrdinal ordinal = {};
    int attempt = 1;  ///< of its operation
    StepStart start = {};
    /** Unset when the end was never recorded: then nobody knows what became of it. */
    std::optional<StepEnd> end = {};
    /** What was found out later, and the saved result that came of it. */
    std::optional<Outcome> settled = {};
    std::string settledResult = {};

    /** What became of it as far as is known now. */
    Outcome outcome() const { return settled ? *settled : end ? end->outcome : Outcome::kUnknown; }
    /** What a resume answers in its place. */
    const std::string& result() const { return settled || !end ? settledResult : end->savedResult; }
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
    std::string fingerprint = {};
    int attempt = 1;  ///< how often it was begun
    /** The first attempt whose applied steps may be replayed. */
    int replayFrom = 1;
    OperationState state = OperationState::kOpen;
    Outcome outcome = Outcome::kUnset;  ///< kUnset while it is open
    bool accepted = false;
    std::optional<ErrorRecord> error = {};
    std::optional<Time> ended = {};
    std::vector<Notice> notices = {};
    std::string reason = {};                      ///< see `Waiting`
    std::optional<Time> notBefore = {};           ///< see `Waiting`
    std::string deferredJson = {};                ///< `Waiting::deltas` as a request; "" for none
    std::string foundUid = {};                    ///< see `Waiting`
    std::optional<OperationId> overtakenBy = {};  ///< see `Waiting`
    std::string decidedBy = {};                   ///< see `Settlement::by`
    std::optional<Time> looked = {};              ///< see `Settlement`
    std::vector<StepRecord> steps = {};           ///< not from `operations`

    /** Nobody works on it, and it is not over: its outcome is unknown, or it waits. */
    bool isUnsettled() const {
        return state == OperationState::kEnded
                   ? outcome == Outcome::kUnknown
                   : state != OperationState::kOpen && state != OperationState::kAbandoned;
    }
};

/** How many operations are not over. */
struct UnsettledCount {
    std::int64_t underWay = 0;  ///< of this run
    std::int64_t interrupted = 0;
    std::int64_t deferred = 0;
    std::int64_t conflict = 0;
    std::int64_t needsSecret = 0;
    std::int64_t unknown = 0;  ///< ended so
    std::int64_t unsettled() const {
        return interrupted + deferred + conflict + needsSecret + unknown;
    }
};

/** A target to which nothing is written until a person releases it. */
struct TargetHold {
    std::string target = {};
    std::string why = {};
    std::string by = {};  ///< who; "muster" for calls that never came back
    Time since = {};      ///< a zero is replaced by the present
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
    std::string rememberedJson = {};  ///< as in `AccountSeen`; "" for nothing
};

/** What the journal holds of an object before something is written to it. */
struct ObjectHistory {
    std::optional<AccountRecord> account = {};
    std::vector<OperationRecord> unsettled = {};  ///< the oldest first, with their steps
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

/** An object by what is known of it; Uid or name may be empty. */
struct ObjectKey {
    std::string target = {};
    std::string objectClass = {};  ///< empty for any
    std::string uid = {};
    std::string name = {};
};

/** Which operations to list; an unset field asks for all. The newest come first. */
struct OperationQuery {
    std::optional<std::string> target = {};
    std::optional<OperationState> state = {};
    bool unsettled = false;  ///< only those with `OperationRecord::isUnsettled`
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
