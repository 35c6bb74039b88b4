#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::sql_table {

/** One connection to a database file that exists. One thread at a time. Only strings, integers,
 * truths and nulls go in; strings, integers and nulls come out. */
class Database {
public:
    using Row = std::vector<Value>;

    /** kConnectionFailed when there is no such file or it is no database. */
    static Result<std::unique_ptr<Database>> open(const std::string& file);

    /** `isOver` is asked every few thousand steps of SQLite, and while a statement waits for
     * another program's lock; true ends the statement with kTimeout. */
    void watch(std::function<bool()> isOver);

    Result<std::vector<Row>> rows(const std::string& sql, const std::vector<Value>& values);
    /** Runs one statement, which takes effect wholly or not at all, and tells how many rows it
     * touched. */
    Result<std::int64_t> change(const std::string& sql, const std::vector<Value>& values);
    std::int64_t lastInsertId() const { return sqlite3_last_insert_rowid(handle_.get()); }

    /** Whether the path still names the file that was opened, and it can be read. */
    bool isSameFile() const;

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;
    Result<Statement> prepare(const std::string& sql, const std::vector<Value>& values) const;
    Error error(int status) const;

    std::string file_;
    std::uint64_t inode_ = 0;
    std::function<bool()> isOver_;  // outlives the handle, which asks it
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace muster::sql_table
