#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "test_certificates.h"

struct ssl_st;
struct ssl_ctx_st;

namespace muster::test {

/** The server's end of one connection, as its script sees it. Everything ends when the client goes
 * or the server stops. */
class BadPeer {
public:
    explicit BadPeer(int descriptor) : descriptor_(descriptor) {}
    ~BadPeer();
    BadPeer(const BadPeer&) = delete;
    BadPeer& operator=(const BadPeer&) = delete;

    /** False when the handshake fails. */
    bool startTls(const TestCertificate& certificate);
    /** As a server that speaks no more than TLS 1.1. */
    void startOldTls(const TestCertificate& certificate);
    /** Head and body (by Content-Length) of the next request; empty when the client has gone. */
    std::string readRequest();
    /** One byte of whatever comes; false when the client has gone. */
    bool readByte();
    bool send(std::string_view bytes);
    /** One byte after the other, `pause` apart, until the client goes. */
    void drip(std::string_view bytes, std::chrono::milliseconds pause);
    /** Until the client goes. What it sends is left unread. */
    void waitForClose();
    /** Ends the connection with a reset. */
    void reset();
    /** Ends a TLS connection without its farewell (close_notify). */
    void hangUp();
    void close();

    int descriptor() const { return descriptor_; }

private:
    int receive(char* buffer, int size);

    const int descriptor_;
    ssl_ctx_st* context_ = nullptr;
    ssl_st* ssl_ = nullptr;
};

/** A server on a free port of 127.0.0.1 that does to each connection what its script says. */
class BadServer {
public:
    using Script = std::function<void(BadPeer&)>;

    /** The n-th connection runs the n-th script; the last one serves all further ones. With a
     * certificate a script begins after the TLS handshake. */
    explicit BadServer(std::vector<Script> scripts,
                       std::optional<TestCertificate> certificate = std::nullopt);
    explicit BadServer(Script script, std::optional<TestCertificate> certificate = std::nullopt)
        : BadServer(std::vector<Script>{std::move(script)}, std::move(certificate)) {}
    ~BadServer();
    BadServer(const BadServer&) = delete;
    BadServer& operator=(const BadServer&) = delete;

    std::uint16_t port() const { return port_; }
    /** "http://127.0.0.1:port". */
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /** "https://host:port". */
    std::string secureOrigin(const std::string& host) const {
        return "https://" + host + ":" + std::to_string(port_);
    }
    std::size_t connections() const;

private:
    struct Visit {
        BadPeer peer;
        std::thread thread;
        explicit Visit(int descriptor) : peer(descriptor) {}
    };

    void accept();
    void serve(BadPeer& peer, const Script& script) const;

    const std::vector<Script> scripts_;
    const std::optional<TestCertificate> certificate_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    std::list<Visit> visits_;
    bool stopping_ = false;
    std::thread acceptor_;
};

/** A complete answer with a Content-Length. */
std::string answer(int status, const std::string& body, const std::string& fields = {});

/** A script that answers each request on the connection alike. */
BadServer::Script alwaysAnswer(const std::string& text);

/** A listening port that lets no further connection in: its queue is full. */
class FullPort {
public:
    FullPort();
    ~FullPort();
    FullPort(const FullPort&) = delete;
    FullPort& operator=(const FullPort&) = delete;
    std::uint16_t port() const { return port_; }

private:
    std::uint16_t port_ = 0;
    std::vector<int> descriptors_;
};

}  // namespace muster::test
