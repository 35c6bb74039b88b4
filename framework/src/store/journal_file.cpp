#include "store/journal_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "store/migrations.h"

namespace muster::store {
namespace {

namespace fs = std::filesystem;

Error emptied(const fs::path& file) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the journal \"" + file.string() +
                            "\" is there and empty (0 bytes), expected a database: muster never "
                            "leaves it so, and what was journaled is not in it",
                 .hint =
                     "put it back from a backup; to begin anew, move it away with its -wal and "
                     "-shm: what was under way is then forgotten, so look at the targets"};
}

Error cannotName(const fs::path& file, int number) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "\"" + file.string() + "\": giving the new file its name failed: " +
                            std::generic_category().message(number),
                 .hint = "look at the folder's rights"};
}

/** What a start that was killed may have left. */
void removeLeftovers(const fs::path& fresh) {
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
        std::error_code ignored;
        fs::remove(fresh.string() + ending, ignored);
    }
}

/** Gives it the name unless something has that by now. */
Result<void> giveName(const fs::path& fresh, const fs::path& file) {
    int code = ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE);
    if (code != 0 && (errno == EINVAL || errno == ENOSYS)) {  // not every file system can
        code = ::rename(fresh.c_str(), file.c_str());
    }
    return code == 0 ? sqlite::syncFolderOf(file) : Result<void>(cannotName(file, errno));
}

}  // namespace

Result<void> ensureJournalFile(const fs::path& file, const sqlite::FaultHook& fault,
                               const sqlite::RanHook& ran) {
    struct stat found {};
    if (::stat(file.c_str(), &found) == 0) {
        return S_ISREG(found.st_mode) && found.st_size == 0 ? Result<void>(emptied(file))
                                                            : Result<void>();
    }
    if (errno != ENOENT) {
        return {};  // opening it tells better why
    }
    const fs::path fresh = file.string() + ".new";
    removeLeftovers(fresh);
    {
        MUSTER_ASSIGN_OR_RETURN(
            auto database, sqlite::Database::open(fresh, sqlite::OpenMode::kCreate, fault, ran));
        MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA synchronous=FULL"));
        MUSTER_RETURN_IF_ERROR(migrate(*database));
    }
    return giveName(fresh, file);
}

}  // namespace muster::store
