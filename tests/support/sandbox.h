#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "child_process.h"

namespace support {

/// An answer over HTTP. Header names are in lower case.
struct Reply {
    int status = 0;
    std::map<std::string, std::string> headers;
    std::string body;

    /// The body as JSON; throws when it is none.
    boost::json::value json() const { return boost::json::parse(body); }
    /// The member `code` of the body when it is a number, else 0.
    int code() const;
    /// The text under `name` in the body, "" when there is none.
    std::string text(std::string_view name) const;
    /// The value of a header, "" when there is none.
    std::string header(const std::string& name) const;
};

/// One call to a server on loopback.
struct HttpCall {
    std::string method;
    std::string target;  ///< path and query, percent-encoded
    std::string body = {};
    std::map<std::string, std::string> headers = {};
};

/// Sends a call to 127.0.0.1:port over a connection of its own; throws when no answer comes.
Reply sendHttp(int port, const HttpCall& call);

/// Sends a call likewise and returns every byte that comes before the connection ends, "" when
/// it ends without an answer. Throws when it is reset.
std::string sendRaw(int port, const HttpCall& call);

/// A simulator of muster-sandbox, started on a free port with these switches and ended with this
/// object. Rate limits are off unless the switches name `--limits`: most tests are faster than they
/// allow. Start it once a suite and reset it between cases. For one thread, `port` apart.
class Sandbox {
public:
    Sandbox(const std::string& target, std::vector<std::string> switches);

    int port() const { return port_; }
    /// "http://127.0.0.1:PORT"
    std::string baseUrl() const { return "http://127.0.0.1:" + std::to_string(port_); }
    ChildProcess& process() { return process_; }

    /// Calls the control interface: `control("POST", "activate", R"({"email":".."})")`. Throws when
    /// it refuses.
    boost::json::value control(const std::string& method, const std::string& name,
                               const std::string& body = {});
    /// Sets switches: `set(R"({"sso":false})")`.
    void set(const std::string& settings) { control("POST", "settings", settings); }

private:
    ChildProcess process_;
    int port_;
};

}  // namespace support
