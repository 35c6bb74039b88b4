// Paths, methods, labels and scopes below /groups and /roles: Users and Accounts API references,
// 2026.
#include "zoom/endpoints.h"
#include "zoom/groups.h"
#include "zoom/roles.h"

namespace sandbox::zoom {

std::vector<Endpoint> groupEndpoints() {
    using enum Label;
    const Scopes reads = {"group:read:admin", "group:write:admin"};
    const Scopes writes = {"group:write:admin"};
    return {
        readCall("groups", kMedium, "group:read:list_groups:admin", reads, &listGroups),
        writeCall("POST", "groups", kLight, "group:write:group:admin", writes, &createGroup),
        readCall("groups/{}", kLight, "group:read:group:admin", reads, &readGroup),
        writeCall("PATCH", "groups/{}", kLight, "group:update:group:admin", writes, &renameGroup),
        writeCall("DELETE", "groups/{}", kLight, "group:delete:group:admin", writes, &deleteGroup),
        readCall("groups/{}/members", kMedium, "group:read:list_members:admin", reads,
                 &listGroupMembers),
        writeCall("POST", "groups/{}/members", kMedium, "group:write:member:admin", writes,
                  &addGroupMembers),
        writeCall("DELETE", "groups/{}/members/{}", kLight, "group:delete:member:admin", writes,
                  &removeGroupMember),
        writeCall("PATCH", "groups/{}/members/{}", kMedium, "group:update:member:admin", writes,
                  &changeGroupMember),
    };
}

std::vector<Endpoint> roleEndpoints() {
    using enum Label;
    const Scopes reads = {"role:read:admin", "role:write:admin"};
    const Scopes writes = {"role:write:admin"};
    return {
        readCall("roles", kMedium, "role:read:list_roles:admin", reads, &listRoles),
        writeCall("POST", "roles", kLight, "role:write:role:admin", writes, &createRole),
        readCall("roles/{}", kLight, "role:read:role:admin", reads, &readRole),
        writeCall("PATCH", "roles/{}", kLight, "role:update:role:admin", writes, &updateRole),
        writeCall("DELETE", "roles/{}", kLight, "role:delete:role:admin", writes, &deleteRole),
        readCall("roles/{}/members", kMedium, "role:read:list_members:admin", reads,
                 &listRoleMembers),
        writeCall("POST", "roles/{}/members", kMedium, "role:write:member:admin", writes,
                  &addRoleMembers),
        writeCall("DELETE", "roles/{}/members/{}", kLight, "role:delete:member:admin", writes,
                  &removeRoleMember),
    };
}

}  // namespace sandbox::zoom
