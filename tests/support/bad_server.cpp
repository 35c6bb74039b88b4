#include "bad_server.h"

#include <csignal>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace muster::test {
namespace {

int listenOnFreePort(int backlog, std::uint16_t& port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (::bind(descriptor, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::listen(descriptor, backlog) != 0 ||
        ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::runtime_error("no free port on 127.0.0.1");
    }
    port = ntohs(address.sin_port);
    return descriptor;
}

std::size_t contentLength(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

void blockSigpipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace

BadPeer::~BadPeer() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    ::close(descriptor_);
}

bool BadPeer::startTls(const TestCertificate& certificate) {
    context_ = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate(context_, certificate.certificate.get());
    SSL_CTX_use_PrivateKey(context_, certificate.key.get());
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, descriptor_);
    return SSL_accept(ssl_) == 1;
}

void BadPeer::startOldTls(const TestCertificate& certificate) {
    context_ = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_, TLS1_1_VERSION);
    SSL_CTX_use_certificate(context_, certificate.certificate.get());
    SSL_CTX_use_PrivateKey(context_, certificate.key.get());
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, descriptor_);
    SSL_accept(ssl_);
}

int BadPeer::receive(char* buffer, int size) {
    return ssl_ != nullptr
               ? SSL_read(ssl_, buffer, size)
               : static_cast<int>(::recv(descriptor_, buffer, static_cast<std::size_t>(size), 0));
}

bool BadPeer::readByte() {
    char byte = 0;
    return receive(&byte, 1) == 1;
}

std::string BadPeer::readRequest() {
    std::string text;
    char byte = 0;
    while (!text.ends_with("\r\n\r\n")) {
        if (receive(&byte, 1) != 1) {
            return {};
        }
        text += byte;
    }
    for (std::size_t left = contentLength(text); left > 0; --left) {
        if (receive(&byte, 1) != 1) {
            return {};
        }
        text += byte;
    }
    return text;
}

bool BadPeer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ssl_ != nullptr
                              ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                              : ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void BadPeer::drip(std::string_view bytes, std::chrono::milliseconds pause) {
    for (const char byte : bytes) {
        pollfd end = {.fd = descriptor_, .events = POLLRDHUP, .revents = 0};
        if (::poll(&end, 1, static_cast<int>(pause.count())) != 0 || !send({&byte, 1})) {
            return;
        }
    }
}

void BadPeer::waitForClose() {
    pollfd end = {.fd = descriptor_, .events = POLLRDHUP, .revents = 0};
    ::poll(&end, 1, -1);
}

void BadPeer::reset() {
    // Dissolving the association of a TCP socket sends a reset.
    sockaddr none = {};
    none.sa_family = AF_UNSPEC;
    ::connect(descriptor_, &none, sizeof(none));
}

void BadPeer::hangUp() {
    SSL_set_quiet_shutdown(ssl_, 1);
    ::shutdown(descriptor_, SHUT_RDWR);
}

void BadPeer::close() {
    if (ssl_ != nullptr) {
        SSL_shutdown(ssl_);
    }
    ::shutdown(descriptor_, SHUT_RDWR);
}

BadServer::BadServer(std::vector<Script> scripts, std::optional<TestCertificate> certificate)
    : scripts_(std::move(scripts)), certificate_(std::move(certificate)) {
    constexpr int kBacklog = 128;
    listener_ = listenOnFreePort(kBacklog, port_);
    acceptor_ = std::thread([this] { accept(); });
}

BadServer::~BadServer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (Visit& visit : visits_) {
            ::shutdown(visit.peer.descriptor(), SHUT_RDWR);
        }
    }
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (Visit& visit : visits_) {
        visit.thread.join();
    }
    ::close(listener_);
}

std::size_t BadServer::connections() const {
    const std::lock_guard lock(mutex_);
    return visits_.size();
}

void BadServer::accept() {
    for (;;) {
        const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) {
            return;
        }
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            ::close(descriptor);
            return;
        }
        const Script& script = scripts_[std::min(visits_.size(), scripts_.size() - 1)];
        Visit& visit = visits_.emplace_back(descriptor);
        visit.thread = std::thread([this, &visit, &script] { serve(visit.peer, script); });
    }
}

void BadServer::serve(BadPeer& peer, const Script& script) const {
    blockSigpipe();
    if (!certificate_ || peer.startTls(*certificate_)) {
        script(peer);
    }
    peer.close();
}

std::string answer(int status, const std::string& body, const std::string& fields) {
    return "HTTP/1.1 " + std::to_string(status) + " Reason\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

BadServer::Script alwaysAnswer(const std::string& text) {
    return [text](BadPeer& peer) {
        while (!peer.readRequest().empty() && peer.send(text)) {
        }
    };
}

FullPort::FullPort() {
    descriptors_.push_back(listenOnFreePort(0, port_));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    // A backlog of 0 takes one connection; the others are there for kernels that count otherwise.
    for (int i = 0; i < 4; ++i) {
        descriptors_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(descriptors_.back(), reinterpret_cast<sockaddr*>(&address), sizeof(address));
    }
}

FullPort::~FullPort() {
    for (const int descriptor : descriptors_) {
        ::close(descriptor);
    }
}

}  // namespace muster::test
