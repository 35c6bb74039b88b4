// The calls under /groups.
#include "lineworks/endpoints.h"
#include "lineworks/external_keys.h"
#include "lineworks/groups.h"

namespace sandbox::lineworks {

std::vector<Endpoint> groupEndpoints() {
    const Scopes reads = {"group", "group.read", "directory", "directory.read"};
    const Scopes writes = {"group", "directory"};
    const Scopes keyReads = {"directory", "directory.read"};
    using enum Body;
    return {
        readCall("groups/external-keys", keyReads, &listGroupKeys),
        writeCall("POST", "groups/external-keys", {"directory"}, &setGroupKeys, kObject),
        readCall("groups", reads, &listGroups),
        writeCall("POST", "groups", writes, &createGroup, kObject),
        readCall("groups/{}", reads, &readGroupCall),
        writeCall("PUT", "groups/{}", writes, &replaceGroup, kObject),
        writeCall("PATCH", "groups/{}", writes, &patchGroup, kObject),
        writeCall("DELETE", "groups/{}", writes, &deleteGroup),
        readCall("groups/{}/members", reads, &listGroupMembers),
        writeCall("POST", "groups/{}/members", writes, &addGroupMember, kObject),
        writeCall("DELETE", "groups/{}/members/{}", writes, &deleteGroupMember),
        readCall("groups/{}/administrators", reads, &listAdministrators),
        writeCall("POST", "groups/{}/administrators", writes, &addAdministrator, kObject),
        writeCall("DELETE", "groups/{}/administrators/{}", writes, &deleteAdministrator),
    };
}

}  // namespace sandbox::lineworks
