#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// What a client sent, taken apart once; the views of a simulator point into it.
struct Request {
    std::string method;
    std::string target;  ///< path and query as they came, still percent-encoded
    std::string authorization;
    std::vector<std::pair<std::string, std::string>> headers;  ///< all but Authorization
    std::string body;
};

/// What the simulator answers. An empty `contentType` means that none is sent, as in a 204.
struct Response {
    int status = 200;
    std::string body;
    std::string_view contentType;  ///< a literal
    std::vector<std::pair<std::string, std::string>> headers;
};

inline constexpr std::string_view kJsonContent = "application/json;charset=UTF-8";

/// An answer with a JSON text that is serialised already.
inline Response jsonResponse(int status, std::string text) {
    return {status, std::move(text), kJsonContent, {}};
}

/// An answer without a body and without Content-Type.
inline Response emptyResponse(int status) { return {status, {}, {}, {}}; }

}  // namespace sandbox
