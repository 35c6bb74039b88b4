#include "rest/connection/connection.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <fcntl.h>
#include <unistd.h>

#include "rest/connection/sigpipe_guard.h"

namespace muster::rest {

DuplicateDescriptor::DuplicateDescriptor(const Poco::Net::StreamSocket& socket)
    : value_(::fcntl(socket.impl()->sockfd(), F_DUPFD_CLOEXEC, 0)) {}

DuplicateDescriptor::~DuplicateDescriptor() {
    if (value_ >= 0) {
        ::close(value_);
    }
}

Connection::Connection(const Poco::Net::StreamSocket& socket,
                       std::unique_ptr<DuplicateDescriptor> descriptor)
    : descriptor_(std::move(descriptor)), session_(socket) {}

Connection::~Connection() {
    // The farewell of TLS is written while closing: with a full send buffer it would wait for a
    // peer that no longer reads.
    const int flags = ::fcntl(descriptor(), F_GETFL);
    ::fcntl(descriptor(), F_SETFL, flags | O_NONBLOCK);
    const SigpipeGuard guard;
    try {
        session_.socket().close();
    } catch (const Poco::Exception&) {
        // The connection is gone either way.
    }
}

bool Connection::isQuiet() {
    if (session_.hasBuffered()) {
        return false;
    }
    try {
        return !session_.socket().poll(
            Poco::Timespan(0), Poco::Net::Socket::SELECT_READ | Poco::Net::Socket::SELECT_ERROR);
    } catch (const Poco::Exception&) {
        return false;
    }
}

}  // namespace muster::rest
