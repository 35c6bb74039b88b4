#include "host/catalogue/probe.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/catalogue/file_access.h"
#include "host/catalogue/probe_report.h"
#include <muster/core/value.h>

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgets to say that these are C functions
}

namespace muster::host {
namespace {

using Clock = std::chrono::steady_clock;

CheckFailure cannotProbe(const std::string& what, int number) {
    return {.step = "probe start",
            .found = fmt::format("{}: {}", what, errnoText(number)),
            .expected = "a child process that tries the library"};
}

/** Owns what posix_spawn wants to be told. */
struct SpawnPlan {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    SpawnPlan(int report, int printed) {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, report, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, printed, STDERR_FILENO);
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        // A group of its own, so that what the library starts ends with it.
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
};

/** A pipe whose near end does not wait. */
struct Pipe {
    FileDescriptor near;
    FileDescriptor childEnd;

    bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) {
            return false;
        }
        near.reset(ends[0]);
        childEnd.reset(ends[1]);
        ::fcntl(near.get(), F_SETFL, O_NONBLOCK);
        return true;
    }
};

/** What the child tells (its report) and what the library prints meanwhile. */
struct Heard {
    std::string report = {};
    std::string printed = {};
};

/** Takes what the child has written so far. False when it will write no more. */
bool drain(int fd, std::string& text) {
    constexpr std::size_t kMaxText = std::size_t{64} * 1024;
    char buffer[4096];
    while (true) {
        const ssize_t count = ::read(fd, buffer, sizeof buffer);
        if (count > 0) {
            text.append(buffer, std::min<std::size_t>(static_cast<std::size_t>(count),
                                                      kMaxText - text.size()));
        } else if (count == 0) {
            return false;
        } else if (errno != EINTR) {
            return errno == EAGAIN;
        }
    }
}

/** Waits for the child's end and reads what it tells. False when the limit passed first. */
bool follow(int pidfd, int report, int printed, Clock::time_point deadline, Heard& heard) {
    pollfd watched[] = {{pidfd, POLLIN, 0}, {report, POLLIN, 0}, {printed, POLLIN, 0}};
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) {
            return false;
        }
        const int ready = ::poll(watched, 3, static_cast<int>(left.count()));
        if (ready > 0 && watched[1].revents != 0 && !drain(report, heard.report)) {
            watched[1].fd = -1;
        }
        if (ready > 0 && watched[2].revents != 0 && !drain(printed, heard.printed)) {
            watched[2].fd = -1;
        }
        if (ready > 0 && watched[0].revents != 0) {
            drain(report, heard.report);
            drain(printed, heard.printed);
            return true;
        }
    }
}

std::string inWords(std::chrono::milliseconds time) {
    return time.count() % 1000 == 0 ? fmt::format("{} s", time.count() / 1000)
                                    : fmt::format("{} ms", time.count());
}

CheckFailure failedIn(const ProbeReport& report, std::string found, const ProbeOptions& options) {
    return {
        .step = report.hasBegun() ? "probe" : "probe start",
        .found = std::move(found),
        .expected = "a library that loads and describes itself within " + inWords(options.limit)};
}

CheckFailure tooSlow(const ProbeReport& report, const ProbeOptions& options) {
    CheckFailure failure = failedIn(
        report, fmt::format("still {} after {}", report.doing(), inWords(options.limit)), options);
    failure.hint = "\"connector verify FILE\" tries it once more, and so does the next start";
    failure.isForNow = true;
    return failure;
}

std::optional<CheckFailure> judge(int status, const ProbeReport& report,
                                  const ProbeOptions& options) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        const char* name = ::sigabbrev_np(signal);
        return failedIn(report,
                        fmt::format("killed by signal {} (SIG{}) {}", signal,
                                    name == nullptr ? "?" : name, report.where()),
                        options);
    }
    if (!report.isComplete()) {
        return failedIn(report,
                        fmt::format("called exit({}) {}", WEXITSTATUS(status), report.where()),
                        options);
    }
    return report.failure();
}

/** The last of what the library printed, as the end of a sentence: an exception's text, an
 * assertion. */
std::string lastWords(std::string_view printed) {
    constexpr std::size_t kMost = 300;
    while (!printed.empty() && (printed.back() == '\n' || printed.back() == ' ')) {
        printed.remove_suffix(1);
    }
    if (printed.empty() || !isValidUtf8(printed)) {
        return {};
    }
    std::size_t start = printed.size() > kMost ? printed.size() - kMost : 0;
    while (start < printed.size() && (static_cast<unsigned char>(printed[start]) & 0xC0) == 0x80) {
        ++start;  // not in the middle of a character
    }
    return fmt::format("; it printed \"{}{}\"", start == 0 ? "" : "...", printed.substr(start));
}

}  // namespace

std::optional<CheckFailure> probeConnector(const std::string& file, const ProbeOptions& options) {
    Pipe report;
    Pipe printed;
    if (!report.open() || !printed.open()) {
        return cannotProbe("no pipe can be made", errno);
    }
    const SpawnPlan plan(report.childEnd.get(), printed.childEnd.get());
    const char* arguments[] = {options.program.c_str(), kProbeArgument, file.c_str(), nullptr};
    pid_t child = 0;
    if (const int number =
            ::posix_spawn(&child, options.program.c_str(), &plan.actions, &plan.attributes,
                          const_cast<char* const*>(arguments), environ);
        number != 0) {
        return cannotProbe("\"" + options.program + "\" cannot be started", number);
    }
    report.childEnd.reset();
    printed.childEnd.reset();
    const FileDescriptor pidfd(::pidfd_open(child, 0));
    const int pidfdError = errno;
    Heard heard;
    const bool ended = pidfd.isOpen() && follow(pidfd.get(), report.near.get(), printed.near.get(),
                                                Clock::now() + options.limit, heard);
    ::kill(-child, SIGKILL);  // the child if it still runs, and whatever it started
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!pidfd.isOpen()) {
        return cannotProbe("the child cannot be watched", pidfdError);
    }
    const ProbeReport told(heard.report);
    std::optional<CheckFailure> failure =
        ended ? judge(status, told, options) : tooSlow(told, options);
    if (failure) {
        failure->found = ProbeReport::field(failure->found + lastWords(heard.printed));
    }
    return failure;
}

}  // namespace muster::host
