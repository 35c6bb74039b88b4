#include "zoom/endpoints.h"

#include <algorithm>

namespace sandbox::zoom {

namespace {

std::vector<std::string_view> splitPath(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

bool pathFits(const Endpoint& endpoint, const std::vector<std::string>& segments) {
    return std::equal(endpoint.path.begin(), endpoint.path.end(), segments.begin(), segments.end(),
                      [](std::string_view pattern, const std::string& segment) {
                          return pattern == "{}" ? !segment.empty() : pattern == segment;
                      });
}

}  // namespace

Endpoint readCall(std::string_view path, Label label, std::string_view granular,
                  const Scopes& classic, ReadEndpoint run) {
    return {"GET", splitPath(path), label, granular, classic, Work::kRead, Body::kNone, run};
}

Endpoint writeCall(std::string_view method, std::string_view path, Label label,
                   std::string_view granular, const Scopes& classic, WriteEndpoint run, Work work) {
    const auto body = method == "DELETE" ? Body::kNone : Body::kObject;
    return {method, splitPath(path), label, granular, classic, work, body, run};
}

const std::vector<Endpoint>& endpoints() {
    static const std::vector<Endpoint> kEndpoints = [] {
        std::vector<Endpoint> all;
        for (auto* part : {&userEndpoints, &groupEndpoints, &roleEndpoints}) {
            auto some = part();
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }();
    return kEndpoints;
}

const Endpoint* findEndpoint(std::string_view method, const std::vector<std::string>& segments) {
    const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
    const auto& all = endpoints();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Endpoint& each) {
        return each.method == wanted && pathFits(each, segments);
    });
    return found == all.end() ? nullptr : &*found;
}

std::string nameOf(const Endpoint& endpoint) {
    std::string name = std::string(endpoint.method) + ":";
    for (const auto& segment : endpoint.path) name.append("/").append(segment);
    return name;
}

Label labelOf(const Endpoint& endpoint, const Settings& settings) {
    if (settings.relabel.empty()) return endpoint.label;
    const auto name = nameOf(endpoint) + "=";
    for (const auto& each : settings.relabel) {
        if (!each.starts_with(name)) continue;
        return parseLabel(std::string_view(each).substr(name.size())).value_or(endpoint.label);
    }
    return endpoint.label;
}

std::vector<std::string> pathParameters(const Endpoint& endpoint,
                                        const std::vector<std::string>& segments) {
    std::vector<std::string> parameters;
    for (std::size_t at = 0; at < segments.size(); ++at) {
        if (endpoint.path[at] == "{}") parameters.push_back(segments[at]);
    }
    return parameters;
}

std::vector<std::string> allScopes() {
    std::vector<std::string> scopes;
    for (const auto& endpoint : endpoints()) scopes.emplace_back(endpoint.granular);
    return scopes;
}

}  // namespace sandbox::zoom
