#pragma once

#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Shows the members that the filter asks for, by one walk over GET /users. An `=` on `__UID__`,
 * `__NAME__` or `externalKey` becomes one read. Deleted members, who are listed for 7 days, are
 * shown only to a filter that asks about `status` or `isDeleted`. Errors: kProtocol for a page that
 * comes again; kInvalidAttributeValue for a token that no search gave; whatever the requests
 * meet. */
Result<sdk::SearchReport> searchUsers(sdk::Call& call, const Settings& settings,
                                      const Filter& filter, const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler);

}  // namespace muster::lineworks
