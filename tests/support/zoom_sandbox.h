#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sandbox.h"

namespace support {

/// The Zoom simulator.
class ZoomSandbox : public Sandbox {
public:
    explicit ZoomSandbox(std::vector<std::string> switches = {})
        : Sandbox("zoom", std::move(switches)) {}

    /// Calls the API with a token, which it asks for when there is none. `target` is what stands
    /// behind /v2: "/users/me".
    Reply call(const std::string& method, const std::string& target, const std::string& body = {});
    Reply get(const std::string& target) { return call("GET", target); }

    /// Seeds users from a JSON array.
    void seedUsers(const std::string& users) {
        control("POST", "seed", "{\"users\":" + users + "}");
    }
    /// Back to the start; the token is forgotten too.
    void reset();

    /// Forgets the token, for a case that lets it expire.
    void reconnect() { token_.clear(); }

    /// A new access token for the default client.
    std::string newToken();
    /// A token request with these parts, answered however it is.
    Reply requestToken(const std::string& query, const std::string& form,
                       const std::string& clientAndSecret);

private:
    std::string token_;
};

}  // namespace support
