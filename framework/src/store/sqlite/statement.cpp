#include "store/sqlite/statement.h"

#include <utility>

#include <sqlite3.h>

#include "store/sqlite/database.h"

namespace muster::sqlite {

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      handle_(std::exchange(other.handle_, nullptr)),
      bindCode_(other.bindCode_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(database_, other.database_);
    std::swap(handle_, other.handle_);
    std::swap(bindCode_, other.bindCode_);
    return *this;
}

Statement::~Statement() {
    if (handle_ != nullptr) {
        database_->giveBack(handle_);
    }
}

void Statement::noteBind(int code) {
    if (bindCode_ == SQLITE_OK) {
        bindCode_ = code;
    }
}

Statement& Statement::bind(int index, std::int64_t number) {
    noteBind(sqlite3_bind_int64(handle_, index, number));
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would be bound as NULL, and an empty text is not that.
    const char* data = text.empty() ? "" : text.data();
    noteBind(sqlite3_bind_text64(handle_, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bindNull(int index) {
    noteBind(sqlite3_bind_null(handle_, index));
    return *this;
}

Result<bool> Statement::step() {
    int code = std::exchange(bindCode_, SQLITE_OK);
    if (code == SQLITE_OK) {
        code = database_->injected(sqlite3_sql(handle_));
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle_);
    }
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        reset();
        database_->tellRan(sqlite3_sql(handle_));
        return false;
    }
    Error error = database_->failure(code, sqlite3_sql(handle_));
    reset();
    return error;
}

Result<void> Statement::run() {
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const bool hasRow, step());
        if (!hasRow) {
            return {};
        }
    }
}

void Statement::reset() { sqlite3_reset(handle_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (data == nullptr) {
        return {};
    }
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

}  // namespace muster::sqlite
