#pragma once

#include <functional>

#include "named_object.h"
#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Adds to an object what rows of the list lack; for attributes that are asked for by name. */
using CompleteObject = std::function<Result<void>(ConnectorObject&)>;

/** Shows the groups or roles that the filter asks for, by one walk through Zoom's list: Zoom
 * filters neither. An `=` on `__UID__` becomes one GET. `complete` may be empty; otherwise it is
 * asked for each object before the filter is checked. Errors: kProtocol for a page that comes
 * again; kPreconditionFailed for a token that is no longer good; whatever the requests meet. */
Result<sdk::SearchReport> searchNamed(sdk::Call& call, const NamedClass& named,
                                      const Filter& filter, const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler,
                                      const CompleteObject& complete);

}  // namespace muster::zoom
