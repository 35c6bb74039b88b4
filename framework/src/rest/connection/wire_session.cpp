#include "rest/connection/wire_session.h"

#include <algorithm>

#include <Poco/Exception.h>

namespace muster::rest {
namespace {

/** One TLS record (RFC 8446 section 5.1) at a time, so that a lost connection is noticed early. */
constexpr std::size_t kWriteBlock = std::size_t{16} * 1024;

}  // namespace

WireSession::WireSession(const Poco::Net::StreamSocket& socket) : HTTPSession(socket) {}

bool WireSession::writeAll(std::string_view bytes) {
    try {
        while (!bytes.empty()) {
            const std::size_t block = std::min(bytes.size(), kWriteBlock);
            const int written = write(bytes.data(), static_cast<std::streamsize>(block));
            if (written <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    } catch (const Poco::Exception& exception) {
        failure_ = "the connection was lost (" + exception.displayText() + ")";
        return false;
    }
}

WireSession::Read WireSession::readSome(char* buffer, std::size_t size, std::size_t& count) {
    try {
        const int n = read(buffer, static_cast<std::streamsize>(size));
        count = n > 0 ? static_cast<std::size_t>(n) : 0;
        return n > 0 ? Read::kData : n == 0 ? Read::kEnd : Read::kFailed;
    } catch (const Poco::Exception& exception) {
        failure_ = "the connection was lost (" + exception.displayText() + ")";
        return Read::kFailed;
    }
}

WireSession::Read WireSession::readByte(char& byte) {
    // Not HTTPSession::get: it gives the byte 0xFF and the end of the stream the same value.
    try {
        if (buffered() == 0) {
            refill();
        }
        if (buffered() == 0) {
            return Read::kEnd;
        }
    } catch (const Poco::Exception& exception) {
        failure_ = "the connection was lost (" + exception.displayText() + ")";
        return Read::kFailed;
    }
    std::size_t count = 0;
    return readSome(&byte, 1, count);
}

}  // namespace muster::rest
