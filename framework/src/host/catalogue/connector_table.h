#pragma once

#include <functional>
#include <optional>

#include "host/catalogue/check_failure.h"
#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/schema.h>

namespace muster::host {

/** What a loaded library offers, checked. */
struct ConnectorTable {
    const muster_connector* table = nullptr;
    const muster_search_extension* search = nullptr;  ///< null when the connector has it not
    const muster_action_extension* action = nullptr;  ///< null when the connector has it not
    const muster_check_extension* check = nullptr;    ///< null when the connector has it not
    Description description = {};                     ///< with the actions
};

/** Told before foreign code runs, in the order "entry function", "describe function",
 * "get_extension function": when the process dies, this is where. */
using PhaseHandler = std::function<void(const char* phase)>;

/** Asks a library, as dlopen returned it, for its table, and checks it: versions, size, required
 * functions, description, and that what the classes promise has a function. Exceptions of the
 * library are caught. `failure` (step "table" or "description") tells why when nothing is returned.
 */
std::optional<ConnectorTable> readConnectorTable(void* library, const PhaseHandler& onPhase,
                                                 CheckFailure& failure);

}  // namespace muster::host
