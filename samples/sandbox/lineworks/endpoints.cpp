#include "lineworks/endpoints.h"

#include <algorithm>
#include <iterator>

namespace sandbox::lineworks {

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

bool fits(const std::vector<std::string_view>& path, const std::vector<std::string>& segments) {
    return std::equal(path.begin(), path.end(), segments.begin(), segments.end(),
                      [](std::string_view expected, std::string_view segment) {
                          return expected == "{}" ? !segment.empty() : expected == segment;
                      });
}

}  // namespace

Endpoint readCall(std::string_view path, const Scopes& scopes, ReadEndpoint run) {
    return {"GET", splitPath(path), scopes, Body::kNone, Paced::kNo, run};
}

Endpoint writeCall(std::string_view method, std::string_view path, const Scopes& scopes,
                   WriteEndpoint run, Body body, Paced paced) {
    return {method, splitPath(path), scopes, body, paced, run};
}

const std::vector<Endpoint>& endpoints() {
    static const std::vector<Endpoint> kAll = [] {
        std::vector<Endpoint> all;
        for (auto part :
             {userEndpoints(), orgUnitEndpoints(), groupEndpoints(), directoryEndpoints()}) {
            std::move(part.begin(), part.end(), std::back_inserter(all));
        }
        return all;
    }();
    return kAll;
}

EndpointFound findEndpoint(std::string_view method, const std::vector<std::string>& segments) {
    if (method == "HEAD") method = "GET";
    EndpointFound found;
    const std::vector<std::string_view>* known = nullptr;
    for (const auto& each : endpoints()) {
        if (!fits(each.path, segments)) continue;
        // A fixed name hides the "{}" behind it, whatever the method.
        if (known != nullptr && *known != each.path) break;
        known = &each.path;
        if (each.method == method) return {&each, false};
        found.otherMethod = true;
    }
    return found;
}

std::string nameOf(const Endpoint& endpoint) {
    auto name = std::string(endpoint.method) + ":";
    for (const auto segment : endpoint.path) name.append("/").append(segment);
    return name;
}

std::vector<std::string> pathParameters(const Endpoint& endpoint,
                                        const std::vector<std::string>& segments) {
    std::vector<std::string> parameters;
    for (std::size_t at = 0; at < endpoint.path.size(); ++at) {
        if (endpoint.path[at] == "{}") parameters.push_back(segments[at]);
    }
    return parameters;
}

bool isProhibited(const std::vector<std::string>& segments) {
    const auto segment = [&](std::size_t at) {
        return at < segments.size() ? std::string_view(segments[at]) : std::string_view();
    };
    const auto area = segment(0);
    if (area.starts_with("sharedrives") || area.starts_with("tasks") || area.starts_with("forms")) {
        return true;
    }
    const auto part = segment(2);
    if (area == "users") {
        return part.starts_with("mail") || part.starts_with("drive") || part.starts_with("tasks") ||
               part == "task-categories";
    }
    return area == "groups" && (part.starts_with("note") || part.starts_with("folder"));
}

}  // namespace sandbox::lineworks
