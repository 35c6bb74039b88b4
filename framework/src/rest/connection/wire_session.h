#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <Poco/Net/HTTPSession.h>
#include <Poco/Net/StreamSocket.h>

namespace muster::rest {

/** The bytes of one connection, plain or TLS, through Poco's buffered session. Turns Poco's
 * exceptions into results; never connects or resends by itself. Used by one thread at a time. */
class WireSession : public Poco::Net::HTTPSession {
public:
    enum class Read { kData, kEnd, kFailed };

    explicit WireSession(const Poco::Net::StreamSocket& socket);

    /** False when the connection was lost; `failure` says how. */
    bool writeAll(std::string_view bytes);
    /** Up to `size` bytes into `buffer`; `count` is how many. */
    Read readSome(char* buffer, std::size_t size, std::size_t& count);
    Read readByte(char& byte);
    /** Bytes were received that nobody has read. */
    bool hasBuffered() const { return buffered() > 0; }
    /** The system's words for the last failure. */
    const std::string& failure() const { return failure_; }

private:
    std::string failure_ = "the connection was closed";
};

}  // namespace muster::rest
