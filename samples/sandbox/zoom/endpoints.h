#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"
#include "zoom/labels.h"

namespace sandbox::zoom {

/// Whether a request must carry a JSON object.
enum class Body { kNone, kObject };

using ReadEndpoint = Response (*)(const Account&, const Call&);
using WriteEndpoint = Response (*)(Account&, const Call&);
using Scopes = std::vector<std::string_view>;

/// One operation of the API.
struct Endpoint {
    std::string_view method;
    std::vector<std::string_view> path;  ///< segments behind /v2; "{}" takes any
    Label label;                         ///< what it weighs, unless `relabel` says otherwise
    std::string_view granular;           ///< scope of apps made since 2024
    Scopes classic;                      ///< scopes of older apps, any of which will do
    Work work;                           ///< what it does to the user, for the write gate
    Body body;
    std::variant<ReadEndpoint, WriteEndpoint> run;
};

/// A GET. `path` is as in the reference without "/" at its ends, a parameter as "{}".
Endpoint readCall(std::string_view path, Label label, std::string_view granular,
                  const Scopes& classic, ReadEndpoint run);

/// Another method; all but DELETE must carry a JSON object.
Endpoint writeCall(std::string_view method, std::string_view path, Label label,
                   std::string_view granular, const Scopes& classic, WriteEndpoint run,
                   Work work = Work::kWrite);

/// The operations of one part of the API; fixed names stand before "{}", which would take them.
std::vector<Endpoint> userEndpoints();
std::vector<Endpoint> groupEndpoints();
std::vector<Endpoint> roleEndpoints();

/// All operations.
const std::vector<Endpoint>& endpoints();

/// The endpoint behind a method and the segments after /v2; null when there is none.
/// HEAD is answered as GET.
const Endpoint* findEndpoint(std::string_view method, const std::vector<std::string>& segments);

/// "PATCH:/users/{}", as the switch `relabel` names it.
std::string nameOf(const Endpoint& endpoint);

/// What a call weighs with these switches.
Label labelOf(const Endpoint& endpoint, const Settings& settings);

/// The segments that stand in the places of "{}".
std::vector<std::string> pathParameters(const Endpoint& endpoint,
                                        const std::vector<std::string>& segments);

/// The granular scopes of all endpoints: what an app without `scopes` is granted.
std::vector<std::string> allScopes();

}  // namespace sandbox::zoom
