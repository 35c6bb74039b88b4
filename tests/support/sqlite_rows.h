#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace support {

/// A connection to an SQLite file that another program uses too: what it says, as the first column
/// of each row. Waits for the other's locks. Throws std::runtime_error with SQLite's words.
class SqliteRows {
public:
    explicit SqliteRows(const std::string& file) {
        constexpr int kPatienceMs = 10'000;
        const int status = sqlite3_open(file.c_str(), &handle_);
        sqlite3_busy_timeout(handle_, kPatienceMs);
        if (status != SQLITE_OK) {
            sqlite3_close(handle_);
            throw std::runtime_error("\"" + file + "\" cannot be opened");
        }
    }
    ~SqliteRows() { sqlite3_close(handle_); }
    SqliteRows(const SqliteRows&) = delete;
    SqliteRows& operator=(const SqliteRows&) = delete;

    std::vector<std::string> ask(const std::string& sql) const {
        std::vector<std::string> rows;
        const auto keep = [](void* into, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(into)->emplace_back(
                values[0] == nullptr ? "null" : values[0]);
            return 0;
        };
        if (sqlite3_exec(handle_, sql.c_str(), keep, &rows, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle_));
        }
        return rows;
    }

private:
    sqlite3* handle_ = nullptr;
};

}  // namespace support
