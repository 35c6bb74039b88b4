#include "host/catalogue/copy_store.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/catalogue/file_access.h"
#include "host/catalogue/foreign_writer.h"
#include <muster/abi/connector_abi.h>

namespace muster::host {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytes = std::size_t{256} << 20;
constexpr const char* kTemporary = ".copy-";

/** To be raised with the checks of a loaded connector: what passed the older ones is tried again.
 */
constexpr int kChecks = 2;

/** The first line of a verdict: another version of the host tries the bytes again. */
std::string verdictHeading() {
    return fmt::format("muster {}.{}.{} checks {}", MUSTER_ABI_MAJOR, MUSTER_ABI_MINOR,
                       MUSTER_PATCH, kChecks);
}

CheckFailure cannot(const char* step, const std::string& what, int number) {
    return {.step = step,
            .found = fmt::format("{}: {}", what, errnoText(number)),
            .expected = "a file that can be read and copied"};
}

/** Why others could have written what is told of in `status`, or nothing. */
std::optional<CheckFailure> foreignFailure(const struct stat& status, const char* step,
                                           const char* what) {
    std::optional<ForeignWriter> foreign =
        foreignWriter(status, what, "whoever writes there runs code in this program");
    if (!foreign) {
        return std::nullopt;
    }
    return CheckFailure{.step = step,
                        .found = std::move(foreign->found),
                        .expected = std::move(foreign->expected),
                        .hint = std::move(foreign->hint)};
}

/** Opens without following a link and without waiting for the writer of a FIFO. */
FileDescriptor openRegular(const std::string& file, struct stat& status, CheckFailure& failure) {
    FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.isOpen() || ::fstat(fd.get(), &status) != 0) {
        const int number = errno;
        failure = number == ELOOP ? CheckFailure{.step = "file",
                                                 .found = "a symbolic link",
                                                 .expected = "a regular file",
                                                 .hint = "copy the library itself"}
                                  : cannot("file", "cannot be opened", number);
        return FileDescriptor();
    }
    if (!S_ISREG(status.st_mode)) {
        failure = {.step = "file",
                   .found = std::string(kindOfFile(status.st_mode)),
                   .expected = "a regular file"};
        return FileDescriptor();
    }
    if (static_cast<std::size_t>(status.st_size) > kMaxBytes) {
        failure = {.step = "file",
                   .found = fmt::format("{} bytes", status.st_size),
                   .expected = fmt::format("at most {}", kMaxBytes)};
        return FileDescriptor();
    }
    return fd;
}

/** Whether the file holds exactly these bytes, and has nothing of a link about it. */
bool holds(const std::string& path, const std::vector<std::byte>& bytes) {
    struct stat status {};
    CheckFailure ignored;
    const FileDescriptor fd = openRegular(path, status, ignored);
    return fd.isOpen() && static_cast<std::size_t>(status.st_size) == bytes.size() &&
           readAll(fd.get(), bytes.size()) == bytes;
}

bool syncFolder(const std::string& folder) {
    const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY));
    return fd.isOpen() && ::fsync(fd.get()) == 0;
}

/** Writes under another name first, so that no half of a copy ever has the name of a whole one. */
bool writeDurably(const std::string& folder, const std::string& path,
                  std::span<const std::byte> bytes, mode_t mode) {
    std::string temporary = folder + "/" + kTemporary + "XXXXXX";
    const FileDescriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd.isOpen()) {
        return false;
    }
    if (writeAll(fd.get(), bytes) && ::fchmod(fd.get(), mode) == 0 && ::fsync(fd.get()) == 0 &&
        std::rename(temporary.c_str(), path.c_str()) == 0) {
        return syncFolder(folder);
    }
    const int number = errno;
    ::unlink(temporary.c_str());
    errno = number;
    return false;
}

}  // namespace

std::string CopyStore::pathOf(const std::string& sha256, const char* ending) const {
    return folder_ + "/" + sha256 + ending;
}

std::optional<CheckFailure> CopyStore::prepare() const {
    if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) {
        return cannot("copy", "the folder \"" + folder_ + "\" cannot be made", errno);
    }
    struct stat status {};
    if (::lstat(folder_.c_str(), &status) != 0) {
        return cannot("copy", "the folder \"" + folder_ + "\" cannot be used", errno);
    }
    if (!S_ISDIR(status.st_mode) || status.st_uid != ::geteuid() || (status.st_mode & 077) != 0) {
        return CheckFailure{
            .step = "copy",
            .found = fmt::format("\"{}\": {} of user {} with mode {:04o}", folder_,
                                 kindOfFile(status.st_mode), status.st_uid, status.st_mode & 07777),
            .expected = fmt::format("a directory of user {} with mode 0700", ::geteuid()),
            .hint = "remove it: it is made again when it is needed"};
    }
    return std::nullopt;
}

