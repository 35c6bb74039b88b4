#include "child_process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace support {

namespace {

struct Pipe {
    int reader = -1;
    int writer = -1;
};

/// Closed on exec, so that no other child inherits an end and keeps it open.
Pipe makePipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno));
    }
    return {ends[0], ends[1]};
}

void closeOnce(int& descriptor) {
    if (descriptor >= 0) close(descriptor);
    descriptor = -1;
}

/// Runs in the child between fork and exec; ends it when the program cannot be started.
[[noreturn]] void becomeProgram(const Command& command, std::vector<char*>& arguments,
                                const Pipe& in, const Pipe& out, const Pipe& err) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(in.reader, STDIN_FILENO);
    dup2(out.writer, STDOUT_FILENO);
    dup2(err.writer, STDERR_FILENO);
    for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
    execv(command.program.c_str(), arguments.data());
    const std::string problem =
        "cannot start " + command.program + ": " + std::strerror(errno) + "\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, problem.data(), problem.size());
    _exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const Command& command) : program_(command.program) {
    if (access(program_.c_str(), X_OK) != 0) {
        throw std::runtime_error("cannot start " + program_ + ": " + std::strerror(errno));
    }
    std::signal(SIGPIPE, SIG_IGN);  // a program that closed its input is no reason to die
    auto words = command.arguments;
    words.insert(words.begin(), program_);
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    auto in = makePipe();
    auto out = makePipe();
    auto err = makePipe();
    pid_ = fork();
    if (pid_ == 0) becomeProgram(command, arguments, in, out, err);
    closeOnce(in.reader);
    closeOnce(out.writer);
    closeOnce(err.writer);
    input_ = in.writer;
    out_.descriptor = out.reader;
    err_.descriptor = err.reader;
    if (pid_ < 0) throw std::runtime_error(std::string("cannot fork: ") + std::strerror(errno));
}

ChildProcess::~ChildProcess() {
    if (!ended_) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    closeOnce(input_);
    closeOnce(out_.descriptor);
    closeOnce(err_.descriptor);
}

std::string ChildProcess::waitForLine(std::string_view part, Duration limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::size_t seen = 0;
    for (;;) {
        for (auto end = out_.text.find('\n', seen); end != std::string::npos;
             end = out_.text.find('\n', seen)) {
            const auto line = out_.text.substr(seen, end - seen);
            if (line.find(part) != std::string::npos) return line;
            seen = end + 1;
        }
        if (!readSome(deadline)) fail("no line with \"" + std::string(part) + "\" came");
    }
}

Finished ChildProcess::takeUntilErrorLine(std::string_view part, Duration limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::size_t at = std::string::npos;
    std::size_t end = std::string::npos;
    for (;;) {
        at = err_.text.find(part);
        end = at == std::string::npos ? at : err_.text.find('\n', at);
        if (end != std::string::npos) break;
        if (!readSome(deadline)) fail("no line with \"" + std::string(part) + "\" came");
    }
    // What was written to stdout before is in the pipe by now.
    while (readSome(std::chrono::steady_clock::now() + std::chrono::milliseconds(2))) {
    }
    const auto begin = err_.text.rfind('\n', at);
    Finished taken{0, out_.text, err_.text.substr(0, begin == std::string::npos ? 0 : begin + 1)};
    out_.text.clear();
    err_.text.erase(0, end + 1);
    return taken;
}

void ChildProcess::write(std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(input_, text.data(), text.size());
        if (count < 0) return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void ChildProcess::closeInput() { closeOnce(input_); }

void ChildProcess::closeOutput() { closeOnce(out_.descriptor); }

void ChildProcess::signal(int number) {
    if (!ended_) kill(pid_, number);
}

bool ChildProcess::isRunning() {
    // A moment, so that whoever asks again and again leaves the processor to others.
    readSome(std::chrono::steady_clock::now() + std::chrono::milliseconds(10));
    return !reap();
}

Finished ChildProcess::wait(Duration limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (readSome(deadline)) {
    }
    while (!reap()) {
        if (std::chrono::steady_clock::now() >= deadline) fail("it did not end");
        poll(nullptr, 0, 1);  // both streams are closed, so the end is a moment away
    }
    return {exitCode_, out_.text, err_.text};
}

Finished ChildProcess::terminate(Duration limit) {
    closeInput();
    signal(SIGTERM);
    try {
        return wait(limit);
    } catch (const std::runtime_error&) {
        signal(SIGKILL);
        return wait(limit);
    }
}

/// Reads what there is on either stream; false when both are closed or the time is over.
bool ChildProcess::readSome(Instant deadline) {
    using std::chrono::duration_cast;
    std::vector<pollfd> waits;
    for (const auto* stream : {&out_, &err_}) {
        if (stream->descriptor >= 0) waits.push_back({stream->descriptor, POLLIN, 0});
    }
    const auto left = duration_cast<Duration>(deadline - std::chrono::steady_clock::now()).count();
    if (waits.empty() || left <= 0) return false;
    if (poll(waits.data(), waits.size(), static_cast<int>(left)) <= 0) return errno == EINTR;
    for (const auto& each : waits) {
        if (each.revents == 0) continue;
        auto& stream = each.fd == out_.descriptor ? out_ : err_;
        char buffer[65536];
        const auto count = read(each.fd, buffer, sizeof buffer);
        if (count > 0) {
            stream.text.append(buffer, static_cast<std::size_t>(count));
        } else {
            closeOnce(stream.descriptor);
        }
    }
    return true;
}

bool ChildProcess::reap() {
    if (ended_) return true;
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
    ended_ = true;
    exitCode_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
}

void ChildProcess::fail(const std::string& what) const {
    throw std::runtime_error(program_ + ": " + what + " within the limit; stdout: \"" + out_.text +
                             "\", stderr: \"" + err_.text + "\"");
}

Finished run(const Command& command, std::string_view input, ChildProcess::Duration limit) {
    ChildProcess child(command);
    child.write(input);
    child.closeInput();
    return child.wait(limit);
}

}  // namespace support
