#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/pacing.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

using ReadEndpoint = Response (*)(const Tenant&, const Call&);
using WriteEndpoint = Response (*)(Tenant&, const Call&);
using Scopes = std::vector<std::string_view>;

/// Whether a request must carry a JSON object.
enum class Body { kNone, kObject };

/// One operation of the API.
struct Endpoint {
    std::string_view method;
    std::vector<std::string_view> path;  ///< segments behind /v1.0; "{}" takes any
    Scopes scopes;                       ///< any of which will do
    Body body;
    Paced paced;  ///< by which rule of pacing
    std::variant<ReadEndpoint, WriteEndpoint> run;
};

/// A GET. `path` is as in the docs without "/" at its ends, a parameter as "{}".
Endpoint readCall(std::string_view path, const Scopes& scopes, ReadEndpoint run);
/// Another method.
Endpoint writeCall(std::string_view method, std::string_view path, const Scopes& scopes,
                   WriteEndpoint run, Body body = Body::kNone, Paced paced = Paced::kNo);

/// The operations of one part of the API; fixed names stand before "{}", which would take them.
std::vector<Endpoint> userEndpoints();
std::vector<Endpoint> orgUnitEndpoints();
std::vector<Endpoint> groupEndpoints();
std::vector<Endpoint> directoryEndpoints();

/// All operations.
const std::vector<Endpoint>& endpoints();

/// The endpoint behind a method and the segments after /v1.0, null when there is none; then
/// `otherMethod` says whether the path is known under another one. HEAD is answered as GET.
struct EndpointFound {
    const Endpoint* endpoint = nullptr;
    bool otherMethod = false;
};
EndpointFound findEndpoint(std::string_view method, const std::vector<std::string>& segments);

/// "PATCH:/users/{}", as the switch `duplicate-of` and the limits name it.
std::string nameOf(const Endpoint& endpoint);

/// The segments that stand in the places of "{}".
std::vector<std::string> pathParameters(const Endpoint& endpoint,
                                        const std::vector<std::string>& segments);

/// True for the areas that a service account may not use (docs, "Prohibited APIs").
bool isProhibited(const std::vector<std::string>& segments);

}  // namespace sandbox::lineworks
