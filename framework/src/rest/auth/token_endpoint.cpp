#include "rest/auth/token_endpoint.h"

#include "encoding/base64.h"

namespace muster::rest {
namespace {

/** Answers of token endpoints are a few KiB. */
constexpr std::size_t kMaxAnswerBytes = std::size_t{256} * 1024;

}  // namespace

TokenEndpoint::TokenEndpoint(HttpClient& http, TokenUrl url, TokenClient client,
                             std::unique_ptr<GrantSource> grant)
    : http_(&http), url_(std::move(url)), client_(std::move(client)), grant_(std::move(grant)) {}

void TokenEndpoint::showAsBasic(HttpRequest& request) const {
    // RFC 6749 section 2.3.1 wants both parts form-encoded first; the ids and secrets that Zoom and
    // LINE WORKS give out are letters and digits, for which it changes nothing.
    std::string pair = encodeFormValue(client_.id) + ":" + encodeFormValue(client_.secret.expose());
    std::string credential = "Basic " + toBase64(pair);
    request.headers.setSecret("Authorization", credential);
    wipe(pair);
    wipe(credential);
}

Result<HttpRequest> TokenEndpoint::makeRequest(const std::string& correlationId) const {
    HttpRequest request{.method = "POST",
                        .origin = url_.origin,
                        .pathAndQuery = url_.pathAndQuery,
                        // A second token does no harm, so a dead connection is no reason to fail.
                        .repeat = Repeat::kIdempotent,
                        .correlationId = correlationId};
    const bool isInForm = client_.place == ClientPlace::kForm;
    if (!url_.queryNames("grant_type")) {
        MUSTER_ASSIGN_OR_RETURN(std::vector<FormField> fields, grant_->fields());
        if (isInForm) {
            fields.push_back({"client_id", client_.id});
        }
        if (isInForm && !client_.secret.empty()) {
            fields.push_back({"client_secret", std::string(client_.secret.expose())});
        }
        request.headers.set("Content-Type", "application/x-www-form-urlencoded");
        request.body = encodeForm(fields);
        for (FormField& field : fields) {
            wipe(field.value);
        }
    }
    request.headers.set("Accept", "application/json");
    if (!isInForm && !client_.secret.empty()) {
        showAsBasic(request);
    }
    return request;
}

Result<AccessToken> TokenEndpoint::ask(const CallLimits& limits,
                                       const std::string& correlationId) const {
    MUSTER_ASSIGN_OR_RETURN(HttpRequest request, makeRequest(correlationId));
    CallLimits bounded = limits;
    bounded.maxBodyBytes = std::min(bounded.maxBodyBytes, kMaxAnswerBytes);
    Result<HttpResponse> answer = http_->send(request, bounded);
    wipe(request.body);
    if (!answer) {
        Error error = std::move(answer).error();
        error.message = "no token could be had: " + error.message;
        error.outcome = Outcome::kNotApplied;
        return error;
    }
    Result<AccessToken> token = readTokenAnswer(*answer, url_.origin + url_.path(), client_.secret);
    wipe(answer->body);
    return token;
}

}  // namespace muster::rest
