#pragma once

#include <optional>
#include <string>
#include <vector>

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** One org unit; with its members only when `attributes` asks for them, since they cost a walk
 * through a list of their own. */
Result<std::optional<ConnectorObject>> readOrgUnit(sdk::Call& call, const ObjectRef& ref,
                                                   const std::vector<std::string>& attributes);

/** Org units that the filter asks for, by one walk. Members, in filter or wish, cost one walk an
 * org unit, which a notice says. */
Result<sdk::SearchReport> searchOrgUnits(sdk::Call& call, const Filter& filter,
                                         const sdk::SearchOptions& options,
                                         const sdk::ObjectHandler& handler);

}  // namespace muster::lineworks
