#include "rest/connection/traffic_log.h"

#include <algorithm>
#include <array>

#include "rest/connection/origin.h"

namespace muster::rest {
namespace {

constexpr std::string_view kMask = "(not shown)";

/** The number of fields is small and their order is fixed, so they are joined as text. */
std::string urlOf(const HttpRequest& request) {
    return printable(withoutUserInformation(request.origin)) + shownPath(request);
}

std::string debugLine(const HttpRequest& request, const Result<HttpResponse>& result,
                      std::chrono::milliseconds duration) {
    std::string line = "method=" + printable(request.method) + " url=" + urlOf(request);
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
        text.append("\n").append(direction).append(" ").append(printable(field.name)).append(": ");
        text.append(hidden ? std::string(kMask) : printable(field.value));
    }
}

void appendBody(std::string& text, std::string_view direction, std::string_view body,
                std::string_view shown) {
    if (!body.empty()) {
        text.append("\n").append(direction).append(" ").append(shown);
    }
}

std::string traceText(const HttpRequest& request, const Result<HttpResponse>& result) {
    std::string text =
        "corr=" + request.correlationId + "\n> " + printable(request.method) + " " + urlOf(request);
    appendFields(text, ">", request.headers);
    appendBody(text, ">", request.body, request.redactedBody.value_or(sizeOf(request.body)));
    if (!result) {
        return text + "\n< " + std::string(toString(result.error().code));
    }
    text += "\n< " + std::to_string(result->status) + " " + printable(result->reason);
    appendFields(text, "<", result->headers);
    appendBody(text, "<", result->body,
               request.redactResponseBody ? request.redactResponseBody(result->body)
                                          : sizeOf(result->body));
    return text;
}

}  // namespace

bool isCredentialField(std::string_view name) {
    static constexpr std::array<std::string_view, 8> kNames = {
        "Authorization", "Proxy-Authorization", "Authentication-Info", "Cookie",
        "Set-Cookie",    "Set-Cookie2",         "X-Api-Key",           "X-Auth-Token"};
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
