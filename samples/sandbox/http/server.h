#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/message.h"

namespace sandbox {

/// Answers one request. Called on many threads at once; must not throw.
using Handler = std::function<Response(Request)>;

/// An HTTP/1.1 server on 127.0.0.1 with persistent connections, one thread a connection.
class HttpServer {
public:
    /// Listens on `port`; 0 takes a free one. Throws std::runtime_error with a sentence when the
    /// port cannot be had.
    explicit HttpServer(std::uint16_t port);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// The port in use, also when 0 was asked for.
    std::uint16_t port() const;
    /// "http://127.0.0.1:PORT"
    std::string baseUrl() const;

    /// Begins to answer. Connections made before this wait in the listen queue.
    void start(Handler handler);
    /// Cuts all connections; returns when no handler runs any more.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace sandbox
