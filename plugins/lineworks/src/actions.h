#pragma once

#include <string_view>
#include <vector>

#include "settings.h"
#include <muster/core/ids.h>
#include <muster/core/schema.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** What members offer beside the operations: `set-leave-of-absence`, `clear-leave-of-absence`,
 * `undelete`, `force-logout`, `send-invitation`, `move-domain`; and org units: `adopt-members`,
 * `adopt-org-units`. */
std::vector<ActionInfo> describeActions();

/** Does one of them. kNotSupported for any other name; kUnknownUid; kInvalidState when the member's
 * state does not allow it; whatever the requests meet. */
Result<void> runAction(sdk::Call& call, const Settings& settings, std::string_view objectClass,
                       const ObjectRef& ref, std::string_view action,
                       const sdk::AttributesView& parameters);

}  // namespace muster::lineworks
