#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <muster/core/result.h>

namespace muster::rest {

/** Where a request goes: scheme, host and port (RFC 6454 section 4). */
struct Origin {
    enum class Scheme { kHttps, kHttp };

    Scheme scheme = Scheme::kHttps;
    /** In lower case; an IPv6 literal without its brackets. */
    std::string host;
    std::uint16_t port = 443;

    /** Host and port as in the Host field: the port only when it is not the scheme's own. */
    std::string authority() const;
    /** Host and port, always with the port: the target of CONNECT, and the key of the pool. */
    std::string hostAndPort() const;
    std::string text() const;

    /** Parses "https://host[:port]". A path, user information, another scheme, and plain http to
     * anything but the literals 127.0.0.1 and [::1] (not "localhost": a name can be made to mean
     * another machine) are kConfiguration. */
    static Result<Origin> parse(std::string_view text);
};

/** `text` without what stands before an "@" in the authority: it may be a password. */
std::string withoutUserInformation(std::string_view text);

/** True for an IPv4 or IPv6 literal. */
bool isIpLiteral(std::string_view host);

}  // namespace muster::rest
