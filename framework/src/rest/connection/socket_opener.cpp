#include "rest/connection/socket_opener.h"

#include <system_error>

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <fcntl.h>

#include "encoding/base64.h"
#include "rest/connection/answer_reader.h"

namespace muster::rest {
namespace {

using Poco::Net::Socket;
using Poco::Net::StreamSocket;

/** Poco counts the milliseconds of a wait in an int. */
constexpr std::chrono::milliseconds kMaxWait = std::chrono::hours(24);

/** Connects within `share` of the call's time; false with the system's words otherwise. */
bool tryAddress(StreamSocket& socket, const Poco::Net::SocketAddress& address, CallState& call,
                std::unique_ptr<DuplicateDescriptor>& descriptor,
                std::chrono::steady_clock::duration share, std::string& reason) {
    try {
        socket.connectNB(address);
        ::fcntl(socket.impl()->sockfd(), F_SETFD, FD_CLOEXEC);
        descriptor = std::make_unique<DuplicateDescriptor>(socket);
        if (descriptor->value() < 0) {
            reason = "this process has no file descriptor left";
            return false;
        }
        call.watch(descriptor->value());
        // Rounded up, so that the last address runs into the deadline itself.
        const auto wait =
            std::min(std::chrono::ceil<std::chrono::milliseconds>(share), kMaxWait).count() * 1000;
        if (!socket.poll(Poco::Timespan(wait), Socket::SELECT_WRITE | Socket::SELECT_ERROR)) {
            reason = "it did not answer";
            return false;
        }
        if (const int error = socket.impl()->socketError(); error != 0) {
            reason = std::system_category().message(error);
            return false;
        }
        socket.setBlocking(true);
        socket.setNoDelay(true);
        return call.running();
    } catch (const Poco::Exception& exception) {
        reason = exception.displayText();
        return false;
    }
}

Error proxyRefused(const HttpResponse& answer, const ProxySettings& proxy, const CallState& call) {
    const std::string shown = "the proxy \"" + proxy.host + ":" + std::to_string(proxy.port) + "\"";
    constexpr int kProxyAuthenticationRequired = 407;
    Error error =
        answer.status == kProxyAuthenticationRequired
            ? call.failed(shown +
                              (proxy.user.empty() ? " wants credentials and none are set"
                                                  : " did not accept the credentials") +
                              " (HTTP 407)",
                          "Check proxyUser and proxyPassword of the target.")
            : call.failed(
                  shown + " refused the connection with HTTP " + std::to_string(answer.status),
                  "Ask those who run the proxy whether it lets this host through.");
    error.httpStatus = answer.status;
    return error;
}

/** Asks the proxy for a tunnel (RFC 9110 section 9.3.6). */
Result<StreamSocket> tunnel(const StreamSocket& socket, const Origin& origin,
                            const ProxySettings& proxy, CallState& call) {
    call.enter(Phase::kProxy);
    std::string request =
        "CONNECT " + origin.hostAndPort() + " HTTP/1.1\r\nHost: " + origin.hostAndPort() + "\r\n";
    if (!proxy.user.empty()) {
        std::string pair = proxy.user + ":" + std::string(proxy.password.expose());
        request += "Proxy-Authorization: Basic " + toBase64(pair) + "\r\n";
        wipe(pair);
    }
    request += "\r\n";
    WireSession session(socket);
    const bool written = session.writeAll(request);
    wipe(request);
    if (!written) {
        return call.failed(session.failure());
    }
    AnswerReader reader(session, call, AnswerReader::Peer::kProxy);
    MUSTER_ASSIGN_OR_RETURN(const AnswerHead head, reader.readHead());
    constexpr int kSuccess = 2;
    if (head.response.status / 100 != kSuccess) {
        return proxyRefused(head.response, proxy, call);
    }
    if (session.hasBuffered()) {
        return call.failed("the proxy sent bytes of its own into the connection");
    }
    return session.detachSocket();
}

}  // namespace

SocketOpener::SocketOpener(const HttpClientSettings& settings)
    : resolver_(settings.resolver ? settings.resolver : std::make_shared<SystemResolver>()),
      proxy_(settings.proxy),
      trust_(settings.caFile) {}

Result<std::unique_ptr<Connection>> SocketOpener::open(const Origin& origin, CallState& call) {
    const bool secure = origin.scheme == Origin::Scheme::kHttps;
    const ProxySettings* proxy = secure && proxy_ ? &*proxy_ : nullptr;
    Descriptor descriptor;
    MUSTER_ASSIGN_OR_RETURN(
        StreamSocket socket,
        connectTo(proxy != nullptr ? proxy->host : origin.host,
                  proxy != nullptr ? proxy->port : origin.port, call, descriptor));
    // Poco closes its socket on some errors; the watchdog must let go of the number before ours
    // goes.
    CallState::Watching watching(call, descriptor->value());
    if (proxy != nullptr) {
        MUSTER_ASSIGN_OR_RETURN(socket, tunnel(socket, origin, *proxy, call));
    }
    if (secure) {
        MUSTER_ASSIGN_OR_RETURN(socket, trust_.secure(socket, origin.host, call));
    }
    watching.release();
    return std::make_unique<Connection>(socket, std::move(descriptor));
}

Result<StreamSocket> SocketOpener::connectTo(const std::string& host, std::uint16_t port,
                                             CallState& call, Descriptor& descriptor) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> addresses,
                            resolveWithin(resolver_, host, call));
    call.enter(Phase::kConnecting);
    std::string reasons;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        // An address that swallows packets must leave time for the others.
        const auto left = call.limits().deadline - std::chrono::steady_clock::now();
        StreamSocket socket;
        std::string reason;
        if (tryAddress(socket, Poco::Net::SocketAddress(addresses[i], port), call, descriptor,
                       left / static_cast<int>(addresses.size() - i), reason)) {
            return socket;
        }
        call.watch(-1);
        if (!call.running()) {
            break;
        }
        reasons += (reasons.empty() ? "" : "; ") + addresses[i] + ": " + reason;
    }
    return call.failed("no connection to \"" + host + "\" port " + std::to_string(port) +
                           " could be made (" + reasons + ")",
                       "Check host and port in the target's settings, and that this machine may "
                       "reach it.");
}

}  // namespace muster::rest
