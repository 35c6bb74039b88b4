// How many calls a second the Zoom simulator answers on persistent connections, beside a bare
// exchange of as many bytes: the ceiling of everything that is measured against it.
#include <string>
#include <thread>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include "common/load_generator.h"
#include "common/options.h"
#include "common/row.h"
#include "zoom_sandbox.h"

namespace {

using bench::httpRequest;
using bench::Load;

constexpr int kConnections = 8;

/** Answers whatever comes with the same bytes, a thread a connection, until the process ends. */
int startEcho(const std::string& answer) {
    static Poco::Net::ServerSocket listener(Poco::Net::SocketAddress("127.0.0.1", 0));
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
    return listener.address().port();
}

class Benchmark {
public:
    explicit Benchmark(int calls)
        : calls_(calls), token_("Bearer " + zoom_.newToken()), echo_(startEcho(echoed())) {}

    void run() {
        const std::string me = httpRequest("GET", "/v2/users/me", token_);
        const bench::Reference bare{"bare exchange", rate(echo_, "200", [&](int) { return me; }),
                                    kUnit};
        const auto measure = [&](const std::string& name, const std::string& status,
                                 const auto& make) {
            bench::print({.bench = "sandbox",
                          .name = name,
                          .figure = rate(zoom_.port(), status, make),
                          .unit = kUnit,
                          .reference = bare});
        };
        measure("GET /users/{}", "200", [&](int) { return me; });
        measure("PATCH /users/{}", "204", [&](int number) {
            return httpRequest("PATCH", "/v2/users/me", token_,
                               R"({"dept":"D)" + std::to_string(number) + "\"}");
        });
        measure("POST /users", "201", [&](int number) {
            return httpRequest("POST", "/v2/users", token_,
                               R"({"action":"custCreate","user_info":{"email":"b)" +
                                   std::to_string(number) +
                                   R"(@example.com","type":1,"first_name":"A","last_name":"B"}})");
        });
        measure("GET /users, 30 a page", "200",
                [&](int) { return httpRequest("GET", "/v2/users?page_size=30", token_); });
    }

private:
    static constexpr const char* kUnit = "calls/s";

    std::string echoed() const {
        const std::string body(600, 'x');  // about as long as a user
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    template <typename Make>
    double rate(int port, const std::string& status, const Make& make) const {
        Load load{.port = port, .connections = kConnections, .expected = "HTTP/1.1 " + status};
        for (int number = 0; number < calls_; ++number) {
            load.requests.push_back(make(number));
        }
        return bench::requestsPerSecond(load);
    }

    int calls_;
    support::ZoomSandbox zoom_{{"--users", "10000"}};
    std::string token_;
    int echo_;
};

}  // namespace

int main(int count, char** arguments) {
    Benchmark(bench::bySize(bench::sizeFrom(count, arguments), 32, 5'000, 30'000)).run();
    std::fflush(stdout);
    std::_Exit(0);  // threads of the exchange may still wait for connections
}
