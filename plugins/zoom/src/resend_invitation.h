#pragma once

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Sends a pending user a new invitation. Zoom has no request for it: the waiting one is cancelled
 * (step `invitation:cancel`) and the user is made anew with the same names, licence and group
 * (steps `invitation:send`, `group:<id>:add`), so that the Uid may change. Errors: kUnknownUid,
 * also for a lapsed invitation, which Zoom lets nobody touch; kInvalidState for a user who is not
 * pending. When the sending fails the user is gone, and the error says so. */
Result<void> resendInvitation(sdk::Call& call, const ObjectRef& ref);

}  // namespace muster::zoom
