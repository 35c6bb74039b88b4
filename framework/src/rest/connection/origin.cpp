#include "rest/connection/origin.h"

#include <charconv>

#include <arpa/inet.h>

#include "rest/connection/http_message.h"

namespace muster::rest {
namespace {

constexpr std::uint16_t kHttpsPort = 443;
constexpr std::uint16_t kHttpPort = 80;
constexpr std::size_t kMaxHostLength = 253;  // RFC 1035 section 2.3.4, as text

Error bad(std::string_view text, std::string_view reason) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the address \"" + printable(withoutUserInformation(text)) +
                            "\" cannot be used: " + std::string(reason),
                 .hint = "Write it as \"https://host\" or \"https://host:port\".",
                 .outcome = Outcome::kNotApplied};
}

bool isHostName(std::string_view host) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    return !host.empty() && host.size() <= kMaxHostLength &&
           host.find_first_not_of(kAllowed) == std::string_view::npos && host.front() != '.';
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/** Splits "host:port", "[v6]:port"; false when that is malformed. */
bool splitAuthority(std::string_view authority, std::string& host, std::string_view& port) {
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) {
            return false;
        }
        host = lowered(authority.substr(1, end - 1));
        in6_addr address = {};
        if (inet_pton(AF_INET6, host.c_str(), &address) != 1) {
            return false;
        }
        port = authority.substr(end + 1);
        return port.empty() || (port.size() > 1 && port.front() == ':');
    }
    const std::size_t colon = authority.find(':');
    host = lowered(authority.substr(0, colon));
    port = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
    return isHostName(host) && port.size() != 1;
}

}  // namespace

bool isIpLiteral(std::string_view host) {
    const std::string text(host);
    in6_addr address = {};
    return inet_pton(AF_INET, text.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

std::string withoutUserInformation(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) {
        return std::string(text);
    }
    const std::size_t separator = text.find("://");
    const std::size_t start = separator < at ? separator + 3 : 0;
    return std::string(text.substr(0, start)) + "..." + std::string(text.substr(at));
}

std::string Origin::hostAndPort() const {
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return shown + ":" + std::to_string(port);
}

std::string Origin::authority() const {
    const std::string full = hostAndPort();
    const bool usual = port == (scheme == Scheme::kHttps ? kHttpsPort : kHttpPort);
    return usual ? full.substr(0, full.rfind(':')) : full;
}

std::string Origin::text() const {
    return (scheme == Scheme::kHttps ? "https://" : "http://") + authority();
}

Result<Origin> Origin::parse(std::string_view text) {
    const std::size_t separator = text.find("://");
    if (separator == std::string_view::npos) {
        return bad(text, "it has no scheme");
    }
    const std::string scheme = lowered(text.substr(0, separator));
    Origin origin;
    if (scheme == "http") {
        origin.scheme = Scheme::kHttp;
        origin.port = kHttpPort;
    } else if (scheme != "https") {
        return bad(text, "its scheme is \"" + scheme + "\", expected \"https\"");
    }
    std::string_view port;
    if (!splitAuthority(text.substr(separator + 3), origin.host, port)) {
        return bad(text, "what follows \"://\" is not a host with an optional port");
    }
    if (!port.empty()) {
        port.remove_prefix(1);
        const auto [end, error] =
            std::from_chars(port.data(), port.data() + port.size(), origin.port);
        if (error != std::errc() || end != port.data() + port.size() || origin.port == 0) {
            return bad(text, "its port is not a number from 1 to 65535");
        }
    }
    if (origin.scheme == Scheme::kHttp && origin.host != "127.0.0.1" && origin.host != "::1") {
        return bad(text,
                   "plain http is accepted for 127.0.0.1 and [::1] only, since anyone on the way "
                   "could read the credentials");
    }
    return origin;
}

}  // namespace muster::rest
