#pragma once

#include <cstdint>
#include <string>

#include "rest/connection/answer_reader.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Reads the body that belongs to a head (RFC 9112 section 6.3), whole or not at all: a body cut
 * short, a chunk cut short and a missing last chunk are kConnectionBroken, never an answer. */
class BodyReader {
public:
    BodyReader(WireSession& session, CallState& call, AnswerReader& lines)
        : session_(session), call_(call), lines_(lines) {}

    /** The body without its transfer coding. */
    Result<std::string> read(const AnswerHead& head, std::string_view method);
    /** Whether another request may follow on the connection after this answer. */
    bool mayReuse() const { return reusable_; }

private:
    Result<void> readExactly(std::uint64_t size, std::string& body);
    Result<void> readChunks(std::string& body);
    Result<void> readUntilClose(std::string& body);
    Result<std::uint64_t> readChunkSize();
    Error tooLarge() const;

    WireSession& session_;
    CallState& call_;
    AnswerReader& lines_;
    bool reusable_ = false;
};

}  // namespace muster::rest
