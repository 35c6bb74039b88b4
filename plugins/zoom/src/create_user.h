#pragma once

#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Makes one user: checks, POST /users, then one read, since only a read tells the status; then
 * what POST does not take (step `profile`), and `status:deactivate` for `__ENABLE__` false. Zoom
 * stores nothing of a pending user, so for one that waits for the invitation these are left out and
 * said in notices. Errors: kInvalidAttributeValue before anything is sent; kAlreadyExists, whose
 * message tells the Uid found or that the address belongs to another Zoom account; whatever the
 * requests meet. */
Result<WriteReport> createUser(sdk::Call& call, const Settings& settings,
                               const sdk::AttributesView& attributes);

}  // namespace muster::zoom
