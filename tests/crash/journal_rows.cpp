#include "journal_rows.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "store/sqlite/database.h"
#include "store/sqlite/statement.h"

namespace crash {

namespace fs = std::filesystem;

namespace {

using muster::sqlite::Database;
using muster::sqlite::Statement;

template <typename Value>
Value orThrow(muster::Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().describe());
    return *std::move(result);
}

std::unique_ptr<Database> open(const fs::path& file) {
    return orThrow(Database::open(file, muster::sqlite::OpenMode::kExisting));
}

Known knownIn(const Statement& row, int column) {
    return row.isNull(column) ? Known::kUnset : static_cast<Known>(row.integer(column));
}

/// Path and query of an address; as it is when it is none.
std::string targetOf(const std::string& url) {
    const std::size_t scheme = url.find("://");
    const std::size_t path = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
    return path == std::string::npos ? url : url.substr(path);
}

std::vector<StepRow> stepsOf(Database& database, std::int64_t operation) {
    Statement rows = orThrow(
        database.prepare("SELECT ordinal, attempt, name, method, url, started, outcome, settled"
                         " FROM steps WHERE operation = ?1 ORDER BY ordinal"));
    rows.bind(1, operation);
    std::vector<StepRow> steps;
    while (orThrow(rows.step())) {
        steps.push_back({.ordinal = rows.integer(0),
                         .attempt = static_cast<int>(rows.integer(1)),
                         .name = rows.text(2),
                         .method = rows.text(3),
                         .target = targetOf(rows.text(4)),
                         .startedUs = rows.integer(5),
                         .recorded = knownIn(rows, 6),
                         .settled = knownIn(rows, 7)});
    }
    return steps;
}

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

JournalCopy::JournalCopy(const fs::path& home) : file_(home / "run" / "copy" / "muster.db") {
    fs::create_directories(file_.parent_path());
    for (const char* const ending : {"", "-wal", "-shm"}) {
        fs::remove(file_.string() + ending);
    }
    for (const char* const ending : {"", "-wal"}) {
        const fs::path from = (home / "muster.db").string() + ending;
        if (!fs::exists(from)) continue;
        fs::copy_file(from, file_.string() + ending);
        bytes_ += read(from);
    }
}

/// A host may have been killed before it made the tables.
bool JournalCopy::isMade() const {
    return !bytes_.empty() && orThrow(open(file_)->integer(
                                  "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'holds'")) == 1;
}

std::vector<OperationRow> JournalCopy::operations(std::int64_t after) const {
    if (!isMade()) return {};
    const auto database = open(file_);
    Statement rows = orThrow(database->prepare(
        "SELECT id, kind, state, outcome, uid, name, reason, COALESCE(error_message, ''),"
        " found_uid, attempt, started, COALESCE(ended, 0) FROM operations WHERE id > ?1 ORDER BY "
        "id"));
    rows.bind(1, after);
    std::vector<OperationRow> operations;
    while (orThrow(rows.step())) {
        operations.push_back({.id = rows.integer(0),
                              .kind = static_cast<Kind>(rows.integer(1)),
                              .state = static_cast<OperationRow::State>(rows.integer(2)),
                              .outcome = knownIn(rows, 3),
                              .uid = rows.text(4),
                              .name = rows.text(5),
                              .reason = rows.text(6),
                              .error = rows.text(7),
                              .foundUid = rows.text(8),
                              .attempt = static_cast<int>(rows.integer(9)),
                              .startedUs = rows.integer(10),
                              .endedUs = rows.integer(11),
                              .steps = stepsOf(*database, rows.integer(0))});
    }
    return operations;
}

std::int64_t JournalCopy::lastOperation() const {
    return orThrow(open(file_)->integer("SELECT COALESCE(MAX(id), 0) FROM operations"));
}

std::set<std::string> JournalCopy::accountUids() const {
    const auto database = open(file_);
    Statement rows = orThrow(database->prepare("SELECT uid FROM accounts"));
    std::set<std::string> uids;
    while (orThrow(rows.step())) uids.insert(rows.text(0));
    return uids;
}

std::string JournalCopy::integrity() const {
    const auto database = open(file_);
    Statement row = orThrow(database->prepare("PRAGMA integrity_check"));
    return orThrow(row.step()) ? row.text(0) : "no answer";
}

}  // namespace crash
