#pragma once

#include <string>

#include <muster/core/object.h>

namespace muster::provision {

/** The target's word for the state of an object: its `status`, or what `__ENABLE__` says; empty for
 * neither. */
std::string stateOf(const ConnectorObject& object);

}  // namespace muster::provision
