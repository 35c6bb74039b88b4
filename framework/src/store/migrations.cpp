#include "store/migrations.h"

#include <array>
#include <string>

#include "store/sqlite/transaction.h"

namespace muster::store {
namespace {

/** "mstr" in ASCII. */
constexpr std::int64_t kApplicationId = 0x6D737472;

/** Times are microseconds since 1970 in UTC. Kinds, states and outcomes are the numbers of
 * `records.h` and `muster::Outcome`. Secondary indexes stand only where a start (open operations)
 * or every write (accounts) needs them: each further one was measured to cost a quarter to a half
 * of the operations per second. */
constexpr const char* kFirstSchema = R"sql(
CREATE TABLE owners (
    epoch   INTEGER PRIMARY KEY,
    started INTEGER NOT NULL
);
CREATE TABLE operations (
    id                INTEGER PRIMARY KEY,
    epoch             INTEGER NOT NULL,
    correlation       TEXT NOT NULL,
    started           INTEGER NOT NULL,
    target            TEXT NOT NULL,
    object_class      TEXT NOT NULL,
    kind              INTEGER NOT NULL,
    uid               TEXT NOT NULL,
    name              TEXT NOT NULL,
    asked_by          TEXT NOT NULL,
    connector         TEXT NOT NULL,
    connector_version TEXT NOT NULL,
    request           TEXT NOT NULL,
    state             INTEGER NOT NULL,
    outcome           INTEGER NOT NULL DEFAULT 0,
    accepted          INTEGER NOT NULL DEFAULT 0,
    error_code        INTEGER,
    error_message     TEXT,
    error_hint        TEXT,
    error_http        INTEGER,
    error_target_code TEXT,
    notices           TEXT,
    ended             INTEGER
);
CREATE INDEX operations_unfinished ON operations (id) WHERE state <> 2;
CREATE TABLE steps (
    operation     INTEGER NOT NULL,
    ordinal       INTEGER NOT NULL,
    name          TEXT NOT NULL,
    operation_key TEXT NOT NULL,
    method        TEXT NOT NULL,
    url           TEXT NOT NULL,
    started       INTEGER NOT NULL,
    outcome       INTEGER,
    http_status   INTEGER,
    target_code   TEXT,
    saved_result  TEXT,
    duration_ms   INTEGER,
    ended         INTEGER,
    PRIMARY KEY (operation, ordinal)
) WITHOUT ROWID;
CREATE TABLE accounts (
    id             INTEGER PRIMARY KEY,
    target         TEXT NOT NULL,
    object_class   TEXT NOT NULL,
    uid            TEXT NOT NULL,
    name           TEXT NOT NULL,
    state          TEXT NOT NULL,
    last_operation INTEGER,
    first_seen     INTEGER NOT NULL,
    last_seen      INTEGER NOT NULL,
    released       INTEGER NOT NULL
);
CREATE UNIQUE INDEX accounts_uid ON accounts (target, uid, object_class);
CREATE INDEX accounts_name ON accounts (target, name);
)sql";

/** One row a pot, of the newest day that was met: see `CounterRecord`. */
constexpr const char* kCounters = R"sql(
CREATE TABLE counters (
    target TEXT NOT NULL,
    "limit" TEXT NOT NULL,
    key    TEXT NOT NULL,
    day    INTEGER NOT NULL,
    used   INTEGER NOT NULL,
    PRIMARY KEY (target, "limit", key)
) WITHOUT ROWID;
)sql";

/** What waits for something, and what stops a target. The indexes hold what is not over and nobody
 * works on, so that an operation that goes well never touches them; the words of their conditions
 * are repeated in `journal_reads.cpp`, or SQLite would not use them. */
constexpr const char* kWaitingSchema = R"sql(
ALTER TABLE operations ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE operations ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
ALTER TABLE operations ADD COLUMN replay_from INTEGER NOT NULL DEFAULT 1;
ALTER TABLE operations ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE operations ADD COLUMN not_before INTEGER;
ALTER TABLE operations ADD COLUMN deferred TEXT NOT NULL DEFAULT '';
ALTER TABLE operations ADD COLUMN found_uid TEXT NOT NULL DEFAULT '';
ALTER TABLE operations ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';
ALTER TABLE operations ADD COLUMN looked INTEGER;
ALTER TABLE steps ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
ALTER TABLE steps ADD COLUMN settled INTEGER;
DROP INDEX operations_unfinished;
CREATE INDEX operations_open ON operations (id) WHERE state = 1;
CREATE INDEX operations_unsettled_uid ON operations (target, uid)
    WHERE (state IN (3, 4, 5, 6) OR (state = 2 AND outcome = 4));
