#include "sandbox.h"

#include <algorithm>
#include <stdexcept>

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>

namespace support {

namespace json = boost::json;

namespace {

Command sandboxCommand(const std::string& target, std::vector<std::string> switches) {
    if (std::find(switches.begin(), switches.end(), "--limits") == switches.end()) {
        switches.insert(switches.begin(), {"--limits", "off"});
    }
    switches.insert(switches.begin(), {target, "--port", "0", "--exit-with-parent"});
    return {MUSTER_SANDBOX_PROGRAM, std::move(switches)};
}

/// "... listening on http://127.0.0.1:PORT (control: ...)"
int portIn(const std::string& line) {
    const std::string before = "http://127.0.0.1:";
    return std::stoi(line.substr(line.find(before) + before.size()));
}

}  // namespace

int Reply::code() const {
    const auto value = json();
    const auto* found = value.is_object() ? value.get_object().if_contains("code") : nullptr;
    return found == nullptr || !found->is_number() ? 0 : found->to_number<int>();
}

std::string Reply::text(std::string_view name) const {
    const auto value = json();
    const auto* found = value.is_object() ? value.get_object().if_contains(name) : nullptr;
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}

std::string Reply::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

Reply sendHttp(int port, const HttpCall& call) {
    Poco::Net::HTTPClientSession session("127.0.0.1", static_cast<Poco::UInt16>(port));
    session.setTimeout(Poco::Timespan(20, 0));
    Poco::Net::HTTPRequest request(call.method, call.target, Poco::Net::HTTPMessage::HTTP_1_1);
    for (const auto& [name, value] : call.headers) request.set(name, value);
    if (!call.body.empty()) {
        if (!request.has("Content-Type")) request.setContentType("application/json");
        request.setContentLength64(static_cast<Poco::Int64>(call.body.size()));
    }
    session.sendRequest(request) << call.body;
    Poco::Net::HTTPResponse response;
    auto& stream = session.receiveResponse(response);
    Reply reply;
    reply.status = static_cast<int>(response.getStatus());
    for (const auto& [name, value] : response) reply.headers[Poco::toLower(name)] = value;
    Poco::StreamCopier::copyToString(stream, reply.body);
    return reply;
}

std::string sendRaw(int port, const HttpCall& call) {
    Poco::Net::StreamSocket socket(
        Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(port)));
    socket.setReceiveTimeout(Poco::Timespan(20, 0));
    auto text = call.method + " " + call.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
                "Connection: close\r\nContent-Length: " + std::to_string(call.body.size()) + "\r\n";
    for (const auto& [name, value] : call.headers) text.append(name + ": " + value + "\r\n");
    text += "\r\n" + call.body;
    socket.sendBytes(text.data(), static_cast<int>(text.size()));
    std::string answer;
    char buffer[4096];
    while (const int length = socket.receiveBytes(buffer, sizeof buffer)) {
        answer.append(buffer, static_cast<std::size_t>(length));
    }
    return answer;
}

Sandbox::Sandbox(const std::string& target, std::vector<std::string> switches)
    : process_(sandboxCommand(target, std::move(switches))),
      port_(portIn(process_.waitForLine("listening"))) {}

json::value Sandbox::control(const std::string& method, const std::string& name,
                             const std::string& body) {
    const auto reply = sendHttp(port_, {method, "/_control/" + name, body});
    if (reply.status >= 300) {
        throw std::runtime_error("control " + name + " " + body + ": " + reply.body);
    }
    return reply.body.empty() ? json::value() : reply.json();
}

}  // namespace support
