#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "rest/connection/resolver.h"
#include "rest/connection/traffic_log.h"
#include <muster/core/secret.h>

namespace muster::rest {

/** A proxy that is asked for a tunnel to each https origin. Loopback over plain http does not use
 * it. The way to the proxy is plain TCP: its credentials travel as Basic (RFC 7617). */
struct ProxySettings {
    std::string host;
    std::uint16_t port = 0;
    /** Empty: no credentials are sent. */
    std::string user = {};
    Secret password = {};
};

/** How one target is reached. */
struct HttpClientSettings {
    /** A PEM file with the authorities that are trusted in place of the system's. Empty: the
     * system's. A file that cannot be read is kConfiguration at the first https call. */
    std::string caFile = {};
    std::optional<ProxySettings> proxy = {};
    /** Connections per origin that wait for another call; more are closed after their answer. A low
     * number costs a TLS handshake (two round trips) for calls in bursts. */
    std::size_t maxIdlePerOrigin = 8;
    /** How long a connection waits for another call. Targets commonly close after 60 s; a request
     * that meets the closing is lost with outcome unknown, so this stays well below. */
    std::chrono::milliseconds maxIdleTime = std::chrono::seconds(30);
    /** The header that carries the correlation id of a request, unless the request has one of that
     * name. Empty: none is sent. */
    std::string correlationHeader = {};
    /** Null: the system's. */
    std::shared_ptr<Resolver> resolver = {};
    /** Must outlive the client. Null: nothing is logged. */
    TrafficLog* log = nullptr;
};

}  // namespace muster::rest
