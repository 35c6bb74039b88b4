#include "rest/connection/traffic_log.h"

#include <algorithm>
#include <array>

namespace muster::rest {
namespace {

constexpr std::string_view kMask = "(not shown)";

/** The number of fields is small and their order is fixed, so they are joined as text. */
std::string debugLine(const HttpRequest& request, const Result<HttpResponse>& result,
                      std::chrono::milliseconds duration) {
    std::string line = "method=" + request.method + " url=" + request.origin + shownPath(request);
    if (result) {
        line += " status=" + std::to_string(result->status);
    } else {
        line += " error=" + std::string(toString(result.error().code)) +
                " outcome=" + std::string(toString(result.error().effectiveOutcome()));
    }
    return line + " ms=" + std::to_string(duration.count()) +
           " attempt=" + std::to_string(request.attempt) + " corr=" + request.correlationId;
}

std::string sizeOf(std::string_view body) {
    return "(" + std::to_string(body.size()) + " bytes, not shown)";
}

void appendFields(std::string& text, std::string_view direction, const HttpHeaders& headers) {
    for (const HttpHeaders::Field& field : headers.fields()) {
        const bool hidden = field.secret || isCredentialField(field.name);
        text.append("\n").append(direction).append(" ").append(field.name).append(": ");
        text.append(hidden ? kMask : std::string_view(field.value));
    }
}

void appendBody(std::string& text, std::string_view direction, std::string_view body,
                std::string_view shown) {
    if (!body.empty()) {
        text.append("\n").append(direction).append(" ").append(shown);
    }
}

std::string traceText(const HttpRequest& request, const Result<HttpResponse>& result) {
    std::string text = "corr=" + request.correlationId + "\n> " + request.method + " " +
                       request.origin + shownPath(request);
    appendFields(text, ">", request.headers);
    appendBody(text, ">", request.body, request.redactedBody.value_or(sizeOf(request.body)));
    if (!result) {
        return text + "\n< " + std::string(toString(result.error().code));
    }
    text += "\n< " + std::to_string(result->status) + " " + result->reason;
    appendFields(text, "<", result->headers);
    appendBody(text, "<", result->body,
               request.redactResponseBody ? request.redactResponseBody(result->body)
                                          : sizeOf(result->body));
    return text;
}

}  // namespace

bool isCredentialField(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kNames = {
        "Authorization", "Proxy-Authorization", "Authentication-Info",
        "Cookie",        "Set-Cookie",          "Set-Cookie2",
        "X-Api-Key",     "X-Auth-Token",        "X-ChatWorkToken"};
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view credential) {
        return equalsIgnoringCase(credential, name);
    });
}

void logExchange(TrafficLog& log, const HttpRequest& request, const Result<HttpResponse>& result,
                 std::chrono::milliseconds duration) {
    if (log.wants(TrafficLog::Level::kDebug)) {
        log.write(TrafficLog::Level::kDebug, debugLine(request, result, duration));
    }
    if (log.wants(TrafficLog::Level::kTrace)) {
        log.write(TrafficLog::Level::kTrace, traceText(request, result));
    }
}

}  // namespace muster::rest
