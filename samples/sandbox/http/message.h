#pragma once

#include <cstdint>
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
    std::uint64_t number = 0;  ///< in the request log, from 1; 0 for the control interface
    std::int64_t timeMs = 0;   ///< when it came, by the simulated clock
};

/// How an answer leaves. The connection ends with all but the first.
enum class Delivery {
    kWhole,
    kCut,   ///< the head promises the whole body, and half of it comes
    kNone,  ///< no byte of it
};

/// How a connection ends early: in order (FIN), or torn (RST).
enum class Ending { kOrderly, kReset };

/// What the simulator answers. An empty `contentType` means that none is sent, as in a 204.
struct Response {
    int status = 200;
    std::string body = {};
    std::string_view contentType = {};  ///< a literal
    std::vector<std::pair<std::string, std::string>> headers = {};
    Delivery delivery = Delivery::kWhole;
    Ending ending = Ending::kOrderly;
};

inline constexpr std::string_view kJsonContent = "application/json;charset=UTF-8";

/// An answer with a JSON text that is serialised already.
inline Response jsonResponse(int status, std::string text) {
    return {.status = status, .body = std::move(text), .contentType = kJsonContent};
}

/// An answer without a body and without Content-Type.
inline Response emptyResponse(int status) { return {.status = status}; }

}  // namespace sandbox
