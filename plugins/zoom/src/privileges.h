#pragma once

#include <muster/sdk/call.h>

namespace muster::zoom {

/** Tells in a notice `privileges` which of the privileges that operations need the role of the
 * app's owner lacks, and what cannot be done without them (GET /users/me/permissions, Zoom Users
 * API reference). Zoom may refuse the read; then `privileges-not-read` says so. Any I/O error. */
Result<void> explainPrivileges(sdk::Call& call);

}  // namespace muster::zoom
