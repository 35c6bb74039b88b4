#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

namespace sandbox::zoom {

/// Whether a request must carry a JSON object.
enum class Body { kNone, kObject };

using ReadEndpoint = Response (*)(const Account&, const Call&);
using WriteEndpoint = Response (*)(Account&, const Call&);

/// One operation of the API.
struct Endpoint {
    std::string_view method;
    std::vector<std::string_view> path;     ///< segments behind /v2; "{}" takes any
    std::string_view granular;              ///< scope of apps made since 2024
    std::vector<std::string_view> classic;  ///< scopes of older apps, any of which will do
    Work work;                              ///< what it does to the user, for the write gate
    Body body;
    std::variant<ReadEndpoint, WriteEndpoint> run;
};

const std::vector<Endpoint>& endpoints();

/// The endpoint behind a method and the segments after /v2; null when there is none.
/// HEAD is answered as GET.
const Endpoint* findEndpoint(std::string_view method, const std::vector<std::string>& segments);

/// The segments that stand in the places of "{}".
std::vector<std::string> pathParameters(const Endpoint& endpoint,
                                        const std::vector<std::string>& segments);

/// The granular scopes of all endpoints: what an app without `scopes` is granted.
std::vector<std::string> allScopes();

}  // namespace sandbox::zoom
