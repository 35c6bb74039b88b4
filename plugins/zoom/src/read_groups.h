#pragma once

#include <optional>
#include <string>
#include <vector>

#include <muster/core/ids.h>
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** One group; with its members only when `attributes` asks for them, since they cost a walk through
 * a list of their own. */
Result<std::optional<ConnectorObject>> readGroup(sdk::Call& call, const ObjectRef& ref,
                                                 const std::vector<std::string>& attributes);

/** As `searchNamed`. Members, in filter or wish, cost one walk a group, which a notice says. */
Result<sdk::SearchReport> searchGroups(sdk::Call& call, const Filter& filter,
                                       const sdk::SearchOptions& options,
                                       const sdk::ObjectHandler& handler);

}  // namespace muster::zoom
