#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <muster/testing/target_host.h>

namespace muster::testing {
namespace {

constexpr std::chrono::milliseconds kLimit = std::chrono::seconds(20);

/** Between fork and exec: nothing here may allocate. */
[[noreturn]] void become(const std::vector<char*>& words, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::execvp(words.front(), words.data());
    ::_exit(127);
}

}  // namespace

ServiceProcess::ServiceProcess(const std::vector<std::string>& command)
    : program_(command.empty() ? std::string() : command.front()) {
    std::vector<std::string> copies = command;
    std::vector<char*> words;
    words.reserve(copies.size() + 1);
    for (std::string& word : copies) {
        words.push_back(word.data());
    }
    words.push_back(nullptr);
    int ends[2] = {-1, -1};
    if (command.empty() || ::pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error("the service \"" + program_ + "\" cannot be started");
    }
    process_ = ::fork();
    if (process_ == 0) {
        become(words, ends[1]);
    }
    ::close(ends[1]);
    output_ = ends[0];
    readFirstLine(output_);
}

void ServiceProcess::readFirstLine(int stream) {
    const auto end = std::chrono::steady_clock::now() + kLimit;
    for (char c = 0; c != '\n';) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        pollfd wait{.fd = stream, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (process_ < 0 || ready <= 0 || ::read(stream, &c, 1) != 1) {
            stop();
            throw std::runtime_error(
                "the service \"" + program_ +
                (ready == 0 ? "\" said nothing within 20 s" : "\" ended, or could not be started") +
                "; expected a line with its address on stdout");
        }
        if (c != '\n') {
            firstLine_ += c;
        }
    }
}

void ServiceProcess::stop() {
    ::close(output_);
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

}  // namespace muster::testing
