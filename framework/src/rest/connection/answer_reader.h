#pragma once

#include <string>
#include <string_view>

#include "rest/connection/call_state.h"
#include "rest/connection/http_message.h"
#include "rest/connection/wire_session.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Status line and header fields of a final answer. */
struct AnswerHead {
    /** Its body is still empty. */
    HttpResponse response;
    /** False for HTTP/1.0. */
    bool isHttp11 = true;
};

/** Reads the head of an answer (RFC 9112 sections 2 to 5), strictly: a head that ends early, a line
 * that is no field, or more than the limits allow is an error. Interim answers are skipped, 100 and
 * 103 alike; 101 is an error, since nobody asked for another protocol. */
class AnswerReader {
public:
    enum class Peer { kTarget, kProxy };

    /** For the proxy the phase of the call stays as it is. */
    AnswerReader(WireSession& session, CallState& call, Peer peer = Peer::kTarget)
        : session_(session), call_(call), peer_(peer) {}

    Result<AnswerHead> readHead();
    /** Reads field lines up to the empty one into `headers`; also the trailer of a chunked body. */
    Result<void> readFields(HttpHeaders& headers);
    /** One line without its end. A bare LF ends a line too (RFC 9112 section 2.2). */
    Result<std::string> readLine();

    /** Begins a new stretch of lines under `maxHeaderBytes`. */
    void restartCount() { bytes_ = 0; }
    /** Whether any byte of an answer has come. */
    bool started() const { return started_; }

private:
    Result<AnswerHead> readOneHead();
    Result<void> addField(std::string_view line, HttpHeaders& headers) const;

    WireSession& session_;
    CallState& call_;
    const Peer peer_;
    std::size_t bytes_ = 0;
    bool started_ = false;
};

}  // namespace muster::rest
