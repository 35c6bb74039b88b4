#pragma once

#include <cstdint>

#include <muster/abi/connector_abi.h>

namespace muster::testing {

/** A connector table that stands before `real`: each call is turned into bytes, read back, and made
 * with the copies; what the connector reports and asks of the host goes the same way. Copies are
 * freed as soon as the contract allows, so that a connector which keeps what it was lent is found
 * out under AddressSanitizer.
 *
 *  C functions of the table have no context, so there is one such table in a process: the last call
 * says what it stands before. The table, its description and `real` must outlive all use.
 *  Not thread-safe itself; the functions of the table follow the contract. */
const muster_connector* loopbackOf(const muster_connector& real);

/** How many messages have gone through the codec in this process. Any thread. */
std::uint64_t loopbackMessages();

}  // namespace muster::testing
