#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <muster/core/result.h>

struct sqlite3;
struct sqlite3_stmt;

namespace muster::sqlite {

class Statement;

/** For tests: asked before SQLite runs a statement, with its text. A result other than 0 (a SQLite
 * result code, e.g. SQLITE_FULL) makes the statement fail with it, unrun. */
using FaultHook = std::function<int(std::string_view sql)>;

/** For tests: told after SQLite ran a statement to its end without an error, with its text. After a
 * "COMMIT" its records are durable, and nobody has been told of it yet. */
using RanHook = std::function<void(std::string_view sql)>;

enum class OpenMode {
    kCreate,    ///< read and write; the file is made when it is missing, with mode 0600
    kExisting,  ///< read and write; the file must be there
    kQueryOnly  ///< as kExisting, but every statement that would write fails
};

/** Makes the names of the file's folder durable, so that they survive a crash too. kConfiguration.
 */
Result<void> syncFolderOf(const std::filesystem::path& file);

/** One connection to a SQLite database. One thread at a time may use it and its statements.
 *
 *  Whatever SQLite reports becomes an `Error` whose message has the file, what was tried and
 *  SQLite's own words: kConfiguration for a file that cannot be opened, is no database or is
 * damaged, kInternal for everything else. */
class Database {
public:
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, OpenMode mode,
                                                  FaultHook fault = {}, RanHook ran = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /** Runs statements without parameters, and drops their rows. */
    Result<void> execute(std::string_view sql);
    /** The first column of the first row; kInternal when there is no row. */
    Result<std::int64_t> integer(std::string_view sql);
    /** The statement must not outlive the database. Compiling costs more than a short query, so
     * that a statement which has ended is kept for the next one of the same text. */
    Result<Statement> prepare(std::string_view sql);

    /** How many rows the last INSERT, UPDATE or DELETE changed. */
    std::int64_t changedRows() const;
    std::int64_t lastInsertId() const;
    bool isInTransaction() const;
    /** From now on this connection never checkpoints by itself, and `logPages` counts. */
    Result<void> stopAutomaticCheckpoints();
    /** How many pages the write-ahead log had after this connection's last commit. */
    int logPages() const { return logPages_; }
    /** Copies what it can from the log into the database without waiting for anyone.
     * @return how many pages of the log are in the database by now. */
    Result<int> checkpoint();

    const std::filesystem::path& file() const { return file_; }

private:
    friend class Statement;
    Database(std::filesystem::path file, FaultHook fault, RanHook ran);
    Error failure(int code, std::string_view tried) const;
    int injected(std::string_view sql) const { return fault_ ? fault_(sql) : 0; }
    void giveBack(sqlite3_stmt* statement);
    void tellRan(std::string_view sql) const {
        if (ran_) {
            ran_(sql);
        }
    }

    std::filesystem::path file_;
    FaultHook fault_;
    RanHook ran_;
    sqlite3* handle_ = nullptr;
    int logPages_ = 0;
    /** Compiled statements that nobody uses, by their text; at most `kMostIdle`. */
    std::unordered_map<std::string_view, sqlite3_stmt*> idle_;
    static constexpr std::size_t kMostIdle = 64;
};

}  // namespace muster::sqlite
