#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <Poco/Net/StreamSocket.h>

#include "rest/connection/wire_session.h"

namespace muster::rest {

/** A second number for the socket of a connection, for the watchdog: shutting it down acts on the
 * connection, and it stays ours when Poco closes its own. */
class DuplicateDescriptor {
public:
    explicit DuplicateDescriptor(const Poco::Net::StreamSocket& socket);
    ~DuplicateDescriptor();
    DuplicateDescriptor(const DuplicateDescriptor&) = delete;
    DuplicateDescriptor& operator=(const DuplicateDescriptor&) = delete;

    int value() const { return value_; }

private:
    int value_;
};

/** One connection to one origin, used by one call at a time. */
class Connection {
public:
    Connection(const Poco::Net::StreamSocket& socket,
               std::unique_ptr<DuplicateDescriptor> descriptor);
    /** Closes it without ever waiting for the other side. */
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    WireSession& session() { return session_; }
    int descriptor() const { return descriptor_->value(); }

    /** False when the other side has closed it or sent something that nobody asked for. */
    bool isQuiet();

private:
    std::unique_ptr<DuplicateDescriptor> descriptor_;
    WireSession session_;
};

}  // namespace muster::rest