CREATE INDEX operations_unsettled_name ON operations (target, name)
    WHERE (state IN (3, 4, 5, 6) OR (state = 2 AND outcome = 4));
CREATE INDEX operations_due ON operations (not_before) WHERE state = 4;
CREATE TABLE holds (
    target TEXT PRIMARY KEY,
    why    TEXT NOT NULL,
    by     TEXT NOT NULL,
    since  INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

/** What connectors keep with an object: see `AccountSeen::remembered`. */
constexpr const char* kRemembered = R"sql(
ALTER TABLE accounts ADD COLUMN remembered TEXT NOT NULL DEFAULT '';
)sql";

/** What removed an object, so that a look that finds nobody can ask whether that was us. Other
 * operations never touch these; the words of the condition are repeated in `unsettled_reads.cpp`.
 */
constexpr const char* kRemovalIndexes = R"sql(
CREATE INDEX operations_removals_uid ON operations (target, uid) WHERE kind IN (3, 4);
CREATE INDEX operations_removals_name ON operations (target, name) WHERE kind IN (3, 4);
)sql";

/** The same two indexes with a condition that is compared number by number. For each row written,
 * SQLite made a table of an `IN` list of four for each index and each of the row's two states
 * (EXPLAIN showed four `OpenEphemeral`), which was a sixth of an operation's cost. */
constexpr const char* kPlainConditions = R"sql(
DROP INDEX operations_unsettled_uid;
DROP INDEX operations_unsettled_name;
CREATE INDEX operations_unsettled_uid ON operations (target, uid)
    WHERE (state BETWEEN 3 AND 6 OR (state = 2 AND outcome = 4));
CREATE INDEX operations_unsettled_name ON operations (target, name)
    WHERE (state BETWEEN 3 AND 6 OR (state = 2 AND outcome = 4));
)sql";

/** Which later operation keeps one from going on by itself: see `Waiting::overtakenBy`. */
constexpr const char* kOvertaken = R"sql(
ALTER TABLE operations ADD COLUMN overtaken_by INTEGER;
)sql";

/** Migration n brings version n-1 to n. Entries are only ever appended. */
constexpr std::array kMigrations = {kFirstSchema,    kCounters,        kWaitingSchema, kRemembered,
                                    kRemovalIndexes, kPlainConditions, kOvertaken};

Error refusal(const sqlite::Database& database, const std::string& found, const std::string& hint) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "\"" + database.file().string() + "\": " + found,
                 .hint = hint};
}

Result<void> checkOrigin(sqlite::Database& database, std::int64_t version) {
    MUSTER_ASSIGN_OR_RETURN(const std::int64_t mark, database.integer("PRAGMA application_id"));
    MUSTER_ASSIGN_OR_RETURN(const std::int64_t things,
                            database.integer("SELECT COUNT(*) FROM sqlite_schema"));
    const bool isNew = mark == 0 && version == 0 && things == 0;
    if (!isNew && mark != kApplicationId) {
        return refusal(database,
                       "this is a database of another program; expected muster's journal or no "
                       "file at all",
                       "move the file away, or use another home");
    }
    if (version > newestSchemaVersion()) {
        return refusal(database,
                       "its schema has version " + std::to_string(version) +
                           ", and this muster knows versions up to " +
                           std::to_string(newestSchemaVersion()),
                       "use the newer muster that wrote it");
    }
    return {};
}

}  // namespace

int newestSchemaVersion() { return static_cast<int>(kMigrations.size()); }

Result<void> migrate(sqlite::Database& database) {
    MUSTER_ASSIGN_OR_RETURN(std::int64_t version, database.integer("PRAGMA user_version"));
    MUSTER_RETURN_IF_ERROR(checkOrigin(database, version));
    for (; version < newestSchemaVersion(); ++version) {
        MUSTER_ASSIGN_OR_RETURN(auto transaction, sqlite::Transaction::begin(
                                                      database, sqlite::Transaction::Kind::kWrite));
        MUSTER_RETURN_IF_ERROR(database.execute(kMigrations.at(static_cast<std::size_t>(version))));
        MUSTER_RETURN_IF_ERROR(
            database.execute("PRAGMA application_id=" + std::to_string(kApplicationId)));
        MUSTER_RETURN_IF_ERROR(
            database.execute("PRAGMA user_version=" + std::to_string(version + 1)));
        MUSTER_RETURN_IF_ERROR(transaction.commit());
    }
    return {};
}

}  // namespace muster::store