std::optional<ConnectorCopy> CopyStore::take(const std::string& file, FileTrust trust,
                                             CheckFailure& failure) const {
    struct stat before {};
    const FileDescriptor fd = openRegular(file, before, failure);
    if (!fd.isOpen()) {
        return std::nullopt;
    }
    if (trust == FileTrust::kOwnerOnly) {
        if (auto foreign = foreignFailure(before, "file", "the file")) {
            failure = *std::move(foreign);
            return std::nullopt;
        }
    }
    auto bytes = readAll(fd.get(), static_cast<std::size_t>(before.st_size));
    struct stat after {};
    if (!bytes || ::fstat(fd.get(), &after) != 0) {
        failure = cannot("file", "cannot be read", errno);
        return std::nullopt;
    }
    if (!isUnchanged(before, after)) {
        failure = {.step = "file",
                   .found = "changed while it was read",
                   .expected = "a file that nobody is writing",
                   .hint = "wait until it is copied, then look again"};
        return std::nullopt;
    }
    ConnectorCopy copy{.sha256 = sha256Of(*bytes), .bytes = *std::move(bytes)};
    copy.path = pathOf(copy.sha256, ".so");
    if (auto unusable = prepare()) {
        failure = *std::move(unusable);
        return std::nullopt;
    }
    if (!holds(copy.path, copy.bytes) && !writeDurably(folder_, copy.path, copy.bytes, 0500)) {
        failure = cannot("copy", "no copy can be written to \"" + folder_ + "\"", errno);
        return std::nullopt;
    }
    return copy;
}

std::optional<ProbeVerdict> CopyStore::verdict(const std::string& sha256) const {
    std::ifstream file(pathOf(sha256, ".verdict"));
    std::string heading;
    std::string word;
    if (!std::getline(file, heading) || heading != verdictHeading() || !std::getline(file, word)) {
        return std::nullopt;
    }
    if (word == "ok") {
        return ProbeVerdict{};
    }
    CheckFailure failure;
    const bool isWhole = word == "failed" && std::getline(file, failure.step) &&
                         std::getline(file, failure.found) &&
                         std::getline(file, failure.expected) && std::getline(file, failure.hint);
    return isWhole ? std::optional(ProbeVerdict{std::move(failure)}) : std::nullopt;
}

void CopyStore::keepVerdict(const std::string& sha256, const ProbeVerdict& verdict) const {
    std::string text = verdictHeading() + "\n";
    if (verdict.failure) {
        const CheckFailure& failure = *verdict.failure;
        text += fmt::format("failed\n{}\n{}\n{}\n{}\n", failure.step, failure.found,
                            failure.expected, failure.hint);
    } else {
        text += "ok\n";
    }
    (void)writeDurably(folder_, pathOf(sha256, ".verdict"), std::as_bytes(std::span(text)), 0600);
}

void CopyStore::prune(const std::set<std::string>& needed) const {
    std::error_code ignored;
    std::vector<fs::path> obsolete;
    for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
        const fs::path& path = entry.path();
        const bool isCopy = path.extension() == ".so" || path.extension() == ".verdict";
        const bool isLeftOver = path.filename().string().starts_with(kTemporary);
        if (isLeftOver || (isCopy && !needed.contains(path.stem().string()))) {
            obsolete.push_back(path);
        }
    }
    for (const fs::path& path : obsolete) {
        fs::remove(path, ignored);
    }
}

std::optional<CheckFailure> checkConnectorFile(const std::string& file) {
    struct stat status {};
    return ::lstat(file.c_str(), &status) != 0 ? std::nullopt
                                               : foreignFailure(status, "file", "the file");
}

std::optional<CheckFailure> checkPluginsFolder(const std::string& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
        const int number = errno;
        return CheckFailure{
            .step = "folder",
            .found = fmt::format("cannot be read: {}", errnoText(number)),
            .expected = "the folder where connectors are dropped in",
            .hint = number == ENOENT ? fmt::format("make it: mkdir -m 755 \"{}\"", folder) : ""};
    }
    if (!S_ISDIR(status.st_mode)) {
        return CheckFailure{.step = "folder",
                            .found = std::string(kindOfFile(status.st_mode)),
                            .expected = "the folder where connectors are dropped in"};
    }
    return foreignFailure(status, "folder", "the folder");
}

}  // namespace muster::host
