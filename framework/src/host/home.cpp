#include "host/home.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster::host {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/** Where the home is, and what says so. */
std::pair<std::filesystem::path, std::string> chosen(const std::optional<std::string>& given) {
    if (given) {
        return {*given, "--home"};
    }
    if (const std::string home = variable("MUSTER_HOME"); !home.empty()) {
        return {home, "the environment variable MUSTER_HOME"};
    }
    if (::geteuid() == 0) {
        return {"/etc/muster", "the default for root"};
    }
    if (const std::string config = variable("XDG_CONFIG_HOME"); !config.empty()) {
        return {std::filesystem::path(config) / "muster",
                "the environment variable XDG_CONFIG_HOME"};
    }
    return {std::filesystem::path(variable("HOME")) / ".config/muster",
            "the default of your account"};
}

std::string holderOf(int descriptor) {
    char text[32] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

}  // namespace

Result<Home> Home::locate(const std::optional<std::string>& given) {
    const auto [path, origin] = chosen(given);
    std::error_code problem;
    if (!std::filesystem::is_directory(path, problem)) {
        return Error{
            .code = ErrorCode::kConfiguration,
            .message = "the home \"" + path.string() + "\" (from " + origin + ") is no folder",
            .hint =
                "copy share/muster/home of the installation there, or name another folder with "
                "--home DIR or MUSTER_HOME"};
    }
    return Home{std::filesystem::absolute(path)};
}

Result<std::unique_ptr<HomeLock>> HomeLock::take(const Home& home) {
    const std::string file = (home.run() / "muster.lock").string();
    std::error_code problem;
    std::filesystem::create_directory(home.run(), problem);
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the lock " + file + " cannot be opened: " + std::strerror(errno),
                     .hint = "the home must be a folder that you may write to"};
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string holder = holderOf(descriptor);
        ::close(descriptor);
        return Error{.code = ErrorCode::kConflict,
                     .message = "the home \"" + home.root.string() +
                                "\" is in use by another muster" +
                                (holder.empty() ? "" : " (process " + holder + ")"),
                     .hint = "one process owns a home; leave the other shell, or use another home"};
    }
    const std::string holder = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, holder.data(), holder.size(), 0) !=
                                               static_cast<ssize_t>(holder.size())) {
        ::close(descriptor);
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the lock " + file + " cannot be written: " + std::strerror(errno)};
    }
    return std::unique_ptr<HomeLock>(new HomeLock(descriptor));
}

HomeLock::~HomeLock() { ::close(descriptor_); }

}  // namespace muster::host
