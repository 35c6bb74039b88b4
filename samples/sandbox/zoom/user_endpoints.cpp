// Paths, methods, labels and granular scopes below /users: Users and Accounts API references, 2026.
// Of the classic scopes, write implies read there.
#include "zoom/accounts.h"
#include "zoom/endpoints.h"
#include "zoom/users.h"

namespace sandbox::zoom {

std::vector<Endpoint> userEndpoints() {
    using enum Label;
    const Scopes reads = {"user:read:admin", "user:write:admin"};
    const Scopes writes = {"user:write:admin"};
    return {
        readCall("users", kMedium, "user:read:list_users:admin", reads, &listUsers),
        writeCall("POST", "users", kLight, "user:write:user:admin", writes, &createUser,
                  Work::kCreate),
        readCall("users/email", kLight, "user:read:email:admin", reads, &checkEmail),
        readCall("users/vanity_name", kLight, "user:read:pm_room:admin", reads, &checkVanityName),
        readCall("users/{}", kLight, "user:read:user:admin", reads, &readUser),
        writeCall("PATCH", "users/{}", kLight, "user:update:user:admin", writes, &updateUser),
        writeCall("DELETE", "users/{}", kLight, "user:delete:user:admin", writes, &deleteUser,
                  Work::kDelete),
        writeCall("PUT", "users/{}/status", kLight, "user:update:status:admin", writes,
                  &changeStatus),
        writeCall("PUT", "users/{}/password", kMedium, "user:update:password:admin", writes,
                  &changePassword),
        writeCall("PUT", "users/{}/email", kLight, "user:update:email:admin", writes, &changeEmail),
        readCall("users/{}/permissions", kLight, "user:read:list_permissions:admin", reads,
                 &readPermissions),
        readCall("users/{}/settings", kMedium, "user:read:settings:admin", reads, &readSettings),
        writeCall("PATCH", "users/{}/settings", kMedium, "user:update:settings:admin", writes,
                  &updateSettings),
        writeCall("DELETE", "users/{}/token", kLight, "user:delete:token:admin", writes,
                  &endSessions),
        readCall("accounts/{}/managed_domains", kLight, "account:read:managed_domains:master",
                 {"account:read:admin", "account:read:master"}, &managedDomains),
    };
}

}  // namespace sandbox::zoom
