#pragma once

#include <muster/sdk/connector.h>

namespace muster::zoom {

/** Shows the users that the filter asks for: active, inactive and pending ones, by one walk over
 * GET /users per status, since Zoom lists one status a call.
 *  An `=` on `__UID__` or `__NAME__` becomes one GET; one on `status` or `__ENABLE__` saves walks;
 * one on `role_id` goes to Zoom. Everything else is checked here. Attributes that rows lack
 * (`isOnlyInSingleRead`), in filter or wish, cost one GET a user, which a notice says.
 *  Errors: kProtocol for a page that comes again; kPreconditionFailed for a token that is no longer
 * good; whatever the requests meet. */
Result<sdk::SearchReport> searchUsers(sdk::Call& call, const Filter& filter,
                                      const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler);

}  // namespace muster::zoom
