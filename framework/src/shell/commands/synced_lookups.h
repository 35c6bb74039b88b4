#pragma once

#include <string>
#include <vector>

#include "shell/services.h"
#include "shell/session.h"
#include "shell/table.h"

namespace muster::shell {

/** Lookups that come from a target: its groups, roles and the like, as `lookup sync` has read them.
 * They are called TARGET/CLASS. */

/** Adds a row of `lookup list` for each class of the target whose names are known. */
Result<void> addSynced(Session& session, const TargetView& target, std::vector<Row>& rows);

/** `lookup show TARGET/CLASS`. */
ExitCode showSynced(Session& session, const std::string& name);

}  // namespace muster::shell
