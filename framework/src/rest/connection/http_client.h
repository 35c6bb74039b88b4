#pragma once

#include <cstddef>
#include <memory>

#include "rest/connection/call_limits.h"
#include "rest/connection/http_client_settings.h"
#include "rest/connection/http_message.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Sends requests to one target over HTTP/1.1 and gives back complete answers. Thread-safe: many
 * calls may be under way; each has a connection of its own, and finished ones are kept for the next
 * call.
 *
 *  The calling thread does the work and is blocked until the answer, the deadline or the
 * cancellation. Redirects are answers like any other: following one would carry credentials to
 * another place. */
class HttpClient {
public:
    /** Opens nothing; a wrong setting is told by the first call that needs it. */
    explicit HttpClient(const HttpClientSettings& settings);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /** Sends `request` and waits for its whole answer, whatever its status.
     *
     *  Errors say exactly what is known of the request:
     *  - kConfiguration: refused before anything was done; not applied.
     *  - kConnectionFailed: no connection (name, address, proxy, TLS); not applied.
     *  - kConnectionBroken: lost after the first byte was sent, or the answer was cut short;
     * unknown.
     *  - kTimeout, kCancelled: not applied before the first byte was sent, unknown after.
     *  - kProtocol: the answer breaks HTTP or the limits; unknown. `httpStatus` holds the status if
     *    one was read.
     *
     *  A connection that was kept and proves dead is replaced once by a fresh one, when nothing was
     *  sent, or when the request is kIdempotent and no byte of an answer has come (RFC 9110 section
     *  9.2.2). */
    Result<HttpResponse> send(const HttpRequest& request, const CallLimits& limits);

    /** Connections that wait for another call. */
    std::size_t idleConnections() const;

private:
    class Exchange;
    struct Parts;

    std::unique_ptr<Parts> parts_;
};

}  // namespace muster::rest
