#include "rest/connection/body_reader.h"

#include <array>
#include <charconv>
#include <optional>

namespace muster::rest {
namespace {

constexpr std::size_t kBlock = std::size_t{16} * 1024;

bool hasBody(int status, std::string_view method) {
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    return method != "HEAD" && status != kNoContent && status != kNotModified;
}

bool saysClose(const AnswerHead& head) {
    for (const std::string_view value : head.response.headers.all("Connection")) {
        // The options of the list are few; "close" is no part of another one.
        for (std::size_t at = 0; at + 5 <= value.size(); ++at) {
            if (equalsIgnoringCase(value.substr(at, 5), "close")) {
                return true;
            }
        }
    }
    return !head.isHttp11;
}

/** The one length that all fields agree on; nothing when there is none or they do not. */
std::optional<std::uint64_t> agreedLength(const std::vector<std::string_view>& values) {
    std::uint64_t length = 0;
    for (const std::string_view value : values) {
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), length);
        if (error != std::errc() || end != value.data() + value.size() || value != values.front()) {
            return std::nullopt;
        }
    }
    return length;
}

}  // namespace

Error BodyReader::tooLarge() const {
    return call_.protocol("the answer's body is larger than the " +
                          std::to_string(call_.limits().maxBodyBytes) + " bytes that are accepted");
}

Result<std::string> BodyReader::read(const AnswerHead& head, std::string_view method) {
    call_.enter(Phase::kReadingBody);
    std::string body;
    bool untilClose = false;
    if (hasBody(head.response.status, method)) {
        const auto codings = head.response.headers.all("Transfer-Encoding");
        const auto lengths = head.response.headers.all("Content-Length");
        if (!codings.empty()) {
            if (codings.size() != 1 || !equalsIgnoringCase(codings.front(), "chunked") ||
                !lengths.empty()) {
                // Two ways to tell where the body ends: somebody may be smuggling (RFC 9112 6.3).
                return call_.protocol(
                    "the answer's transfer coding is not \"chunked\" alone, or comes with a "
                    "length");
            }
            MUSTER_RETURN_IF_ERROR(readChunks(body));
        } else if (!lengths.empty()) {
            const std::optional<std::uint64_t> length = agreedLength(lengths);
            if (!length) {
                return call_.protocol("the answer's Content-Length is not one number");
            }
            MUSTER_RETURN_IF_ERROR(readExactly(*length, body));
        } else {
            untilClose = true;
            MUSTER_RETURN_IF_ERROR(readUntilClose(body));
        }
    }
    reusable_ = !untilClose && !saysClose(head) && !session_.hasBuffered();
    return body;
}

Result<void> BodyReader::readExactly(std::uint64_t size, std::string& body) {
    if (size > call_.limits().maxBodyBytes - body.size()) {
        return tooLarge();
    }
    std::array<char, kBlock> block;
    std::uint64_t left = size;
    while (left > 0) {
        std::size_t count = 0;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
        switch (session_.readSome(block.data(), wanted, count)) {
            case WireSession::Read::kData:
                break;
            case WireSession::Read::kEnd:
                return call_.failed("the answer was cut short: " + std::to_string(left) + " of " +
                                    std::to_string(size) + " bytes were missing");
            case WireSession::Read::kFailed:
                return call_.failed(session_.failure());
        }
        body.append(block.data(), count);
        left -= count;
    }
    return {};
}

Result<std::uint64_t> BodyReader::readChunkSize() {
    MUSTER_ASSIGN_OR_RETURN(const std::string line, lines_.readLine());
    constexpr int kHexadecimal = 16;
    // Chunk extensions are ignored (RFC 9112 section 7.1.1).
    const std::string_view digits = std::string_view(line).substr(0, line.find_first_of("; \t"));
    std::uint64_t size = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, kHexadecimal);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
        return call_.protocol("the answer holds a chunk whose size is no hexadecimal number");
    }
    return size;
}

Result<void> BodyReader::readChunks(std::string& body) {
    for (;;) {
        lines_.restartCount();
        MUSTER_ASSIGN_OR_RETURN(const std::uint64_t size, readChunkSize());
        if (size == 0) {
            HttpHeaders trailer;
            return lines_.readFields(trailer);
        }
        MUSTER_RETURN_IF_ERROR(readExactly(size, body));
        MUSTER_ASSIGN_OR_RETURN(const std::string end, lines_.readLine());
        if (!end.empty()) {
            return call_.protocol("the answer holds a chunk that is longer than it says");
        }
    }
}

Result<void> BodyReader::readUntilClose(std::string& body) {
    std::array<char, kBlock> block;
    for (;;) {
        std::size_t count = 0;
        const WireSession::Read read = session_.readSome(block.data(), block.size(), count);
        if (read == WireSession::Read::kFailed || !call_.running()) {
            return call_.failed(session_.failure());
        }
        if (read == WireSession::Read::kEnd) {
            return {};
        }
        if (count > call_.limits().maxBodyBytes - body.size()) {
            return tooLarge();
        }
        body.append(block.data(), count);
    }
}

}  // namespace muster::rest
