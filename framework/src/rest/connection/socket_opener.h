#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "rest/connection/connection.h"
#include "rest/connection/http_client_settings.h"
#include "rest/connection/origin.h"
#include "rest/connection/tls_trust.h"
#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::rest {

/** Makes connections: resolves, connects to one address after the other, passes the proxy, does the
 * TLS handshake. Thread-safe. */
class SocketOpener {
public:
    explicit SocketOpener(const HttpClientSettings& settings);

    /** The watchdog watches the new connection when this returns. */
    Result<std::unique_ptr<Connection>> open(const Origin& origin, CallState& call);

private:
    using Descriptor = std::unique_ptr<DuplicateDescriptor>;

    Result<Poco::Net::StreamSocket> connectTo(const std::string& host, std::uint16_t port,
                                              CallState& call, Descriptor& descriptor);

    const std::shared_ptr<Resolver> resolver_;
    const std::optional<ProxySettings> proxy_;
    TlsTrust trust_;
};

}  // namespace muster::rest
