#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>

namespace muster::host {

/** An open file, closed when it goes. */
class FileDescriptor {
public:
    explicit FileDescriptor(int fd = -1) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        reset(other.release());
        return *this;
    }
    ~FileDescriptor() { reset(); }

    int get() const { return fd_; }
    bool isOpen() const { return fd_ >= 0; }
    int release() {
        const int fd = fd_;
        fd_ = -1;
        return fd;
    }
    void reset(int fd = -1);

private:
    int fd_;
};

/** The system's sentence for an `errno` value. */
std::string errnoText(int number);
/** "a directory", "a FIFO", ...: what kind of thing the mode tells of. */
std::string_view kindOfFile(mode_t mode);
/** Whether two looks at a file saw the same thing: device, inode, size, times. */
bool isUnchanged(const struct stat& before, const struct stat& after);
/** Everything from the start of the file; nothing when a read fails (errno tells why). */
std::optional<std::vector<std::byte>> readAll(int fd, std::size_t size);
/** False when not all could be written (errno tells why). */
bool writeAll(int fd, std::span<const std::byte> bytes);
/** SHA-256 in lower-case hexadecimal digits. */
std::string sha256Of(std::span<const std::byte> bytes);

}  // namespace muster::host
