#include "rest/auth/token_endpoint.h"

#include "encoding/base64.h"

namespace muster::rest {
namespace {

/** Answers of token endpoints are a few KiB. */
constexpr std::size_t kMaxAnswerBytes = std::size_t{256} * 1024;

}  // namespace

TokenEndpoint::TokenEndpoint(HttpClient& client, TokenUrl url, std::string clientId,
                             Secret clientSecret, std::unique_ptr<GrantSource> grant)
    : client_(&client),
      url_(std::move(url)),
      clientId_(std::move(clientId)),
      clientSecret_(std::move(clientSecret)),
      grant_(std::move(grant)) {}

Result<HttpRequest> TokenEndpoint::makeRequest(const std::string& correlationId) const {
    HttpRequest request{.method = "POST",
                        .origin = url_.origin,
                        .pathAndQuery = url_.pathAndQuery,
                        // A second token does no harm, so a dead connection is no reason to fail.
                        .repeat = Repeat::kIdempotent,
                        .correlationId = correlationId};
    if (!url_.queryNames("grant_type")) {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<FormField> fields, grant_->fields());
        request.headers.set("Content-Type", "application/x-www-form-urlencoded");
        request.body = encodeForm(fields);
    }
    request.headers.set("Accept", "application/json");
    if (!clientSecret_.empty()) {
        // RFC 6749 section 2.3.1 wants both parts form-encoded first; the ids and secrets that
        // Zoom and LINE WORKS give out are letters and digits, for which it changes nothing.
        std::string pair =
            encodeFormValue(clientId_) + ":" + encodeFormValue(clientSecret_.expose());
        std::string credential = "Basic " + toBase64(pair);
        request.headers.setSecret("Authorization", credential);
        wipe(pair);
        wipe(credential);
    }
    return request;
}

Result<AccessToken> TokenEndpoint::ask(const CallLimits& limits,
                                       const std::string& correlationId) const {
    MUSTER_ASSIGN_OR_RETURN(const HttpRequest request, makeRequest(correlationId));
    CallLimits bounded = limits;
    bounded.maxBodyBytes = std::min(bounded.maxBodyBytes, kMaxAnswerBytes);
    Result<HttpResponse> answer = client_->send(request, bounded);
    if (!answer) {
        Error error = std::move(answer).error();
        error.message = "no token could be had: " + error.message;
        error.outcome = Outcome::kNotApplied;
        return error;
    }
    Result<AccessToken> token = readTokenAnswer(*answer, url_.origin + url_.path(), clientSecret_);
    wipe(answer->body);
    return token;
}

}  // namespace muster::rest
