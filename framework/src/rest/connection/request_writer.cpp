#include "rest/connection/request_writer.h"

namespace muster::rest {
namespace {

void append(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

/** POST, PUT and PATCH say the size of an empty body too (RFC 9110 section 8.6). */
bool needsLength(const HttpRequest& request) {
    return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
           request.method == "PATCH";
}

}  // namespace

const std::string& userAgent() {
    static const std::string text = std::string("muster/") + MUSTER_VERSION;
    return text;
}

std::string wireHeader(const HttpRequest& request, const Origin& origin,
                       std::string_view correlationHeader) {
    std::string text = request.method + " " + request.pathAndQuery + " HTTP/1.1\r\n";
    append(text, "Host", origin.authority());
    if (request.headers.find("User-Agent") == nullptr) {
        append(text, "User-Agent", userAgent());
    }
    if (request.headers.find("Accept-Encoding") == nullptr) {
        append(text, "Accept-Encoding", "gzip, deflate");
    }
    if (!correlationHeader.empty() && !request.correlationId.empty() &&
        request.headers.find(correlationHeader) == nullptr) {
        append(text, correlationHeader, request.correlationId);
    }
    for (const HttpHeaders::Field& field : request.headers.fields()) {
        append(text, field.name, field.value);
    }
    if (needsLength(request)) {
        append(text, "Content-Length", std::to_string(request.body.size()));
    }
    text += "\r\n";
    return text;
}

}  // namespace muster::rest
