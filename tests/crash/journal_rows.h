#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "facts.h"

namespace crash {

/// The journal of a home while no process has it, read from a copy, so that the next host meets the
/// files as the last one left them. Throws std::runtime_error when it cannot be read.
class JournalCopy {
public:
    explicit JournalCopy(const std::filesystem::path& home);

    /// Whether there is a database with all its tables; without one there are no operations, and
    /// nothing else can be asked for.
    bool isMade() const;

    /// Operations numbered above `after`, with their steps.
    std::vector<OperationRow> operations(std::int64_t after) const;
    std::int64_t lastOperation() const;
    std::set<std::string> accountUids() const;
    /// "ok", or what SQLite finds wrong with the file.
    std::string integrity() const;
    /// Every byte of the database and its log.
    const std::string& bytes() const { return bytes_; }

private:
    std::filesystem::path file_;
    std::string bytes_;
};

}  // namespace crash
