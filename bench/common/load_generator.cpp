#include "common/load_generator.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>
#include <poll.h>

#include "common/timing.h"

namespace bench {
namespace {

constexpr int kMostSilentMs = 20'000;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "load generator: %s\n", why.c_str());
    std::exit(1);
}

/** The length of the first answer in the buffer, or 0 while it is not whole. */
std::size_t answerLength(std::string_view buffer) {
    const std::size_t head = buffer.find("\r\n\r\n");
    if (head == std::string_view::npos) {
        return 0;
    }
    constexpr std::string_view kField = "\r\nContent-Length: ";
    const std::size_t field = buffer.find(kField);
    const std::size_t body =
        field < head ? std::strtoul(buffer.data() + field + kField.size(), nullptr, 10) : 0;
    const std::size_t whole = head + 4 + body;
    return buffer.size() >= whole ? whole : 0;
}

/** One connection with at most one request in flight. */
class Line {
public:
    explicit Line(int port)
        : socket_(Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(port))) {
        socket_.setNoDelay(true);
    }
    int descriptor() const { return socket_.impl()->sockfd(); }
    void send(const std::string& request) {
        answer_.clear();
        socket_.sendBytes(request.data(), static_cast<int>(request.size()));
    }
    /** Reads what there is; true when the answer is whole. */
    bool receive(const std::string& expected) {
        char buffer[16384];
        const int length = socket_.receiveBytes(buffer, sizeof buffer);
        if (length <= 0) {
            fail("the connection ended within an answer");
        }
        answer_.append(buffer, static_cast<std::size_t>(length));
        if (answerLength(answer_) == 0) {
            return false;
        }
        if (!answer_.starts_with(expected)) {
            fail("expected an answer that begins with \"" + expected + "\", found \"" + answer_ +
                 "\"");
        }
        return true;
    }

private:
    Poco::Net::StreamSocket socket_;
    std::string answer_;
};

void run(const Load& load) {
    std::vector<std::unique_ptr<Line>> lines;
    std::vector<pollfd> waits;
    std::size_t sent = 0;
    std::size_t answered = 0;
    const auto sendNext = [&](std::size_t line) {
        if (sent < load.requests.size()) {
            lines[line]->send(load.requests[sent++]);
        }
    };
    for (int i = 0; i < load.connections; ++i) {
        lines.push_back(std::make_unique<Line>(load.port));
        waits.push_back({lines.back()->descriptor(), POLLIN, 0});
        sendNext(lines.size() - 1);
    }
    while (answered < load.requests.size()) {
        if (::poll(waits.data(), waits.size(), kMostSilentMs) <= 0) {
            fail("no answer came");
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (waits[i].revents != 0 && lines[i]->receive(load.expected)) {
                ++answered;
                sendNext(i);
            }
        }
    }
}

}  // namespace

std::string httpRequest(const std::string& method, const std::string& target,
                        const std::string& authorization, const std::string& body) {
    return method + " " + target +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

double requestsPerSecond(const Load& load) {
    try {
        const Stopwatch watch;
        run(load);
        return static_cast<double>(load.requests.size()) / watch.seconds();
    } catch (const Poco::Exception& exception) {
        fail(exception.displayText());
    }
}

}  // namespace bench
