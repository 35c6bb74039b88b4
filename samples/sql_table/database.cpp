#include "database.h"

#include <chrono>

#include <sys/stat.h>

namespace muster::sql_table {
namespace {

/** The inode of a file; 0 when there is none. */
std::uint64_t inodeOf(const std::string& file) {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? found.st_ino : 0;
}

/** What SQLite's result means to a caller (sqlite.org/rescode.html). */
ErrorCode codeOf(int status) {
    switch (status & 0xFF) {
        case SQLITE_CONSTRAINT:
            return status == SQLITE_CONSTRAINT_UNIQUE ? ErrorCode::kAlreadyExists
                                                      : ErrorCode::kInvalidAttributeValue;
        case SQLITE_BUSY:  // the lock did not come free before the call's time was over
        case SQLITE_INTERRUPT:
            return ErrorCode::kTimeout;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorCode::kPermissionDenied;
        case SQLITE_FULL:
            return ErrorCode::kQuotaExceeded;
        case SQLITE_CANTOPEN:
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return ErrorCode::kConnectionFailed;
        case SQLITE_IOERR:
            return ErrorCode::kConnectionBroken;
        default:  // a table or column that is not there
            return ErrorCode::kConfiguration;
    }
}

/** What to do next. */
const char* hintOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::kAlreadyExists:
            return "update that account, or give another login";
        case ErrorCode::kInvalidAttributeValue:
            return "give a value that the table's own rules take";
        case ErrorCode::kTimeout:
            return "end the program that holds the database, or give the call more time "
                   "(--timeout)";
        case ErrorCode::kPermissionDenied:
            return "let muster write the file and its folder";
        case ErrorCode::kQuotaExceeded:
            return "free space on the disk of the file";
        case ErrorCode::kConnectionFailed:
            return "the property \"file\" must name an SQLite database that is there";
        case ErrorCode::kConnectionBroken:
            return "look at the disk of the file and at the system's log";
        default:  // of codeOf: a table or column that is not there
            return "make the table as the connector's README shows";
    }
}

int bind(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* text = value.as<std::string>()) {
        return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    }
    if (const auto* number = value.as<std::int64_t>()) {
        return sqlite3_bind_int64(statement, place, *number);
    }
    if (const auto* truth = value.as<bool>()) {
        return sqlite3_bind_int(statement, place, *truth ? 1 : 0);
    }
    return sqlite3_bind_null(statement, place);
}

Value column(sqlite3_stmt* statement, int place) {
    switch (sqlite3_column_type(statement, place)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_INTEGER:
            return Value(std::int64_t{sqlite3_column_int64(statement, place)});
        default: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, place));
            const int size = sqlite3_column_bytes(statement, place);
            return Value(std::string(text, static_cast<std::size_t>(size)));
        }
    }
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& file) {
    auto made = std::make_unique<Database>();
    made->file_ = file;
    made->inode_ = inodeOf(file);
    sqlite3* handle = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
    made->handle_.reset(handle);
    if (status != SQLITE_OK) {
        return made->error(status);
    }
    sqlite3_extended_result_codes(handle, 1);
    return made;
}

/** A statement takes effect wholly or not at all; only of a disk that fails while it writes can
 * nobody tell. */
Error Database::error(int status) const {
    const ErrorCode code = codeOf(status);
    return Error{
        .code = code,
        .message = "\"" + file_ + "\": " + sqlite3_errmsg(handle_.get()),
        .hint = hintOf(code),
        .outcome = code == ErrorCode::kConnectionBroken ? Outcome::kUnknown : Outcome::kNotApplied,
        .targetCode = std::to_string(status)};
}

void Database::watch(std::function<bool()> isOver) {
    constexpr int kStepsBetween = 4000;  // well under a millisecond
    constexpr int kPauseMs = 5;
    isOver_ = std::move(isOver);
    const auto whileWorking = [](void* context) -> int {
        return static_cast<Database*>(context)->isOver_() ? 1 : 0;
    };
    const auto whileWaiting = [](void* context, int /*times*/) -> int {
        if (static_cast<Database*>(context)->isOver_()) {
            return 0;
        }
        sqlite3_sleep(kPauseMs);
        return 1;
    };
    sqlite3_progress_handler(handle_.get(), kStepsBetween, whileWorking, this);
    sqlite3_busy_handler(handle_.get(), whileWaiting, this);
}

Result<Database::Statement> Database::prepare(const std::string& sql,
                                              const std::vector<Value>& values) const {
    sqlite3_stmt* raw = nullptr;
    int status = sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &raw, nullptr);
    Statement statement(raw);
    for (std::size_t i = 0; status == SQLITE_OK && i < values.size(); ++i) {
        status = bind(raw, static_cast<int>(i) + 1, values[i]);
    }
    if (status != SQLITE_OK) {
        return error(status);
    }
    return statement;
}

Result<std::vector<Database::Row>> Database::rows(const std::string& sql,
                                                  const std::vector<Value>& values) {
    MUSTER_ASSIGN_OR_RETURN(const Statement statement, prepare(sql, values));
    std::vector<Row> found;
    int status = sqlite3_step(statement.get());
    for (; status == SQLITE_ROW; status = sqlite3_step(statement.get())) {
        Row row;
        for (int place = 0; place < sqlite3_column_count(statement.get()); ++place) {
            row.push_back(column(statement.get(), place));
        }
        found.push_back(std::move(row));
    }
    if (status != SQLITE_DONE) {
        return error(status);
    }
    return found;
}

Result<std::int64_t> Database::change(const std::string& sql, const std::vector<Value>& values) {
    MUSTER_RETURN_IF_ERROR(rows(sql, values));
    return std::int64_t{sqlite3_changes64(handle_.get())};
}

bool Database::isSameFile() const { return inode_ != 0 && inodeOf(file_) == inode_; }

}  // namespace muster::sql_table
