#include "rest/connection/http_client.h"

#include <optional>

#include "rest/connection/body_reader.h"
#include "rest/connection/connection_pool.h"
#include "rest/connection/inflate.h"
#include "rest/connection/origin.h"
#include "rest/connection/request_check.h"
#include "rest/connection/request_writer.h"
#include "rest/connection/sigpipe_guard.h"
#include "rest/connection/socket_opener.h"

namespace muster::rest {
namespace {

constexpr int kFirstErrorStatus = 400;

}  // namespace

struct HttpClient::Parts {
    explicit Parts(const HttpClientSettings& settings)
        : pool(settings.maxIdlePerOrigin, settings.maxIdleTime),
          opener(settings),
          correlationHeader(settings.correlationHeader),
          log(settings.log) {}

    std::shared_ptr<Watchdog> watchdog = Watchdog::shared();
    ConnectionPool pool;
    SocketOpener opener;
    const std::string correlationHeader;
    TrafficLog* log;
};

/** One call to `send` on its way. */
class HttpClient::Exchange {
public:
    Exchange(Parts& parts, const HttpRequest& request, const Origin& origin,
             const CallLimits& limits)
        : parts_(parts),
          request_(request),
          origin_(origin),
          call_(*parts.watchdog, limits,
                request.method + " " + origin.text() + shownPath(request)) {}

    Result<HttpResponse> run();

private:
    Result<HttpResponse> attempt(std::unique_ptr<Connection> connection);
    Result<HttpResponse> talk(Connection& connection);
    bool sendOn(WireSession& session);
    bool mayRepeat(const Error& error) const;

    Parts& parts_;
    const HttpRequest& request_;
    const Origin& origin_;
    CallState call_;
    bool answered_ = false;
    bool reusable_ = false;
};

bool HttpClient::Exchange::mayRepeat(const Error& error) const {
    const bool lost =
        error.code == ErrorCode::kConnectionBroken || error.code == ErrorCode::kConnectionFailed;
    return lost && !answered_ && (!call_.sent() || request_.repeat == Repeat::kIdempotent);
}

Result<HttpResponse> HttpClient::Exchange::run() {
    if (!call_.running()) {
        return call_.failed("ended");
    }
    const std::string key = origin_.text();
    if (std::unique_ptr<Connection> kept = parts_.pool.take(key)) {
        Result<HttpResponse> result = attempt(std::move(kept));
        if (result || !mayRepeat(result.error())) {
            return result;
        }
        // What was sent stays sent: should the second try fail early, the outcome is still unknown.
    }
    const bool wasSentBefore = call_.sent();
    MUSTER_ASSIGN_OR_RETURN(std::unique_ptr<Connection> fresh, parts_.opener.open(origin_, call_));
    Result<HttpResponse> result = attempt(std::move(fresh));
    if (result) {
        result->wasSentBefore = wasSentBefore;
    }
    return result;
}

Result<HttpResponse> HttpClient::Exchange::attempt(std::unique_ptr<Connection> connection) {
    Result<HttpResponse> result = [&] {
        const CallState::Watching watching(call_, connection->descriptor());
        return talk(*connection);
    }();
    // Shut down by the watchdog between the last byte and here, it is of no use for another call.
    if (result && reusable_ && call_.running()) {
        parts_.pool.put(origin_.text(), std::move(connection));
    }
    return result;
}

bool HttpClient::Exchange::sendOn(WireSession& session) {
    std::string header = wireHeader(request_, origin_, parts_.correlationHeader);
    const bool written = session.writeAll(header) && session.writeAll(request_.body);
    wipe(header);
    return written;
}

Result<HttpResponse> HttpClient::Exchange::talk(Connection& connection) {
    WireSession& session = connection.session();
    call_.enter(Phase::kSending);
    if (!call_.running()) {
        return call_.failed("ended");
    }
    call_.markSent();
    std::optional<Error> unsent;
    if (!sendOn(session)) {
        unsent = call_.failed(session.failure());
        if (!call_.running()) {
            return *unsent;
        }
    }
    AnswerReader answer(session, call_);
    Result<AnswerHead> head = answer.readHead();
    answered_ = answer.started();
    // A target may refuse a large body before it has read it, and close (RFC 9112 section 9.5).
    if (unsent && (!head || head->response.status < kFirstErrorStatus)) {
        return *unsent;
    }
    if (!head) {
        return std::move(head).error();
    }
    const auto withStatus = [&](Error error) {
        error.httpStatus = head->response.status;
        return error;
    };
    BodyReader reader(session, call_, answer);
    Result<std::string> body = reader.read(*head, request_.method);
    if (!body) {
        return withStatus(std::move(body).error());
    }
    reusable_ = reader.mayReuse() && !unsent;
    HttpResponse response = std::move(head->response);
    response.body = std::move(*body);
    if (auto inflated = inflateBody(response, call_); !inflated) {
        return withStatus(std::move(inflated).error());
    }
    return response;
}

HttpClient::HttpClient(const HttpClientSettings& settings)
    : parts_(std::make_unique<Parts>(settings)) {}

HttpClient::~HttpClient() = default;

std::size_t HttpClient::idleConnections() const { return parts_->pool.idleCount(); }

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const CallLimits& limits) {
    using std::chrono::steady_clock;
    const steady_clock::time_point started = steady_clock::now();
    const auto exchange = [&]() -> Result<HttpResponse> {
        MUSTER_RETURN_IF_ERROR(checkRequest(request));
        MUSTER_ASSIGN_OR_RETURN(const Origin origin, Origin::parse(request.origin));
        const SigpipeGuard guard;
        return Exchange(*parts_, request, origin, limits).run();
    };
    Result<HttpResponse> result = exchange();
    if (parts_->log != nullptr) {
        logExchange(
            *parts_->log, request, result,
            std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - started));
    }
    return result;
}

}  // namespace muster::rest
