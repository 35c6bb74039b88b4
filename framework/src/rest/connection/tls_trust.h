#pragma once

#include <mutex>
#include <string>

#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>

#include "rest/connection/call_state.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Which servers are believed: TLS 1.2 at least (RFC 8996), a certificate chain to a trusted
 * authority, and the host in its subject alternative names (RFC 9525 section 6), for every host,
 * loopback included. Cannot be switched off. Thread-safe. */
class TlsTrust {
public:
    /** `caFile`: a PEM file with the authorities that are trusted in place of the system's; empty
     * for the system's. It is read at first use. */
    explicit TlsTrust(std::string caFile);

    /** Makes the connected `socket` a TLS one to `host`.
     *  @return kConfiguration when the authorities cannot be read, else the errors of
     * `CallState::failed`, saying which check the certificate did not pass. */
    Result<Poco::Net::StreamSocket> secure(const Poco::Net::StreamSocket& socket,
                                           const std::string& host, CallState& call);

private:
    Result<Poco::Net::Context::Ptr> context();

    const std::string caFile_;
    std::mutex mutex_;
    Poco::Net::Context::Ptr context_;
};

}  // namespace muster::rest
