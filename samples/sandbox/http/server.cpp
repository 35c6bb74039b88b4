#include "http/server.h"

#include <stdexcept>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/ThreadPool.h>

namespace sandbox {

namespace {

namespace net = Poco::Net;

/// Connections served at once. A thread waits on each, so further ones queue up.
constexpr int kMaxConnections = 256;
/// No request of the simulated interfaces comes near this.
constexpr std::size_t kMaxBodyBytes = std::size_t{1024} * 1024;

enum class BodyRead { kWhole, kTooLarge };

/// Reads the body into `body`. Without Content-Length and without chunks there is none (RFC 9112
/// 6.3); Poco would wait for the end of the connection there.
BodyRead readBody(net::HTTPServerRequest& request, std::string& body) {
    if (request.getChunkedTransferEncoding()) {
        auto& stream = request.stream();
        char buffer[8192];
        do {
            stream.read(buffer, sizeof buffer);
            body.append(buffer, static_cast<std::size_t>(stream.gcount()));
            if (body.size() > kMaxBodyBytes) return BodyRead::kTooLarge;
        } while (stream);
        return BodyRead::kWhole;
    }
    if (!request.hasContentLength()) return BodyRead::kWhole;
    const auto length = static_cast<std::size_t>(request.getContentLength64());
    if (length > kMaxBodyBytes) return BodyRead::kTooLarge;
    body.resize(length);
    request.stream().read(body.data(), static_cast<std::streamsize>(length));
    body.resize(static_cast<std::size_t>(request.stream().gcount()));
    return BodyRead::kWhole;
}

void setHead(net::HTTPServerResponse& out, const Response& answer) {
    out.setStatus(static_cast<net::HTTPResponse::HTTPStatus>(answer.status));
    out.setReason(net::HTTPResponse::getReasonForStatus(out.getStatus()));
    for (const auto& [name, value] : answer.headers) out.set(name, value);
    if (!answer.contentType.empty()) out.setContentType(std::string(answer.contentType));
}

void send(net::HTTPServerResponse& out, const Response& answer) {
    setHead(out, answer);
    if (answer.status == net::HTTPResponse::HTTP_NO_CONTENT) {
        out.send();
    } else {
        out.sendBuffer(answer.body.data(), answer.body.size());
    }
}

/// Promises the whole body and sends half of it.
void sendHalf(net::HTTPServerResponse& out, const Response& answer) {
    setHead(out, answer);
    out.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
    out.send()
        .write(answer.body.data(), static_cast<std::streamsize>(answer.body.size() / 2))
        .flush();
}

/// Ends the connection now; what was sent on it before still arrives unless it is torn.
void cut(net::HTTPServerRequest& in, Ending ending) {
    // The server makes no other kind of request; only this one gives its socket away.
    auto socket = static_cast<net::HTTPServerRequestImpl&>(in).detachSocket();
    if (ending == Ending::kReset) socket.setLinger(true, 0);
    socket.close();
}

class Exchange : public net::HTTPRequestHandler {
public:
    explicit Exchange(const Handler& handler) : handler_(handler) {}

    void handleRequest(net::HTTPServerRequest& in, net::HTTPServerResponse& out) override {
        Request request;
        if (readBody(in, request.body) == BodyRead::kTooLarge) {
            out.setKeepAlive(false);
            send(out, jsonResponse(413, R"({"code":300,"message":"Request body is too large."})"));
            return;
        }
        request.method = in.getMethod();
        request.target = in.getURI();
        for (const auto& [name, value] : in) {
            if (Poco::icompare(name, net::HTTPRequest::AUTHORIZATION) == 0) {
                request.authorization = value;
            } else {
                request.headers.emplace_back(name, value);
            }
        }
        const auto answer = handler_(std::move(request));
        switch (answer.delivery) {
            case Delivery::kWhole:
                return send(out, answer);
            case Delivery::kCut:
                sendHalf(out, answer);
                [[fallthrough]];
            case Delivery::kNone:
                cut(in, answer.ending);
        }
    }

private:
    const Handler& handler_;
};

class ExchangeFactory : public net::HTTPRequestHandlerFactory {
public:
    explicit ExchangeFactory(Handler handler) : handler_(std::move(handler)) {}

    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new Exchange(handler_);  // Poco takes it over
    }

private:
    Handler handler_;
};

net::ServerSocket listenOn(std::uint16_t port) {
    const net::SocketAddress address("127.0.0.1", port);
    try {
        net::ServerSocket socket;
        // Poco shares the port by default (SO_REUSEPORT): two servers would split the calls.
        socket.bind(address, true, false);
        socket.listen(1024);
        return socket;
    } catch (const Poco::Exception& error) {
        throw std::runtime_error("cannot listen on " + address.toString() + ": " +
                                 error.displayText() + "; choose another --port, or 0 for any");
    }
}

}  // namespace

struct HttpServer::Parts {
    explicit Parts(std::uint16_t port)
        : socket(listenOn(port)), threads("connection", 4, kMaxConnections) {}

    net::ServerSocket socket;
    Poco::ThreadPool threads;
    std::unique_ptr<net::HTTPServer> server;
};

HttpServer::HttpServer(std::uint16_t port) : parts_(std::make_unique<Parts>(port)) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const { return parts_->socket.address().port(); }

std::string HttpServer::baseUrl() const { return "http://127.0.0.1:" + std::to_string(port()); }

void HttpServer::start(Handler handler) {
    net::HTTPServerParams::Ptr params = new net::HTTPServerParams;
    params->setKeepAlive(true);
    params->setMaxKeepAliveRequests(0);
    params->setKeepAliveTimeout(Poco::Timespan(60, 0));
    params->setTimeout(Poco::Timespan(60, 0));
    params->setMaxThreads(kMaxConnections);
    params->setMaxQueued(1024);
    params->setSoftwareVersion("muster-sandbox");
    parts_->server = std::make_unique<net::HTTPServer>(new ExchangeFactory(std::move(handler)),
                                                       parts_->threads, parts_->socket, params);
    parts_->server->start();
}

void HttpServer::stop() {
    if (!parts_->server) return;
    parts_->server->stopAll(true);
    parts_->threads.joinAll();
    parts_->server.reset();
}

}  // namespace sandbox
