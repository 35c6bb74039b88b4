#include "zoom/endpoints.h"

#include <algorithm>

#include "zoom/accounts.h"
#include "zoom/users.h"

namespace sandbox::zoom {

// Paths, methods and granular scopes: Users and Accounts API references, 2026. Of the classic
// scopes, write implies read there. Fixed names stand before "{}", which would take them.
const std::vector<Endpoint>& endpoints() {
    using enum Work;
    static const std::vector<std::string_view> kRead4 = {"user:read:admin", "user:write:admin"};
    static const std::vector<std::string_view> kWrite4 = {"user:write:admin"};
    static const std::vector<Endpoint> kEndpoints = {
        {"GET", {"users"}, "user:read:list_users:admin", kRead4, kRead, Body::kNone, &listUsers},
        {"POST", {"users"}, "user:write:user:admin", kWrite4, kCreate, Body::kObject, &createUser},
        {"GET",
         {"users", "email"},
         "user:read:email:admin",
         kRead4,
         kRead,
         Body::kNone,
         &checkEmail},
        {"GET",
         {"users", "vanity_name"},
         "user:read:pm_room:admin",
         kRead4,
         kRead,
         Body::kNone,
         &checkVanityName},
        {"GET", {"users", "{}"}, "user:read:user:admin", kRead4, kRead, Body::kNone, &readUser},
        {"PATCH",
         {"users", "{}"},
         "user:update:user:admin",
         kWrite4,
         kWrite,
         Body::kObject,
         &updateUser},
        {"DELETE",
         {"users", "{}"},
         "user:delete:user:admin",
         kWrite4,
         kDelete,
         Body::kNone,
         &deleteUser},
        {"PUT",
         {"users", "{}", "status"},
         "user:update:status:admin",
         kWrite4,
         kWrite,
         Body::kObject,
         &changeStatus},
        {"PUT",
         {"users", "{}", "password"},
         "user:update:password:admin",
         kWrite4,
         kWrite,
         Body::kObject,
         &changePassword},
        {"PUT",
         {"users", "{}", "email"},
         "user:update:email:admin",
         kWrite4,
         kWrite,
         Body::kObject,
         &changeEmail},
        {"GET",
         {"users", "{}", "permissions"},
         "user:read:list_permissions:admin",
         kRead4,
         kRead,
         Body::kNone,
         &readPermissions},
        {"GET",
         {"users", "{}", "settings"},
         "user:read:settings:admin",
         kRead4,
         kRead,
         Body::kNone,
         &readSettings},
        {"PATCH",
         {"users", "{}", "settings"},
         "user:update:settings:admin",
         kWrite4,
         kWrite,
         Body::kObject,
         &updateSettings},
        {"DELETE",
         {"users", "{}", "token"},
         "user:delete:token:admin",
         kWrite4,
         kWrite,
         Body::kNone,
         &endSessions},
        {"GET",
         {"accounts", "{}", "managed_domains"},
         "account:read:managed_domains:master",
         {"account:read:admin", "account:read:master"},
         kRead,
         Body::kNone,
         &managedDomains},
    };
    return kEndpoints;
}

namespace {

bool pathFits(const Endpoint& endpoint, const std::vector<std::string>& segments) {
    return std::equal(endpoint.path.begin(), endpoint.path.end(), segments.begin(), segments.end(),
                      [](std::string_view pattern, const std::string& segment) {
                          return pattern == "{}" ? !segment.empty() : pattern == segment;
                      });
}

}  // namespace

const Endpoint* findEndpoint(std::string_view method, const std::vector<std::string>& segments) {
    const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
    const auto& all = endpoints();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Endpoint& each) {
        return each.method == wanted && pathFits(each, segments);
    });
    return found == all.end() ? nullptr : &*found;
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
