// How many calls a second the Zoom simulator answers on persistent connections, beside a bare
// exchange of bytes of the same size in the same run: only the ratio can be compared between
// machines. Start the simulator on one core and this program on another:
//   taskset -c 0 muster-sandbox zoom --port 8080 --limits off --users 100000 &
//   taskset -c 1 sandbox_bench 8080
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

namespace {

using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

constexpr int kConnections = 8;
constexpr std::chrono::seconds kDuration(3);

/// Sends one request and reads one answer with a Content-Length, or a 204; returns it whole.
std::string exchange(StreamSocket& socket, const std::string& request) {
    socket.sendBytes(request.data(), static_cast<int>(request.size()));
    std::string answer;
    std::size_t wanted = std::string::npos;
    while (answer.size() < wanted) {
        char buffer[16384];
        const int length = socket.receiveBytes(buffer, sizeof buffer);
        if (length <= 0) throw std::runtime_error("the connection ended within an answer");
        answer.append(buffer, static_cast<std::size_t>(length));
        const auto head = answer.find("\r\n\r\n");
        if (head == std::string::npos || wanted != std::string::npos) continue;
        const auto field = answer.find("Content-Length: ");
        wanted = head + 4 + (field < head ? std::stoul(answer.substr(field + 16)) : 0);
    }
    return answer;
}

std::string requestText(const std::string& method, const std::string& target,
                        const std::string& token, const std::string& body = {}) {
    return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

/// Makes the request of that number; numbers are not used twice in a run.
using Maker = std::function<std::string(int number)>;

/// Calls a second over all connections. Throws when an answer does not begin with `expected`.
double measure(const SocketAddress& address, const Maker& make, const std::string& expected) {
    using Clock = std::chrono::steady_clock;
    static std::atomic<int> number{0};
    std::atomic<int> done{0};
    std::atomic<bool> failed{false};
    const auto start = Clock::now();
    const auto client = [&] {
        try {
            StreamSocket socket(address);
            socket.setNoDelay(true);
            while (!failed && Clock::now() - start < kDuration) {
                const auto answer = exchange(socket, make(++number));
                if (!answer.starts_with(expected)) throw std::runtime_error(answer);
                ++done;
            }
        } catch (const std::exception& error) {
            if (!failed.exchange(true)) std::fprintf(stderr, "%s\n", error.what());
        }
    };
    std::vector<std::thread> clients;
    for (int at = 0; at < kConnections; ++at) clients.emplace_back(client);
    for (auto& each : clients) each.join();
    if (failed) throw std::runtime_error("the run failed");
    return done / std::chrono::duration<double>(Clock::now() - start).count();
}

std::string newToken(const SocketAddress& address) {
    StreamSocket socket(address);
    const auto answer = exchange(
        socket,
        requestText("POST", "/oauth/token?grant_type=account_credentials&account_id=acc-sandbox",
                    "Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ="));
    const std::string before = R"("access_token":")";
    const auto begin = answer.find(before);
    if (begin == std::string::npos) throw std::runtime_error("no token: " + answer);
    const auto from = begin + before.size();
    return "Bearer " + answer.substr(from, answer.find('"', from) - from);
}

/// Answers whatever comes with the same bytes, a thread a connection, until the process ends.
SocketAddress startEcho(const std::string& answer) {
    static Poco::Net::ServerSocket listener(SocketAddress("127.0.0.1", 0));
    std::thread([answer] {
        while (true) {
            std::thread([socket = listener.acceptConnection(), answer]() mutable {
                char buffer[16384];
                while (socket.receiveBytes(buffer, sizeof buffer) > 0) {
                    socket.sendBytes(answer.data(), static_cast<int>(answer.size()));
                }
            }).detach();
        }
    }).detach();
    return listener.address();
}

void report(const char* what, double perSecond, double reference) {
    std::printf("%-26s %8.0f /s   %3.0f %% of the exchange\n", what, perSecond,
                100 * perSecond / reference);
}

void run(const SocketAddress& address) {
    const auto token = newToken(address);
    const auto read = [&](int) { return requestText("GET", "/v2/users/me", token); };
    StreamSocket probe(address);
    const auto echo = startEcho(exchange(probe, read(0)));
    const auto reference = measure(echo, read, "HTTP/1.1 200");
    report("bare exchange", reference, reference);
    report("GET /users/{}", measure(address, read, "HTTP/1.1 200"), reference);
    const auto update = [&](int number) {
        return requestText("PATCH", "/v2/users/me", token,
                           R"({"dept":"D)" + std::to_string(number) + "\"}");
    };
    report("PATCH /users/{}", measure(address, update, "HTTP/1.1 204"), reference);
    const auto prefix = std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
    const auto create = [&](int number) {
        return requestText("POST", "/v2/users", token,
                           R"({"action":"custCreate","user_info":{"email":"b)" + prefix + "-" +
                               std::to_string(number) +
                               R"(@example.com","type":1,"first_name":"A","last_name":"B"}})");
    };
    report("POST /users", measure(address, create, "HTTP/1.1 201"), reference);
    const auto list = [&](int) { return requestText("GET", "/v2/users?page_size=30", token); };
    report("GET /users, 30 a page", measure(address, list, "HTTP/1.1 200"), reference);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: sandbox_bench PORT\n");
        return 2;
    }
    try {
        run(SocketAddress("127.0.0.1", argv[1]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "sandbox_bench: %s\n", error.what());
        return 1;
    }
    std::fflush(stdout);
    std::_Exit(0);  // threads of the exchange may still wait for connections
}
