#pragma once

#include <muster/sdk/call.h>

namespace muster::zoom {

/** Tells in a notice `privileges` which of the privileges that operations need the account's owner
 * lacks, and what cannot be done without them. A server-to-server app acts as the owner (Zoom,
 * "Server-to-Server OAuth") and has to name users by id or address: "me" is for apps that a user
 * has installed (Zoom, "Using Zoom APIs"). So the owner is found in the list first (GET
 * /users?role_id=0, then GET /users/{userId}/permissions, Zoom Users API reference). Zoom may
 * refuse either; then `privileges-not-read` says so. Any I/O error. */
Result<void> explainPrivileges(sdk::Call& call);

}  // namespace muster::zoom
