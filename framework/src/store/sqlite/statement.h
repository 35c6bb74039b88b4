#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <muster/core/result.h>

struct sqlite3_stmt;

namespace muster::sqlite {

class Database;

/** A prepared statement. Parameters and columns are counted as in SQL text: parameters from 1,
 * columns from 0. */
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /** Binds copy their argument. A bind that fails makes the next `step` fail. */
    Statement& bind(int index, std::int64_t number);
    Statement& bind(int index, std::string_view text);
    Statement& bindNull(int index);
    Statement& bind(int index, const std::optional<std::int64_t>& number) {
        return number ? bind(index, *number) : bindNull(index);
    }

    /** True when there is a row to read; false at the end, when the statement has been reset. After
     * an error the statement has been reset too. */
    Result<bool> step();
    /** Runs it to its end and drops its rows. */
    Result<void> run();
    /** Ends a reading early. The parameters stay bound. */
    void reset();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;

private:
    friend class Database;
    Statement(Database& database, sqlite3_stmt* handle) : database_(&database), handle_(handle) {}
    void noteBind(int code);

    Database* database_;
    sqlite3_stmt* handle_;
    int bindCode_ = 0;
};

}  // namespace muster::sqlite
