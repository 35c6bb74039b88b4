// The calls under /users.
#include "lineworks/endpoints.h"
#include "lineworks/external_keys.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

std::vector<Endpoint> userEndpoints() {
    const Scopes reads = {"user", "user.read", "directory", "directory.read"};
    const Scopes writes = {"user", "directory"};
    const Scopes keyReads = {"directory", "directory.read"};
    using enum Body;
    using enum Paced;
    return {
        readCall("users/external-keys", keyReads, &listUserKeys),
        writeCall("POST", "users/external-keys", {"directory"}, &setUserKeys, kObject),
        writeCall("POST", "users/send-invitation-email", writes, &inviteAll),
        readCall("users", reads, &listUsers),
        writeCall("POST", "users", writes, &createUser, kObject, kUser),
        readCall("users/{}", reads, &readUserCall),
        writeCall("PUT", "users/{}", writes, &replaceUser, kObject, kUser),
        writeCall("PATCH", "users/{}", writes, &patchUser, kObject, kUser),
        writeCall("DELETE", "users/{}", writes, &deleteUser, kNone, kUser),
        writeCall("DELETE", "users/{}/forcedelete", writes, &forceDeleteUser, kNone, kUser),
        writeCall("POST", "users/{}/undelete", writes, &undeleteUser, kNone, kUser),
        writeCall("POST", "users/{}/suspend", writes, &suspendUser, kNone, kUser),
        writeCall("POST", "users/{}/unsuspend", writes, &unsuspendUser, kNone, kUser),
        writeCall("POST", "users/{}/force-logout", writes, &forceLogout, kNone, kUser),
        writeCall("POST", "users/{}/set-leave-of-absence", writes, &setLeave, kObject, kUser),
        writeCall("POST", "users/{}/clear-leave-of-absence", writes, &clearLeave, kNone, kUser),
        writeCall("POST", "users/{}/move", writes, &moveUser, kObject, kUser),
        writeCall("POST", "users/{}/send-invitation-email", writes, &inviteUser, kNone, kUser),
        writeCall("POST", "users/{}/alias-emails/{}", writes, &addAlias, kNone, kUser),
        writeCall("DELETE", "users/{}/alias-emails/{}", writes, &deleteAlias, kNone, kUser),
        readCall("users/{}/photo", reads, &readPhoto),
        writeCall("POST", "users/{}/photo", writes, &startPhoto, kObject, kUser),
        writeCall("DELETE", "users/{}/photo", writes, &deletePhoto, kNone, kUser),
    };
}

}  // namespace sandbox::lineworks
