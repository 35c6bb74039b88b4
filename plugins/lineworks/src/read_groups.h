#pragma once

#include <optional>
#include <string>
#include <vector>

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** One group; with members and administrators only when `attributes` asks for them, since each list
 * costs a walk of its own. */
Result<std::optional<ConnectorObject>> readGroup(sdk::Call& call, const ObjectRef& ref,
                                                 const std::vector<std::string>& attributes);

/** Groups that the filter asks for, by one walk. Members and administrators, in filter or wish,
 * cost one walk a list and group, which a notice says. */
Result<sdk::SearchReport> searchGroups(sdk::Call& call, const Filter& filter,
                                       const sdk::SearchOptions& options,
                                       const sdk::ObjectHandler& handler);

}  // namespace muster::lineworks
