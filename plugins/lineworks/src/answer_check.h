#pragma once

#include <string>
#include <vector>

#include "user.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** What LINE WORKS' answer to a write shows of what was asked for. No page says whether it refuses
 * what a body names and is not there, passes it over, or takes it as it is; nor whether a list
 * takes the place of the old one or is added to it. Clients have seen each. So the answer is read.
 */

/** Org units of posts asked for that the answer leaves out, or shows without a name: whether these
 * are there only a look can tell. */
std::vector<std::string> doubtfulOrgUnits(const std::vector<Value>& asked, const User& now);

/** A notice `reference-not-named` for each level, position and user type of the member that the
 * answer shows without a name: there may be none such. */
void tellUnnamed(sdk::Call& call, const User& now);

/** Whether the lists among `sent` took the place of the old ones. kProtocol when the object as the
 * answer shows it has further elements; `who` names the object for people. */
Result<void> checkListsReplaced(const std::string& who, const ObjectClassInfo& info,
                                const std::vector<Attribute>& sent,
                                const std::vector<Attribute>& shown);

/** The error of a tenant that adds to lists: it took the update of `who`, but still shows `what`.
 */
Error listWasMerged(const std::string& who, const std::string& what);

}  // namespace muster::lineworks
