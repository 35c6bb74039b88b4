#include "zoom_sandbox.h"

#include <sstream>

#include <Poco/Base64Encoder.h>

namespace support {

namespace {

std::string base64(const std::string& text) {
    std::ostringstream encoded;
    Poco::Base64Encoder encoder(encoded);
    encoder.rdbuf()->setLineLength(0);
    encoder << text;
    encoder.close();
    return encoded.str();
}

}  // namespace

Reply ZoomSandbox::call(const std::string& method, const std::string& target,
                        const std::string& body) {
    if (token_.empty()) token_ = newToken();
    return sendHttp(port(),
                    {method, "/v2" + target, body, {{"Authorization", "Bearer " + token_}}});
}

void ZoomSandbox::reset() {
    control("POST", "reset");
    token_.clear();
}

std::string ZoomSandbox::newToken() {
    return requestToken("grant_type=account_credentials&account_id=acc-sandbox", "",
                        "sandbox-client:sandbox-secret")
        .text("access_token");
}

Reply ZoomSandbox::requestToken(const std::string& query, const std::string& form,
                                const std::string& clientAndSecret) {
    HttpCall call{"POST", "/oauth/token" + (query.empty() ? "" : "?" + query), form};
    call.headers["Content-Type"] = "application/x-www-form-urlencoded";
    if (!clientAndSecret.empty()) {
        call.headers["Authorization"] = "Basic " + base64(clientAndSecret);
    }
    return sendHttp(port(), call);
}

}  // namespace support
