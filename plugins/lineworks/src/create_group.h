#pragma once

#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Makes one group with its administrators and members (step `create`). A group needs an
 * administrator, who must be there: members come before groups. Without members its administrators
 * are its members, since LINE WORKS wants some. Errors: kInvalidAttributeValue; kAlreadyExists for
 * a name in use; kConflict for an External Key that is another group's; whatever the request meets.
 */
Result<WriteReport> createGroup(sdk::Call& call, const Settings& settings,
                                const sdk::AttributesView& attributes);

}  // namespace muster::lineworks
