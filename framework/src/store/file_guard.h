#pragma once

#include <filesystem>

#include <sys/types.h>

#include <muster/core/result.h>

namespace muster::store {

/** Notices that a file which is kept open is no longer the one of its name. SQLite goes on writing
 * into a file that was deleted or replaced, and nobody ever reads that again
 * (sqlite.org/howtocorrupt.html, section 2.4 "Unlinking or renaming a database file while in use").
 * Any thread. */
class FileGuard {
public:
    /** Remembers the file as it is now; kConfiguration when it cannot be looked at. */
    static Result<FileGuard> of(const std::filesystem::path& file);

    /** kConfiguration when the name now stands for nothing, or for another file. */
    Result<void> check() const;

private:
    FileGuard(std::filesystem::path file, dev_t device, ino_t inode)
        : file_(std::move(file)), device_(device), inode_(inode) {}

    std::filesystem::path file_;
    dev_t device_;
    ino_t inode_;
};

}  // namespace muster::store
