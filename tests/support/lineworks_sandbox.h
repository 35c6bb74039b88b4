#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sandbox.h"

namespace support {

/// Base64url without padding (RFC 7515, 2).
std::string base64Url(const std::string& bytes);

/// Percent-encodes all but letters, digits and "-._~".
std::string percentEncode(const std::string& text);

/// The public part of a private key, both as PEM.
std::string publicPart(const std::string& privatePem);

/// The LINE WORKS simulator.
class LineworksSandbox : public Sandbox {
public:
    explicit LineworksSandbox(std::vector<std::string> switches = {})
        : Sandbox("lineworks", std::move(switches)) {}

    /// Calls the API with a token, which it asks for when there is none. `target` is what stands
    /// behind /v1.0: "/users?count=1".
    Reply call(const std::string& method, const std::string& target, const std::string& body = {});
    Reply get(const std::string& target) { return call("GET", target); }

    /// Seeds what the JSON object names.
    void seed(const std::string& text) { control("POST", "seed", text); }
    /// Back to the start; the token is forgotten too.
    void reset();
    /// Forgets the token, for a case that lets it expire.
    void reconnect() { token_.clear(); }

    /// A new access token with these scopes, for the default client.
    std::string newToken(const std::string& scope = "directory user orgunit group");
    /// Calls with a token of these scopes alone.
    Reply callWith(const std::string& scope, const std::string& method, const std::string& target,
                   const std::string& body = {});

    /// A token request with the default client and this assertion, answered however it is.
    Reply requestToken(const std::string& assertion,
                       const std::string& scope = "directory user orgunit group");
    /// POST with a form of these pairs, percent-encoded here.
    Reply postForm(const std::string& target,
                   const std::vector<std::pair<std::string, std::string>>& pairs);

    /// A signed assertion: header and claims are JSON.
    std::string sign(const std::string& header, const std::string& claims);
    /// Claims of the default client that begin `iatOffset` seconds from now and live for `life`.
    static std::string claims(int iatOffset = 0, int life = 3600);
    static inline const std::string kHeader = R"({"alg":"RS256","typ":"JWT"})";

    /// The private key that the simulator hands out, as PEM.
    const std::string& privateKey();
    /// Signs with this key from now on.
    void usePrivateKey(const std::string& pem) { privateKey_ = pem; }

private:
    std::string token_;
    std::string privateKey_;
};

}  // namespace support
