#pragma once

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Deletes by the policy of the call's option `policy`, else of the target. The status is read
 * first: a pending user is taken out by a bare DELETE, whatever the policy, since that is the one
 * form that Zoom takes for each of them. A 404 to a DELETE with a query proves nothing, so the user
 * is read again.
 *  Errors: kUnknownUid when the user is not there; kPermissionDenied for the owner and
 * administrators, and on a managed domain for disassociate; kInvalidAttributeValue for transfer
 * options that cannot be followed. */
Result<void> deleteUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref);

/** Ends the account's hold on the user: cancels the invitation of a pending user, and leaves any
 * other a free account of their own. Errors as `deleteUser`. */
Result<void> disassociateUser(sdk::Call& call, const Settings& settings, const ObjectRef& ref);

}  // namespace muster::zoom
