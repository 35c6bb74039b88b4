#pragma once

#include <string_view>
#include <vector>

#include <muster/core/ids.h>
#include <muster/core/schema.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** What users offer beside the operations: `resend-invitation`, `logout`, `set-primary-group`,
 * `move-group`. */
std::vector<ActionInfo> describeActions();

/** Does one of them. kNotSupported for any other name; kUnknownUid; kInvalidState when the user's
 * status does not allow it; whatever the requests meet. */
Result<void> runAction(sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
                       std::string_view action, const sdk::AttributesView& parameters);

}  // namespace muster::zoom
