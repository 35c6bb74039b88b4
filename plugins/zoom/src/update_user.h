#pragma once

#include "managed_domains.h"
#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Changes one user by ordered steps, each one request: `status:activate`, `profile`, `email`,
 * `password`, one for each group, the role, `status:deactivate` with `logout`; an administrator's
 * role is changed first, since Zoom protects administrators. Reads the user first; what is so
 * already is not sent. When a step fails, those before it stay, and the error is that of the step.
 * Of an address outside the managed domains a notice warns first.
 *  Errors before anything is sent: kUnknownUid, kInvalidState (pending, or deactivated and not
 * enabled in the same update), kInvalidAttributeValue, kPermissionDenied (a password or a disable
 * of a protected user, a password of a user without one). */
Result<WriteReport> updateUser(sdk::Call& call, const Settings& settings, ManagedDomains& domains,
                               const ObjectRef& ref, const sdk::DeltasView& deltas);

}  // namespace muster::zoom
