#include "store/sqlite/database.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/sqlite/statement.h"

namespace muster::sqlite {
namespace {

constexpr int kBusyTimeoutMs = 5000;

ErrorCode codeOf(int sqliteCode) {
    switch (sqliteCode & 0xFF) {
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_PERM:
        case SQLITE_READONLY:
            return ErrorCode::kConfiguration;
        default:  // sqlite3.h adds codes with its releases
            return ErrorCode::kInternal;
    }
}

std::string_view hintOf(int sqliteCode) {
    if (sqliteCode == SQLITE_IOERR_SHMSIZE) {  // the log's index, which needs 32 KiB of its own
        return "free space on the disk; if there is some, look at the system's log";
    }
    switch (sqliteCode & 0xFF) {
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
            return "the folder must exist on a local disk, and muster must be allowed to write it";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "move the file away, with its -wal and -shm, and restore it from a backup";
        case SQLITE_FULL:
            return "free space on the disk";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            return "another program holds the database; end it (a shell of SQLite, a backup), then "
                   "try again";
        case SQLITE_IOERR:
            return "look at the disk and at the system's log";
        default:  // sqlite3.h adds codes with its releases
            return "";
    }
}

Error fileFailure(const std::filesystem::path& file, std::string_view tried, int number) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "\"" + file.string() + "\": " + std::string(tried) +
                            " failed: " + std::generic_category().message(number),
                 .hint = std::string(hintOf(SQLITE_CANTOPEN))};
}

/** Makes the file with a mode that only the owner can read; SQLite gives its log the same mode. */
Result<void> createPrivately(const std::filesystem::path& file) {
    const int created = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (created < 0) {
        // An existing file is not opened here: closing it would drop SQLite's locks of this
        // process.
        return errno == EEXIST ? Result<void>() : fileFailure(file, "making the file", errno);
    }
    ::close(created);
    return syncFolderOf(file);
}

}  // namespace

Result<void> syncFolderOf(const std::filesystem::path& file) {
    const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return fileFailure(file, "opening its folder", errno);
    }
    const int synced = ::fsync(folder);
    const int number = errno;
    ::close(folder);
    return synced == 0 ? Result<void>() : fileFailure(file, "syncing its folder", number);
}

Database::Database(std::filesystem::path file, FaultHook fault, RanHook ran)
    : file_(std::move(file)), fault_(std::move(fault)), ran_(std::move(ran)) {}

Database::~Database() {
    for (const auto& [sql, statement] : idle_) {
        sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle_);
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, OpenMode mode,
                                                 FaultHook fault, RanHook ran) {
    if (mode == OpenMode::kCreate) {
        MUSTER_RETURN_IF_ERROR(createPrivately(file));
    }
    std::unique_ptr<Database> database(new Database(file, std::move(fault), std::move(ran)));
    int code = database->injected("open");
    if (code == SQLITE_OK) {
        code = sqlite3_open_v2(file.c_str(), &database->handle_,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    }
    if (database->handle_ != nullptr) {
        sqlite3_extended_result_codes(database->handle_, 1);
        sqlite3_busy_timeout(database->handle_, kBusyTimeoutMs);
    }
    if (code == SQLITE_OK) {  // SQLite opens lazily: a first read tells a database from rubbish
        code = sqlite3_exec(database->handle_, "SELECT COUNT(*) FROM sqlite_schema", nullptr,
                            nullptr, nullptr);
    }
    if (code != SQLITE_OK) {
        return database->failure(code, "opening the database");
    }
    if (mode == OpenMode::kQueryOnly) {
        MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA query_only=ON"));
    }
    return database;
}

Result<void> Database::execute(std::string_view sql) {
    int code = injected(sql);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    }
    if (code != SQLITE_OK) {
        return failure(code, sql);
    }
    tellRan(sql);
    return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    MUSTER_ASSIGN_OR_RETURN(Statement statement, prepare(sql));
    MUSTER_ASSIGN_OR_RETURN(const bool found, statement.step());
    if (!found) {
        return Error{.code = ErrorCode::kInternal,
                     .message = "\"" + file_.string() + "\": " + std::string(sql) + " gave no row"};
    }
    return statement.integer(0);
}

Result<Statement> Database::prepare(std::string_view sql) {
    if (const auto kept = idle_.find(sql); kept != idle_.end()) {
        sqlite3_stmt* const statement = kept->second;
        idle_.erase(kept);
        return Statement(*this, statement);
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        return failure(code, sql);
    }
    return Statement(*this, statement);
}

void Database::giveBack(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    // The key is SQLite's own copy of the text, which lives as long as the statement.
    const bool isKept = idle_.size() < kMostIdle &&
                        idle_.emplace(std::string_view(sqlite3_sql(statement)), statement).second;
    if (!isKept) {
        sqlite3_finalize(statement);
    }
}

std::int64_t Database::changedRows() const { return sqlite3_changes64(handle_); }

std::int64_t Database::lastInsertId() const { return sqlite3_last_insert_rowid(handle_); }

Result<void> Database::stopAutomaticCheckpoints() {
    MUSTER_RETURN_IF_ERROR(execute("PRAGMA wal_autocheckpoint=0"));
    const auto count = [](void* self, sqlite3*, const char*, int pages) -> int {
        static_cast<Database*>(self)->logPages_ = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_, count, this);
    return {};
}

bool Database::isInTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Result<int> Database::checkpoint() {
    const std::string_view tried = "PRAGMA wal_checkpoint(PASSIVE)";
    int code = injected(tried);
    int moved = 0;
    if (code == SQLITE_OK) {
        code =
            sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, &moved);
    }
    return code == SQLITE_OK ? Result<int>(moved) : failure(code, tried);
}

Error Database::failure(int code, std::string_view tried) const {
    // The connection's own message is the better one, unless the fault was injected.
    const bool isOwn = handle_ != nullptr && sqlite3_errcode(handle_) == (code & 0xFF);
    const bool isExtended = handle_ != nullptr && sqlite3_extended_errcode(handle_) == code;
    const char* words = isOwn || isExtended ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    return Error{.code = codeOf(code),
                 .message = "\"" + file_.string() + "\": " + std::string(tried.substr(0, 80)) +
                            (tried.size() > 80 ? "..." : "") + " failed: " + words + " (SQLite " +
                            std::to_string(code) + ")",
                 .hint = std::string(hintOf(code))};
}

}  // namespace muster::sqlite
