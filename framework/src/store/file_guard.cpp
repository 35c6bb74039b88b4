#include "store/file_guard.h"

#include <cerrno>
#include <system_error>

#include <sys/stat.h>

namespace muster::store {
namespace {

Error gone(const std::filesystem::path& file, const std::string& what) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the journal \"" + file.string() + "\" " + what +
                            " while muster was running; nothing can be recorded any more, so "
                            "nothing is sent either",
                 .hint =
                     "put the file back, with its -wal and -shm, or end muster and start it "
                     "anew: what was journaled until now is in the file that was taken away"};
}

}  // namespace

Result<FileGuard> FileGuard::of(const std::filesystem::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) {
        return gone(file, "was deleted");
    }
    return FileGuard(file, found.st_dev, found.st_ino);
}

Result<void> FileGuard::check() const {
    struct stat now {};
    if (::stat(file_.c_str(), &now) != 0) {
        const int number = errno;
        return gone(file_, number == ENOENT || number == ENOTDIR
                               ? "was deleted"
                               : "could no longer be reached (" +
                                     std::generic_category().message(number) + ")");
    }
    if (now.st_dev != device_ || now.st_ino != inode_) {
        return gone(file_, "was replaced by another file");
    }
    return {};
}

}  // namespace muster::store
